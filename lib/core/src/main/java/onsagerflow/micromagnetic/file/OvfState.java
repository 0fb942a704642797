package onsagerflow.micromagnetic.file;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Micromagnet;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.VectorField;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.io.ovf.Ovf;
import onsagerflow.io.ovf.OvfFrames;
import onsagerflow.micromagnetic.Motion;
import onsagerflow.micromagnetic.Sample;
import onsagerflow.micromagnetic.Start;

/// The vectors of a sample as OVF, for other programs, or to go on from.
public final class OvfState {

  private OvfState() {}

  /// M/M_s of a motion as it is now, M_s being the largest saturation of the sample.
  public static Ovf of(Motion motion) {
    return of(motion.sample(), motion.sample().magnetisation(motion.m()), motion.time());
  }

  /// Vectors of all cells.
  ///
  /// @param time s
  static Ovf of(Sample sample, VectorField m, double time) {
    var mesh = sample.mesh();
    var cells = grid(sample);
    var edges =
        new Micromagnet(mesh.x().edge(), mesh.y().edge(), mesh.z().edge(), OptionalDouble.empty());
    var origin = new Trajectory.Origin("", cells, 1, OptionalLong.empty(), Optional.of(edges));
    var conditions = new Frame.Conditions(0, ExternalField.uniform(0)); // OVF says nothing of them
    var frame = new VectorFrame(time, 0, conditions, new VectorField(cells, 3, m.values()));
    return OvfFrames.of(origin, frame);
  }

  /// The cells as those of a lattice, as trajectories count them: edges of 1.
  static Grid grid(Sample sample) {
    return new Grid(
        sample.grid().axes().stream()
            .map(axis -> new Grid.Axis(axis.cells(), 1, axis.boundary()))
            .toList());
  }

  /// The vectors of a file, for a sample of as many cells.
  public static Start start(Ovf field) {
    return sample -> {
      int cells = sample.grid().size();
      if (field.header().components() != 3 || field.values().length != 3 * cells) {
        throw new IllegalArgumentException(
            "a start of %s nodes and %s components for a sample of %s cells"
                .formatted(field.header().mesh().count(), field.header().components(), cells));
      }
      var m = new VectorField(sample.grid(), 3);
      for (int i = 0; i < 3 * cells; i++) {
        m.set(i % 3, i / 3, field.values()[i]);
      }
      return m;
    };
  }
}
