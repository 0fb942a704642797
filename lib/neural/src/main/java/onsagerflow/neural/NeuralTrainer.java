package onsagerflow.neural;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import onsagerflow.field.RandomStreams;
import onsagerflow.io.Checkpoint;

/// Trains s′, N and j together on the likelihood of observed increments.
///
///     mean y = −N L(u) g,   variance s N q,   u = β(s′(m, T) − φ),   φ = x·j + h
///
/// by Adam on mini-batches, the rate falling to zero, the weights averaged. At first N alone moves:
/// the variance tells it at once, while a wrong N would drive s′ and j from their start. Training
/// stops early where the held-out likelihood no longer improves, and gives the best weights. Then
/// Fisher scoring takes j and the output layers to the maximum of the likelihood.
///
/// s′ + c·m with J + c·δ is the same model: leave the orbit of r = 0 out of x and keep its J(0) m
/// in h.
///
/// @param training how
/// @param checkpoint file written after each epoch, from which an interrupted training goes on to
///     the same bits
/// @param progress told after each epoch and each step of Fisher scoring
public record NeuralTrainer(
    Training training, Optional<Path> checkpoint, Consumer<TrainingReport> progress) {

  private static final int STEPS_OF_NOISE = 300;

  /// Hidden units and outputs are of order 1: a wide prior (3) lets the noise of five million cells
  /// into N, a narrow one (0.03) keeps the errors of Adam in s′.
  private static final double PRIOR_WIDTH = 0.3;

  public NeuralTrainer(Training training) {
    this(training, Optional.empty(), report -> {});
  }

  public NeuralTrainer withCheckpoint(Path path) {
    return new NeuralTrainer(training, Optional.of(path), progress);
  }

  public NeuralTrainer withProgress(Consumer<TrainingReport> listener) {
    return new NeuralTrainer(training, checkpoint, listener);
  }

  /// The same cells and the same [Training] give the same bits.
  ///
  /// @param cells to train on
  /// @param heldOut cells that decide when to stop
  /// @throws IllegalArgumentException if a value of a cell is no number
  /// @throws IllegalStateException if training diverges
  /// @throws CancellationException if the thread is interrupted
  public NeuralModel train(Cells cells, Cells heldOut, KernelStart start) {
    if (cells.orbits() != start.orbits() || heldOut.orbits() != start.orbits()) {
      throw new IllegalArgumentException(
          "cells of %s orbits, held out of %s, and a kernel of %s"
              .formatted(cells.orbits(), heldOut.orbits(), start.orbits()));
    }
    var form = Form.of(training, start.directions());
    var state = new State(form.start(training.seed()));
    var file = checkpoint.map(path -> new Checkpoint(path, "networks"));
    String setting = setting(cells, heldOut, start);
    file.ifPresent(f -> f.load(setting, state::read));
    try (var workers = new Workers(training, form, start, cells, heldOut)) {
      while (!state.isFinished(training)) {
        double seen = epoch(state, form, cells, workers);
        double kept = workers.loss(heldOut, state.adam.average);
        boolean best = state.finishEpoch(kept);
        file.ifPresent(f -> f.save(setting, state::write));
        progress.accept(new Epoch(state.epochs, seen, kept, best));
      }
    }
    return finish(state, form, cells, heldOut, start);
  }

  private NeuralModel finish(
      State state, Form form, Cells cells, Cells heldOut, KernelStart start) {
    int batchSize = Math.max(cells.batchSize(), heldOut.batchSize());
    double[] weights = state.bestWeights.clone();
    try (var scoring =
        new FisherScoring(
            training,
            form,
            start,
            weights,
            PRIOR_WIDTH,
            batchSize,
            training.descent().batchesPerStep())) {
      var last =
          scoring.maximise(
              cells,
              weights,
              training.scoringSteps(),
              standing ->
                  progress.accept(
                      new ScoringStep(
                          standing.steps(),
                          standing.loss(),
                          scoring.loss(heldOut, weights),
                          standing.distance())));
      double kept = scoring.loss(heldOut, weights);
      return new NeuralModel(form, weights, start.kernel(weights), last.loss(), kept);
    }
  }

  private String setting(Cells cells, Cells heldOut, KernelStart start) {
    return String.format(
        Locale.ROOT,
        "%s on %d and %d batches of %d orbits from %08x",
        training,
        cells.batches(),
        heldOut.batches(),
        cells.orbits(),
        start.fingerprint());
  }

  private double epoch(State state, Form form, Cells cells, Workers workers) {
    int[] order = order(cells.batches(), state.epochs);
    int perStep = training.descent().batchesPerStep();
    int steps = Math.ceilDiv(order.length, perStep);
    var gradient = new double[form.size()];
    double sum = 0;
    long count = 0;
    for (int from = 0; from < order.length; from += perStep) {
      int to = Math.min(from + perStep, order.length);
      var part = workers.gradient(cells, order, from, to, state.adam.weights, gradient);
      if (!Double.isFinite(part.mean())) {
        throw new IllegalStateException(
            "training diverged in epoch %s, loss %s: lower the learning rate of %s"
                .formatted(state.epochs + 1, part.mean(), training.descent().learningRate()));
      }
      sum += part.sum();
      count += part.cells();
      double done = state.adam.steps / (double) (steps * training.descent().epochs());
      double rate = training.descent().learningRate() * 0.5 * (1 + Math.cos(Math.PI * done));
      boolean noiseOnly =
          state.adam.steps < Math.min(STEPS_OF_NOISE, steps * training.descent().epochs() / 10);
      state.adam.step(
          gradient,
          rate,
          noiseOnly ? form.slope().end() : 0,
          noiseOnly ? form.noise().end() : form.size());
    }
    return sum / count;
  }

  /// The batches in random order, another one in each epoch.
  private int[] order(int batches, int epoch) {
    var random = RandomStreams.of(training.seed(), epoch + 2).getLast();
    var order = new int[batches];
    for (int i = 0; i < batches; i++) {
      int k = random.nextInt(i + 1);
      order[i] = order[k];
      order[k] = i;
    }
    return order;
  }
}
