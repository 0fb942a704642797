package onsagerflow.io.format;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands before the numbers of an `.npy` file, format 1, 2 or 3.
///
/// Magic bytes `\x93NUMPY`, a version of two bytes, the length of the header (2 bytes, from version
/// 2 on 4), and the header: a Python dictionary of `descr`, `fortran_order` and `shape`. NumPy
/// Enhancement Proposal 1.
///
/// @param data where the numbers begin, bytes
public record NpyHeader(ElementType type, boolean fortran, List<Integer> shape, long data) {

  /// The first byte of every such file.
  public static final byte FIRST = (byte) 0x93;

  private static final byte[] MAGIC = {FIRST, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST = 1 << 20;

  private static final Pattern TYPE = Pattern.compile("'descr': *'([<>|]?)([a-zA-Z])(\\d+)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order': *(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape': *\\(([\\d, ]*)\\)");

  /// The number of elements.
  long size() {
    long size = 1;
    for (int length : shape) {
      size = Math.multiplyExact(size, length);
    }
    return size;
  }

  /// Reads the header of a file and checks that as many numbers follow as it says.
  ///
  /// @throws InvalidFileException if it is no such file, or holds what is not read
  public static NpyHeader read(Path file, FileChannel channel) {
    return InvalidFileException.reading(
        file,
        "npy header",
        () -> {
          try {
            return parse(channel);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static NpyHeader parse(FileChannel channel) throws IOException {
    var start = bytes(channel, 0, MAGIC.length + 2);
    var magic = new byte[MAGIC.length];
    start.get(magic);
    if (magic[0] == 'P' && magic[1] == 'K') {
      throw new UnreadableException(
          "is that of an .npz archive: save one array, with np.save(\"m.npy\", m)");
    }
    if (!Arrays.equals(magic, MAGIC)) {
      throw new UnreadableException("is not that of an .npy file");
    }
    int version = start.get();
    if (version < 1 || version > 3) {
      throw new UnreadableException("is of format " + version + ", this reads 1 to 3");
    }
    int lengthBytes = version == 1 ? Short.BYTES : Integer.BYTES;
    long at = MAGIC.length + 2L;
    var lengthField = bytes(channel, at, lengthBytes);
    int length = version == 1 ? Short.toUnsignedInt(lengthField.getShort()) : lengthField.getInt();
    if (length < 0 || length > LONGEST) {
      throw new UnreadableException("says to be " + length + " bytes long");
    }
    at += lengthBytes;
    String text = StandardCharsets.UTF_8.decode(bytes(channel, at, length)).toString();
    var header =
        new NpyHeader(
            type(text), find(ORDER, text).group(1).equals("True"), shape(text), at + length);
    header.requireBytes(channel.size() - at - length);
    return header;
  }

  private void requireBytes(long there) {
    long stated = Math.multiplyExact(size(), type.bytes());
    if (there != stated) {
      throw new UnreadableException(
          "says that %s bytes follow, but %s do%s"
              .formatted(stated, there, there < stated ? " (truncated)" : ""));
    }
  }

  private static ElementType type(String header) {
    var found = TYPE.matcher(header);
    if (!found.find()) {
      throw new UnreadableException(
          "describes a structured array or none (" + header.strip() + "): save one of numbers");
    }
    var order = found.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    String type = found.group(2) + found.group(3);
    return switch (type) {
      case "f2", "f4", "f8" -> new ElementType(ElementType.Kind.FLOAT, digit(type), order);
      case "i1", "i2", "i4", "i8" -> new ElementType(ElementType.Kind.SIGNED, digit(type), order);
      case "u1", "u2", "u4", "u8" -> new ElementType(ElementType.Kind.UNSIGNED, digit(type), order);
      default ->
          throw new UnreadableException(
              "says type '%s' (%s): save floating-point numbers or integers, with m.astype(\"f4\")"
                  .formatted(type, describe(type.charAt(0))));
    };
  }

  private static int digit(String type) {
    return type.charAt(1) - '0';
  }

  private static String describe(char kind) {
    return switch (kind) {
      case 'b' -> "booleans";
      case 'c' -> "complex numbers";
      case 'f' -> "floating-point numbers beyond float64";
      case 'O' -> "Python objects";
      case 'S', 'U', 'a' -> "text";
      case 'M', 'm' -> "dates or durations";
      default -> "raw bytes";
    };
  }

  private static List<Integer> shape(String header) {
    return Pattern.compile(",")
        .splitAsStream(find(SHAPE, header).group(1))
        .map(String::strip)
        .filter(length -> !length.isEmpty())
        .map(Integer::valueOf)
        .toList();
  }

  private static Matcher find(Pattern pattern, String header) {
    var found = pattern.matcher(header);
    if (!found.find()) {
      throw new UnreadableException("lacks a part (" + header.strip() + ")");
    }
    return found;
  }

  /// Bytes of a file, from a position on.
  static ByteBuffer bytes(FileChannel channel, long position, int length) throws IOException {
    var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException("the file ends after " + channel.size() + " bytes");
      }
    }
    return bytes.flip();
  }
}
