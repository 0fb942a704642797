package onsagerflow.io.ovf;

import java.util.ArrayList;
import java.util.List;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Micromagnet;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.VectorField;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.io.format.FrameShape;

/// Frames of trajectories as fields for other programs.
public final class OvfFrames {

  private static final List<String> VECTOR = List.of("m_x", "m_y", "m_z");

  private OvfFrames() {}

  /// m of a frame, a pure number at the centre of each block. Lengths are in metres, and the time
  /// in seconds, where the trajectory is in SI units; else lengths are in lattice spacings.
  public static Ovf of(Trajectory.Origin origin, VectorFrame frame) {
    return of(origin, frame.time(), frame.run(), frame.m());
  }

  /// m of a frame of numbers, as of [#of(Trajectory.Origin, VectorFrame)].
  public static Ovf of(Trajectory.Origin origin, Frame frame) {
    var m = new VectorField(frame.m().grid(), 1, frame.m().values());
    return of(origin, frame.time(), frame.run(), m);
  }

  private static Ovf of(Trajectory.Origin origin, double time, int run, VectorField m) {
    var cells = origin.micromagnet();
    var description = new ArrayList<String>();
    if (!origin.model().isEmpty()) {
      description.add(origin.model());
    }
    description.add("Run: " + run);
    description.add("Total simulation time:  " + time + (cells.isPresent() ? "  s" : ""));
    int n = m.components();
    var header =
        new OvfHeader(
            "m",
            description,
            new OvfMesh.Rectangular(
                cells.isPresent() ? "m" : "1",
                axis(m.grid().nx(), edge(origin, cells.map(Micromagnet::x).orElse(1.0))),
                axis(m.grid().ny(), edge(origin, cells.map(Micromagnet::y).orElse(1.0))),
                axis(
                    m.grid().nz(),
                    isPlane(m.grid())
                        ? cells.map(Micromagnet::z).orElse(1.0)
                        : edge(origin, cells.map(Micromagnet::z).orElse(1.0)))),
            n,
            n == VECTOR.size() ? VECTOR : List.of("m"),
            List.of("1"));
    var values = new FrameShape(m.grid(), n == 1 ? 0 : n).stored(m);
    return new Ovf(header, values.clone());
  }

  private static boolean isPlane(Grid grid) {
    return grid.dimensions() == 2;
  }

  private static double edge(Trajectory.Origin origin, double cell) {
    return origin.block() * cell;
  }

  private static OvfMesh.Axis axis(int nodes, double edge) {
    return new OvfMesh.Axis(nodes, edge / 2, edge);
  }
}
