package onsagerflow.micromagnetic.file;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import onsagerflow.coarsen.VectorAverage;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Micromagnet;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.micromagnetic.Material;
import onsagerflow.micromagnetic.Motion;
import onsagerflow.micromagnetic.Problem;

/// A motion as frames of a trajectory in SI units: m = M/M_s averaged over blocks of cells, M_s
/// being the largest saturation of the sample; empty cells count as zero.
///
/// @param block B, cells along the edge of a block; a single layer has flat ones
public record Recording(Problem problem, int block) {

  /// @throws IllegalArgumentException if the block does not divide the mesh
  public Recording {
    grid(problem, block).coarsen(block);
  }

  private static Grid grid(Problem problem, int block) {
    if (block < 1) {
      throw new IllegalArgumentException("block size must be positive, got " + block);
    }
    return OvfState.grid(problem.sample());
  }

  private Grid blocks() {
    return grid(problem, block).coarsen(block);
  }

  /// What the frames have in common.
  ///
  /// @param words free text naming the origin
  /// @param seed of the thermal noise, where there is any
  public Trajectory.Origin origin(String words, OptionalLong seed) {
    var mesh = problem.sample().mesh();
    double saturation =
        problem.sample().materials().stream().mapToDouble(Material::saturation).max().orElseThrow();
    return new Trajectory.Origin(
        words,
        blocks(),
        block,
        seed,
        Optional.of(
            new Micromagnet(
                mesh.x().edge(), mesh.y().edge(), mesh.z().edge(), OptionalDouble.of(saturation))));
  }

  /// Temperature, K, 0 of a cold sample, and field, T.
  public Frame.Conditions conditions() {
    return new Frame.Conditions(
        problem.setting().temperature().orElse(0), problem.setting().field());
  }

  /// The state of a motion.
  ///
  /// @param time under which it is filed, s
  public VectorFrame frame(Motion motion, double time) {
    var fine = motion.sample().magnetisation(motion.m());
    var mean = new VectorAverage(block).of(fine);
    var m = new onsagerflow.field.vector.VectorField(blocks(), 3, mean.values());
    return new VectorFrame(time, 0, conditions(), m);
  }

  /// The times at which to record, s: 0, and every so often up to the end.
  static List<Double> times(double every, double end) {
    int count = (int) Math.floor(end / every * (1 + 1e-9));
    return java.util.stream.IntStream.rangeClosed(0, count)
        .mapToObj(i -> i == count && Math.abs(end - i * every) < 1e-9 * end ? end : i * every)
        .toList();
  }
}
