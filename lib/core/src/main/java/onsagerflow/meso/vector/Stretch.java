package onsagerflow.meso.vector;

/// A stretch of cells, a component of m and H to an array of its own: loops over arrays with one
/// index are turned into vector instructions by the compiler, and leave only the look-up in the
/// table to go cell by cell.
final class Stretch {

  /// Cells of one stretch: their work space stays in the nearest cache.
  static final int CELLS = 256;

  private final double[] rows;
  private final double[] x = new double[CELLS];
  private final double[] y = new double[CELLS];
  private final double[] z = new double[CELLS];
  private final double[] hx = new double[CELLS];
  private final double[] hy = new double[CELLS];
  private final double[] hz = new double[CELLS];
  private final int[] row = new int[CELLS];
  private final double[] part = new double[CELLS];
  private final double[] along = new double[CELLS];
  private final double[] across = new double[CELLS];
  private final double[] anisotropy = new double[CELLS];
  private final double[] gamma = new double[CELLS];
  private final double[] noise = new double[CELLS];
  private final double[] noiseAlong = new double[CELLS];
  private final double[] result = new double[CELLS];
  private int size;

  Stretch(RadialTable table) {
    this.rows = table.rows();
  }

  /// Takes cells `first` to `first + cells` of n, and looks them up in the table; those beyond |m|
  /// = 1 lie at its end.
  void load(double[] m, double[] h, int n, int first, int cells) {
    size = cells;
    System.arraycopy(m, first, x, 0, cells);
    System.arraycopy(m, n + first, y, 0, cells);
    System.arraycopy(m, 2 * n + first, z, 0, cells);
    System.arraycopy(h, first, hx, 0, cells);
    System.arraycopy(h, n + first, hy, 0, cells);
    System.arraycopy(h, 2 * n + first, hz, 0, cells);
    for (int i = 0; i < cells; i++) {
      double square = x[i] * x[i] + y[i] * y[i] + z[i] * z[i];
      part[i] = Math.min(square, 1) * RadialTable.INTERVALS;
    }
    for (int i = 0; i < cells; i++) {
      row[i] = Math.min((int) part[i], RadialTable.INTERVALS - 1);
    }
    for (int i = 0; i < cells; i++) {
      part[i] -= row[i];
    }
    look();
  }

  /// Writes what the noise of the cells is made of, in front of n numbers each.
  void noise(double[] values, int n, int first) {
    System.arraycopy(noise, 0, values, first, size);
    System.arraycopy(noiseAlong, 0, values, n + first, size);
  }

  /// Writes γ.
  void gamma(double[] values, int at) {
    System.arraycopy(gamma, 0, values, at, size);
  }

  /// Writes K⊥ H + [R + D (m·H)] m + γ H × m.
  void drift(double[] drift, int n, int first) {
    for (int i = 0; i < size; i++) {
      along[i] += anisotropy[i] * (x[i] * hx[i] + y[i] * hy[i] + z[i] * hz[i]);
    }
    component(hx, x, hy, z, hz, y);
    System.arraycopy(result, 0, drift, first, size);
    component(hy, y, hz, x, hx, z);
    System.arraycopy(result, 0, drift, n + first, size);
    component(hz, z, hx, y, hy, x);
    System.arraycopy(result, 0, drift, 2 * n + first, size);
  }

  /// K⊥ h + [..] u + γ (h₁ u₁ − h₂ u₂).
  private void component(
      double[] h, double[] u, double[] h1, double[] u1, double[] h2, double[] u2) {
    for (int i = 0; i < size; i++) {
      result[i] = across[i] * h[i] + along[i] * u[i] + gamma[i] * (h1[i] * u1[i] - h2[i] * u2[i]);
    }
  }

  /// All at once: a row is in the cache, and its places are checked together.
  private void look() {
    for (int i = 0; i < size; i++) {
      int at = row[i] * RadialTable.ROW;
      double p = part[i];
      along[i] = between(at + RadialTable.RADIAL, p);
      across[i] = between(at + RadialTable.ACROSS, p);
      anisotropy[i] = between(at + RadialTable.ANISOTROPY, p);
      gamma[i] = between(at + RadialTable.GAMMA, p);
      noise[i] = between(at + RadialTable.NOISE, p);
      noiseAlong[i] = between(at + RadialTable.NOISE_ALONG, p);
    }
  }

  private double between(int at, double p) {
    return rows[at] + p * (rows[at + RadialTable.ROW] - rows[at]);
  }
}
