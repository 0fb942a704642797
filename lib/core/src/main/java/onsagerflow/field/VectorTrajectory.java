package onsagerflow.field;

import java.util.Arrays;
import java.util.List;

/// Block fields of vectors of one or several runs, read frame by frame so that a history never has
/// to fit into memory.
///
/// Its scalar views are trajectories like any other, so that every statistic and every picture
/// takes them. h of the conditions acts on the last component. Implementations are safe to read
/// from several threads.
public interface VectorTrajectory extends Timeline {

  Trajectory.Origin origin();

  /// Numbers per cell.
  int components();

  /// Reads the field of one frame.
  VectorField field(int frame);

  /// One component in the place of m.
  ///
  /// @throws IllegalArgumentException if there is none of that number
  default Trajectory component(int component) {
    if (component < 0 || component >= components()) {
      throw new IllegalArgumentException(
          "a vector of " + components() + " components has none of number " + component);
    }
    return new ScalarView(this, "component " + component, m -> m.component(component));
  }

  /// |m| in the place of m.
  default Trajectory norm() {
    return new ScalarView(this, "|m|", VectorField::norm);
  }

  /// The part of m along a direction in the place of m.
  ///
  /// @param direction as of [VectorField#projection]
  default Trajectory projection(double... direction) {
    var d = direction.clone();
    return new ScalarView(this, "along " + Arrays.toString(d), m -> m.projection(d));
  }

  /// Frames, runs, times and conditions in one line, without reading a field.
  default String describe() {
    return origin().blocks(size()) + " of " + components() + " components, " + span();
  }

  /// The field of one run at one time.
  ///
  /// @param time t, sweeps
  /// @param run number of the run; those of one run are in time order
  /// @param conditions temperature and field of the run
  /// @param m block mean
  record Snapshot(double time, int run, Frame.Conditions conditions, VectorField m) {}

  /// Fields held in memory.
  ///
  /// @param snapshots at least one, all on the grid of the origin and of as many components
  record Recorded(Trajectory.Origin origin, List<Snapshot> snapshots) implements VectorTrajectory {

    public Recorded {
      snapshots = List.copyOf(snapshots);
      if (snapshots.isEmpty()) {
        throw new IllegalArgumentException("a trajectory of vectors needs a field");
      }
      for (var snapshot : snapshots) {
        var m = snapshot.m();
        if (!m.grid().equals(origin.grid())) {
          throw new IllegalArgumentException(
              "a field on " + m.grid() + " in a trajectory on " + origin.grid());
        }
        if (m.components() != snapshots.getFirst().m().components()) {
          throw new IllegalArgumentException(
              "vectors of "
                  + snapshots.getFirst().m().components()
                  + " and of "
                  + m.components()
                  + " components in one trajectory");
        }
      }
    }

    @Override
    public int components() {
      return snapshots.getFirst().m().components();
    }

    @Override
    public int size() {
      return snapshots.size();
    }

    @Override
    public double time(int frame) {
      return snapshots.get(frame).time();
    }

    @Override
    public int run(int frame) {
      return snapshots.get(frame).run();
    }

    @Override
    public Frame.Conditions conditions(int frame) {
      return snapshots.get(frame).conditions();
    }

    @Override
    public VectorField field(int frame) {
      return snapshots.get(frame).m();
    }

    /// [VectorTrajectory#describe].
    @Override
    public String toString() {
      return describe();
    }
  }
}
