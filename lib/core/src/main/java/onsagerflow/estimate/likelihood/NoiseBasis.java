package onsagerflow.estimate.likelihood;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import onsagerflow.estimate.equations.Numbers;
import onsagerflow.estimate.equations.Solution;

/// Functions of (m, φ) whose sum is N = K/β.
public sealed interface NoiseBasis {

  int size();

  /// Writes the values of all functions at (m, φ) to `value`, from index `at`.
  void evaluate(double m, double phi, double[] value, int at);

  /// Σ ν_k f_k(m, φ).
  double at(double m, double phi, double[] nu);

  /// Writes N, ∂N/∂m, ∂N/∂φ, and ∂N/∂m of a smooth curve, at (m, φ).
  void derivatives(double m, double phi, double[] nu, double[] result);

  /// Writes ∂²N/∂m² (of the smooth curve), ∂²N/∂m∂φ and ∂²N/∂φ² at (m, φ).
  void secondDerivatives(double m, double phi, double[] nu, double[] result);

  /// The length of sums of [#addTo].
  int terms();

  /// Adds derivatives by N, by ∂N/∂m of the smooth curve, and by ∂N/∂φ, at (m, φ), to sums.
  void addTo(
      double[] sums,
      double m,
      double phi,
      double byNoise,
      double bySmoothSlope,
      double byFieldSlope);

  /// Adds `factor` times sums of [#addTo], turned into derivatives by the coefficients, to
  /// `byCoefficient` from index `at`.
  void addByCoefficient(double[] sums, double factor, double[] byCoefficient, int at);

  /// Coefficients of 1 − m², the textbook form to begin with.
  double[] textbook();

  /// Coefficients of N = 1, that of free spins.
  double[] free();

  /// How far the coefficients of spins may be from [#free], within a factor.
  double[] deviation(double beta);

  /// How far neighbouring coefficients of spins may be from each other; none where they are no
  /// values at neighbouring knots.
  default double[] rise() {
    return new double[0];
  }

  default void write(DataOutput out) throws IOException {
    out.writeBoolean(this instanceof OfMagnetisation);
    if (this instanceof OfMagnetisation basis) {
      basis.hats.write(out);
      Numbers.write(basis.projection, out);
    }
  }

  static NoiseBasis read(DataInput in) throws IOException {
    return in.readBoolean()
        ? new OfMagnetisation(HatBasis.read(in), Numbers.readRows(in))
        : new OfField();
  }

  /// Below this a sum is no mobility but a bad guess, and N approaches half of it: half of 1 − m²
  /// at the edge of the range that has an entropy slope.
  static double smallest(int cellVolume) {
    return Math.min(0.05, 2.5 / cellVolume);
  }

  /// N(m): hats on m. Not made even: it is a mean over the states visited, and those need not be
  /// symmetric. Its smooth curve is the polynomial of fourth degree nearest to the values at the
  /// knots.
  final class OfMagnetisation implements NoiseBasis {

    private static final int DEGREE = 4;

    private final HatBasis hats;

    /// Coefficients of m, m², m³, m⁴ in the curve by the values at the knots.
    private final double[][] projection;

    /// @param cells near each knot, the weights of the smooth curve
    public OfMagnetisation(HatBasis hats, double[] cells) {
      this(hats, projection(hats.knots(), cells));
    }

    private OfMagnetisation(HatBasis hats, double[][] projection) {
      this.hats = hats;
      this.projection = projection;
    }

    private static double[][] projection(double[] knots, double[] cells) {
      int n = Math.min(DEGREE + 1, knots.length);
      var normal = new double[n][n];
      for (int i = 0; i < knots.length; i++) {
        for (int a = 0; a < n; a++) {
          for (int b = 0; b < n; b++) {
            normal[a][b] += cells[i] * Math.pow(knots[i], a + b);
          }
        }
      }
      double[][] inverse = Solution.inverse(normal, 1e-9);
      var projection = new double[DEGREE][knots.length];
      for (int a = 1; a < n; a++) {
        for (int i = 0; i < knots.length; i++) {
          for (int b = 0; b < n; b++) {
            projection[a - 1][i] += inverse[a][b] * cells[i] * Math.pow(knots[i], b);
          }
        }
      }
      return projection;
    }

    public HatBasis hats() {
      return hats;
    }

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

    /// That of a curve as steep as 1 − m² at its steepest. Over a lag a cell passes several knots,
    /// and only their mean is known well.
    @Override
    public double[] rise() {
      double[] knots = hats.knots();
      return IntStream.range(1, knots.length)
          .mapToDouble(k -> 2 * (knots[k] - knots[k - 1]))
          .toArray();
    }

    @Override
    public double at(double m, double phi, double[] nu) {
      int k = hats.segment(m);
      double w = hats.weight(k, m);
      return (1 - w) * nu[k] + w * nu[k + 1];
    }

    @Override
    public void derivatives(double m, double phi, double[] nu, double[] result) {
      int k = hats.segment(m);
      double w = hats.weight(k, m);
      boolean inside = m >= hats.knot(0) && m <= hats.knot(hats.size() - 1);
      result[0] = (1 - w) * nu[k] + w * nu[k + 1];
      result[1] = inside ? (nu[k + 1] - nu[k]) / (hats.knot(k + 1) - hats.knot(k)) : 0;
      result[2] = 0;
      double power = 1;
      result[3] = 0;
      for (int a = 1; a <= DEGREE; a++) {
        result[3] += a * coefficient(a, nu) * power;
        power *= m;
      }
    }

    private double coefficient(int power, double[] nu) {
      double sum = 0;
      double[] p = projection[power - 1];
      for (int i = 0; i < p.length; i++) {
        sum += p[i] * nu[i];
      }
      return sum;
    }

    @Override
    public void secondDerivatives(double m, double phi, double[] nu, double[] result) {
      result[0] = 0;
      double power = 1;
      for (int a = 2; a <= DEGREE; a++) {
        result[0] += a * (a - 1) * coefficient(a, nu) * power;
        power *= m;
      }
      result[1] = 0;
      result[2] = 0;
    }

    @Override
    public int terms() {
      return hats.size() + DEGREE;
    }

    @Override
    public void addTo(
        double[] sums, double m, double phi, double byNoise, double bySmoothSlope, double byField) {
      int k = hats.segment(m);
      double w = hats.weight(k, m);
      sums[k] += (1 - w) * byNoise;
      sums[k + 1] += w * byNoise;
      double power = bySmoothSlope;
      for (int a = 1; a <= DEGREE; a++) {
        sums[hats.size() + a - 1] += a * power;
        power *= m;
      }
    }

    @Override
    public void addByCoefficient(double[] sums, double factor, double[] byCoefficient, int at) {
      int n = hats.size();
      for (int i = 0; i < n; i++) {
        double sum = sums[i];
        for (int a = 0; a < DEGREE; a++) {
          sum += sums[n + a] * projection[a][i];
        }
        byCoefficient[at + i] += factor * sum;
      }
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
  /// the field turns (m, φ) into −(m, φ) and leaves N as it is. They are smooth themselves.
  final class OfField implements NoiseBasis {

    private static final int SIZE = 16;
    private static final int[] POWER_OF_M = {0, 2, 1, 0, 4, 3, 2, 1, 0, 6, 5, 4, 3, 2, 1, 0};
    private static final int[] POWER_OF_PHI = {0, 0, 1, 2, 0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 5, 6};

    @Override
    public int size() {
      return SIZE;
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

    @Override
    public void derivatives(double m, double p, double[] nu, double[] result) {
      double mm = m * m;
      double pp = p * p;
      double m3 = mm * m;
      double p3 = pp * p;
      double m4 = mm * mm;
      double p4 = pp * pp;
      result[0] = at(m, p, nu);
      result[1] =
          2 * nu[1] * m
              + nu[2] * p
              + 4 * nu[4] * m3
              + 3 * nu[5] * mm * p
              + 2 * nu[6] * m * pp
              + nu[7] * p3
              + 6 * nu[9] * m4 * m
              + 5 * nu[10] * m4 * p
              + 4 * nu[11] * m3 * pp
              + 3 * nu[12] * mm * p3
              + 2 * nu[13] * m * p4
              + nu[14] * p4 * p;
      result[2] =
          nu[2] * m
              + 2 * nu[3] * p
              + nu[5] * m3
              + 2 * nu[6] * mm * p
              + 3 * nu[7] * m * pp
              + 4 * nu[8] * p3
              + nu[10] * m4 * m
              + 2 * nu[11] * m4 * p
              + 3 * nu[12] * m3 * pp
              + 4 * nu[13] * mm * p3
              + 5 * nu[14] * m * p4
              + 6 * nu[15] * p4 * p;
      result[3] = result[1];
    }

    @Override
    public void secondDerivatives(double m, double p, double[] nu, double[] result) {
      double mm = m * m;
      double pp = p * p;
      double mp = m * p;
      double m4 = mm * mm;
      double p4 = pp * pp;
      result[0] =
          2 * nu[1]
              + 12 * nu[4] * mm
              + 6 * nu[5] * mp
              + 2 * nu[6] * pp
              + 30 * nu[9] * m4
              + 20 * nu[10] * mm * mp
              + 12 * nu[11] * mm * pp
              + 6 * nu[12] * mp * pp
              + 2 * nu[13] * p4;
      result[1] =
          nu[2]
              + 3 * nu[5] * mm
              + 4 * nu[6] * mp
              + 3 * nu[7] * pp
              + 5 * nu[10] * m4
              + 8 * nu[11] * mm * mp
              + 9 * nu[12] * mm * pp
              + 8 * nu[13] * mp * pp
              + 5 * nu[14] * p4;
      result[2] =
          2 * nu[3]
              + 2 * nu[6] * mm
              + 6 * nu[7] * mp
              + 12 * nu[8] * pp
              + 2 * nu[11] * m4
              + 6 * nu[12] * mm * mp
              + 12 * nu[13] * mm * pp
              + 20 * nu[14] * mp * pp
              + 30 * nu[15] * p4;
    }

    @Override
    public int terms() {
      return SIZE;
    }

    @Override
    public void addTo(
        double[] sums, double m, double p, double byNoise, double bySlope, double byFieldSlope) {
      double mm = m * m;
      double pp = p * p;
      double mp = m * p;
      double m3 = mm * m;
      double p3 = pp * p;
      double m4 = mm * mm;
      double p4 = pp * pp;
      double a = byNoise;
      double b = bySlope;
      double c = byFieldSlope;
      sums[0] += a;
      sums[1] += a * mm + b * 2 * m;
      sums[2] += a * mp + b * p + c * m;
      sums[3] += a * pp + c * 2 * p;
      sums[4] += a * m4 + b * 4 * m3;
      sums[5] += a * mm * mp + b * 3 * mm * p + c * m3;
      sums[6] += a * mm * pp + b * 2 * m * pp + c * 2 * mm * p;
      sums[7] += a * mp * pp + b * p3 + c * 3 * m * pp;
      sums[8] += a * p4 + c * 4 * p3;
      sums[9] += a * m4 * mm + b * 6 * m4 * m;
      sums[10] += a * m4 * mp + b * 5 * m4 * p + c * m4 * m;
      sums[11] += a * m4 * pp + b * 4 * m3 * pp + c * 2 * m4 * p;
      sums[12] += a * mm * mp * pp + b * 3 * mm * p3 + c * 3 * m3 * pp;
      sums[13] += a * mm * p4 + b * 2 * m * p4 + c * 4 * mm * p3;
      sums[14] += a * mp * p4 + b * p4 * p + c * 5 * m * p4;
      sums[15] += a * p4 * pp + c * 6 * p4 * p;
    }

    @Override
    public void addByCoefficient(double[] sums, double factor, double[] byCoefficient, int at) {
      IntStream.range(0, SIZE).forEach(k -> byCoefficient[at + k] += factor * sums[k]);
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
