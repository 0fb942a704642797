package onsagerflow.io.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import onsagerflow.field.Grid;
import org.junit.jupiter.api.Test;

/// A file system that gives few bytes at a time changes nothing.
class WholeReadsTest {

  private static final Path FILE = fixture("/onsagerflow/io/big_endian.h5");

  private static final int FRAMES = 5;
  private static final FrameShape BLOCKS = new FrameShape(new Grid(8, 8, 8), 0);

  private static Path fixture(String name) {
    try {
      return Path.of(Objects.requireNonNull(WholeReadsTest.class.getResource(name)).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /// The file through a channel that reads at most 7 bytes at once.
  private static SeekableByteChannel slow() throws IOException {
    var channel = Files.newByteChannel(FILE);
    return (SeekableByteChannel)
        Proxy.newProxyInstance(
            SeekableByteChannel.class.getClassLoader(),
            new Class<?>[] {SeekableByteChannel.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("read")) {
                var bytes = (ByteBuffer) arguments[0];
                int end = bytes.limit();
                bytes.limit(Math.min(end, bytes.position() + 7));
                try {
                  return channel.read(bytes);
                } finally {
                  bytes.limit(end);
                }
              }
              try {
                return method.invoke(channel, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void readsEndOnlyWhereTheFileDoes() throws IOException {
    byte[] whole = Files.readAllBytes(FILE);
    try (var channel = new WholeReads(slow())) {
      var bytes = ByteBuffer.allocate(whole.length + 100);
      assertEquals(whole.length - 3, channel.read(bytes, 3));
      assertArrayEquals(
          Arrays.copyOfRange(whole, 3, whole.length),
          Arrays.copyOf(bytes.array(), whole.length - 3));
      assertEquals(-1, channel.read(bytes, whole.length));
    }
  }

  @Test
  void theHdf5LibraryReadsTheSameThroughIt() throws IOException {
    try (var channel = new WholeReads(slow());
        var plain = FileChannel.open(FILE)) {
      var m = m(channel);
      var expected = m(plain);
      for (int frame = 0; frame < FRAMES; frame++) {
        assertArrayEquals(expected.read(frame), m.read(frame));
      }
    }
  }

  private static FieldDataset m(FileChannel channel) {
    var root = Hdf5Root.open(FILE, channel);
    return new FieldDataset(FILE, "m", root.requireDataset("m"), root, BLOCKS);
  }
}
