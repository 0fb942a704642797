package onsagerflow.io.format;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.function.Function;

/// The frames of a chunked array `[frame, y, x]`, each chunk decoded once for all the frames it
/// spans.
///
/// Frames are decoded in slabs of as many as one layer of chunks holds, up to [#SLAB_BYTES]; the
/// slabs used last are kept, up to [#CACHE_BYTES]. Both bounds give way only to a single chunk that
/// is larger: memory does not grow with the number of frames.
final class ChunkedPlanes {

  static final long SLAB_BYTES = 32L << 20;
  static final long CACHE_BYTES = 64L << 20;

  private final Function<int[], byte[]> decoded;
  private final int frames;
  private final int ny;
  private final int nx;
  private final int elementBytes;
  private final int[] chunk;
  private final int planeBytes;
  private final int slabFrames;
  private final int slabsKept;
  private final LinkedHashMap<Integer, byte[]> slabs = new LinkedHashMap<>(16, 0.75f, true);

  /// @param shape frames, ny, nx
  /// @param chunk frames, rows and columns of a chunk
  /// @param decoded the bytes of the whole chunk whose first element is at (frame, y, x)
  ChunkedPlanes(int[] shape, int[] chunk, int elementBytes, Function<int[], byte[]> decoded) {
    this.decoded = decoded;
    frames = shape[0];
    ny = shape[1];
    nx = shape[2];
    this.elementBytes = elementBytes;
    this.chunk = chunk.clone();
    int chunkBytes =
        Math.multiplyExact(
            Math.multiplyExact(Math.multiplyExact(chunk[0], chunk[1]), chunk[2]), elementBytes);
    planeBytes = Math.multiplyExact(Math.multiplyExact(ny, nx), elementBytes);
    slabFrames = Math.clamp(Math.max(SLAB_BYTES, chunkBytes) / planeBytes, 1, chunk[0]);
    slabsKept = (int) Math.max(1, CACHE_BYTES / ((long) slabFrames * planeBytes));
  }

  /// The bytes of one frame, row by row.
  synchronized ByteBuffer plane(int frame) {
    int layer = frame - frame % chunk[0];
    int first = frame - (frame - layer) % slabFrames;
    byte[] slab = slabs.get(first);
    if (slab == null) {
      slab = decode(layer, first);
      slabs.put(first, slab);
      if (slabs.size() > slabsKept) {
        slabs.pollFirstEntry();
      }
    }
    return ByteBuffer.wrap(slab, (frame - first) * planeBytes, planeBytes);
  }

  private byte[] decode(int layer, int first) {
    int count = Math.min(slabFrames, Math.min(layer + chunk[0], frames) - first);
    var slab = new byte[Math.multiplyExact(count, planeBytes)];
    for (int y0 = 0; y0 < ny; y0 += chunk[1]) {
      for (int x0 = 0; x0 < nx; x0 += chunk[2]) {
        byte[] bytes = decoded.apply(new int[] {layer, y0, x0});
        int rows = Math.min(chunk[1], ny - y0);
        int rowBytes = Math.min(chunk[2], nx - x0) * elementBytes;
        for (int f = 0; f < count; f++) {
          for (int y = 0; y < rows; y++) {
            int from = (((first - layer + f) * chunk[1] + y) * chunk[2]) * elementBytes;
            int to = f * planeBytes + ((y0 + y) * nx + x0) * elementBytes;
            System.arraycopy(bytes, from, slab, to, rowBytes);
          }
        }
      }
    }
    return slab;
  }
}
