package onsagerflow.statistics.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Timeline;
import onsagerflow.field.Trajectory;
import onsagerflow.field.fourier.FourierAmplitudes;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.statistics.vector.SpinWaves.Part;

/// The amplitudes of [AxisWaves] against time, of every run: their correlations and periodograms.
final class WaveSeries {

  private static final double SAME = 1e-6; // of intervals, relative

  /// What is kept of a run.
  private static final class Run {
    private final List<Double> times = new ArrayList<>();
    private final List<double[]> amplitudes = new ArrayList<>(); // wave by wave, xyz, re and im
    private final double[] mean = new double[3];
  }

  private final Grid grid;
  private final String unitOfTime;
  private final AxisWaves waves;
  private final double from;
  private final Axis axis;
  private final Map<Integer, Run> runs = new TreeMap<>();

  WaveSeries(Trajectory.Origin origin, AxisWaves waves, double from, Axis axis) {
    this.grid = origin.grid();
    this.unitOfTime = origin.micromagnet().isPresent() ? " s" : "";
    this.waves = waves;
    this.from = from;
    this.axis = axis;
  }

  void accept(VectorFrame frame) {
    if (!frame.m().grid().equals(grid)) {
      throw new IllegalArgumentException(
          "a frame on " + frame.m().grid() + " for a statistic on " + grid);
    }
    if (!Timeline.isFrom(from, frame.time())) {
      return;
    }
    var run = runs.computeIfAbsent(frame.run(), r -> new Run());
    double[] mean = VectorMoments.mean(frame);
    for (int c = 0; c < 3; c++) {
      run.mean[c] += mean[c];
    }
    run.times.add(frame.time());
    run.amplitudes.add(waves.amplitudes(frame.m()));
  }

  List<AxisWaves.Shell> shells() {
    return waves.shells();
  }

  /// What stands behind a time: ` s` in SI units.
  String unitOfTime() {
    return unitOfTime;
  }

  /// Amplitudes of one wave number that are independent.
  int count(Part part, int number) {
    return waves.shells().get(number).waves().stream()
        .mapToInt(w -> part == Part.PARALLEL || waves.wave(w).isAlone() ? 1 : 2)
        .sum();
  }

  /// Re and Im ⟨a(t) a*(0)⟩ of each run, lag after lag.
  SortedMap<Integer, double[]> correlations(Part part, int number, int lags) {
    var rows = new TreeMap<Integer, double[]>();
    runs.forEach(
        (key, run) -> {
          var row = new double[2 * (lags + 1)];
          for (var series : series(run, part, number)) {
            add(series, lags, row);
          }
          rows.put(key, row);
        });
    return rows;
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
    for (int w : waves.shells().get(number).waves()) {
      if (part == Part.PARALLEL) {
        all.add(series(run, w, 1, e, new double[3]));
        continue;
      }
      all.add(series(run, w, 1, across[0], across[1]));
      if (!waves.wave(w).isAlone()) {
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
  SortedMap<Integer, double[]> periodograms(Part part, int number) {
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

  /// N, the same of all runs.
  int frames() {
    int[] lengths = runs.values().stream().mapToInt(run -> run.times.size()).distinct().toArray();
    if (lengths.length != 1 || lengths[0] < 8) {
      throw new IllegalArgumentException(
          "spectra need as many frames of every run, 8 at least, got "
              + (lengths.length == 0 ? "none" : Arrays.toString(lengths))
              + " from t = "
              + from
              + unitOfTime
              + " on");
    }
    return lengths[0];
  }

  /// Δt, the same between all frames.
  double interval() {
    double first = Double.NaN;
    for (var run : runs.entrySet()) {
      var t = run.getValue().times;
      for (int i = 1; i < t.size(); i++) {
        double here = t.get(i) - t.get(i - 1);
        first = Double.isNaN(first) ? here : first;
        if (!(Math.abs(here - first) <= SAME * first)) {
          throw new IllegalArgumentException(
              "frames must be equally far apart: %s, but %s before t = %s of run %s"
                  .formatted(first, here, t.get(i), run.getKey()));
        }
      }
    }
    return first;
  }
}
