package onsagerflow.field;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Block fields of one or several runs, read frame by frame so that a history never has to fit into
/// memory.
///
/// Implementations are safe to read from several threads.
public interface Trajectory extends Timeline {

  /// What does not change from frame to frame.
  ///
  /// @param model free text naming the origin; empty where unknown
  /// @param grid the block grid; its spacing is the block size
  /// @param block B, lattice spacings, from 1 to [#LARGEST_BLOCK]
  /// @param seed of the run that made it, where known
  /// @param micromagnet the cells behind the blocks, where the data are those of micromagnetics, in
  ///   SI units; empty for spins on a lattice
  record Origin(
      String model, Grid grid, int block, OptionalLong seed, Optional<Micromagnet> micromagnet) {

    /// The largest B whose v = B² spins an int counts.
    public static final int LARGEST_BLOCK = 46340;

    public Origin {
      requireBlock(block);
    }

    /// @throws IllegalArgumentException if there can be no blocks of B × B spins
    public static void requireBlock(int block) {
      if (block < 1 || block > LARGEST_BLOCK) {
        throw new IllegalArgumentException(
            "block size must lie between 1 and " + LARGEST_BLOCK + ", got " + block);
      }
    }

    /// Data of spins on a lattice.
    public Origin(String model, Grid grid, int block, OptionalLong seed) {
      this(model, grid, block, seed, Optional.empty());
    }

    /// Data that a seed makes again.
    public Origin(String model, Grid grid, int block, long seed) {
      this(model, grid, block, OptionalLong.of(seed));
    }

    /// Data that a seed makes again, in blocks whose edge is that of a cell of the grid.
    public Origin(String model, Grid grid, long seed) {
      this(model, grid, Math.max(1, Math.toIntExact(Math.round(grid.spacing()))), seed);
    }

    /// Data of which nothing more is known.
    public Origin(Grid grid, int block) {
      this("", grid, block, OptionalLong.empty());
    }

    /// The same data under another name.
    public Origin named(String name) {
      return new Origin(name, grid, block, seed, micromagnet);
    }

    /// The spins of one cell, v.
    public int cellVolume() {
      return Grid.cellVolume(block, grid.dimensions());
    }

    /// Origin and shape of a number of frames, for the one line that a trajectory says of itself.
    public String blocks(int frames) {
      return (model.isEmpty() ? "" : model + ": ")
          + frames
          + " frames of "
          + grid.extent()
          + " blocks (B = "
          + block
          + micromagnet.map(cells -> ", " + cells).orElse("")
          + ")";
    }

    @Override
    public String toString() {
      return (model.isEmpty() ? "unknown origin" : model)
          + ", "
          + grid.extent()
          + " blocks of "
          + block
          + " x "
          + block
          + (grid.dimensions() == 3 ? " x " + block : "")
          + " spins"
          + (seed.isPresent() ? ", seed " + seed.getAsLong() : "");
    }
  }

  /// Reads one frame.
  Frame frame(int frame);

  /// All frames, read one after the other.
  default Stream<Frame> stream() {
    return IntStream.range(0, size()).mapToObj(this::frame);
  }

  /// Reads the magnetisation of one frame alone, its generator channels left where they are.
  default ScalarField m(int frame) {
    return frame(frame).m();
  }

  /// The frames of one run.
  ///
  /// @throws IllegalArgumentException if there are none
  default RecordedTrajectory ofRun(int number) {
    return RecordedTrajectory.select(this, i -> run(i) == number, "of run " + number);
  }

  /// The frames of some runs, read when they are asked for.
  default Trajectory ofRuns(Set<Integer> numbers) {
    return new SelectedFrames(
        this,
        IntStream.range(0, size()).filter(i -> numbers.contains(run(i))).boxed().toList(),
        "runs " + new TreeSet<>(numbers));
  }

  /// The frames of all runs from one time to another, both included, equal but for rounding.
  ///
  /// @throws IllegalArgumentException if there are none
  default RecordedTrajectory between(double first, double last) {
    return RecordedTrajectory.select(
        this,
        i -> Timeline.isFrom(first, time(i)) && Timeline.isFrom(time(i), last),
        "from t = " + first + " to " + last);
  }

  /// The frames of all runs at some times, equal but for rounding.
  ///
  /// @throws IllegalArgumentException if there are none
  default RecordedTrajectory at(double... times) {
    return RecordedTrajectory.select(
        this,
        i -> Arrays.stream(times).anyMatch(t -> Timeline.isSameTime(time(i), t)),
        "at t = " + Arrays.toString(times));
  }

  /// Frames, runs, times and conditions in one line, without reading a field.
  default String describe() {
    boolean channels = size() > 0 && hasGenerator();
    return origin().blocks(size()) + ", " + span() + (channels ? ", with generator channels" : "");
  }
}
