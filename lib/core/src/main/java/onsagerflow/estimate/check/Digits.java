package onsagerflow.estimate.check;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Numbers as sentences have them.
final class Digits {

  private Digits() {}

  /// To four digits, without zeros that say nothing.
  static String four(double value) {
    return String.format(Locale.ROOT, "%.4g", value)
        .replaceFirst("(\\.\\d*?)0+($|e)", "$1$2")
        .replaceFirst("\\.($|e)", "$1");
  }

  /// To two digits, none of them an exponent.
  static String two(double value) {
    return new BigDecimal(value).round(new MathContext(2)).toPlainString();
  }
}
