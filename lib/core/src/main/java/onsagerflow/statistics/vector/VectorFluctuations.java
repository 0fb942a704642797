package onsagerflow.statistics.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import onsagerflow.field.Grid;
import onsagerflow.field.Timeline;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.field.vector.VectorTrajectory;
import onsagerflow.statistics.Frames;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.RunTable;
import onsagerflow.statistics.RunningMean;

/// How far blocks stray from their mean in a stationary state: standard deviations over cells and
/// times, and structure factors.
///
/// Means and standard errors are over runs, each of which gives one number from all of its frames.
public final class VectorFluctuations implements Consumer<VectorFrame> {

  /// @param mean ⟨|m|⟩, ⟨m⟩ and the rest
  /// @param x,y,z standard deviations of the components of m
  /// @param norm standard deviation of |m|
  /// @param bands S along and across, by k
  public record Spread(
      VectorMoments.Point mean,
      Mean x,
      Mean y,
      Mean z,
      Mean norm,
      List<VectorStructureFactor.Band> bands) {

    /// S across the magnetisation of every band, by k.
    public List<Mean> across() {
      return bands.stream().map(VectorStructureFactor.Band::perpendicular).toList();
    }

    /// S along the magnetisation of every band, by k.
    public List<Mean> along() {
      return bands.stream().map(VectorStructureFactor.Band::parallel).toList();
    }

    /// k of every band, radians per lattice spacing.
    public double[] k() {
      return bands.stream().mapToDouble(VectorStructureFactor.Band::k).toArray();
    }
  }

  private final Grid grid;
  private final double from;
  private final int bands;
  private final Axis axis;
  private final VectorMoments moments = new VectorMoments();
  private final RunTable table = new RunTable();
  private final TreeMap<Integer, VectorStructureFactor> factors = new TreeMap<>();

  /// @param from the time from which on the state is stationary
  /// @param bands of S(k), at most
  public VectorFluctuations(Grid grid, double from, int bands, Axis axis) {
    this.grid = grid;
    this.from = from;
    this.bands = bands;
    this.axis = axis;
  }

  /// Those of a trajectory.
  public static Spread of(VectorTrajectory trajectory, double from, int bands) {
    return Frames.read(
            trajectory,
            new VectorFluctuations(trajectory.origin().grid(), from, bands, Axis.ofMean()))
        .spread();
  }

  @Override
  public void accept(VectorFrame frame) {
    if (!Timeline.isFrom(from, frame.time())) {
      return;
    }
    moments.accept(frame);
    factors
        .computeIfAbsent(frame.run(), run -> new VectorStructureFactor(grid, bands, axis))
        .add(frame, 0);
    var m = frame.m();
    int n = grid.size();
    var sums = new double[8];
    for (int cell = 0; cell < n; cell++) {
      double square = 0;
      for (int c = 0; c < 3; c++) {
        double value = m.get(c, cell);
        sums[2 * c] += value / n;
        sums[2 * c + 1] += value * value / n;
        square += value * value;
      }
      sums[6] += Math.sqrt(square) / n;
      sums[7] += square / n;
    }
    table.put(frame.time(), frame.run(), sums);
  }

  /// What the frames so far tell.
  ///
  /// @throws IllegalArgumentException if there are none from that time on
  public Spread spread() {
    var rows = table.stationary(from);
    var means = new ArrayList<Mean>();
    for (int c = 0; c < 8; c += 2) {
      int i = c;
      means.add(rows.jackknife(row -> Math.sqrt(Math.max(row[i + 1] - row[i] * row[i], 0))));
    }
    return new Spread(
        moments.stationary(from), means.get(0), means.get(1), means.get(2), means.get(3), bands());
  }

  private List<VectorStructureFactor.Band> bands() {
    var ofRuns = factors.values().stream().map(f -> f.spectra().getFirst().bands()).toList();
    var all = new ArrayList<VectorStructureFactor.Band>();
    for (int b = 0; b < ofRuns.getFirst().size(); b++) {
      var along = new RunningMean();
      var across = new RunningMean();
      for (var run : ofRuns) {
        along.add(run.get(b).parallel().value());
        across.add(run.get(b).perpendicular().value());
      }
      var first = ofRuns.getFirst().get(b);
      all.add(
          new VectorStructureFactor.Band(first.k(), first.modes(), along.mean(), across.mean()));
    }
    return all;
  }
}
