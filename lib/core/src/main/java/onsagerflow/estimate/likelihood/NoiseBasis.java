package onsagerflow.estimate.likelihood;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import onsagerflow.estimate.equations.Numbers;
import onsagerflow.estimate.equations.Solution;
import onsagerflow.field.function.Exponential;

/// Functions of (m, φ) whose sum is N = K/β.
public sealed interface NoiseBasis {

  int size();

  /// Writes the values of all functions at (m, φ) to `value`, from index `at`.
  void evaluate(double m, double phi, double[] value, int at);

  /// What stands for φ in the methods of many cells, so that it is found but once.
  void coordinates(double[] phi, double[] t);

  /// N, ∂N/∂m, ∂N/∂φ, and ∂N/∂m of a smooth curve, of many cells.
  void derivatives(
      double[] m,
      double[] t,
      double[] nu,
      double[] noise,
      double[] byM,
      double[] byPhi,
      double[] smoothByM);

  /// ∂²N/∂m² (of the smooth curve), ∂²N/∂m∂φ and ∂²N/∂φ² of many cells.
  void secondDerivatives(
      double[] m, double[] t, double[] nu, double[] twiceByM, double[] mixed, double[] twiceByPhi);

  /// The length of sums of [#addTo].
  int terms();

  /// Adds derivatives by N, by ∂N/∂m of the smooth curve, and by ∂N/∂φ, at (m, φ), to sums.
  void addTo(
      double[] sums, double m, double t, double byNoise, double bySmoothSlope, double byFieldSlope);

  /// Adds `factor` times sums of [#addTo], turned into derivatives by the coefficients, to
  /// `byCoefficient` from index `at`.
  void addByCoefficient(double[] sums, double factor, double[] byCoefficient, int at);

  /// Coefficients of 1 − m², the textbook form to begin with.
  double[] textbook();

  /// Coefficients of N = 1, that of free spins.
  double[] free();

  /// How far the coefficients of spins may be from [#free], within a factor.
  double[] deviation();

  /// How far neighbouring coefficients of spins may be from each other; none where they are no
  /// values at neighbouring knots.
  default double[] rise() {
    return new double[0];
  }

  default void write(DataOutput out) throws IOException {
    out.writeBoolean(this instanceof OfMagnetisation);
    switch (this) {
      case OfMagnetisation basis -> {
        basis.hats.write(out);
        Numbers.write(basis.projection, out);
      }
      case OfField basis -> out.writeDouble(basis.beta);
    }
  }

  static NoiseBasis read(DataInput in) throws IOException {
    return in.readBoolean()
        ? new OfMagnetisation(HatBasis.read(in), Numbers.readRows(in))
        : new OfField(in.readDouble());
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
    public double[] deviation() {
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
    public void coordinates(double[] phi, double[] t) {}

    @Override
    public void derivatives(
        double[] m,
        double[] t,
        double[] nu,
        double[] noise,
        double[] byM,
        double[] byPhi,
        double[] smoothByM) {
      double[] c = curve(nu);
      Arrays.fill(byPhi, 0);
      for (int x = 0; x < m.length; x++) {
        int k = hats.segment(m[x]);
        double w = hats.weight(k, m[x]);
        boolean inside = m[x] >= hats.knot(0) && m[x] <= hats.knot(hats.size() - 1);
        noise[x] = (1 - w) * nu[k] + w * nu[k + 1];
        byM[x] = inside ? (nu[k + 1] - nu[k]) / (hats.knot(k + 1) - hats.knot(k)) : 0;
      }
      for (int x = 0; x < m.length; x++) {
        smoothByM[x] = c[0] + m[x] * (2 * c[1] + m[x] * (3 * c[2] + m[x] * 4 * c[3]));
      }
    }

    /// The coefficients of m, m², m³, m⁴ in the smooth curve.
    private double[] curve(double[] nu) {
      return IntStream.rangeClosed(1, DEGREE).mapToDouble(a -> coefficient(a, nu)).toArray();
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
    public void secondDerivatives(
        double[] m,
        double[] t,
        double[] nu,
        double[] twiceByM,
        double[] mixed,
        double[] twiceByPhi) {
      double[] c = curve(nu);
      Arrays.fill(mixed, 0);
      Arrays.fill(twiceByPhi, 0);
      for (int x = 0; x < m.length; x++) {
        twiceByM[x] = 2 * c[1] + m[x] * (6 * c[2] + m[x] * 12 * c[3]);
      }
    }

    @Override
    public int terms() {
      return hats.size() + DEGREE;
    }

    @Override
    public void addTo(
        double[] sums, double m, double t, double byNoise, double bySmoothSlope, double byField) {
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

  /// N(m, φ): the polynomials mⁱtʲ of m and t = tanh βφ, the m of free spins in the field φ, with i
  /// + j even and at most 6, because reversing all spins and the field turns (m, φ) into −(m, φ)
  ///   and leaves N as it is. They are smooth themselves, and bounded whatever the field; 1 − mt of
  ///   heat-bath spins is one of them, from which polynomials of φ are a thousandth off at βφ =
  ///   1.5.
  ///
  /// @param beta 1/T
  record OfField(double beta) implements NoiseBasis {

    private static final int SIZE = 16;
    private static final int[] POWER_OF_M = {0, 2, 1, 0, 4, 3, 2, 1, 0, 6, 5, 4, 3, 2, 1, 0};
    private static final int[] POWER_OF_T = {0, 0, 1, 2, 0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 5, 6};

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

    /// Terms of higher order are smaller, like 2^{-(i+j)/2}.
    @Override
    public double[] deviation() {
      var deviation = new double[SIZE];
      Arrays.setAll(deviation, k -> Math.pow(0.5, (POWER_OF_M[k] + POWER_OF_T[k] - 2) / 2.0));
      return deviation;
    }

    @Override
    public void coordinates(double[] phi, double[] t) {
      for (int x = 0; x < phi.length; x++) {
        t[x] = beta * phi[x];
      }
      Exponential.tanh(t, t);
    }

    /// In Horner's form and loops of their own, which the compiler vectorises.
    @Override
    public void derivatives(
        double[] m,
        double[] t,
        double[] nu,
        double[] noise,
        double[] byM,
        double[] byPhi,
        double[] smoothByM) {
      values(m, t, nu, noise);
      byM(m, t, nu, byM);
      byT(m, t, nu, byPhi);
      for (int x = 0; x < m.length; x++) {
        byPhi[x] *= beta * (1 - t[x] * t[x]);
      }
      System.arraycopy(byM, 0, smoothByM, 0, m.length);
    }

    private static void values(double[] m, double[] t, double[] nu, double[] result) {
      double n0 = nu[0];
      double n1 = nu[1];
      double n2 = nu[2];
      double n3 = nu[3];
      double n4 = nu[4];
      double n5 = nu[5];
      double n6 = nu[6];
      double n7 = nu[7];
      double n8 = nu[8];
      double n9 = nu[9];
      double n10 = nu[10];
      double n11 = nu[11];
      double n12 = nu[12];
      double n13 = nu[13];
      double n14 = nu[14];
      double n15 = nu[15];
      for (int x = 0; x < m.length; x++) {
        double mm = m[x] * m[x];
        double tt = t[x] * t[x];
        result[x] = n0 + mm * (n1 + mm * (n4 + n9 * mm) + tt * (n6 + n11 * mm + n13 * tt));
      }
      for (int x = 0; x < m.length; x++) {
        double mm = m[x] * m[x];
        double tt = t[x] * t[x];
        result[x] +=
            m[x] * t[x] * (n2 + mm * (n5 + n10 * mm) + tt * (n7 + n12 * mm + n14 * tt))
                + tt * (n3 + tt * (n8 + n15 * tt));
      }
    }

    private static void byM(double[] m, double[] t, double[] nu, double[] result) {
      Arrays.fill(result, 0);
      addOdd(m, t, 2 * nu[1], 4 * nu[4], 6 * nu[9], 2 * nu[6], 4 * nu[11], 2 * nu[13], result);
      addOdd(t, m, nu[2], nu[7], nu[14], 3 * nu[5], 3 * nu[12], 5 * nu[10], result);
    }

    private static void byT(double[] m, double[] t, double[] nu, double[] result) {
      Arrays.fill(result, 0);
      addOdd(t, m, 2 * nu[3], 4 * nu[8], 6 * nu[15], 2 * nu[6], 4 * nu[13], 2 * nu[11], result);
      addOdd(m, t, nu[2], nu[5], nu[10], 3 * nu[7], 3 * nu[12], 5 * nu[14], result);
    }

    /// result += a (c₁ + c₃ a² + c₅ a⁴ + b² (d₁ + d₃ a² + e b²))
    private static void addOdd(
        double[] a,
        double[] b,
        double c1,
        double c3,
        double c5,
        double d1,
        double d3,
        double e,
        double[] result) {
      for (int x = 0; x < a.length; x++) {
        double aa = a[x] * a[x];
        double bb = b[x] * b[x];
        result[x] += a[x] * (c1 + aa * (c3 + c5 * aa) + bb * (d1 + d3 * aa + e * bb));
      }
    }

    @Override
    public void secondDerivatives(
        double[] m,
        double[] t,
        double[] nu,
        double[] twiceByM,
        double[] mixed,
        double[] twiceByPhi) {
      var byT = new double[m.length];
      byT(m, t, nu, byT);
      even(m, t, 2 * nu[1], 12 * nu[4], 30 * nu[9], 2 * nu[6], 2 * nu[13], twiceByM);
      addCrossed(m, t, 12 * nu[11], 6 * nu[5], 20 * nu[10], 6 * nu[12], twiceByM);
      even(m, t, nu[2], 3 * nu[5], 5 * nu[10], 3 * nu[7], 5 * nu[14], mixed);
      addCrossed(m, t, 9 * nu[12], 4 * nu[6], 8 * nu[11], 8 * nu[13], mixed);
      even(m, t, 2 * nu[3], 2 * nu[6], 2 * nu[11], 12 * nu[8], 30 * nu[15], twiceByPhi);
      addCrossed(m, t, 12 * nu[13], 6 * nu[7], 6 * nu[12], 20 * nu[14], twiceByPhi);
      for (int x = 0; x < m.length; x++) {
        double slope = beta * (1 - t[x] * t[x]);
        mixed[x] *= slope;
        twiceByPhi[x] = slope * (slope * twiceByPhi[x] - 2 * beta * t[x] * byT[x]);
      }
    }

    /// result = c + a₁m² + a₂m⁴ + b₁t² + b₂t⁴
    private static void even(
        double[] m,
        double[] t,
        double c,
        double a1,
        double a2,
        double b1,
        double b2,
        double[] result) {
      for (int x = 0; x < m.length; x++) {
        double mm = m[x] * m[x];
        double tt = t[x] * t[x];
        result[x] = c + mm * (a1 + a2 * mm) + tt * (b1 + b2 * tt);
      }
    }

    /// result += a m²t² + mt (b + c m² + d t²)
    private static void addCrossed(
        double[] m, double[] t, double a, double b, double c, double d, double[] result) {
      for (int x = 0; x < m.length; x++) {
        double mt = m[x] * t[x];
        result[x] += mt * (a * mt + b + c * (m[x] * m[x]) + d * (t[x] * t[x]));
      }
    }

    @Override
    public int terms() {
      return SIZE;
    }

    @Override
    public void addTo(
        double[] sums, double m, double t, double byNoise, double bySlope, double byFieldSlope) {
      double mm = m * m;
      double tt = t * t;
      double mt = m * t;
      double m3 = mm * m;
      double t3 = tt * t;
      double m4 = mm * mm;
      double t4 = tt * tt;
      double a = byNoise;
      double b = bySlope;
      double c = beta * (1 - tt) * byFieldSlope;
      sums[0] += a;
      sums[1] += a * mm + b * 2 * m;
      sums[2] += a * mt + b * t + c * m;
      sums[3] += a * tt + c * 2 * t;
      sums[4] += a * m4 + b * 4 * m3;
      sums[5] += a * mm * mt + b * 3 * mm * t + c * m3;
      sums[6] += a * mm * tt + b * 2 * m * tt + c * 2 * mm * t;
      sums[7] += a * mt * tt + b * t3 + c * 3 * m * tt;
      sums[8] += a * t4 + c * 4 * t3;
      sums[9] += a * m4 * mm + b * 6 * m4 * m;
      sums[10] += a * m4 * mt + b * 5 * m4 * t + c * m4 * m;
      sums[11] += a * m4 * tt + b * 4 * m3 * tt + c * 2 * m4 * t;
      sums[12] += a * mm * mt * tt + b * 3 * mm * t3 + c * 3 * m3 * tt;
      sums[13] += a * mm * t4 + b * 2 * m * t4 + c * 4 * mm * t3;
      sums[14] += a * mt * t4 + b * t4 * t + c * 5 * m * t4;
      sums[15] += a * t4 * tt + c * 6 * t4 * t;
    }

    @Override
    public void addByCoefficient(double[] sums, double factor, double[] byCoefficient, int at) {
      IntStream.range(0, SIZE).forEach(k -> byCoefficient[at + k] += factor * sums[k]);
    }

    /// Written out: a pass over the data evaluates it in every cell.
    @Override
    public void evaluate(double m, double phi, double[] value, int at) {
      double t = Exponential.tanh(beta * phi);
      double mm = m * m;
      double mt = m * t;
      double tt = t * t;
      double m4 = mm * mm;
      double t4 = tt * tt;
      value[at] = 1;
      value[at + 1] = mm;
      value[at + 2] = mt;
      value[at + 3] = tt;
      value[at + 4] = m4;
      value[at + 5] = mm * mt;
      value[at + 6] = mm * tt;
      value[at + 7] = mt * tt;
      value[at + 8] = t4;
      value[at + 9] = m4 * mm;
      value[at + 10] = m4 * mt;
      value[at + 11] = m4 * tt;
      value[at + 12] = mm * mt * tt;
      value[at + 13] = mm * t4;
      value[at + 14] = mt * t4;
      value[at + 15] = t4 * tt;
    }
  }
}
