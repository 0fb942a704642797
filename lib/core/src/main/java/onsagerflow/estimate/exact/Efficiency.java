package onsagerflow.estimate.exact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onsagerflow.estimate.Learned;
import onsagerflow.field.Trajectory;
import org.jspecify.annotations.Nullable;

/// How good estimates from independent data sets are, where the truth is known: their errors
/// against the Cramér–Rao bound, the share of intervals that hold the truth, and what bias is left.
public final class Efficiency {

  /// Two-sided 95 % of a Gaussian.
  private static final double NOMINAL = 1.959964;

  /// Cells of each data set at which K(m, φ) is compared.
  private static final int SAMPLES = 256;

  private final ExactHeatBath exact;
  private final Map<String, Tally> tallies = new LinkedHashMap<>();

  /// @param exact the truth
  public Efficiency(ExactHeatBath exact) {
    this.exact = exact;
  }

  /// One quantity over all sets so far.
  ///
  /// @param quantity its name
  /// @param error relative L2 distance from the truth, root mean square over sets
  /// @param efficiency the same over that of the Cramér–Rao bound
  /// @param coverage share of the 95 % intervals that hold the truth
  /// @param bootstrapCoverage the same with bootstrap errors; NaN without
  /// @param bias relative, along the truth: ⟨x̂ − x, x⟩/⟨x, x⟩, mean over sets
  /// @param biasError standard error of that mean
  /// @param singleError standard deviation of the same from set to set
  public record Result(
      String quantity,
      double error,
      double efficiency,
      double coverage,
      double bootstrapCoverage,
      double bias,
      double biasError,
      double singleError) {}

  private static final class Tally {
    double squares;
    double bounds;
    double truth;
    long inside;
    long insideBootstrap;
    long bootstrapped;
    long all;
    final List<Double> along = new ArrayList<>();
    double product;
    double norm;

    void add(double value, double true_, double error, double bound, double bootstrap) {
      double off = value - true_;
      squares += off * off;
      bounds += bound * bound;
      truth += true_ * true_;
      inside += Math.abs(off) <= NOMINAL * error ? 1 : 0;
      all++;
      if (!Double.isNaN(bootstrap)) {
        insideBootstrap += Math.abs(off) <= NOMINAL * bootstrap ? 1 : 0;
        bootstrapped++;
      }
      product += off * true_;
      norm += true_ * true_;
    }

    void endSet() {
      along.add(product / norm);
      product = 0;
      norm = 0;
    }

    Result result(String quantity) {
      int sets = along.size();
      double mean = along.stream().mapToDouble(x -> x).average().orElse(Double.NaN);
      double variance = along.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum() / (sets - 1);
      return new Result(
          quantity,
          Math.sqrt(squares / truth),
          Math.sqrt(squares / bounds),
          (double) inside / all,
          bootstrapped == 0 ? Double.NaN : (double) insideBootstrap / bootstrapped,
          mean,
          Math.sqrt(variance / sets),
          Math.sqrt(variance));
    }
  }

  /// Adds what was learned from one data set.
  ///
  /// @param data the set, at whose cells K(m, φ) is compared
  public void add(Learned learned, Trajectory data) {
    var bound = learned.atBound();
    var bootstrap = learned.bootstrapped();
    addKernel(learned, bound, bootstrap.orElse(null));
    addSlope(learned, bound, bootstrap.orElse(null));
    if (learned.mobilityByField().isPresent()) {
      addMobility(learned, bound, bootstrap.orElse(null), data);
    }
    addMeanMobility(learned, bootstrap.orElse(null), data);
    tallies.values().forEach(Tally::endSet);
  }

  private Tally tally(String name) {
    return tallies.computeIfAbsent(name, n -> new Tally());
  }

  private void addKernel(Learned learned, Learned bound, @Nullable Learned bootstrap) {
    var j = learned.kernel();
    for (int dy = 0; dy <= j.radius(); dy++) {
      for (int dx = dy == 0 ? 1 : -j.radius(); dx <= j.radius(); dx++) {
        tally("J")
            .add(
                j.get(dy, dx),
                exact.blockKernel().get(dy, dx),
                learned.kernelError().get(dy, dx),
                bound.kernelError().get(dy, dx),
                bootstrap == null ? Double.NaN : bootstrap.kernelError().get(dy, dx));
      }
    }
  }

  private void addSlope(Learned learned, Learned bound, @Nullable Learned bootstrap) {
    var points = learned.slopePoints();
    for (int i = 0; i < points.size(); i++) {
      tally("s'")
          .add(
              points.value(i),
              exact.entropySlope(points.m(i), 0),
              points.standardError(i),
              bound.slopePoints().standardError(i),
              bootstrap == null ? Double.NaN : bootstrap.slopePoints().standardError(i));
    }
  }

  private void addMobility(
      Learned learned, Learned bound, @Nullable Learned bootstrap, Trajectory data) {
    var k = learned.mobilityByField().orElseThrow();
    var atBound = bound.mobilityByField().orElseThrow();
    var resampled = bootstrap == null ? null : bootstrap.mobilityByField().orElseThrow();
    double shift = learned.kernel().get(0, 0) - exact.blockKernel().get(0, 0);
    exact.sample(
        data,
        SAMPLES,
        (m, phi) -> {
          double x = phi + shift * m; // the learned φ contains the learned J(0)
          tally("K(m, φ)")
              .add(
                  k.at(m, x),
                  exact.mobility(m, phi),
                  k.standardErrorAt(m, x),
                  atBound.standardErrorAt(m, x),
                  resampled == null ? Double.NaN : resampled.standardErrorAt(m, x));
        });
  }

  private void addMeanMobility(Learned learned, @Nullable Learned bootstrap, Trajectory data) {
    var k = learned.mobility();
    var mean = exact.meanMobility(data);
    double range = exact.range(data, 0.99);
    for (int i = 0; i < mean.size(); i++) {
      double m = mean.m(i);
      if (Math.abs(m) <= range && m >= k.m(0) && m <= k.m(k.size() - 1)) {
        tally("K(m)")
            .add(
                k.at(m),
                mean.value(i),
                k.standardErrorAt(m),
                k.standardErrorAt(m),
                bootstrap == null ? Double.NaN : bootstrap.mobility().standardErrorAt(m));
      }
    }
  }

  /// One line for each of J, s′, K(m, φ) and K(m); the bound of the last is its own error.
  public List<Result> results() {
    return tallies.entrySet().stream().map(e -> e.getValue().result(e.getKey())).toList();
  }
}
