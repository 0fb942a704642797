package onsagerflow.io.format;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.function.Function;

/// The frames of a chunked array `[frame, …]`, each chunk decoded once for all the frames it spans.
///
/// Frames are decoded in slabs of as many as one layer of chunks holds, up to [#SLAB_BYTES]; the
/// slabs used last are kept, up to [#CACHE_BYTES]. Both bounds give way only to a single chunk that
/// is larger: memory does not grow with the number of frames.
final class ChunkedPlanes {

  static final long SLAB_BYTES = 32L << 20;
  static final long CACHE_BYTES = 64L << 20;

  private final Function<int[], byte[]> decoded;
  private final int[] shape;
  private final int elementBytes;
  private final int[] chunk;
  private final int planeBytes;
  private final int slabFrames;
  private final int slabsKept;
  private final LinkedHashMap<Integer, byte[]> slabs = new LinkedHashMap<>(16, 0.75f, true);

  /// @param shape frames, then the axes of a frame, one at least
  /// @param chunk the same of a chunk
  /// @param decoded the bytes of the whole chunk whose first element is at the given place
  ChunkedPlanes(int[] shape, int[] chunk, int elementBytes, Function<int[], byte[]> decoded) {
    this.decoded = decoded;
    this.shape = shape.clone();
    this.elementBytes = elementBytes;
    this.chunk = chunk.clone();
    int chunkBytes = Math.multiplyExact(bytes(chunk), chunk[0]);
    planeBytes = bytes(shape);
    slabFrames = Math.clamp(Math.max(SLAB_BYTES, chunkBytes) / planeBytes, 1, chunk[0]);
    slabsKept = (int) Math.max(1, CACHE_BYTES / ((long) slabFrames * planeBytes));
  }

  /// Of one frame.
  private int bytes(int[] axes) {
    int bytes = elementBytes;
    for (int axis = 1; axis < axes.length; axis++) {
      bytes = Math.multiplyExact(bytes, axes[axis]);
    }
    return bytes;
  }

  /// The bytes of one frame, in the order of the array.
  synchronized ByteBuffer plane(int frame) {
    int layer = frame - frame % chunk[0];
    int first = frame - (frame - layer) % slabFrames;
    byte[] slab = slabs.get(first);
    if (slab == null) {
      slab = new Slab(layer, first).bytes();
      slabs.put(first, slab);
      if (slabs.size() > slabsKept) {
        slabs.pollFirstEntry();
      }
    }
    return ByteBuffer.wrap(slab, (frame - first) * planeBytes, planeBytes);
  }

  /// Some frames on their way from the chunks of one layer.
  private final class Slab {

    private final int[] offset = new int[shape.length]; // of the present chunk
    private final int skipped; // frames of the layer before the first
    private final int count;
    private final byte[] bytes;

    Slab(int layer, int first) {
      offset[0] = layer;
      skipped = first - layer;
      count = Math.min(slabFrames, Math.min(layer + chunk[0], shape[0]) - first);
      bytes = new byte[Math.multiplyExact(count, planeBytes)];
    }

    byte[] bytes() {
      fill(1);
      return bytes;
    }

    /// Copies all chunks along the axes from one on.
    private void fill(int axis) {
      if (axis == shape.length) {
        byte[] decodedChunk = decoded.apply(offset.clone());
        for (int frame = 0; frame < count; frame++) {
          copy(decodedChunk, 1, skipped + frame, frame);
        }
        return;
      }
      for (offset[axis] = 0; offset[axis] < shape[axis]; offset[axis] += chunk[axis]) {
        fill(axis + 1);
      }
    }

    /// Copies what a chunk has along the axes from one on.
    ///
    /// @param from index in the chunk over the axes before, the last running fastest
    /// @param to the same in the slab
    private void copy(byte[] of, int axis, int from, int to) {
      int length = Math.min(chunk[axis], shape[axis] - offset[axis]);
      int source = from * chunk[axis];
      int target = to * shape[axis] + offset[axis];
      if (axis == shape.length - 1) {
        System.arraycopy(
            of, source * elementBytes, bytes, target * elementBytes, length * elementBytes);
        return;
      }
      for (int i = 0; i < length; i++) {
        copy(of, axis + 1, source + i, target + i);
      }
    }
  }
}
