package onsagerflow.io.ovf;

import java.util.Locale;

/// How an OVF file stores its numbers.
public enum OvfEncoding {
  /// Decimal digits.
  TEXT,
  /// float32.
  BINARY_4,
  /// float64.
  BINARY_8;

  /// Bytes of a number; of text the fewest, a digit and what separates it from the next.
  int bytes() {
    return switch (this) {
      case TEXT -> 2;
      case BINARY_4 -> Float.BYTES;
      case BINARY_8 -> Double.BYTES;
    };
  }

  /// As in `Begin: Data Binary 4`.
  @Override
  public String toString() {
    String words = name().replace('_', ' ').toLowerCase(Locale.ROOT);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
