package onsagerflow.io.filter;

import io.jhdf.exceptions.HdfFilterException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Objects;

/// The two compressors by repetition that HDF5 files are met with besides gzip: LZF (of h5py) and
/// LZ4.
///
/// Both write bytes as they are, or copy some that were written before; what would reach out of the
/// arrays is refused as damaged.
final class LempelZiv {

  private final ByteBuffer in;
  private final byte[] out;
  private int end;

  private LempelZiv(ByteBuffer in, int size) {
    this.in = in;
    this.out = new byte[size];
  }

  /// Decompresses a chunk of LZF.
  ///
  /// @param size bytes that come out
  static byte[] lzf(byte[] encoded, int size) {
    var stream = new LempelZiv(ByteBuffer.wrap(encoded), size);
    return checked(
        () -> {
          stream.lzf();
          return stream.whole();
        });
  }

  /// Decompresses a chunk of the HDF5 filter LZ4: big-endian numbers of bytes of the chunk (8
  /// bytes) and of a block (4), then each block behind its compressed size (4); one that did not
  /// shrink is as it was.
  static byte[] lz4Blocks(byte[] encoded, int most) {
    return checked(
        () -> {
          var in = ByteBuffer.wrap(encoded);
          var decoded = new byte[size(in.getLong(), most)];
          int block = in.getInt();
          if (block < 1) {
            throw new HdfFilterException("a chunk of lz4 has blocks of " + block + " bytes");
          }
          for (int at = 0; at < decoded.length; at += block) {
            int size = Math.min(block, decoded.length - at);
            var bytes = next(in, in.getInt());
            if (bytes.remaining() == size) {
              bytes.get(decoded, at, size);
            } else {
              System.arraycopy(lz4(bytes, size), 0, decoded, at, size);
            }
          }
          return decoded;
        });
  }

  /// Decompresses one block of LZ4.
  ///
  /// @param size bytes that come out
  static byte[] lz4(ByteBuffer encoded, int size) {
    var stream = new LempelZiv(encoded, size);
    return checked(
        () -> {
          stream.lz4();
          return stream.whole();
        });
  }

  /// A number of bytes that a file states.
  static int size(long stated, int most) {
    if (stated < 0 || stated > most) {
      throw new HdfFilterException(
          "a chunk says to hold " + stated + " bytes where " + most + " belong");
    }
    return (int) stated;
  }

  /// The next bytes of a buffer, which goes on behind them.
  static ByteBuffer next(ByteBuffer in, int bytes) {
    if (bytes < 0 || bytes > in.remaining()) {
      throw new HdfFilterException("a block of " + bytes + " bytes, " + in.remaining() + " left");
    }
    var slice = in.slice(in.position(), bytes);
    in.position(in.position() + bytes);
    return slice;
  }

  private interface Decoding {
    byte[] run();
  }

  private static byte[] checked(Decoding decoding) {
    try {
      return decoding.run();
    } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
      throw new HdfFilterException("a compressed chunk ends too early or reaches too far", e);
    }
  }

  private byte[] whole() {
    if (end != out.length) {
      throw new HdfFilterException(
          "a compressed chunk holds " + end + " bytes where " + out.length + " belong");
    }
    return out;
  }

  private void lzf() {
    while (in.hasRemaining()) {
      int control = next();
      if (control < 32) {
        literal(control + 1);
      } else {
        int length = control >> 5;
        if (length == 7) {
          length += next();
        }
        repeat(((control & 31) << 8) + next() + 1, length + 2);
      }
    }
  }

  private void lz4() {
    while (in.hasRemaining()) {
      int token = next();
      literal(length(token >> 4));
      if (!in.hasRemaining()) {
        return; // the last sequence has literals only
      }
      int distance = next() + (next() << 8);
      repeat(distance, length(token & 15) + 4);
    }
  }

  /// 15 goes on in further bytes, as long as they are 255.
  private int length(int first) {
    int length = first;
    if (first == 15) {
      int more;
      do {
        more = next();
        length = Math.addExact(length, more);
      } while (more == 255);
    }
    return length;
  }

  private int next() {
    return Byte.toUnsignedInt(in.get());
  }

  private void literal(int length) {
    in.get(out, end, length);
    end += length;
  }

  private void repeat(int distance, int length) {
    if (distance < 1 || distance > end) {
      throw new HdfFilterException("a compressed chunk points before its beginning");
    }
    if (distance >= length) {
      System.arraycopy(out, end - distance, out, end, length);
    } else { // the copy runs into what it writes
      Objects.checkFromIndexSize(end, length, out.length);
      for (int i = 0; i < length; i++) {
        out[end + i] = out[end + i - distance];
      }
    }
    end += length;
  }
}
