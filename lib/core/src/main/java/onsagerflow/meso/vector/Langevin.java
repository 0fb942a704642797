package onsagerflow.meso.vector;

/// The Langevin function L(x) = coth x − 1/x, the mean of a unit vector in a field x = βH, and its
/// inverse ξ(m), L(ξ) = m, for 0 ≤ m < 1.
///
/// Relative errors are below 10⁻¹⁴ for every x ≥ 0 and every m: there is no cancellation, neither
/// towards 0 nor towards 1, where ξ → 1/(1 − m). Second derivatives are good to 10⁻¹².
///
/// For x ≤ 2 everything comes from the tail r of the continued fraction of Gauss,
///
///     L(x) = x/(3 + x² r),     r = 1/(5 + x²/(7 + x²/(9 + …)))
public final class Langevin {

  private static final double LARGE = 2;
  private static final int LAST_PARTIAL = 29;

  /// The largest |m| at which what diverges at 1 is evaluated.
  private static final double INSIDE = 1 - 1e-12;

  /// A field at which all that is linear in it has its limit.
  private static final double SMALL = 1e-8;

  private Langevin() {}

  /// L(x), odd.
  public static double of(double x) {
    double size = Math.abs(x);
    double value =
        size <= LARGE
            ? size / (3 + size * size * tail(size))
            : 1 - (1 / size - 2 / Math.expm1(2 * size));
    return Math.copySign(value, x);
  }

  /// L′(x).
  public static double derivative(double x) {
    double size = Math.abs(x);
    if (size > LARGE) {
      double sinh = Math.sinh(Math.min(size, 300));
      return 1 / (size * size) - 1 / (sinh * sinh);
    }
    double m = of(size);
    return 1 - m * m - 2 / (3 + size * size * tail(size));
  }

  /// L″(x), odd.
  public static double secondDerivative(double x) {
    double size = Math.abs(x);
    double value;
    if (size > LARGE) {
      double sinh = Math.sinh(Math.min(size, 300));
      value = 2 / (sinh * sinh * Math.tanh(size)) - 2 / (size * size * size);
    } else {
      double m = of(size);
      // (L/x − L′)/x = m²(1 + e)/x, e = (3m/x − 1)/m²
      double curved = size < SMALL ? 0 : m * m * (1 + excess(size)) / size;
      value = 2 * (curved - m * derivative(size));
    }
    return x < 0 ? -value : value;
  }

  /// ξ(m), odd; infinite at ±1.
  ///
  /// @throws IllegalArgumentException beyond
  public static double inverse(double m) {
    double size = Math.abs(m);
    if (!(size <= 1)) {
      throw new IllegalArgumentException("|m| of unit vectors is at most 1, got " + m);
    }
    if (size == 1) {
      return Math.copySign(Double.POSITIVE_INFINITY, m);
    }
    double x = size * (3 - size * size) / (1 - size * size);
    for (int newton = 0; newton < 5; newton++) {
      double more = x > LARGE ? (1 / x - 2 / Math.expm1(2 * x)) - (1 - size) : size - of(x);
      x += more / derivative(x);
    }
    return Math.copySign(x, m);
  }

  /// dξ/dm = 1/L′(ξ), even; taken at 1 − 10⁻¹² beyond.
  public static double inverseSlope(double m) {
    return 1 / derivative(inverse(inside(m)));
  }

  /// d²ξ/dm² = −L″(ξ)/L′(ξ)³, for m ≥ 0; taken at 1 − 10⁻¹² beyond.
  public static double inverseCurvature(double m) {
    double xi = inverse(inside(m));
    double slope = 1 / derivative(xi);
    return -secondDerivative(xi) * slope * slope * slope;
  }

  /// m/ξ(m): ⅓ at 0, m(1 − m) towards 1.
  public static double ratio(double m) {
    double xi = inverse(Math.abs(m));
    return xi <= LARGE ? 1 / (3 + xi * xi * tail(xi)) : Math.abs(m) / xi;
  }

  /// (3m/ξ − 1)/m²: −⅗ at 0, −1 at 1.
  static double ratioExcess(double m) {
    return excess(inverse(inside(m)));
  }

  /// (d/dm)(m/ξ)/m: −⅖ at 0, −1 at 1.
  static double ratioSlope(double m) {
    double size = inside(m);
    double xi = inverse(size);
    return -ratio(size) * (1 + excess(xi)) / derivative(xi);
  }

  /// (d/dm) ln[ξ′ (ξ/m)²] / m: what the number of states of a finite block adds, see
  /// [FiniteBlockSlope].
  static double logOfStatesSlope(double m) {
    double size = Math.max(inside(m), SMALL);
    double xi = inverse(size);
    double slope = 1 / derivative(xi);
    return -secondDerivative(xi) / size * slope * slope + 2 * (1 + excess(xi)) * slope;
  }

  /// (3L/x − 1)/L² = −r (3 + x² r).
  private static double excess(double x) {
    double r = x <= LARGE ? tail(x) : (x / of(x) - 3) / (x * x);
    return -r * (3 + x * x * r);
  }

  private static double tail(double x) {
    double square = x * x;
    double rest = LAST_PARTIAL;
    for (int partial = LAST_PARTIAL - 2; partial >= 5; partial -= 2) {
      rest = partial + square / rest;
    }
    return 1 / rest;
  }

  private static double inside(double m) {
    return Math.min(Math.abs(m), INSIDE);
  }
}
