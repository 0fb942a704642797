package onsagerflow.field;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Block fields of one or several runs, read frame by frame so that a history never has to fit into
/// memory.
///
/// Implementations are safe to read from several threads.
public interface Trajectory {

  /// What does not change from frame to frame.
  ///
  /// @param model free text naming the origin; empty where unknown
  /// @param grid the block grid; its spacing is the block size
  /// @param block B, lattice spacings, from 1 to [#LARGEST_BLOCK]
  /// @param seed of the run that made it, where known
  record Origin(String model, Grid grid, int block, OptionalLong seed) {

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

    /// Data that a seed makes again.
    public Origin(String model, Grid grid, int block, long seed) {
      this(model, grid, block, OptionalLong.of(seed));
    }

    /// Data of which nothing more is known.
    public Origin(Grid grid, int block) {
      this("", grid, block, OptionalLong.empty());
    }

    /// The spins of one cell, v = B².
    public int cellVolume() {
      return block * block;
    }

    @Override
    public String toString() {
      return (model.isEmpty() ? "unknown origin" : model)
          + ", "
          + grid.ny()
          + " x "
          + grid.nx()
          + " blocks of "
          + block
          + " x "
          + block
          + " spins"
          + (seed.isPresent() ? ", seed " + seed.getAsLong() : "");
    }
  }

  Origin origin();

  /// The number of frames.
  int size();

  /// Time of a frame, without reading its field.
  double time(int frame);

  /// Run of a frame, without reading its field.
  int run(int frame);

  /// Temperature and field of a frame, without reading its field.
  Frame.Conditions conditions(int frame);

  /// Whether every frame carries generator channels.
  boolean hasGenerator();

  /// Reads one frame.
  Frame frame(int frame);

  /// All frames, read one after the other.
  default Stream<Frame> stream() {
    return IntStream.range(0, size()).mapToObj(this::frame);
  }

  /// Frames, runs, times and conditions in one line, without reading a field.
  default String describe() {
    double from = Double.POSITIVE_INFINITY;
    double to = Double.NEGATIVE_INFINITY;
    var runs = new TreeSet<Integer>();
    var conditions = new LinkedHashSet<Frame.Conditions>();
    for (int i = 0; i < size(); i++) {
      from = Math.min(from, time(i));
      to = Math.max(to, time(i));
      runs.add(run(i));
      conditions.add(conditions(i));
    }
    var grid = origin().grid();
    String content =
        String.format(
            Locale.ROOT,
            "%s%d frames of %d x %d blocks (B = %d), %d %s",
            origin().model().isEmpty() ? "" : origin().model() + ": ",
            size(),
            grid.ny(),
            grid.nx(),
            origin().block(),
            runs.size(),
            runs.size() == 1 ? "run" : "runs");
    if (size() == 0) {
      return content;
    }
    var first = conditions.getFirst();
    String where =
        conditions.size() == 1
            ? "T = " + (float) first.temperature() + ", h = " + first.field()
            : conditions.size() + " temperatures and fields";
    return String.format(
        Locale.ROOT,
        "%s, t = %s to %s, %s%s",
        content,
        (float) from,
        (float) to,
        where,
        hasGenerator() ? ", with generator channels" : "");
  }
}
