package onsagerflow.statistics.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Timeline;
import onsagerflow.field.fourier.FourierAmplitudes;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.field.vector.VectorTrajectory;
import onsagerflow.statistics.Frames;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.RunTable;

/// Spin waves in a stationary state: correlations in time and spectra of the longest waves along
/// the axes of the grid, across and along the magnetisation.
///
///     S⊥(k, ω) = (Δt/2nN) |Σ_t a_k(t) e^{−iωt}|²,  a_k = Σ_x (m₁ + i m₂)(x) e^{−ik·x}
///
/// n cells, N frames Δt apart, m₁ and m₂ across the axis e; S∥ is that of e·m, without the ½. The
/// integral over dω/2π is S⊥(k), or S∥(k). m₁ + i m₂ tells the senses of rotation apart: with −γ m
/// × H and H along e the peak is at ω > 0. Its place and half width, the frequency and the damping
/// of a wave, come from a fit of a damped rotating mode that knows of the finite Δt and N
/// (`RotatingMode`).
///
/// e is the mean magnetisation of each *run* by default: amplitudes at different times need one
/// direction. Where M turns away from it within a run, S∥ and S⊥ mix; a field holds it.
///
/// Waves of equal |k| along different axes, and k and −k, are taken together. Values are means over
/// runs; errors of fitted numbers are by the jackknife over runs, NaN for one run. Works on grids
/// of two or three dimensions, all axes periodic. Kept are six numbers per wave and frame.
public final class SpinWaves implements Consumer<VectorFrame> {

  /// Which part of m.
  public enum Part {
    /// Along the axis.
    PARALLEL,
    /// Across it.
    PERPENDICULAR
  }

  /// The peak of S(k, ω).
  ///
  /// @param k wave number, radians per lattice spacing
  /// @param waves of that wave number
  /// @param frequency ω₀, radians per unit of time
  /// @param width Γ, half width at half height: the rate at which the wave decays
  /// @param weight the area of the peak, S(k) where it is all there is
  public record Peak(double k, int waves, Mean frequency, Mean width, Mean weight) {}

  /// S(k, ω) at one ω.
  public record Point(double frequency, Mean s) {}

  /// ⟨a(t) a*(0)⟩ of a lag t, over that of none.
  public record Lag(double lag, Mean real, Mean imaginary) {}

  private record Wave(int axis, int number) {}

  private record Shell(double k, List<Integer> waves) {}

  /// What is kept of a run.
  private static final class Run {
    private final List<Double> times = new ArrayList<>();
    private final List<double[]> amplitudes = new ArrayList<>(); // wave by wave, xyz, re and im
    private final double[] mean = new double[3];
  }

  private static final double SAME = 1e-9; // of wave numbers and intervals, relative

  private final Grid grid;
  private final double from;
  private final Axis axis;
  private final List<Wave> waves = new ArrayList<>();
  private final List<Shell> shells = new ArrayList<>();
  private final Map<Integer, Run> runs = new TreeMap<>();

  /// @param longest how many waves along each axis, the longest ones
  /// @param from time from which on the state is stationary
  /// @throws IllegalArgumentException if an axis of the grid is open
  public SpinWaves(Grid grid, int longest, double from, Axis axis) {
    if (!grid.isPeriodic()) {
      throw new IllegalArgumentException("waves need a periodic grid, got " + grid);
    }
    if (longest < 1) {
      throw new IllegalArgumentException("needs a wave along an axis, got " + longest);
    }
    this.grid = grid;
    this.from = from;
    this.axis = axis;
    var byWaveNumber = new TreeMap<Double, List<Integer>>();
    for (int a = 0; a < grid.dimensions(); a++) {
      var along = grid.axes().get(a);
      for (int j = 1; j <= Math.min(longest, along.cells() / 2); j++) {
        double k = 2 * Math.PI * j / (along.cells() * along.spacing());
        var near = byWaveNumber.floorKey(k * (1 + SAME));
        double key = near != null && near > k * (1 - SAME) ? near : k;
        byWaveNumber.computeIfAbsent(key, x -> new ArrayList<>()).add(waves.size());
        waves.add(new Wave(a, j));
      }
    }
    byWaveNumber.forEach((k, all) -> shells.add(new Shell(k, List.copyOf(all))));
  }

  /// The spin waves of all frames of a trajectory from a time on.
  public static SpinWaves of(VectorTrajectory trajectory, int longest, double from, Axis axis) {
    return Frames.read(trajectory, new SpinWaves(trajectory.origin().grid(), longest, from, axis));
  }

  @Override
  public void accept(VectorFrame frame) {
    if (!frame.m().grid().equals(grid)) {
      throw new IllegalArgumentException(
          "a frame on " + frame.m().grid() + " for a statistic on " + grid);
    }
    if (!Timeline.isFrom(from, frame.time())) {
      return;
    }
    var run = runs.computeIfAbsent(frame.run(), r -> new Run());
    double[] mean = VectorMoments.mean(frame);
    var amplitudes = new double[6 * waves.size()];
    for (int c = 0; c < 3; c++) {
      run.mean[c] += mean[c];
      var sums = planes(frame, c);
      for (int w = 0; w < waves.size(); w++) {
        var wave = waves.get(w);
        double[] sum = sums.get(wave.axis);
        for (int i = 0; i < sum.length; i++) {
          double angle = 2 * Math.PI * ((long) wave.number * i % sum.length) / sum.length;
          amplitudes[6 * w + 2 * c] += sum[i] * Math.cos(angle);
          amplitudes[6 * w + 2 * c + 1] -= sum[i] * Math.sin(angle);
        }
      }
    }
    run.times.add(frame.time());
    run.amplitudes.add(amplitudes);
  }

  /// Sums of a component over the planes across each axis.
  private List<double[]> planes(VectorFrame frame, int component) {
    var sums = grid.axes().stream().map(along -> new double[along.cells()]).toList();
    int last = grid.dimensions() - 1;
    for (int cell = 0; cell < grid.size(); cell++) {
      double value = frame.m().get(component, cell);
      sums.get(last)[cell % grid.nx()] += value;
      sums.get(last - 1)[cell / grid.nx() % grid.ny()] += value;
      if (last == 2) {
        sums.getFirst()[cell / grid.nx() / grid.ny()] += value;
      }
    }
    return sums;
  }

  /// The wave numbers, in order.
  public List<Double> waveNumbers() {
    return shells.stream().map(Shell::k).toList();
  }

  /// S(k, ω) at all frequencies of the series, ω from −π/Δt on.
  ///
  /// @param number of the wave number, from 0
  public List<Point> spectrum(Part part, int number) {
    var rows = periodograms(part, number);
    var table = new RunTable.Rows(from, rows);
    int n = rows.firstEntry().getValue().length;
    return IntStream.range(0, n)
        .map(i -> (i + (n + 1) / 2) % n) // negative frequencies first
        .mapToObj(
            j -> new Point(2 * Math.PI * (2 * j < n ? j : j - n) / (n * interval()), table.mean(j)))
        .toList();
  }

  /// The peaks of S(k, ω), one for each wave number.
  ///
  /// @throws IllegalArgumentException if there are too few frames, or they are not equally far
  ///   apart
  public List<Peak> peaks(Part part) {
    var peaks = new ArrayList<Peak>();
    for (int number = 0; number < shells.size(); number++) {
      var rows = new RunTable.Rows(from, periodograms(part, number));
      double interval = interval();
      var fitted = new ArrayList<Mean>();
      for (int i = 0; i < 3; i++) {
        int value = i;
        fitted.add(rows.jackknife(power -> RotatingMode.fit(power, interval).get(value)));
      }
      var shell = shells.get(number);
      peaks.add(new Peak(shell.k, shell.waves.size(), fitted.get(0), fitted.get(1), fitted.get(2)));
    }
    return peaks;
  }

  /// The correlation of a wave with itself at lags from 0 up to a time.
  ///
  /// @param number of the wave number, from 0
  public List<Lag> correlation(Part part, int number, double longest) {
    double interval = interval();
    int frames = frames();
    int lags = Math.min(frames - 1, (int) Math.floor(longest / interval * (1 + SAME)));
    var rows = new TreeMap<Integer, double[]>();
    runs.forEach(
        (key, run) -> {
          var row = new double[2 * (lags + 1)];
          for (var series : series(run, part, number)) {
            add(series, lags, row);
          }
          rows.put(key, row);
        });
    var table = new RunTable.Rows(from, rows);
    return IntStream.rangeClosed(0, lags)
        .mapToObj(
            lag ->
                new Lag(
                    lag * interval,
                    table.jackknife(row -> row[2 * lag] / row[0]),
                    table.jackknife(row -> row[2 * lag + 1] / row[0])))
        .toList();
  }

  private static void add(Series series, int lags, double[] row) {
    int n = series.real.length;
    for (int lag = 0; lag <= lags; lag++) {
      double real = 0;
      double imaginary = 0;
      for (int t = 0; t + lag < n; t++) {
        double x = series.real[t];
        double y = series.imaginary[t];
        real += series.real[t + lag] * x + series.imaginary[t + lag] * y;
        imaginary += series.imaginary[t + lag] * x - series.real[t + lag] * y;
      }
      row[2 * lag] += real / (n - lag);
      row[2 * lag + 1] += imaginary / (n - lag);
    }
  }

  /// A complex amplitude against time.
  private static final class Series {
    private final double[] real;
    private final double[] imaginary;

    Series(int frames) {
      real = new double[frames];
      imaginary = new double[frames];
    }
  }

  /// The series of all waves of one wave number, k and −k where both are waves of their own.
  private List<Series> series(Run run, Part part, int number) {
    double[] e = axis.unit(run.mean);
    double[][] across = Axis.across(e);
    var all = new ArrayList<Series>();
    for (int w : shells.get(number).waves) {
      var wave = waves.get(w);
      if (part == Part.PARALLEL) {
        all.add(series(run, w, 1, e, new double[3]));
        continue;
      }
      all.add(series(run, w, 1, across[0], across[1]));
      if (2 * wave.number != grid.axes().get(wave.axis).cells()) {
        all.add(series(run, w, -1, across[0], across[1]));
      }
    }
    return all;
  }

  /// (e₁ + i e₂) · m of one wave.
  ///
  /// @param sign of its k: the amplitudes of a real field at −k are conjugate
  private Series series(Run run, int wave, int sign, double[] first, double[] second) {
    var series = new Series(run.times.size());
    for (int t = 0; t < series.real.length; t++) {
      double[] amplitudes = run.amplitudes.get(t);
      for (int c = 0; c < 3; c++) {
        double x = amplitudes[6 * wave + 2 * c];
        double y = sign * amplitudes[6 * wave + 2 * c + 1];
        series.real[t] += first[c] * x - second[c] * y;
        series.imaginary[t] += first[c] * y + second[c] * x;
      }
    }
    return series;
  }

  /// S(k, ω) of each run, ω = 2πj/(NΔt).
  private SortedMap<Integer, double[]> periodograms(Part part, int number) {
    double interval = interval();
    int n = frames();
    var rows = new TreeMap<Integer, double[]>();
    runs.forEach(
        (key, run) -> {
          var all = series(run, part, number);
          double factor =
              interval / (n * (double) grid.size() * all.size() * (part == Part.PARALLEL ? 1 : 2));
          var power = new double[n];
          all.forEach(series -> addPower(series, factor, power));
          rows.put(key, power);
        });
    return rows;
  }

  /// Both parts in one real transform, a row each, whose sum and difference it gives.
  private static void addPower(Series series, double factor, double[] power) {
    int n = power.length;
    var rows = new ScalarField(new Grid(2, n, 1));
    System.arraycopy(series.real, 0, rows.values(), 0, n);
    System.arraycopy(series.imaginary, 0, rows.values(), n, n);
    var transform = new FourierAmplitudes(rows.grid());
    transform.of(rows);
    for (int j = 0; j < n; j++) {
      double sum = transform.cosine(0, j);
      double sumSine = transform.sine(0, j);
      double difference = transform.cosine(1, j);
      double differenceSine = transform.sine(1, j);
      double x = (sum + difference) / 2 + (sumSine - differenceSine) / 2;
      double y = -(sumSine + differenceSine) / 2 + (sum - difference) / 2;
      power[j] += factor * (x * x + y * y);
    }
  }

  private Collection<Run> all() {
    return runs.values();
  }

  /// N, the same of all runs.
  private int frames() {
    int[] lengths = all().stream().mapToInt(run -> run.times.size()).distinct().toArray();
    if (lengths.length != 1 || lengths[0] < 8) {
      throw new IllegalArgumentException(
          "spectra need as many frames of every run, 8 at least, got "
              + (lengths.length == 0 ? "none" : Arrays.toString(lengths))
              + " from t = "
              + from
              + " on");
    }
    return lengths[0];
  }

  /// Δt, the same between all frames.
  private double interval() {
    double first = Double.NaN;
    for (var run : runs.entrySet()) {
      var t = run.getValue().times;
      for (int i = 1; i < t.size(); i++) {
        double here = t.get(i) - t.get(i - 1);
        first = Double.isNaN(first) ? here : first;
        if (!(Math.abs(here - first) <= 1e-6 * first)) {
          throw new IllegalArgumentException(
              "frames must be equally far apart: %s, but %s before t = %s of run %s"
                  .formatted(first, here, t.get(i), run.getKey()));
        }
      }
    }
    return first;
  }
}
