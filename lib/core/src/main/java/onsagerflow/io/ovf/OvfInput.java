package onsagerflow.io.ovf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import onsagerflow.io.format.InvalidFileException;
import onsagerflow.io.format.Npy;

/// The bytes of an OVF file from first to last: lines, words, and blocks of numbers.
final class OvfInput implements AutoCloseable {

  private static final int BUFFER = 1 << 16;
  private static final int LONGEST_LINE = 1 << 16;
  private static final int LONGEST_WORD = 64;

  private final Path file;
  private final FileChannel channel;
  private final long size;
  private final ByteBuffer buffer;
  private long read; // from the channel

  OvfInput(Path file) {
    this.file = file;
    try {
      this.channel = Npy.open(file);
      this.size = channel.size();
    } catch (IOException e) {
      throw failed(e);
    }
    this.buffer = ByteBuffer.allocate(Math.clamp(size, 1, BUFFER)).flip();
  }

  /// Bytes that were not yet read.
  long remaining() {
    return size - read + buffer.remaining();
  }

  /// The next byte, which stays; −1 at the end.
  int peek() {
    if (!buffer.hasRemaining() && !fill()) {
      return -1;
    }
    return buffer.get(buffer.position()) & 0xff;
  }

  /// Whether two `#` come next.
  boolean isComment() {
    if (peek() != '#') {
      return false;
    }
    if (buffer.remaining() == 1) {
      buffer.compact(); // the second may be in the next part of the file
      try {
        read += Math.max(0, channel.read(buffer, read));
      } catch (IOException e) {
        throw failed(e);
      }
      buffer.flip();
    }
    return buffer.remaining() > 1 && buffer.get(buffer.position() + 1) == '#';
  }

  private int next() {
    int next = peek();
    if (next >= 0) {
      buffer.position(buffer.position() + 1);
    }
    return next;
  }

  private boolean fill() {
    try {
      buffer.clear();
      int bytes = channel.read(buffer, read);
      buffer.flip();
      read += Math.max(0, bytes);
      return bytes > 0;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private boolean isAtEnd() {
    return !buffer.hasRemaining() && !fill();
  }

  /// The next line without its end, which may be LF or CR LF.
  ///
  /// @param wanted what is looked for, for the refusal
  /// @throws InvalidFileException at the end of the file, or if the line does not end
  String line(String wanted) {
    if (isAtEnd()) {
      throw new InvalidFileException(file, "truncated: the file ends before " + wanted);
    }
    var bytes = new ByteArrayOutputStream();
    for (int next = next(); next >= 0 && next != '\n'; next = next()) {
      if (bytes.size() == LONGEST_LINE) {
        throw new InvalidFileException(
            file,
            "damaged: %s bytes without an end of line before %s".formatted(bytes.size(), wanted));
      }
      bytes.write(next);
    }
    String line = bytes.toString(StandardCharsets.UTF_8);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  /// Passes over blanks and ends of lines.
  void skipBlanks() {
    while (!isAtEnd() && Character.isWhitespace(peek())) {
      next();
    }
  }

  /// The next word, up to a blank or the end.
  String word() {
    skipBlanks();
    var word = new StringBuilder();
    while (!isAtEnd() && !Character.isWhitespace(peek())) {
      if (word.length() == LONGEST_WORD) {
        throw new InvalidFileException(file, "data: '" + word + "…' is no number");
      }
      word.append((char) (next() & 0xff));
    }
    return word.toString();
  }

  /// Reads numbers of the width of an encoding into an array.
  ///
  /// @throws InvalidFileException if the file ends before
  void numbers(OvfEncoding encoding, ByteOrder order, double[] values) {
    var bytes = ByteBuffer.allocate((int) Math.min(BUFFER, 8L * values.length)).order(order);
    int at = 0;
    while (at < values.length) {
      int count = Math.min(values.length - at, bytes.capacity() / encoding.bytes());
      fill(bytes.clear().limit(count * encoding.bytes()));
      for (int i = 0; i < count; i++) {
        values[at++] =
            encoding == OvfEncoding.BINARY_4
                ? bytes.getFloat(i * Float.BYTES)
                : bytes.getDouble(i * Double.BYTES);
      }
    }
  }

  /// Fills a buffer with the next bytes.
  void fill(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      if (isAtEnd()) {
        throw new InvalidFileException(file, "truncated: the file ends within its data");
      }
      int count = Math.min(bytes.remaining(), buffer.remaining());
      bytes.put(buffer.slice(buffer.position(), count));
      buffer.position(buffer.position() + count);
    }
    bytes.flip();
  }

  private InvalidFileException failed(IOException e) {
    return new InvalidFileException(file, "cannot be read (" + e + ")");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be closed", e);
    }
  }
}
