package onsagerflow.io.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// How often chunks are decompressed, and that decoded frames kept in memory are bounded.
class ChunkedPlanesTest {

  private final AtomicInteger decompressed = new AtomicInteger();

  /// An array of float32 whose chunks come from a function of their offset.
  private ChunkedPlanes planes(int[] shape, int[] chunk, Function<int[], byte[]> bytes) {
    return new ChunkedPlanes(
        shape,
        chunk,
        Float.BYTES,
        offset -> {
          decompressed.incrementAndGet();
          return bytes.apply(offset);
        });
  }

  private ChunkedPlanes zeros(int[] shape, int[] chunk) {
    var bytes = new byte[Arrays.stream(chunk).reduce(4, Math::multiplyExact)];
    return planes(shape, chunk, offset -> bytes);
  }

  @Test
  void readingInOrderDecompressesEachChunkOnce() {
    int[] shape = {100, 5, 7};
    int[] chunk = {40, 2, 3};
    var planes =
        planes(
            shape,
            chunk,
            offset -> {
              var bytes = ByteBuffer.allocate(4 * 40 * 2 * 3).order(ByteOrder.LITTLE_ENDIAN);
              for (int i = 0; i < 240; i++) {
                int f = offset[0] + i / 6;
                int y = offset[1] + i / 3 % 2;
                int x = offset[2] + i % 3;
                bytes.putFloat(10_000 * f + 100 * y + x);
              }
              return bytes.array();
            });
    for (int frame = 0; frame < 100; frame++) {
      var plane = planes.plane(frame).order(ByteOrder.LITTLE_ENDIAN);
      assertEquals(4 * 35, plane.remaining());
      for (int cell = 0; cell < 35; cell++) {
        assertEquals(10_000 * frame + 100 * (cell / 7) + cell % 7, plane.getFloat());
      }
    }
    assertEquals(3 * 3 * 3, decompressed.get());
  }

  @Test
  void decodedFramesAreBoundedHoweverManyThereAre() {
    // Layers of 1000 frames, 16 MB each: four of them fit into the cache.
    var planes = zeros(new int[] {1_000_000, 64, 64}, new int[] {1000, 64, 64});
    for (int layer : new int[] {0, 1, 2, 3, 0, 1, 2, 3}) {
      planes.plane(1000 * layer);
    }
    assertEquals(4, decompressed.get());
    planes.plane(4000); // drops layer 0, used longest ago
    planes.plane(3999);
    assertEquals(5, decompressed.get());
    planes.plane(999);
    assertEquals(6, decompressed.get());
  }

  @Test
  void chunksOverAllFramesAreDecodedInSlabs() {
    // 64 columns of chunks, each over all frames: a slab takes 32 MiB / 16 KiB = 2048 frames.
    var planes = zeros(new int[] {10_000, 64, 64}, new int[] {10_000, 8, 8});
    planes.plane(0);
    planes.plane(2047);
    assertEquals(64, decompressed.get());
    planes.plane(2048);
    assertEquals(128, decompressed.get());
  }
}
