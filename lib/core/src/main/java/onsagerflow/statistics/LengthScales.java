package onsagerflow.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Timeline;
import onsagerflow.field.Trajectory;
import onsagerflow.field.fourier.PowerSpectrum;

/// Length scales of a field as functions of time, and the exponent by which they grow.
///
/// - Domain length L = 2π/k̄ with k̄ = Σ |k| S(k)/Σ S(k) over k ≠ 0, and the radius R₀ where the
///   correlation function C(r) first vanishes: Bray, Adv. Phys. 43, 357 (1994).
/// - Correlation length ξ by second moments, ξ² = (S(0)/S(k₁) − 1)/k̂₁² with k̂₁² = (2/a)²
///   sin²(k₁a/2) at the smallest wave vectors of a grid of cells a wide: Cooper, Freedman and
///   Preston, Nucl. Phys. B 210, 210 (1982). S(0) = n⟨m̄²⟩ is not connected: ξ is the correlation
///   length of a disordered phase without field, and grows beyond all bounds where m̄ has a mean.
///   It holds one number per run, so many runs or a long stationary series are needed; S(0) < S(k₁)
///   counts as ξ = 0.
///
/// Averages are over runs first, so each scale is one of the ensemble; standard errors are by the
/// jackknife. A uniform field has none of these lengths: NaN. They are biased by the grid when they
/// come near a cell or near half an edge. All lengths are in lattice spacings.
public final class LengthScales implements Consumer<Frame> {

  /// Which length.
  public enum Scale {
    /// 2π/k̄.
    DOMAIN,
    /// R₀ with C(R₀) = 0.
    FIRST_ZERO,
    /// ξ by second moments.
    CORRELATION
  }

  /// The lengths at one time.
  public record Point(double time, Mean domain, Mean firstZero, Mean correlation) {}

  /// Columns of the table: Σ S, Σ |k| S, S(k₁), S(0), C(r) of each shell.
  private static final int C = 4;

  private final Grid grid;
  private final PowerSpectrum spectrum;
  private final RadialCorrelation correlation;
  private final double[] power;
  private final double[] k;
  private final double[] squares;
  private final double smallest;
  private final RunTable table = new RunTable();

  public LengthScales(Grid grid) {
    grid.requirePeriodicPlane();
    this.grid = grid;
    this.spectrum = new PowerSpectrum(grid);
    this.correlation = new RadialCorrelation(grid);
    this.power = new double[grid.size()];
    this.k = spectrum.waveNumbers();
    this.squares = squares(grid);
    this.smallest = Arrays.stream(squares).skip(1).min().orElse(Double.NaN);
    if (grid.ny() < 2 || grid.nx() < 2) {
      throw new IllegalArgumentException(
          "a grid of %s x %s cells has no length scales".formatted(grid.ny(), grid.nx()));
    }
  }

  /// k̂² of every wave vector, rounded so that equal ones are equal.
  private static double[] squares(Grid grid) {
    var squares = new double[grid.size()];
    double a = grid.spacing();
    for (int i = 0; i < squares.length; i++) {
      int jy = i / grid.nx();
      int jx = i % grid.nx();
      double y = 2 / a * Math.sin(Math.PI * jy / grid.ny());
      double x = 2 / a * Math.sin(Math.PI * jx / grid.nx());
      squares[i] = (float) (y * y + x * x);
    }
    return squares;
  }

  /// The lengths of all frames of a trajectory.
  public static List<Point> of(Trajectory trajectory) {
    return Frames.read(trajectory, new LengthScales(trajectory.origin().grid())).points();
  }

  /// The exponent by which a length of a trajectory grows between two times.
  ///
  /// @throws IllegalArgumentException if fewer than two times have the length
  public static Mean growthExponent(Trajectory trajectory, Scale scale, double from, double to) {
    var grid = trajectory.origin().grid();
    return Frames.read(trajectory, new LengthScales(grid)).growthExponent(scale, from, to);
  }

  @Override
  public void accept(Frame frame) {
    Frames.requireGrid(frame, grid);
    double[] m = frame.m().values();
    if (Arrays.stream(m).allMatch(x -> x == m[0])) { // rounding would make up a spectrum
      table.put(frame, new double[C + correlation.shells()]);
      return;
    }
    spectrum.apply(m, power);
    double[] c = correlation.of(m, frame.m().mean());
    var row = new double[C + c.length];
    int smallestModes = 0;
    for (int i = 1; i < power.length; i++) {
      row[0] += power[i];
      row[1] += k[i] * power[i];
      if (squares[i] == smallest) {
        row[2] += power[i];
        smallestModes++;
      }
    }
    row[2] /= smallestModes;
    row[3] = power[0];
    System.arraycopy(c, 0, row, C, c.length);
    table.put(frame, row);
  }

  /// The lengths so far, in order of time.
  public List<Point> points() {
    return table.rows().stream().map(this::point).toList();
  }

  /// The lengths of a stationary state: S and C are averaged over the frames of a run from a time
  /// on, and over runs.
  public Point stationary(double from) {
    return point(table.stationary(from));
  }

  private Point point(RunTable.Rows rows) {
    return new Point(
        rows.time(),
        rows.jackknife(length(Scale.DOMAIN)),
        rows.jackknife(length(Scale.FIRST_ZERO)),
        rows.jackknife(length(Scale.CORRELATION)));
  }

  private ToDoubleFunction<double[]> length(Scale scale) {
    return switch (scale) {
      case DOMAIN -> row -> 2 * Math.PI * row[0] / row[1];
      case FIRST_ZERO -> row -> correlation.firstZero(Arrays.copyOfRange(row, C, row.length));
      case CORRELATION -> row -> Math.sqrt(Math.max(0, (row[3] / row[2] - 1) / smallest));
    };
  }

  /// The exponent of growth, L ~ t^exponent, between two times: the slope of ln L against ln t,
  /// weighted by the standard errors of ln L.
  ///
  /// Times of one run are correlated, so its standard error is by the jackknife over whole runs,
  /// and not that of the regression.
  ///
  /// @param from,to times, sweeps, both included
  /// @throws IllegalArgumentException if fewer than two times have the length
  public Mean growthExponent(Scale scale, double from, double to) {
    var length = length(scale);
    var rows =
        table.rows().stream()
            .filter(r -> Timeline.isFrom(from, r.time()) && Timeline.isFrom(r.time(), to))
            .filter(r -> r.time() > 0)
            .filter(r -> r.jackknife(length).value() > 0)
            .toList();
    if (rows.size() < 2) {
      throw new IllegalArgumentException(
          "%s times from t = %s to %s with a length: growth needs two"
              .formatted(rows.size(), from, to));
    }
    var line = new WeightedLine();
    var runs = new TreeSet<Integer>();
    for (var row : rows) {
      var mean = row.jackknife(length);
      line.add(Math.log(row.time()), mean.value() / mean.standardError());
      runs.addAll(row.byRun().keySet());
    }
    var without = new ArrayList<Double>();
    for (int left : runs.size() > 1 ? runs : new TreeSet<Integer>()) {
      without.add(line.slope(logarithms(rows, length, left)));
    }
    return Jackknife.of(line.slope(logarithms(rows, length, Integer.MIN_VALUE)), without);
  }

  /// ln L at each time, from all runs but one.
  private static double[] logarithms(
      List<RunTable.Rows> rows, ToDoubleFunction<double[]> length, int left) {
    return rows.stream()
        .mapToDouble(
            r ->
                Math.log(
                    length.applyAsDouble(
                        Jackknife.mean(
                            r.byRun().entrySet().stream()
                                .filter(e -> e.getKey() != left)
                                .map(Map.Entry::getValue)
                                .toList()))))
        .toArray();
  }
}
