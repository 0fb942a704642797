package onsagerflow.cli.command;

import java.util.Locale;

/// Numbers as physicists write them.
public final class Quantity {

  /// From here on a number is written with its power of ten: one in SI units.
  private static final double LARGE = 1e7;

  private Quantity() {}

  /// A value with its standard error, both to the error's second digit; the bare value where the
  /// error is not known.
  public static String of(double value, double standardError) {
    if (Double.isNaN(standardError)) {
      return of(value);
    }
    if (!(standardError > 0)) {
      return of(value) + " ± 0";
    }
    if (Math.abs(value) >= LARGE) {
      int exponent = (int) Math.floor(Math.log10(Math.abs(value)));
      double unit = Math.pow(10, exponent);
      return "(%s)e%s".formatted(of(value / unit, standardError / unit), exponent);
    }
    int decimals = Math.clamp(1 - (int) Math.floor(Math.log10(standardError)), 0, 12);
    return fixed(value, decimals) + " ± " + fixed(standardError, decimals);
  }

  /// A time, without the digits that only rounding made.
  public static String time(double time) {
    return Float.toString((float) time);
  }

  /// A value with a given number of decimals.
  public static String fixed(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /// A value to four digits.
  public static String of(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
