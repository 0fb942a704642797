package onsagerflow.field;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Short names for what would be long to write out: equal for equal bits, different otherwise.
public final class Digest {

  private static final int BYTES = 8;

  private Digest() {}

  /// Sixteen hexadecimal digits that stand for a text (SHA-256, first 64 bits).
  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Sixteen hexadecimal digits that stand for numbers, bit for bit.
  public static String of(double... values) {
    var bytes = ByteBuffer.allocate(Math.multiplyExact(Double.BYTES, values.length));
    bytes.asDoubleBuffer().put(values);
    return of(bytes.array());
  }

  private static String of(byte[] bytes) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
