package onsagerflow.estimate;

import java.util.ArrayList;
import java.util.Arrays;

/// Functions of (m, φ) whose sum is N = K/β.
sealed interface NoiseBasis {

  int size();

  /// Fills the values of all functions at (m, φ) and their derivatives by m and by φ.
  void evaluate(double m, double phi, double[] value, double[] byM, double[] byPhi);

  /// Coefficients of 1 − m², the textbook form to begin with.
  double[] textbook();

  /// Coefficients of N = 1, that of free spins.
  double[] free();

  /// How far the coefficients of spins may be from [#free], within a factor.
  double[] deviation(double beta);

  /// Coefficients, in this basis, of quadratic functions: `[function][coefficient]`.
  double[][] quadratics();

  /// The quadratic nearest to Σ ν_k f_k in the norm of a Gram matrix of the basis. Derivatives of N
  /// enter terms of order Δt² only; those of the full basis would feed its errors back, amplified.
  default double[] smooth(double[] nu, double[][] gram) {
    double[][] p = quadratics();
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
    var smooth = new double[size()];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        for (int i = 0; i < size(); i++) {
          smooth[i] += p[a][i] * inverse[a][b] * right[b];
        }
      }
    }
    return smooth;
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
    public double[][] quadratics() {
      double[] m = hats.knots();
      return new double[][] {
        Arrays.stream(m).map(x -> 1).toArray(), m, Arrays.stream(m).map(x -> x * x).toArray()
      };
    }

    @Override
    public void evaluate(double m, double phi, double[] value, double[] byM, double[] byPhi) {
      int k = hats.segment(m);
      double w = hats.weight(k, m);
      Arrays.fill(value, 0);
      Arrays.fill(byM, 0);
      Arrays.fill(byPhi, 0);
      value[k] = 1 - w;
      value[k + 1] = w;
      boolean flat = w <= 0 || w >= 1;
      double slope = flat ? 0 : 1 / hats.width(k);
      byM[k] = -slope;
      byM[k + 1] = slope;
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
    public double[][] quadratics() {
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
    public void evaluate(double m, double phi, double[] value, double[] byM, double[] byPhi) {
      var x = new double[degree + 1];
      var y = new double[degree + 1];
      x[0] = 1;
      y[0] = 1;
      for (int d = 1; d <= degree; d++) {
        x[d] = x[d - 1] * m;
        y[d] = y[d - 1] * phi;
      }
      for (int k = 0; k < powerOfM.length; k++) {
        int i = powerOfM[k];
        int j = powerOfPhi[k];
        value[k] = x[i] * y[j];
        byM[k] = i == 0 ? 0 : i * x[i - 1] * y[j];
        byPhi[k] = j == 0 ? 0 : j * x[i] * y[j - 1];
      }
    }
  }
}
