package onsagerflow.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Functions of (m, φ) whose sum is N = K/β.
sealed interface NoiseBasis {

  int size();

  /// Writes the values of all functions at (m, φ) to `value`, from index `at`.
  void evaluate(double m, double phi, double[] value, int at);

  /// `c₀ + c₁m + c₂φ + c₃m² + c₄mφ + c₅φ²`, of which only the derivatives are asked for.
  record Quadratic(double c1, double c2, double c3, double c4, double c5) {
    double byM(double m, double phi) {
      return c1 + 2 * c3 * m + c4 * phi;
    }

    double byPhi(double m, double phi) {
      return c2 + c4 * m + 2 * c5 * phi;
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

  /// The quadratic with given coefficients of [#monomials].
  Quadratic quadratic(double[] c);

  /// The quadratic nearest to Σ ν_k f_k in the norm of a Gram matrix of the basis. Derivatives of N
  /// enter terms of order Δt² only; those of the full basis would feed its errors back, amplified.
  default Quadratic smooth(double[] nu, double[][] gram) {
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
    return quadratic(
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
        Arrays.stream(m).map(x -> 1).toArray(), m, Arrays.stream(m).map(x -> x * x).toArray()
      };
    }

    @Override
    public Quadratic quadratic(double[] c) {
      return new Quadratic(c[1], 0, c[2], 0, 0);
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
      var unit = new double[4][size()]; // 1, m², mφ, φ²
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
    public Quadratic quadratic(double[] c) {
      return new Quadratic(0, 0, c[1], c[2], c[3]);
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
