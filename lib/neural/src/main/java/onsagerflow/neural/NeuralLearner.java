package onsagerflow.neural;

import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeMap;
import onsagerflow.estimate.IncrementSample;
import onsagerflow.estimate.Learned;
import onsagerflow.field.Progress;
import onsagerflow.meso.FieldTable;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.NetworkWeights;
import onsagerflow.meso.Table;

/// Learns K, s′ and J with neural networks from the data of a fit with splines.
///
/// The likelihood is the same ([NeuralTrainer]); the spline fit gives its corrections for the lag,
/// the kernel to start from and the scale on which each direction of J is known. Every eighth frame
/// pair is held out to decide when to stop.
///
/// @param trainer that trains the networks
/// @param mostCells cells read at most, evenly spread over the data
public record NeuralLearner(NeuralTrainer trainer, int mostCells) {

  private static final int HOLD_OUT_EVERY = 8;
  private static final int BINS = 40;

  public NeuralLearner(NeuralTrainer trainer) {
    this(trainer, 5_000_000);
  }

  /// What was trained.
  ///
  /// @param networks the functions, in the gauge J(0) = 0
  /// @param model the same as tables, in the gauge of the spline fit and with its standard errors:
  ///   the information is that of the data, whatever represents the functions
  /// @param history of the training; what a checkpoint has brought back is missing
  public record Result(NeuralModel networks, LearnedModel model, TrainingHistory history) {}

  /// Trains on the data of a fit.
  ///
  /// @throws IllegalArgumentException if it was from generator channels
  public Result train(Learned splines) {
    var sample = splines.increments(mostCells);
    var cells = new SampledCells(sample, i -> i % HOLD_OUT_EVERY != HOLD_OUT_EVERY - 1);
    var heldOut = new SampledCells(sample, i -> i % HOLD_OUT_EVERY == HOLD_OUT_EVERY - 1);
    var start = KernelStart.informed(sample.kernel(), sample.kernelCovariance(), cells.cells());
    var reports = new ArrayList<TrainingReport>();
    var networks =
        trainer
            .withProgress(
                report -> {
                  reports.add(report);
                  say(report);
                  trainer.progress().accept(report);
                })
            .train(cells, heldOut, start);
    var model = model(splines, sample, networks);
    return new Result(networks, model, TrainingHistory.of(reports));
  }

  private void say(TrainingReport report) {
    var training = trainer.training();
    switch (report) {
      case Epoch epoch ->
          Progress.say("networks", epoch.number(), training.descent().epochs(), "epochs");
      case ScoringStep step ->
          Progress.say("Fisher scoring", step.number(), training.scoringSteps(), "steps at most");
    }
  }

  private static LearnedModel model(Learned splines, IncrementSample sample, NeuralModel networks) {
    var former = splines.model();
    double t = splines.temperature();
    double centre = splines.kernel().get(0, 0);
    double[] m = former.entropySlope().m();
    var slope = new double[m.length];
    for (int i = 0; i < m.length; i++) {
      slope[i] = networks.entropySlope(m[i], t) + centre * m[i];
    }
    var diagnostics = new TreeMap<>(former.diagnostics());
    diagnostics.put("lossOfTraining", networks.trainingLoss());
    diagnostics.put("lossHeldOut", networks.heldOutLoss());
    return new LearnedModel(
        former.closure(),
        former.conditions(),
        former.block(),
        former.gauge(),
        new LearnedModel.Functions(
            meanMobility(splines, sample, networks),
            former.mobilityByField().map(table -> mobility(table, networks, t, centre)),
            new Table(m, slope, former.entropySlope().standardError()),
            sample.kernel(networks.kernel()).withCentre(centre),
            former.kernelError()),
        new LearnedModel.Notes(
            former.notes().fields(),
            Optional.of(new NetworkWeights(networks.toBytes())),
            diagnostics));
  }

  private static FieldTable mobility(
      FieldTable former, NeuralModel networks, double t, double centre) {
    double[] m = former.m();
    double[] phi = former.phi();
    var value = new double[m.length][phi.length];
    var error = new double[m.length][phi.length];
    for (int i = 0; i < m.length; i++) {
      for (int j = 0; j < phi.length; j++) {
        value[i][j] = networks.noise(m[i], phi[j] - centre * m[i], t) / t;
        error[i][j] = former.standardError(i, j);
      }
    }
    return new FieldTable(m, phi, value, error);
  }

  /// K(m), the mean over the cells in bins of m.
  private static Table meanMobility(Learned splines, IncrementSample sample, NeuralModel networks) {
    var former = splines.mobility();
    double low = former.m(0);
    double high = former.m(former.size() - 1);
    double[] j = networks.kernel();
    var x = new float[sample.orbits()];
    var count = new long[BINS];
    var sumM = new double[BINS];
    var sumK = new double[BINS];
    double t = splines.temperature();
    for (int cell = 0; cell < sample.size(); cell++) {
      double m = sample.m(cell);
      int bin = Math.clamp((int) ((m - low) / (high - low) * BINS), 0, BINS - 1);
      sample.neighbours(cell, x, 0);
      double phi = sample.field(cell);
      for (int o = 0; o < x.length; o++) {
        phi += j[o] * x[o];
      }
      count[bin]++;
      sumM[bin] += m;
      sumK[bin] += networks.noise(m, phi, t) / t;
    }
    int[] seen = java.util.stream.IntStream.range(0, BINS).filter(b -> count[b] > 0).toArray();
    var m = new double[seen.length];
    var value = new double[seen.length];
    var error = new double[seen.length];
    for (int i = 0; i < seen.length; i++) {
      m[i] = sumM[seen[i]] / count[seen[i]];
      value[i] = sumK[seen[i]] / count[seen[i]];
      error[i] = former.standardErrorAt(m[i]);
    }
    return new Table(m, value, error);
  }
}
