package onsagerflow.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import onsagerflow.field.Frame;
import onsagerflow.field.Timeline;
import onsagerflow.field.Trajectory;

/// The autocorrelation of a number taken from each frame, such as the total magnetisation, in a
/// stationary state, and its integrated autocorrelation time.
///
/// With frames Δt apart, ρ(jΔt) = ⟨(M_i − M̄)(M_{i+j} − M̄)⟩/⟨(M − M̄)²⟩, M̄ over all runs, and τ =
/// Δt (½ + Σ_{j=1}^W ρ(jΔt)), cut off at the smallest W ≥ 6τ/Δt (3 at least). A mean over N frames
/// scatters like one over NΔt/2τ independent ones. Standard error τ √(2(2W + 1)/N), N frames of all
/// runs together: Madras and Sokal, J. Stat. Phys. 50, 109 (1988), app. C. M̄ being estimated, τ is
/// too small by about 2τ/(N Δt); start from a time when the state is stationary.
public final class Autocorrelation implements Consumer<Frame> {

  /// ρ at one lag; its error is by the jackknife over runs, NaN for a single run.
  public record Lag(double lag, Mean correlation) {}

  /// The integrated autocorrelation time.
  ///
  /// @param time τ, sweeps
  /// @param standardError of τ
  /// @param window W Δt, where the sum is cut off
  /// @param frames N
  /// @param function ρ up to the window
  public record Time(
      double time, double standardError, double window, int frames, List<Lag> function) {
    public Time {
      function = List.copyOf(function);
    }

    /// τ as a mean over the independent stretches of 2τ that the frames hold, two at least.
    public Mean asMean() {
      double interval = function.get(1).lag();
      int stretches = (int) Math.max(2, Math.rint(frames * interval / (2 * time)));
      return new Mean(time, standardError, stretches);
    }
  }

  static final double WINDOW = 6; // of the sum, in units of τ
  private static final double MOST = 0.5; // relative error with which τ still says something

  private final ToDoubleFunction<Frame> of;
  private final double from;
  private final Map<Integer, List<Double>> series = new TreeMap<>();
  private final Map<Integer, List<Double>> times = new TreeMap<>();

  /// @param of what is correlated
  /// @param from time from which on the state is stationary, sweeps
  public Autocorrelation(ToDoubleFunction<Frame> of, double from) {
    this.of = of;
    this.from = from;
  }

  /// Correlates the mean of m over all cells.
  public static Autocorrelation ofMean(double from) {
    return new Autocorrelation(frame -> frame.m().mean(), from);
  }

  /// The autocorrelation time of the mean of m; empty if the trajectory is too short.
  public static Optional<Time> of(Trajectory trajectory, double from) {
    return Frames.read(trajectory, ofMean(from)).time();
  }

  @Override
  public void accept(Frame frame) {
    if (Timeline.isFrom(from, frame.time())) {
      series.computeIfAbsent(frame.run(), r -> new ArrayList<>()).add(of.applyAsDouble(frame));
      times.computeIfAbsent(frame.run(), r -> new ArrayList<>()).add(frame.time());
    }
  }

  /// The integrated autocorrelation time of the frames so far; empty if no run is long enough for
  /// the window, or nothing changes.
  ///
  /// @throws IllegalArgumentException if the frames are not equally far apart
  public Optional<Time> time() {
    int longest = series.values().stream().mapToInt(List::size).max().orElse(0);
    if (longest < 2) {
      return Optional.empty();
    }
    double interval = interval();
    int frames = series.values().stream().mapToInt(List::size).sum();
    double mean = series.values().stream().flatMap(List::stream).mapToDouble(x -> x).sum() / frames;
    // per run: sums of products at lag 0, 1, …, then the numbers of products
    var sums = new ArrayList<List<double[]>>();
    double tau = 0.5;
    for (int lag = 0; lag < longest; lag++) {
      int j = lag;
      sums.add(
          series.values().stream()
              .filter(run -> run.size() > j)
              .map(run -> sum(run, mean, j))
              .toList());
      if (lag == 0) {
        if (!(ratio(Jackknife.mean(sums.getFirst())) > 0)) {
          return Optional.empty();
        }
        continue;
      }
      tau += correlation(sums.getFirst(), sums.get(lag));
      if (lag >= WINDOW * Math.max(0.5, tau)) { // white noise has τ = Δt/2
        double error = tau * Math.sqrt(2 * (2.0 * lag + 1) / frames);
        if (!(error < MOST * tau)) {
          return Optional.empty();
        }
        return Optional.of(
            new Time(
                tau * interval,
                error * interval,
                lag * interval,
                frames,
                function(sums, interval)));
      }
    }
    return Optional.empty();
  }

  private static double[] sum(List<Double> run, double mean, int lag) {
    double sum = 0;
    for (int i = 0; i + lag < run.size(); i++) {
      sum += (run.get(i) - mean) * (run.get(i + lag) - mean);
    }
    return new double[] {sum, run.size() - lag};
  }

  private static double ratio(double[] sum) {
    return sum[0] / sum[1];
  }

  private static double correlation(Collection<double[]> atZero, Collection<double[]> atLag) {
    return ratio(Jackknife.mean(atLag)) / ratio(Jackknife.mean(atZero));
  }

  private static List<Lag> function(List<List<double[]>> sums, double interval) {
    var function = new ArrayList<Lag>();
    var atZero = sums.getFirst();
    for (int lag = 0; lag < sums.size(); lag++) {
      var atLag = sums.get(lag);
      var rows = new ArrayList<double[]>();
      for (int run = 0; run < atLag.size() && atLag.size() == atZero.size(); run++) {
        rows.add(
            new double[] {
              atLag.get(run)[0], atLag.get(run)[1], atZero.get(run)[0], atZero.get(run)[1]
            });
      }
      var mean =
          rows.isEmpty()
              ? new Mean(correlation(atZero, atLag), Double.NaN, atLag.size())
              : Jackknife.of(rows, row -> row[0] / row[1] / (row[2] / row[3]));
      function.add(new Lag(lag * interval, mean));
    }
    return function;
  }

  private double interval() {
    double interval = Double.NaN;
    for (var run : times.entrySet()) {
      var t = run.getValue();
      for (int i = 1; i < t.size(); i++) {
        double here = t.get(i) - t.get(i - 1);
        interval = Double.isNaN(interval) ? here : interval;
        if (!(Math.abs(here - interval) <= 1e-6 * interval)) {
          throw new IllegalArgumentException(
              "frames must be equally far apart: %s sweeps, but %s before t = %s of run %s"
                  .formatted(interval, here, t.get(i), run.getKey()));
        }
      }
    }
    return interval;
  }
}
