package onsagerflow.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import onsagerflow.field.Kernel;
import onsagerflow.meso.FieldTable;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.Table;
import org.jspecify.annotations.Nullable;

/// K, s′ and J as learned from one set of observations, with standard errors and diagnostics.
public final class Learned {

  private static final int TABLE_POINTS = 201;
  private static final int FIELD_POINTS = 41;
  private static final int DRAWS = 200;

  private final Learner learner;
  private final Observations observations;
  private final Fit fit;
  private final SlopePoints points;
  private final Kernel kernel;
  private final Kernel kernelError;
  private final boolean centreFromSlope;
  private final double centre;
  private final @Nullable RadiusSelection selection;

  Learned(
      Learner learner, Observations observations, Fit fit, @Nullable RadiusSelection selection) {
    this.learner = learner;
    this.observations = observations;
    this.fit = fit;
    this.selection = selection;
    int slopes = fit.knots().slope().size() - 1;
    this.points = slopePoints(slopes);
    double slopeCentre = points.slopeGauge();
    double slopeCentreError = points.slopeGaugeError();
    // Without small |m| in the data the slope at 0 is an extrapolation: leave J(0) at 0 then.
    this.centreFromSlope =
        learner.gauge() instanceof Gauge.Slope
            && slopeCentreError < 0.1 * observations.temperature();
    this.centre =
        learner.gauge() instanceof Gauge.Centre(double given)
            ? given
            : centreFromSlope ? slopeCentre : 0;
    double[] theta = fit.theta();
    var values = new double[fit.orbits().size()];
    var errors = new double[values.length];
    for (int o = 0; o < values.length; o++) {
      values[o] = theta[slopes + o];
      errors[o] = Math.sqrt(fit.solution().covariance[slopes + o][slopes + o]);
    }
    this.kernel = fit.kernel(values).withCentre(centre);
    this.kernelError = fit.kernel(errors).withCentre(centreFromSlope ? slopeCentreError : 0);
  }

  private SlopePoints slopePoints(int slopes) {
    var m = new double[slopes];
    var value = new double[slopes];
    var covariance = new double[slopes][slopes];
    double[] theta = fit.theta();
    for (int i = 0; i < slopes; i++) {
      m[i] = Math.tanh(fit.knots().slope().knot(i + 1));
      value[i] = theta[i];
      for (int j = 0; j < slopes; j++) {
        covariance[i][j] = fit.solution().covariance[i][j];
      }
    }
    return new SlopePoints(observations.temperature(), m, value, covariance);
  }

  /// s′ at the knots of the inverse problem, in the gauge J(0) = 0.
  public SlopePoints slopePoints() {
    return points;
  }

  /// J on block offsets.
  public Kernel kernel() {
    return kernel;
  }

  /// Standard errors of J.
  public Kernel kernelError() {
    return kernelError;
  }

  /// Standard error of the total strength Ĵ(0) = Σ_r J(r) of [#kernel], whose values are
  /// correlated.
  public double totalError() {
    int slopes = fit.knots().slope().size() - 1;
    var weight = new double[fit.drifts()];
    if (centreFromSlope) {
      System.arraycopy(points.slopeGaugeGradient(), 0, weight, 0, slopes);
    }
    for (int o = 0; o < fit.orbits().size(); o++) {
      weight[slopes + o] = fit.orbits().get(o).offsets().size();
    }
    double variance = 0;
    for (int i = 0; i < weight.length; i++) {
      for (int j = 0; j < weight.length; j++) {
        variance += weight[i] * fit.solution().covariance[i][j] * weight[j];
      }
    }
    return Math.sqrt(variance);
  }

  /// s′(m) by the learner's regressor.
  public Table entropySlope() {
    return entropySlope(learner.regressor());
  }

  /// s′(m) by any regressor, in the gauge of [#kernel]; errors by refitting points drawn from their
  /// sampling distribution.
  public Table entropySlope(SlopeRegressor regressor) {
    var m = new double[TABLE_POINTS];
    double edge = 1 - 1.0 / observations.origin().cellVolume();
    for (int i = 0; i < TABLE_POINTS; i++) {
      m[i] = edge * (2.0 * i / (TABLE_POINTS - 1) - 1);
    }
    m[TABLE_POINTS / 2] = 0;
    double[] value = inGauge(regressor.fit(points), centre, m);
    var random = new SplittableRandom(1);
    var variance = new double[TABLE_POINTS];
    for (int draw = 0; draw < DRAWS; draw++) {
      var drawn = points.redrawn(random);
      double c = centreFromSlope ? drawn.slopeGauge() : centre;
      double[] other = inGauge(regressor.fit(drawn), c, m);
      for (int i = 0; i < TABLE_POINTS; i++) {
        variance[i] += (other[i] - value[i]) * (other[i] - value[i]) / DRAWS;
      }
    }
    return new Table(m, value, roots(variance));
  }

  private static double[] inGauge(SlopeRegressor.Function slope, double centre, double[] m) {
    var value = new double[m.length];
    for (int i = 0; i < m.length; i++) {
      value[i] = slope.at(m[i]) + centre * m[i];
    }
    return value;
  }

  private static double[] roots(double[] variance) {
    return java.util.Arrays.stream(variance).map(Math::sqrt).toArray();
  }

  /// K(m), the mean mobility at given m over the states visited, at its knots.
  public Table mobility() {
    var basis = fit.knots().noise();
    double beta = 1 / observations.temperature();
    double[] knots = basis.hats().knots();
    double[] noise = fit.meanNoise();
    double[][] covariance = fit.meanNoiseSolution().covariance;
    var value = new double[knots.length];
    var error = new double[knots.length];
    for (int k = 0; k < knots.length; k++) {
      value[k] = Math.max(beta * noise[k], 0);
      error[k] = beta * Math.sqrt(covariance[k][k]);
    }
    return new Table(knots, value, error);
  }

  /// K(m, φ) over the range visited, if the drift was fitted with it.
  public Optional<FieldTable> mobilityByField() {
    if (!(fit.noise() instanceof NoiseBasis.OfField basis)) {
      return Optional.empty();
    }
    double beta = 1 / observations.temperature();
    var range = fit.last().fieldRange;
    double largest = fit.knots().largestMagnetisation();
    var m = new double[FIELD_POINTS];
    var phi = new double[FIELD_POINTS];
    var value = new double[FIELD_POINTS][FIELD_POINTS];
    var error = new double[FIELD_POINTS][FIELD_POINTS];
    int q = basis.size();
    int at = fit.drifts();
    double[] theta = fit.theta();
    var b = new double[q];
    var unused = new double[q];
    var unusedToo = new double[q];
    double reach = Math.abs(centre) * largest;
    for (int j = 0; j < FIELD_POINTS; j++) {
      double w = j / (FIELD_POINTS - 1.0);
      phi[j] = (1 - w) * (range.min() - reach) + w * (range.max() + reach);
    }
    for (int i = 0; i < FIELD_POINTS; i++) {
      m[i] = largest * (2.0 * i / (FIELD_POINTS - 1) - 1);
      for (int j = 0; j < FIELD_POINTS; j++) {
        // The fit's φ is in the gauge J(0) = 0, the model's contains its own J(0).
        basis.evaluate(m[i], phi[j] - centre * m[i], b, unused, unusedToo);
        double noise = 0;
        double variance = 0;
        for (int k = 0; k < q; k++) {
          noise += theta[at + k] * b[k];
          for (int l = 0; l < q; l++) {
            variance += b[k] * fit.solution().covariance[at + k][at + l] * b[l];
          }
        }
        // Corners that no cell visits are extrapolated; a mobility is never negative.
        value[i][j] = beta * Math.max(noise, 0);
        error[i][j] = beta * Math.sqrt(Math.max(variance, 0));
      }
    }
    return Optional.of(new FieldTable(m, phi, value, error));
  }

  /// Ratio of drift mobility to noise mobility against the force |u|.
  public List<FluctuationDissipation.Point> fluctuationDissipation() {
    return fit.last().fluctuationDissipation.points();
  }

  /// All of it as one model.
  public LearnedModel model() {
    return new LearnedModel(
        learner.closure(),
        observations.conditions(),
        observations.origin().block(),
        gaugeText(),
        mobility(),
        mobilityByField(),
        entropySlope(),
        kernel,
        kernelError,
        diagnostics());
  }

  private String gaugeText() {
    return switch (learner.gauge()) {
      case Gauge.Centre(double value) -> "J(0) = " + value;
      case Gauge.Slope slope -> centreFromSlope ? "s'(m)/m -> T as m -> 0" : "J(0) = 0";
    };
  }

  /// Numbers that tell whether to trust the rest.
  public Map<String, Object> diagnostics() {
    var map = new TreeMap<String, Object>();
    boolean generator = observations.fromGenerator();
    map.put("source", generator ? "generator channels" : "frame pairs");
    map.put(generator ? "frames" : "framePairs", observations.size());
    map.put("cells", fit.last().sums.cells);
    if (!generator) {
      map.put("residualVarianceRatio", fit.last().normalisedResiduals / fit.last().sums.cells);
    }
    var force = new ArrayList<Double>();
    var ratio = new ArrayList<Double>();
    var error = new ArrayList<Double>();
    for (var point : fluctuationDissipation()) {
      force.add(point.force());
      ratio.add(point.ratio());
      error.add(point.standardError());
    }
    map.put("fdtForce", force);
    map.put("fdtRatio", ratio);
    map.put("fdtStandardError", error);
    map.put("symmetry", learner.symmetry().name().toLowerCase(java.util.Locale.ROOT));
    if (selection != null) {
      map.put("radiusHeldOutExcess", selection.excess());
      map.put("radiusHeldOutStandardError", selection.standardError());
    }
    return map;
  }
}
