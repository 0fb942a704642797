package onsagerflow.io.filter;

import io.jhdf.exceptions.HdfFilterException;
import java.nio.ByteBuffer;

/// The HDF5 filter bitshuffle (number 32008), alone or with LZ4.
///
/// Elements go in blocks, the last one shorter, of a multiple of 8 elements; of each block all
/// first bits come first, then all second bits, and so on. What is left, at most 7 elements, is as
/// it was. With LZ4, big-endian numbers of bytes of the chunk (8 bytes) and of a block (4) lead,
/// and each block stands behind its compressed size (4).
///
/// K. Masui et al., Astronomy and Computing 12, 181 (2015); the layout is that of the C library's
/// `bshuf_blocked_wrap_fun`.
///
/// @param element bytes of an element
/// @param block elements of a block; 0 for the default
/// @param compression 0 for none, 2 for LZ4
record Bitshuffle(int element, int block, int compression) {

  private static final int LZ4 = 2;

  /// @param parameters of the filter: two versions, then those above, the last two optional
  static Bitshuffle of(int[] parameters) {
    return new Bitshuffle(
        parameters[2],
        parameters.length > 3 ? parameters[3] : 0,
        parameters.length > 4 ? parameters[4] : 0);
  }

  /// Whether it is undone here.
  boolean isKnown() {
    return element > 0
        && element <= 16
        && block >= 0
        && block % 8 == 0
        && (compression == 0 || compression == LZ4);
  }

  byte[] decode(byte[] encoded, int most) {
    var in = ByteBuffer.wrap(encoded);
    if (compression == 0) {
      return decode(in, encoded.length, blockElements());
    }
    if (encoded.length < Long.BYTES + Integer.BYTES) {
      throw new HdfFilterException("a chunk of bitshuffle has no header");
    }
    int size = LempelZiv.size(in.getLong(), most);
    int blockBytes = in.getInt();
    if (blockBytes < 8 * element || blockBytes % (8 * element) != 0) {
      throw new HdfFilterException("a chunk of bitshuffle has blocks of " + blockBytes + " bytes");
    }
    return decode(in, size, blockBytes / element);
  }

  private byte[] decode(ByteBuffer in, int size, int elementsPerBlock) {
    var decoded = new byte[size];
    int elements = size / element;
    int whole = elements - elements % 8;
    for (int first = 0; first < whole; first += elementsPerBlock) {
      int count = Math.min(elementsPerBlock, whole - first);
      unshuffle(block(in, count * element), count, decoded, first * element);
    }
    int left = size - whole * element;
    LempelZiv.next(in, left).get(decoded, whole * element, left);
    return decoded;
  }

  private byte[] block(ByteBuffer in, int bytes) {
    if (compression == LZ4) {
      if (in.remaining() < Integer.BYTES) {
        throw new HdfFilterException("a chunk of bitshuffle ends too early");
      }
      return LempelZiv.lz4(LempelZiv.next(in, in.getInt()), bytes);
    }
    var block = new byte[bytes];
    LempelZiv.next(in, bytes).get(block);
    return block;
  }

  /// @param count elements, a multiple of 8
  private void unshuffle(byte[] bits, int count, byte[] decoded, int at) {
    int row = count / 8;
    for (int bit = 0; bit < 8 * element; bit++) {
      int to = at + bit / 8;
      for (int j = 0; j < row; j++) {
        int eight = bits[bit * row + j];
        for (int k = 0; k < 8; k++) {
          decoded[to + (8 * j + k) * element] |= (byte) ((eight >> k & 1) << bit % 8);
        }
      }
    }
  }

  /// As many as fill 8192 bytes, at least 128.
  private int blockElements() {
    return block > 0 ? block : Math.max(128, 8192 / element / 8 * 8);
  }
}
