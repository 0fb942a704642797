package onsagerflow.estimate;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Functions of (m, φ) whose sum is N = K/β.
sealed interface NoiseBasis {

  int size();

  /// Writes the values of all functions at (m, φ) to `value`, from index `at`.
  void evaluate(double m, double phi, double[] value, int at);

  /// A polynomial of fourth degree approximating N, of which only the derivatives are asked for:
  /// c₁m + c₂m² + c₃m³ + c₄m⁴ + d₁mφ + d₂φ² + d₃m³φ + d₄m²φ² + d₅mφ³ + d₆φ⁴.
  record Quartic(
      double c1,
      double c2,
      double c3,
      double c4,
      double d1,
      double d2,
      double d3,
      double d4,
      double d5,
      double d6) {

    double byM(double m, double phi) {
      double square = phi * phi;
      return c1
          + d1 * phi
          + d5 * phi * square
          + m * (2 * (c2 + d4 * square) + m * (3 * (c3 + d3 * phi) + 4 * c4 * m));
    }

    double byPhi(double m, double phi) {
      double square = m * m;
      return m * (d1 + d3 * square)
          + phi * (2 * (d2 + d4 * square) + phi * (3 * d5 * m + 4 * d6 * phi));
    }
  }

  /// Σ ν_k f_k(m, φ).
  double at(double m, double phi, double[] nu);

  /// Coefficients of 1 − m², the textbook form to begin with.
  double[] textbook();

  /// Coefficients of N = 1, that of free spins.
  double[] free();

  /// How far the coefficients of spins may be from [#free], within a factor.
  double[] deviation(double beta);

  /// Coefficients, in this basis, of monomials 1, m, … : `[monomial][coefficient]`.
  double[][] monomials();

  /// The quartic with given coefficients of [#monomials].
  Quartic quartic(double[] c);

  /// The quartic nearest to Σ ν_k f_k in the norm of a Gram matrix of the basis. Derivatives of N
  /// enter terms of order Δt² only; those of the full basis would feed its errors back, amplified.
  default Quartic smooth(double[] nu, double[][] gram) {
    double[][] p = monomials();
    int n = p.length;
    var normal = new double[n][n];
    var right = new double[n];
    for (int a = 0; a < n; a++) {
      for (int i = 0; i < size(); i++) {
        for (int j = 0; j < size(); j++) {
          right[a] += p[a][i] * gram[i][j] * nu[j];
          for (int b = 0; b < n; b++) {
            normal[a][b] += p[a][i] * gram[i][j] * p[b][j];
          }
        }
      }
    }
    double[][] inverse = Solution.inverse(normal, 1e-9);
    return quartic(
        Arrays.stream(inverse)
            .mapToDouble(row -> IntStream.range(0, n).mapToDouble(b -> row[b] * right[b]).sum())
            .toArray());
  }

  /// N(m): hats on m. Not made even: it is a mean over the states visited, and those need not be
  /// symmetric.
  record OfMagnetisation(HatBasis hats) implements NoiseBasis {

    @Override
    public int size() {
      return hats.size();
    }

    @Override
    public double[] textbook() {
      return Arrays.stream(hats.knots()).map(m -> 1 - m * m).toArray();
    }

    @Override
    public double[] free() {
      return Arrays.stream(hats.knots()).map(m -> 1).toArray();
    }

    @Override
    public double[] deviation(double beta) {
      return free();
    }

    @Override
    public double[][] monomials() {
      double[] m = hats.knots();
      return new double[][] {
        Arrays.stream(m).map(x -> 1).toArray(),
        m,
        Arrays.stream(m).map(x -> x * x).toArray(),
        Arrays.stream(m).map(x -> x * x * x).toArray(),
        Arrays.stream(m).map(x -> x * x * x * x).toArray()
      };
    }

    @Override
    public Quartic quartic(double[] c) {
      return new Quartic(c[1], c[2], c[3], c[4], 0, 0, 0, 0, 0, 0);
    }

    @Override
    public double at(double m, double phi, double[] nu) {
      int k = hats.segment(m);
      double w = hats.weight(k, m);
      return (1 - w) * nu[k] + w * nu[k + 1];
    }

    @Override
    public void evaluate(double m, double phi, double[] value, int at) {
      int k = hats.segment(m);
      double w = hats.weight(k, m);
      Arrays.fill(value, at, at + hats.size(), 0);
      value[at + k] = 1 - w;
      value[at + k + 1] = w;
    }
  }

  /// N(m, φ): the polynomials mⁱφʲ with i + j even and at most 6, because reversing all spins and
  /// the field turns (m, φ) into −(m, φ) and leaves N as it is.
  final class OfField implements NoiseBasis {

    private static final int SIZE = 16;
    private static final int[] POWER_OF_M = {0, 2, 1, 0, 4, 3, 2, 1, 0, 6, 5, 4, 3, 2, 1, 0};
    private static final int[] POWER_OF_PHI = {0, 0, 1, 2, 0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 5, 6};

    @Override
    public int size() {
      return SIZE;
    }

    @Override
    public double[][] monomials() {
      // All but those of degree 6.
      var unit = new double[9][SIZE];
      for (int k = 0; k < unit.length; k++) {
        unit[k][k] = 1;
      }
      return unit;
    }

    @Override
    public Quartic quartic(double[] c) {
      return new Quartic(0, c[1], 0, c[4], c[2], c[3], c[5], c[6], c[7], c[8]);
    }

    @Override
    public double[] textbook() {
      var coefficients = free();
      coefficients[1] = -1; // m²
      return coefficients;
    }

    @Override
    public double[] free() {
      var coefficients = new double[SIZE];
      coefficients[0] = 1;
      return coefficients;
    }

    /// The terms of 1 − m tanh βφ fall off like βʲ 2^{-(i+j)/2}.
    @Override
    public double[] deviation(double beta) {
      var deviation = new double[SIZE];
      for (int k = 0; k < SIZE; k++) {
        double order = POWER_OF_M[k] + POWER_OF_PHI[k];
        deviation[k] = Math.pow(beta, POWER_OF_PHI[k]) * Math.pow(0.5, (order - 2) / 2);
      }
      return deviation;
    }

    @Override
    public double at(double m, double phi, double[] nu) {
      double mm = m * m;
      double mp = m * phi;
      double pp = phi * phi;
      double second = nu[1] * mm + nu[2] * mp + nu[3] * pp;
      double fourth = mm * (nu[4] * mm + nu[5] * mp + nu[6] * pp) + pp * (nu[7] * mp + nu[8] * pp);
      double sixth =
          mm * (mm * (nu[9] * mm + nu[10] * mp + nu[11] * pp) + pp * (nu[12] * mp + nu[13] * pp))
              + pp * pp * (nu[14] * mp + nu[15] * pp);
      return nu[0] + second + fourth + sixth;
    }

    /// Written out: a pass over the data evaluates it in every cell.
    @Override
    public void evaluate(double m, double phi, double[] value, int at) {
      double mm = m * m;
      double mp = m * phi;
      double pp = phi * phi;
      double m4 = mm * mm;
      double p4 = pp * pp;
      value[at] = 1;
      value[at + 1] = mm;
      value[at + 2] = mp;
      value[at + 3] = pp;
      value[at + 4] = m4;
      value[at + 5] = mm * mp;
      value[at + 6] = mm * pp;
      value[at + 7] = mp * pp;
      value[at + 8] = p4;
      value[at + 9] = m4 * mm;
      value[at + 10] = m4 * mp;
      value[at + 11] = m4 * pp;
      value[at + 12] = mm * mp * pp;
      value[at + 13] = mm * p4;
      value[at + 14] = mp * p4;
      value[at + 15] = p4 * pp;
    }
  }
}
