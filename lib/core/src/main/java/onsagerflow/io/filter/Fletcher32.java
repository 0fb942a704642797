package onsagerflow.io.filter;

import io.jhdf.exceptions.HdfFilterException;
import java.util.Arrays;

/// The HDF5 checksum filter (id 3): verifies the four bytes behind a chunk and takes them off.
///
/// jhdf 0.13.0 leaves them on, which shifts every byte plane of a chunk that was shuffled and not
/// compressed.
final class Fletcher32 {

  private static final int MODULUS = 65535;

  private Fletcher32() {}

  /// The bytes of a chunk without their checksum.
  ///
  /// @throws HdfFilterException if it does not fit them
  static byte[] verified(byte[] encoded) {
    int length = encoded.length - Integer.BYTES;
    if (length < 0) {
      throw new HdfFilterException("a chunk of " + encoded.length + " bytes has no checksum");
    }
    int first = 0;
    int second = 0;
    // Big-endian words of two bytes; an odd last byte is the upper half of a word.
    for (int i = 0; i < length; i += 2) {
      int low = i + 1 < length ? encoded[i + 1] & 0xff : 0;
      first = (first + (encoded[i] & 0xff) * 256 + low) % MODULUS;
      second = (second + first) % MODULUS;
    }
    if (first != stored(encoded, length) || second != stored(encoded, length + 2)) {
      throw new HdfFilterException("the checksum of a chunk does not fit its bytes");
    }
    return Arrays.copyOf(encoded, length);
  }

  /// A little-endian half of the stored checksum; 0 and 65535 are the same residue.
  private static int stored(byte[] bytes, int at) {
    return ((bytes[at + 1] & 0xff) * 256 + (bytes[at] & 0xff)) % MODULUS;
  }
}
