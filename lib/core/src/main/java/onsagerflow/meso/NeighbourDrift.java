package onsagerflow.meso;

/// A drift a(m, s) = Σ c_ij mⁱ sʲ, i + j ≤ degree, in the m of a cell and the mean s of its
/// neighbours.
public final class NeighbourDrift {

  private final int radius;
  private final int degree;
  private final double[] coefficients;
  private final Range m;
  private final Range s;

  /// Where the drift was seen.
  public record Range(double low, double high) {
    public Range {
      if (!(low <= high)) {
        throw new IllegalArgumentException("a range needs low <= high, got " + low + ", " + high);
      }
    }

    /// The nearest value inside.
    public double clamp(double x) {
      return Math.min(Math.max(x, low), high);
    }
  }

  /// @param radius of the square of neighbours whose mean is s, in cells
  /// @param coefficients c_ij in the order of [#monomials], per unit of time; kept, not copied
  /// @param m,s ranges outside of which the drift takes the value at their edge
  public NeighbourDrift(int radius, int degree, double[] coefficients, Range m, Range s) {
    if (radius < 1 || degree < 0 || coefficients.length != terms(degree)) {
      throw new IllegalArgumentException(
          "a drift of degree "
              + degree
              + " in the mean over neighbours within "
              + radius
              + " has no "
              + coefficients.length
              + " coefficients");
    }
    this.radius = radius;
    this.degree = degree;
    this.coefficients = coefficients;
    this.m = m;
    this.s = s;
  }

  /// The number of monomials of a degree.
  public static int terms(int degree) {
    return (degree + 1) * (degree + 2) / 2;
  }

  /// 1, m, s, m², ms, s², …: by degree, so that a lower degree has the first of a higher.
  public static void monomials(double m, double s, double[] result) {
    result[0] = 1;
    int from = 0;
    for (int d = 1, next = 1; next < result.length; d++) {
      for (int i = 0; i < d; i++) {
        result[next + i] = m * result[from + i];
      }
      result[next + d] = s * result[from + d - 1];
      from = next;
      next += d + 1;
    }
  }

  public int radius() {
    return radius;
  }

  public int degree() {
    return degree;
  }

  /// a(m, s), per unit of time.
  public double at(double m, double s) {
    double x = this.m.clamp(m);
    double y = this.s.clamp(s);
    // Horner in x, of polynomials in y by Horner
    double sum = 0;
    for (int i = degree; i >= 0; i--) {
      double inner = 0;
      for (int j = degree - i; j >= 0; j--) {
        inner = inner * y + coefficients[(i + j) * (i + j + 1) / 2 + j];
      }
      sum = sum * x + inner;
    }
    return sum;
  }

  @Override
  public String toString() {
    return "drift a(m, s), s the mean of the neighbours up to " + radius() + " cells away";
  }
}
