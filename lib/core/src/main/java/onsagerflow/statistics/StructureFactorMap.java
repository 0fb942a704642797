package onsagerflow.statistics;

import java.util.List;
import java.util.function.Consumer;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.field.fourier.PowerSpectrum;

/// The structure factor S(ky, kx, t) = (1/n) |Σ_x m(x) e^{−ik·x}|² of every wave vector, averaged
/// over runs: [StructureFactor] before it is averaged over directions, for kernels and fields that
/// are not isotropic.
///
/// k = 0 stands in the middle, at cell (ny/2, nx/2), both rounded down; k and −k have the same S.
public final class StructureFactorMap implements Consumer<Frame> {

  /// The structure factor at one time, on a lattice of wave vectors.
  ///
  /// @param s S, mean over runs
  /// @param standardError of S, NaN for a single run
  /// @param runs number of runs
  public record Point(double time, ScalarField s, ScalarField standardError, int runs) {}

  private static final class Group {
    final double[] mean;
    final double[] squares;
    int runs;

    Group(int size) {
      this.mean = new double[size];
      this.squares = new double[size];
    }
  }

  private final Grid grid;
  private final Grid waveVectors;
  private final PowerSpectrum spectrum;
  private final double[] power;
  private final TimeGroups<Group> groups;

  public StructureFactorMap(Grid grid) {
    grid.requirePeriodicPlane();
    this.grid = grid;
    this.waveVectors = new Grid(grid.ny(), grid.nx(), 1);
    this.spectrum = new PowerSpectrum(grid);
    this.power = new double[grid.size()];
    this.groups = new TimeGroups<>(() -> new Group(grid.size()));
  }

  /// The structure factor of all frames of a trajectory.
  public static List<Point> of(Trajectory trajectory) {
    return Frames.read(trajectory, new StructureFactorMap(trajectory.origin().grid())).points();
  }

  /// S of a state that changes little: the mean over all times of a trajectory.
  public static ScalarField mean(Trajectory trajectory) {
    var points = of(trajectory);
    var mean = new ScalarField(points.getFirst().s().grid());
    for (var point : points) {
      for (int k = 0; k < mean.size(); k++) {
        mean.set(k, mean.get(k) + point.s().get(k) / points.size());
      }
    }
    return mean;
  }

  /// ky of a row of the map, in radians per lattice spacing.
  public double ky(int row) {
    return waveNumber(row, grid.ny());
  }

  /// kx of a column of the map, in radians per lattice spacing.
  public double kx(int column) {
    return waveNumber(column, grid.nx());
  }

  private double waveNumber(int i, int n) {
    return 2 * Math.PI * (i - n / 2) / (n * grid.spacing());
  }

  @Override
  public void accept(Frame frame) {
    Frames.requireGrid(frame, grid);
    spectrum.apply(frame.m().values(), power);
    var group = groups.at(frame.time());
    group.runs++;
    for (int i = 0; i < power.length; i++) {
      double before = power[i] - group.mean[i];
      group.mean[i] += before / group.runs;
      group.squares[i] += before * (power[i] - group.mean[i]);
    }
  }

  /// The structure factors so far, in order of time.
  public List<Point> points() {
    return groups.inOrder().entrySet().stream().map(e -> point(e.getKey(), e.getValue())).toList();
  }

  private Point point(double time, Group group) {
    var s = new ScalarField(waveVectors);
    var error = new ScalarField(waveVectors);
    for (int i = 0; i < power.length; i++) {
      int centred = grid.index(i / grid.nx() + grid.ny() / 2, i % grid.nx() + grid.nx() / 2);
      s.set(centred, group.mean[i]);
      double variance = group.runs > 1 ? group.squares[i] / (group.runs - 1) : Double.NaN;
      error.set(centred, Math.sqrt(variance / group.runs));
    }
    return new Point(time, s, error, group.runs);
  }
}
