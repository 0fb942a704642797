package onsagerflow.io.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.IntFunction;
import onsagerflow.field.Grid;

/// The bytes of each frame of a numpy array `[run, frame, y, x]`.
public final class NpyPlanes {

  private final FileChannel channel;
  private final NpyHeader header;
  private final int runs;
  private final int frames;
  private final Grid grid;
  private final int bytes;

  private NpyPlanes(FileChannel channel, NpyHeader header, int runs, int frames, Grid grid) {
    this.channel = channel;
    this.header = header;
    this.runs = runs;
    this.frames = frames;
    this.grid = grid;
    this.bytes = header.type().bytes();
  }

  /// @throws ArithmeticException if a frame is larger, or there are more of them, than an int
  ///   counts
  public static IntFunction<ByteBuffer> of(
      NpyHeader header, FileChannel channel, int runs, int frames, Grid grid) {
    var planes = new NpyPlanes(channel, header, runs, frames, grid);
    int all = Math.multiplyExact(runs, frames);
    int planeBytes = Math.multiplyExact(grid.size(), planes.bytes);
    if (!header.fortran()) {
      return frame -> planes.read((long) frame * planeBytes, planeBytes);
    }
    int slab = Math.clamp(ChunkedPlanes.SLAB_BYTES / planeBytes, 1, all);
    var slabs =
        new ChunkedPlanes(
            new int[] {all, grid.ny(), grid.nx()},
            new int[] {slab, grid.ny(), grid.nx()},
            planes.bytes,
            offset -> planes.columns(offset[0], Math.min(slab, all - offset[0])));
    return frame -> slabs.plane(planes.stored(frame));
  }

  /// The place of a frame in Fortran order, where run after run follows at each time.
  private int stored(int frame) {
    return frame / frames + runs * (frame % frames);
  }

  /// Some frames of an array in Fortran order: there the numbers of one cell follow each other.
  private byte[] columns(int first, int count) {
    int cells = grid.size();
    int run = count * bytes;
    int all = runs * frames;
    var slab = new byte[Math.multiplyExact(run, cells)];
    var column = new byte[run];
    for (int cell = 0; cell < cells; cell++) {
      int y = cell % grid.ny();
      int x = cell / grid.ny();
      read(((long) cell * all + first) * bytes, run).get(column);
      int to = (y * grid.nx() + x) * bytes;
      for (int frame = 0; frame < count; frame++) {
        System.arraycopy(column, frame * bytes, slab, to + frame * cells * bytes, bytes);
      }
    }
    return slab;
  }

  private ByteBuffer read(long position, int length) {
    try {
      return NpyHeader.bytes(channel, header.data() + position, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
