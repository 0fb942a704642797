package onsagerflow.field.vector;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import onsagerflow.field.Timeline;
import onsagerflow.field.Trajectory;

/// Block fields of vectors of one or several runs, read frame by frame so that a history never has
/// to fit into memory.
///
/// Its scalar views are trajectories like any other, so that every statistic and every picture
/// takes them. A field of one component acts on the last of m. Implementations are safe to read
/// from several threads.
public interface VectorTrajectory extends Timeline {

  /// Numbers per cell.
  int components();

  /// Reads one frame.
  VectorFrame frame(int frame);

  /// All frames, read one after the other.
  default Stream<VectorFrame> stream() {
    return IntStream.range(0, size()).mapToObj(this::frame);
  }

  /// Reads the field of one frame alone, its generator channels left where they are.
  default VectorField m(int frame) {
    return frame(frame).m();
  }

  /// The frames of one run.
  ///
  /// @throws IllegalArgumentException if there are none
  default RecordedVectors ofRun(int number) {
    var frames =
        IntStream.range(0, size()).filter(i -> run(i) == number).mapToObj(this::frame).toList();
    if (frames.isEmpty()) {
      throw new IllegalArgumentException("no frames of run " + number + " in " + describe());
    }
    return new RecordedVectors(origin(), frames);
  }

  /// One component in the place of m, in that component of the field.
  ///
  /// @throws IllegalArgumentException if there is none of that number
  default Trajectory component(int component) {
    if (component < 0 || component >= components()) {
      throw new IllegalArgumentException(
          "a vector of " + components() + " components has none of number " + component);
    }
    return new ScalarView(
        this,
        "component " + component,
        m -> m.component(component),
        h -> h.component(component, components()));
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
    boolean channels = size() > 0 && hasGenerator();
    return origin().blocks(size())
        + " of "
        + components()
        + " components, "
        + span()
        + (channels ? ", with generator channels" : "");
  }
}
