package onsagerflow.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// A file system that gives few bytes at a time changes nothing.
class WholeReadsTest {

  private static final Path FILE = ExternalTrajectoryTest.fixture("big_endian.h5");

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
        var plain = TrajectoryFile.open(FILE)) {
      var hdf = new HdfFile(channel);
      var m = new Hdf5Root(FILE, hdf).requireDataset("m");
      var read = new FieldDataset(FILE, "m", m, hdf.getHdfBackingStorage());
      for (int frame = 0; frame < plain.size(); frame++) {
        assertArrayEquals(plain.frame(frame).m().values(), read.read(frame));
      }
    }
  }
}
