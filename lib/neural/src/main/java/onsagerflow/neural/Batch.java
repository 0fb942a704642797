package onsagerflow.neural;

import java.util.Arrays;

/// Cells of a mini-batch, in columns that a [Cells] fills.
///
/// An increment y has the mean −N L(u) g and the variance s N q, and scatters as flips of single
/// spins do. At a lag τ far below the relaxation time g = τ, s = 2τ/v and q = 1; what a finite lag
/// adds is worked out elsewhere.
public final class Batch {

  private static final int EXPONENT = 0x7f800000;

  /// Block magnetisation m, |m| ≤ 1.
  public final float[] m;

  /// Temperature T.
  public final float[] temperature;

  /// Outer field h.
  public final float[] field;

  /// Sums of the neighbours' m over each orbit of the stencil, `x[row * orbits + orbit]`: φ = x·j +
  /// h.
  public final float[] x;

  /// Observed increment y.
  public final float[] increment;

  /// g, the effective lag of the mean, sweeps.
  public final float[] driftScale;

  /// s, what turns noise into variance.
  public final float[] varianceScale;

  /// q, the factor of N in the variance.
  public final float[] noiseFactor;

  /// c = 2/v², below which a variance is that of few flips ([FlipLikelihood]).
  public final float[] fewFlips;

  private final int orbits;
  private int size;

  public Batch(int capacity, int orbits) {
    if (capacity < 1 || orbits < 1) {
      throw new IllegalArgumentException(
          "a batch needs a cell and an orbit, got " + capacity + ", " + orbits);
    }
    this.orbits = orbits;
    m = new float[capacity];
    temperature = new float[capacity];
    field = new float[capacity];
    x = new float[capacity * orbits];
    increment = new float[capacity];
    driftScale = new float[capacity];
    varianceScale = new float[capacity];
    noiseFactor = new float[capacity];
    fewFlips = new float[capacity];
  }

  public int capacity() {
    return m.length;
  }

  public int orbits() {
    return orbits;
  }

  public int size() {
    return size;
  }

  /// Tells how many rows hold cells.
  public void setSize(int cells) {
    if (cells < 1 || cells > capacity()) {
      throw new IllegalArgumentException(
          "a batch of at most " + capacity() + " cells cannot hold " + cells);
    }
    size = cells;
  }

  /// Refuses what no likelihood can be made of.
  void check(int number) {
    requireFinite("m", m, 1, number);
    requireFinite("T", temperature, 1, number);
    requireFinite("h", field, 1, number);
    requireFinite("x", x, orbits, number);
    requireFinite("y", increment, 1, number);
    requireFinite("g", driftScale, 1, number);
    requireFinite("s", varianceScale, 1, number);
    requireFinite("q", noiseFactor, 1, number);
    requireFinite("c", fewFlips, 1, number);
    for (int i = 0; i < size; i++) {
      if (!(temperature[i] > 0)
          || !(varianceScale[i] > 0)
          || !(fewFlips[i] > 0)
          || Math.abs(m[i]) > 1) {
        throw new IllegalArgumentException(
            ("need T > 0, s > 0, c > 0 and |m| ≤ 1, got T = %s, s = %s, c = %s, m = %s in cell %s"
                    + " of batch %s")
                .formatted(temperature[i], varianceScale[i], fewFlips[i], m[i], i, number));
      }
    }
  }

  private void requireFinite(String name, float[] values, int columns, int number) {
    int largest = 0; // exponent seen; the loop vectorises
    for (int i = 0; i < size * columns; i++) {
      largest = Math.max(largest, Float.floatToRawIntBits(values[i]) & EXPONENT);
    }
    if (largest == EXPONENT) {
      int at = 0;
      while (Float.isFinite(values[at])) {
        at++;
      }
      throw new IllegalArgumentException(
          "%s must be finite, got %s in cell %s of batch %s"
              .formatted(name, values[at], at / columns, number));
    }
  }

  /// φ = x·j + h of all cells.
  void phi(double[] kernel, float[] phi) {
    for (int i = 0; i < size; i++) {
      phi[i] = (float) phi(kernel, i);
    }
  }

  /// φ = x·j + h of one cell.
  double phi(double[] kernel, int row) {
    double even = field[row];
    double odd = 0;
    int at = row * orbits;
    int o = 0;
    for (; o + 1 < orbits; o += 2) {
      even += kernel[o] * x[at + o];
      odd += kernel[o + 1] * x[at + o + 1];
    }
    return o < orbits ? even + odd + kernel[o] * x[at + o] : even + odd;
  }

  /// xᵀ d, the derivative by j of a sum over cells with the derivatives d by φ.
  void phiGradient(float[] byPhi, double[] byKernel) {
    Arrays.fill(byKernel, 0);
    for (int i = 0; i < size; i++) {
      double d = byPhi[i];
      int at = i * orbits;
      for (int o = 0; o < orbits; o++) {
        byKernel[o] += d * x[at + o];
      }
    }
  }
}
