package onsagerflow.estimate;

import java.util.ArrayList;
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
    public void evaluate(double m, double phi, double[] value, int at) {
      int k = hats.segment(m);
      double w = hats.weight(k, m);
      Arrays.fill(value, at, at + hats.size(), 0);
      value[at + k] = 1 - w;
      value[at + k + 1] = w;
    }
  }

  /// N(m, φ): the polynomials mⁱφʲ with i + j even and at most `degree`, because reversing all
  /// spins and the field turns (m, φ) into −(m, φ) and leaves N as it is.
  final class OfField implements NoiseBasis {

    private final int[] powerOfM;
    private final int[] powerOfPhi;
    private final int degree;

    OfField(int degree) {
      var m = new ArrayList<Integer>();
      var phi = new ArrayList<Integer>();
      for (int total = 0; total <= degree; total += 2) {
        for (int j = 0; j <= total; j++) {
          m.add(total - j);
          phi.add(j);
        }
      }
      this.degree = degree;
      this.powerOfM = m.stream().mapToInt(i -> i).toArray();
      this.powerOfPhi = phi.stream().mapToInt(i -> i).toArray();
    }

    @Override
    public int size() {
      return powerOfM.length;
    }

    @Override
    public double[][] monomials() {
      // 1, m², mφ, φ², m⁴, m³φ, m²φ², mφ³, φ⁴
      var unit = new double[9][size()];
      for (int k = 0; k < unit.length; k++) {
        unit[k][k] = 1;
      }
      return unit;
    }

    @Override
    public double[] textbook() {
      var coefficients = free();
      coefficients[1] = -1; // m²
      return coefficients;
    }

    @Override
    public double[] free() {
      var coefficients = new double[size()];
      coefficients[0] = 1;
      return coefficients;
    }

    /// The terms of 1 − m tanh βφ fall off like βʲ 2^{-(i+j)/2}.
    @Override
    public double[] deviation(double beta) {
      var deviation = new double[size()];
      for (int k = 0; k < size(); k++) {
        double order = powerOfM[k] + powerOfPhi[k];
        deviation[k] = Math.pow(beta, powerOfPhi[k]) * Math.pow(0.5, (order - 2) / 2);
      }
      return deviation;
    }

    @Override
    public Quartic quartic(double[] c) {
      return new Quartic(0, c[1], 0, c[4], c[2], c[3], c[5], c[6], c[7], c[8]);
    }

    /// The terms of one degree are those of the degree two below times m², and the last two of them
    /// also times mφ and φ².
    @Override
    public void evaluate(double m, double phi, double[] value, int at) {
      double square = m * m;
      double product = m * phi;
      double fieldSquare = phi * phi;
      value[at] = 1;
      int below = at;
      int next = at + 1;
      for (int total = 2; total <= degree; total += 2) {
        int terms = total - 1;
        for (int j = 0; j < terms; j++) {
          value[next + j] = value[below + j] * square;
        }
        value[next + terms] = value[below + terms - 1] * product;
        value[next + terms + 1] = value[below + terms - 1] * fieldSquare;
        below = next;
        next += total + 1;
      }
    }
  }
}
