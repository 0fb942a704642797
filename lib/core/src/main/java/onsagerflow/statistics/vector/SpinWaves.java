package onsagerflow.statistics.vector;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import onsagerflow.field.Trajectory;
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
/// n cells, N frames Δt apart, m₁ and m₂ across the axis e; S∥ is that of e·m, without the ½. Along
/// an open axis waves stand, with √2 cos kx in place of e^{−ik·x}. The integral over dω/2π is
/// S⊥(k), or S∥(k). m₁ + i m₂ tells the senses of rotation apart: with −γ m × H and H along e the
/// peak is at ω > 0; where an anisotropy or the shape of a sample makes ellipses of the circles, a
/// part of it is at −ω. Its place and half width, the frequency and the damping of a wave, come
/// from a fit of a damped mode that knows of the finite Δt and N ([ModeFit]), and what a
/// series is too short or too coarse for is marked ([Peak#doubt]).
///
/// e is the mean magnetisation of each *run* by default: amplitudes at different times need one
/// direction. Where M turns away from it within a run, S∥ and S⊥ mix; a field holds it.
///
/// Waves of equal |k| along different axes, and k and −k, are taken together. Values are means over
/// runs; errors of fitted numbers are by the jackknife over runs, NaN for one run. Works on grids
/// of two or three dimensions. Wave numbers are in radians per lattice spacing and frequencies in
/// radians per unit of time; in SI units both are per metre and per second. Kept are six numbers
/// per wave and frame.
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
  /// @param k wave number
  /// @param waves of that wave number
  /// @param frequency ω₀; not negative along the axis, where a number swings
  /// @param width Γ, half width at half height: the rate at which the wave decays
  /// @param weight the area of the peak, S(k) where it is all there is
  /// @param counter of the power about ω₀ and −ω₀ the share about −ω₀: 0 where moments go round on
  ///   circles, more where on ellipses, ½ where they swing, or hardly turn before they have decayed
  /// @param doubt why frequency or width are not to be believed, if they are not
  public record Peak(
      double k,
      int waves,
      Mean frequency,
      Mean width,
      Mean weight,
      Mean counter,
      Optional<Doubt> doubt) {}

  /// What a series of frames cannot tell of a wave.
  public enum Doubt {
    /// The line is no wider than that of a wave which does not decay at all while the series lasts.
    BELOW_RESOLUTION("half width below the resolution"),
    /// The wave turns by nearly half a turn or more from frame to frame, or waves longer than it
    /// do, or it has decayed by the next.
    TOO_COARSE("too fast for the interval of the frames");

    private final String words;

    Doubt(String words) {
      this.words = words;
    }

    /// In words.
    @Override
    public String toString() {
      return words;
    }
  }

  /// S(k, ω) at one ω.
  public record Point(double frequency, Mean s) {}

  /// ⟨a(t) a*(0)⟩ of a lag t, over that of none.
  public record Lag(double lag, Mean real, Mean imaginary) {}

  private static final double SAME = 1e-9; // of intervals, relative

  /// ΓT of a line that is as wide as the window makes that of a wave without decay: half the height
  /// of (sin x/x)² is at x = 1.39, and x = ωT/2.
  private static final double WINDOW = 2.78;

  /// Shares of half a turn, and decay, from frame to frame.
  private static final double FAST = 0.8;

  private static final double DECAYED = 2;

  private final double from;
  private final WaveSeries series;
  private final Map<Part, List<Peak>> peaks = new EnumMap<>(Part.class);

  /// @param origin of the frames
  /// @param longest how many waves along each axis, the longest ones
  /// @param from time from which on the state is stationary
  public SpinWaves(Trajectory.Origin origin, int longest, double from, Axis axis) {
    this.from = from;
    this.series = new WaveSeries(origin, new AxisWaves(origin, longest), from, axis);
  }

  /// The spin waves of all frames of a trajectory from a time on.
  public static SpinWaves of(VectorTrajectory trajectory, int longest, double from, Axis axis) {
    return Frames.read(trajectory, new SpinWaves(trajectory.origin(), longest, from, axis));
  }

  @Override
  public void accept(VectorFrame frame) {
    peaks.clear();
    series.accept(frame);
  }

  /// The wave numbers, in order.
  public List<Double> waveNumbers() {
    return series.shells().stream().map(AxisWaves.Shell::k).toList();
  }

  /// S(k, ω) at all frequencies of the series, ω from −π/Δt on.
  ///
  /// @param number of the wave number, from 0
  public List<Point> spectrum(Part part, int number) {
    var rows = series.periodograms(part, number);
    var table = new RunTable.Rows(from, rows);
    int n = rows.firstEntry().getValue().length;
    return IntStream.range(0, n)
        .map(i -> (i + (n + 1) / 2) % n) // negative frequencies first
        .mapToObj(
            j ->
                new Point(
                    2 * Math.PI * (2 * j < n ? j : j - n) / (n * series.interval()), table.mean(j)))
        .toList();
  }

  /// The peaks of S(k, ω), one for each wave number.
  ///
  /// @throws IllegalArgumentException if there are too few frames, or they are not equally far
  ///   apart
  public List<Peak> peaks(Part part) {
    return peaks.computeIfAbsent(part, this::fitted);
  }

  private List<Peak> fitted(Part part) {
    double interval = series.interval();
    var found = new ArrayList<Peak>();
    for (int number = 0; number < series.shells().size(); number++) {
      var rows = new RunTable.Rows(from, series.periodograms(part, number));
      var fit =
          part == Part.PARALLEL ? ModeFit.swinging(rows.mean()) : ModeFit.rotating(rows.mean());
      var fitted =
          rows.jackknifes(
              power -> {
                var mode = fit.of(power, interval);
                return new double[] {
                  mode.frequency(),
                  mode.width(),
                  mode.weight(),
                  ModeFit.counter(mode, power, interval)
                };
              });
      var shell = series.shells().get(number);
      boolean isBehindFast =
          found.stream().anyMatch(peak -> peak.doubt.equals(Optional.of(Doubt.TOO_COARSE)));
      found.add(
          new Peak(
              shell.k(),
              shell.waves().size(),
              fitted.get(0),
              fitted.get(1),
              fitted.get(2),
              fitted.get(3),
              isBehindFast
                  ? Optional.of(Doubt.TOO_COARSE)
                  : doubt(fitted.get(0).value(), fitted.get(1).value())));
    }
    return List.copyOf(found);
  }

  private Optional<Doubt> doubt(double frequency, double width) {
    if (Math.abs(frequency) > FAST * highestFrequency() || width * series.interval() > DECAYED) {
      return Optional.of(Doubt.TOO_COARSE);
    }
    return width < resolution() ? Optional.of(Doubt.BELOW_RESOLUTION) : Optional.empty();
  }

  /// The half width of the line of a wave that does not decay while a run lasts: widths below it
  /// are not told.
  public double resolution() {
    return WINDOW / (series.frames() * series.interval());
  }

  /// π/Δt: faster waves look like slower ones.
  public double highestFrequency() {
    return Math.PI / series.interval();
  }

  /// What the series is too short or too coarse for, a sentence each; empty where all is well.
  public List<String> cautions() {
    var cautions = new ArrayList<String>();
    for (var part : Part.values()) {
      var peaks = peaks(part);
      String across = part == Part.PARALLEL ? "along" : "across";
      addCaution(
          cautions,
          peaks,
          Doubt.BELOW_RESOLUTION,
          (" %s the magnetisation have a half width below %s, that of the window of runs of %s%s:"
                  + " what it is rests on the shape of the fitted line alone; longer runs tell it")
              .formatted(
                  across,
                  number(resolution()),
                  number(series.frames() * series.interval()),
                  series.unitOfTime()));
      addCaution(
          cautions,
          peaks,
          Doubt.TOO_COARSE,
          (" %s the magnetisation are too fast for frames %s%s apart, whose highest frequency is"
                  + " %s: they may be aliases of faster ones; record frames more often")
              .formatted(
                  across,
                  number(series.interval()),
                  series.unitOfTime(),
                  number(highestFrequency())));
    }
    return List.copyOf(cautions);
  }

  private static void addCaution(
      List<String> cautions, List<Peak> peaks, Doubt doubt, String sentence) {
    var some =
        peaks.stream()
            .filter(peak -> peak.doubt.equals(Optional.of(doubt)))
            .map(peak -> number(peak.k))
            .toList();
    if (!some.isEmpty()) {
      cautions.add("waves of k = " + String.join(", ", some) + sentence);
    }
  }

  private static String number(double x) {
    return String.format(Locale.ROOT, "%.3g", x);
  }

  /// The correlation of a wave with itself at lags from 0 up to a time.
  ///
  /// @param number of the wave number, from 0
  public List<Lag> correlation(Part part, int number, double longest) {
    double interval = series.interval();
    int frames = series.frames();
    int lags = Math.min(frames - 1, (int) Math.floor(longest / interval * (1 + SAME)));
    var rows = series.correlations(part, number, lags);
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
}
