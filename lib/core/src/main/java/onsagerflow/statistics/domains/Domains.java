package onsagerflow.statistics.domains;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import onsagerflow.field.Curve;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Trajectory;
import onsagerflow.statistics.Frames;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.RunTable;

/// Domains of either sign of m and the lines between them, as functions of time: Arenzon, Bray,
/// Cugliandolo and Sicilia, Phys. Rev. Lett. 98, 145701 (2007); Sicilia et al., Phys. Rev. E 75,
/// 061116 (2007).
///
/// Single cells that noise turns over count as domains; they weigh little in the mean by area, and
/// much in the number. Means of areas and hulls are ratios of means over runs, their standard
/// errors by the jackknife. Lengths in lattice spacings.
public final class Domains implements Consumer<Frame> {

  /// The domains at one time.
  ///
  /// @param number of domains in the box
  /// @param area of a domain, mean over domains: box over number
  /// @param weightedArea of the domain that a cell belongs to, mean over cells: Σ A²/Σ A
  /// @param minority share of the area whose sign is the rarer one in its frame; with nearly as
  ///   much of both it lies below ½ by the scatter between frames
  /// @param interfaceDensity length of all lines m = 0 per area
  /// @param hullLength length of a hull, mean over hulls; lines around the box are none
  /// @param hullArea area that a hull encloses, mean over hulls
  public record Point(
      double time,
      Mean number,
      Mean area,
      Mean weightedArea,
      Mean minority,
      Mean interfaceDensity,
      Mean hullLength,
      Mean hullArea) {}

  /// Domains with from ≤ area < to, per area of the box and per unit of domain area.
  public record AreaBin(double from, double to, Mean density) {}

  /// n(A), the number density of domains by area, at one time.
  public record AreaDistribution(double time, List<AreaBin> bins) {
    public AreaDistribution {
      bins = List.copyOf(bins);
    }

    /// The density against the area, in the bins where it is known well enough.
    ///
    /// @param most relative standard error
    public Curve curve(double most) {
      return Curve.of(
          bins.stream()
              .filter(bin -> bin.density.standardError() < most * bin.density.value())
              .toList(),
          bin -> Math.sqrt(bin.from * bin.to),
          bin -> bin.density.value(),
          bin -> bin.density.standardError());
    }
  }

  private static final int NUMBER = 0;
  private static final int WEIGHTED = 1;
  private static final int MINORITY = 2;
  private static final int INTERFACE = 3;
  private static final int HULLS = 4;
  private static final int HULL_LENGTH = 5;
  private static final int HULL_AREA = 6;

  /// Counts by area: 1, 2–3, 4–7, … cells.
  private static final int BINS = 7;

  private final Grid grid;
  private final double box;
  private final int bins;
  private final RunTable table = new RunTable();

  public Domains(Grid grid) {
    grid.requirePeriodicPlane();
    this.grid = grid;
    this.box = grid.size() * cell();
    this.bins = Integer.SIZE - Integer.numberOfLeadingZeros(grid.size());
  }

  private double cell() {
    return grid.spacing() * grid.spacing();
  }

  /// The domains of all frames of a trajectory.
  public static List<Point> of(Trajectory trajectory) {
    return Frames.read(trajectory, new Domains(trajectory.origin().grid())).points();
  }

  /// The distribution of domain areas at the last time of a trajectory.
  public static AreaDistribution lastAreas(Trajectory trajectory) {
    return Frames.read(trajectory, new Domains(trajectory.origin().grid())).areas().getLast();
  }

  @Override
  public void accept(Frame frame) {
    Frames.requireGrid(frame, grid);
    var row = new double[BINS + bins];
    double up = 0;
    for (var domain : Domain.of(frame.m())) {
      row[NUMBER]++;
      row[WEIGHTED] += domain.area() * domain.area() / box;
      up += domain.up() ? domain.area() / box : 0;
      row[BINS + Math.getExponent(domain.area() / cell() * (1 + 1e-12))]++;
    }
    row[MINORITY] = Math.min(up, 1 - up);
    for (var line : Contour.of(frame.m())) {
      row[INTERFACE] += line.length() / box;
      if (!line.spans()) {
        row[HULLS]++;
        row[HULL_LENGTH] += line.length();
        row[HULL_AREA] += Math.abs(line.area());
      }
    }
    table.put(frame, row);
  }

  /// The domains so far, in order of time.
  public List<Point> points() {
    return table.rows().stream()
        .map(
            rows ->
                new Point(
                    rows.time(),
                    rows.mean(NUMBER),
                    rows.jackknife(row -> box / row[NUMBER]),
                    rows.mean(WEIGHTED),
                    rows.mean(MINORITY),
                    rows.mean(INTERFACE),
                    rows.jackknife(row -> row[HULL_LENGTH] / row[HULLS]),
                    rows.jackknife(row -> row[HULL_AREA] / row[HULLS])))
        .toList();
  }

  /// The distribution of domain areas so far, in order of time, in bins that double.
  public List<AreaDistribution> areas() {
    return table.rows().stream()
        .map(
            rows -> {
              var list = new ArrayList<AreaBin>();
              for (int bin = 0; bin < bins; bin++) {
                double from = Math.scalb(cell(), bin);
                var count = rows.mean(BINS + bin);
                double per = 1 / (from * box);
                list.add(
                    new AreaBin(
                        from,
                        2 * from,
                        new Mean(count.value() * per, count.standardError() * per, count.runs())));
              }
              return new AreaDistribution(rows.time(), list);
            })
        .toList();
  }
}
