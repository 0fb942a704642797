package onsagerflow.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Timeline;
import onsagerflow.field.Trajectory;
import onsagerflow.field.fourier.FourierAmplitudes;

/// The autocorrelation of many like numbers of each frame in a stationary state,
///
///     ρ(t) = Σ_a ⟨δa(s) δa(s + t)⟩_s / Σ_a ⟨δa(s)²⟩_s,   δa = a − ā
///
/// of all blocks, or of the Fourier amplitudes of all long waves (the intermediate scattering
/// function, van Hove, Phys. Rev. 95, 249 (1954)). Many numbers make it far sharper than that of
/// the mean alone ([Autocorrelation]).
///
/// The decay time is where ρ = 1/e, which needs no cut-off and is the time constant where the decay
/// is exponential. The integrated time τ = Δt (½ + Σ ρ) is that of [Autocorrelation], with the same
/// window, and weighs slow tails as well. Standard errors are by the jackknife over runs. The numbers
/// of all frames are kept.
public final class FieldAutocorrelation implements Consumer<Frame> {

  /// ρ at one time lag.
  public record Lag(double lag, Mean correlation) {}

  private final Function<ScalarField, double[]> numbers;
  private final boolean centred;
  private final double from;
  private final TreeMap<Integer, List<double[]>> series = new TreeMap<>();
  private final TreeMap<Integer, List<Double>> times = new TreeMap<>();

  private FieldAutocorrelation(
      Function<ScalarField, double[]> numbers, boolean centred, double from) {
    this.numbers = numbers;
    this.centred = centred;
    this.from = from;
  }

  /// Of the magnetisations of all cells, the mean over cells and runs taken off.
  ///
  /// @param from time from which on the state is stationary, sweeps
  public static FieldAutocorrelation ofCells(double from) {
    return new FieldAutocorrelation(m -> m.values().clone(), false, from);
  }

  /// Of the amplitudes of all waves 0 < |k| ≤ k₁, whose mean is zero.
  ///
  /// @param largest k₁, radians per lattice spacing
  /// @param from time from which on the state is stationary, sweeps
  /// @throws IllegalArgumentException if no wave of the grid is so long
  public static FieldAutocorrelation ofWaves(Grid grid, double largest, double from) {
    grid.requirePeriodicPlane();
    var waves = waves(grid, largest);
    var transform = new FourierAmplitudes(grid);
    return new FieldAutocorrelation(m -> amplitudes(m, transform, waves), true, from);
  }

  /// A wave vector 2π(jy/ny, jx/nx).
  private record Wave(int jy, int jx) {}

  /// One of k and −k.
  private static List<Wave> waves(Grid grid, double largest) {
    double unitY = 2 * Math.PI / (grid.ny() * grid.spacing());
    double unitX = 2 * Math.PI / (grid.nx() * grid.spacing());
    var waves = new ArrayList<Wave>();
    for (int jy = 0; jy <= grid.ny() / 2; jy++) {
      for (int jx = jy == 0 ? 1 : -grid.nx() / 2; jx <= grid.nx() / 2; jx++) {
        if (Math.hypot(jy * unitY, jx * unitX) <= largest * (1 + 1e-9)) {
          waves.add(new Wave(jy, jx));
        }
      }
    }
    if (waves.isEmpty()) {
      throw new IllegalArgumentException(
          "no wave of the grid is as long as |k| = %s, the longest has %s"
              .formatted(largest, Math.min(unitY, unitX)));
    }
    return waves;
  }

  /// Cosine and sine of each wave.
  private static double[] amplitudes(ScalarField m, FourierAmplitudes transform, List<Wave> waves) {
    transform.of(m);
    return waves.stream()
        .flatMapToDouble(
            w -> DoubleStream.of(transform.cosine(w.jy(), w.jx()), transform.sine(w.jy(), w.jx())))
        .toArray();
  }

  /// Takes the frames of a trajectory.
  public FieldAutocorrelation read(Trajectory trajectory) {
    return Frames.read(trajectory, this);
  }

  @Override
  public void accept(Frame frame) {
    if (Timeline.isFrom(from, frame.time())) {
      series.computeIfAbsent(frame.run(), r -> new ArrayList<>()).add(numbers.apply(frame.m()));
      times.computeIfAbsent(frame.run(), r -> new ArrayList<>()).add(frame.time());
    }
  }

  /// ρ at the lags 0, Δt, 2Δt, … up to the longest.
  ///
  /// @throws IllegalArgumentException if the frames are not equally far apart, or a run is shorter
  public List<Lag> function(double longest) {
    double interval = interval();
    int most = (int) Math.floor(longest / interval * (1 + 1e-9));
    double mean = mean();
    var lags = new ArrayList<Lag>();
    var atZero = products(0, mean);
    for (int lag = 0; lag <= most; lag++) {
      lags.add(new Lag(lag * interval, ratio(atZero, products(lag, mean))));
    }
    return lags;
  }

  /// ρ as a series against the lag.
  ///
  /// @throws IllegalArgumentException as [#function]
  public Series series(double longest) {
    var lags = function(longest);
    return new Series(
        "ρ", lags.stream().map(Lag::lag).toList(), lags.stream().map(Lag::correlation).toList());
  }

  /// The time at which ρ has fallen to 1/e, ln ρ taken as straight between lags.
  ///
  /// @throws IllegalArgumentException if the frames are not equally far apart, or all runs are too
  ///   short for ρ to fall so far
  public Mean decayTime() {
    double interval = interval();
    double mean = mean();
    int frames = series.values().stream().mapToInt(List::size).min().orElseThrow();
    var atZero = products(0, mean);
    var before = atZero;
    for (int lag = 1; lag < frames; lag++) {
      var after = products(lag, mean);
      if (ratio(atZero, after).value() < Math.exp(-1)) {
        return decayTime(interval, lag, atZero, before, after);
      }
      before = after;
    }
    throw new IllegalArgumentException(
        "over %s sweeps the autocorrelation does not fall to 1/e: longer runs are needed"
            .formatted((frames - 1) * interval));
  }

  /// The integrated autocorrelation time τ = Δt (½ + Σ_{j=1}^W ρ(jΔt)), cut off at the smallest W ≥
  /// 6τ/Δt (3 at least): Madras and Sokal, J. Stat. Phys. 50, 109 (1988), app. C.
  ///
  /// @throws IllegalArgumentException if the frames are not equally far apart, or all runs are too
  ///   short for the window
  public Mean integratedTime() {
    double interval = interval();
    double mean = mean();
    int frames = series.values().stream().mapToInt(List::size).min().orElseThrow();
    var atZero = products(0, mean);
    // per run: Σ_{j=1}^W of the products, then those at lag 0
    var rows = atZero.stream().map(zero -> new double[] {0, zero[0]}).toList();
    double tau = 0.5;
    for (int lag = 1; lag < frames; lag++) {
      var products = products(lag, mean);
      for (int run = 0; run < rows.size(); run++) {
        rows.get(run)[0] += products.get(run)[0];
      }
      tau += ratio(atZero, products).value();
      if (lag >= Autocorrelation.WINDOW * Math.max(0.5, tau)) { // white noise has τ = Δt/2
        return Jackknife.of(rows, row -> interval * (0.5 + row[0] / row[1]));
      }
    }
    throw new IllegalArgumentException(
        "%s sweeps are too short for an integrated autocorrelation time of %s: longer runs are needed"
            .formatted((frames - 1) * interval, tau * interval));
  }

  private static Mean decayTime(
      double interval,
      int lag,
      List<double[]> atZero,
      List<double[]> before,
      List<double[]> after) {
    var rows = new ArrayList<double[]>();
    for (int run = 0; run < atZero.size(); run++) {
      rows.add(new double[] {atZero.get(run)[0], before.get(run)[0], after.get(run)[0]});
    }
    return Jackknife.of(
        rows,
        row -> {
          double logBefore = Math.log(row[1] / row[0]);
          double logAfter = Math.log(row[2] / row[0]);
          return interval * (lag - 1 + (-1 - logBefore) / (logAfter - logBefore));
        });
  }

  /// Mean products of each run at a lag.
  private List<double[]> products(int lag, double mean) {
    return series.values().stream().map(run -> new double[] {product(run, lag, mean)}).toList();
  }

  private static double product(List<double[]> run, int lag, double mean) {
    if (lag >= run.size()) {
      throw new IllegalArgumentException(
          "a run of %s frames has no lag of %s".formatted(run.size(), lag));
    }
    double sum = 0;
    for (int i = 0; i + lag < run.size(); i++) {
      double[] a = run.get(i);
      double[] b = run.get(i + lag);
      for (int k = 0; k < a.length; k++) {
        sum += (a[k] - mean) * (b[k] - mean);
      }
    }
    return sum / (run.size() - lag);
  }

  private static Mean ratio(List<double[]> atZero, List<double[]> atLag) {
    var rows = new ArrayList<double[]>();
    for (int run = 0; run < atZero.size(); run++) {
      rows.add(new double[] {atLag.get(run)[0], atZero.get(run)[0]});
    }
    return Jackknife.of(rows, row -> row[0] / row[1]);
  }

  private double mean() {
    if (centred) {
      return 0;
    }
    return series.values().stream()
        .flatMap(List::stream)
        .mapToDouble(a -> Arrays.stream(a).average().orElseThrow())
        .average()
        .orElseThrow();
  }

  private boolean varies(double[] of) {
    double one = centred ? 0 : series.firstEntry().getValue().getFirst()[0];
    return Arrays.stream(of).anyMatch(a -> a != one);
  }

  private double interval() {
    if (series.isEmpty() || series.firstEntry().getValue().size() < 2) {
      throw new IllegalArgumentException(
          "an autocorrelation needs two frames of a run from t = %s on".formatted(from));
    }
    if (series.values().stream().flatMap(List::stream).noneMatch(this::varies)) {
      throw new IllegalArgumentException(
          "nothing varies from t = %s on: there is no autocorrelation".formatted(from));
    }
    var first = times.firstEntry().getValue();
    double interval = first.get(1) - first.get(0);
    for (var run : times.values()) {
      for (int i = 1; i < run.size(); i++) {
        if (Math.abs(run.get(i) - run.get(i - 1) - interval) > 1e-6 * interval) {
          throw new IllegalArgumentException(
              "frames must be equally far apart, got %s sweeps after %s"
                  .formatted(run.get(i) - run.get(i - 1), interval));
        }
      }
    }
    return interval;
  }
}
