package onsagerflow.meso;

import onsagerflow.field.Frame;
import onsagerflow.field.Grid;

/// dm = (−λm + ω × m) dt + B dW in uncoupled cells: a vector that relaxes, turns about ω and is
/// driven by a tensor noise BBᵀ = D∥ nnᵀ + D⊥ (1 − nnᵀ) along another axis n.
///
/// λ is in L, the turning in R.
public record RotatingOscillator(
    Grid grid, double rate, Axis omega, Axis n, double parallel, double perpendicular)
    implements SemiLinear {

  /// A vector.
  public record Axis(double x, double y, double z) {
    double dot(double a, double b, double c) {
      return x * a + y * b + z * c;
    }
  }

  /// One in which n is not along ω, so that the covariance is no multiple of BBᵀ.
  public static RotatingOscillator on(Grid grid) {
    return new RotatingOscillator(
        grid, 0.8, new Axis(0.3, -0.9, 0.6), new Axis(2 / 3.0, 1 / 3.0, 2 / 3.0), 0.5, 0.1);
  }

  @Override
  public Frame.Conditions conditions() {
    return new Frame.Conditions(1, 0);
  }

  @Override
  public int components() {
    return 3;
  }

  @Override
  public Confinement confinement() {
    return Confinement.NONE;
  }

  /// D∥ and D⊥ of every cell.
  @Override
  public int noiseSize() {
    return 2 * grid.size();
  }

  @Override
  public double symbol(double kz, double ky, double kx) {
    return -rate;
  }

  @Override
  public void remainder(double t, double[] m, double[] result) {
    int cells = grid.size();
    for (int i = 0; i < cells; i++) {
      double x = m[i];
      double y = m[cells + i];
      double z = m[2 * cells + i];
      result[i] = omega.y * z - omega.z * y;
      result[cells + i] = omega.z * x - omega.x * z;
      result[2 * cells + i] = omega.x * y - omega.y * x;
    }
  }

  @Override
  public void evaluate(double t, double[] m, double[] drift, double[] noise) {
    remainder(t, m, drift);
    for (int i = 0; i < m.length; i++) {
      drift[i] -= rate * m[i];
    }
    java.util.Arrays.fill(noise, 0, grid.size(), parallel);
    java.util.Arrays.fill(noise, grid.size(), noise.length, perpendicular);
  }

  /// √D⊥ ξ + (√D∥ − √D⊥)(n·ξ) n, times √dt.
  @Override
  public void addNoise(double[] noise, double[] deviates, double dt, double[] increment) {
    int cells = grid.size();
    for (int i = 0; i < cells; i++) {
      double across = Math.sqrt(noise[cells + i] * dt);
      double along = n.dot(deviates[i], deviates[cells + i], deviates[2 * cells + i]);
      double more = (Math.sqrt(noise[i] * dt) - across) * along;
      increment[i] += across * deviates[i] + more * n.x;
      increment[cells + i] += across * deviates[cells + i] + more * n.y;
      increment[2 * cells + i] += across * deviates[2 * cells + i] + more * n.z;
    }
  }
}
