package onsagerflow.meso;

import java.util.Arrays;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;

/// The Allen–Cahn equation (4): `∂m/∂t = κ Δm − r m − u m³ + βh`.
///
/// Δ is the five-point Laplacian in units of cells: it damps a wave of k = (ky, kx) radians per
/// cell by 4κ[sin²(ky/2) + sin²(kx/2)], which is κk² to a relative k²/12. The state is not bounded
/// to |m| < 1; explicit steps are stable for dt < 1/(4κ) or so.
///
/// Source: paper, eq. (4); the coefficients of [#of] expand eq. (3) to second order in k and third
/// in m.
public final class AllenCahn implements StochasticEquation {

  private final Grid grid;
  private final Frame.Conditions conditions;
  private final double kappa;
  private final double r;
  private final double u;

  /// The equation with given, for instance fitted, coefficients.
  ///
  /// @param kappa κ ≥ 0, cells² per unit of time
  /// @param r linear damping, per unit of time
  /// @param u cubic damping, per unit of time
  public AllenCahn(Grid grid, Frame.Conditions conditions, double kappa, double r, double u) {
    if (!(kappa >= 0) || !Double.isFinite(kappa + r + u)) {
      throw new IllegalArgumentException(
          "Allen-Cahn needs finite coefficients and kappa >= 0, got kappa = "
              + kappa
              + ", r = "
              + r
              + ", u = "
              + u);
    }
    this.grid = grid;
    this.conditions = conditions;
    this.kappa = kappa;
    this.r = r;
    this.u = u;
  }

  /// The equation derived from a kernel: κ = βĴ(0)s²/2 with s² the kernel's variance per axis (the
  /// mean of both axes), r = 1 − βĴ(0), u = (βĴ(0))³/3.
  ///
  /// @param kernel J on cell offsets
  public static AllenCahn of(Kernel kernel, Frame.Conditions conditions, Grid grid) {
    double strength = conditions.beta() * kernel.total();
    double secondMoment = 0;
    for (int dy = -kernel.radius(); dy <= kernel.radius(); dy++) {
      for (int dx = -kernel.radius(); dx <= kernel.radius(); dx++) {
        secondMoment += kernel.get(dy, dx) * (dy * dy + dx * dx) / 2;
      }
    }
    return new AllenCahn(
        grid,
        conditions,
        conditions.beta() * secondMoment / 2,
        1 - strength,
        strength * strength * strength / 3);
  }

  /// κ, cells² per unit of time.
  public double kappa() {
    return kappa;
  }

  /// r, per unit of time.
  public double r() {
    return r;
  }

  /// u, per unit of time.
  public double u() {
    return u;
  }

  @Override
  public Grid grid() {
    return grid;
  }

  /// Spins under one cell of the grid; the equation does not depend on it.
  @Override
  public int cellVolume() {
    return Math.max(1, (int) Math.round(grid.spacing() * grid.spacing()));
  }

  @Override
  public Frame.Conditions conditions() {
    return conditions;
  }

  @Override
  public boolean isBounded() {
    return false;
  }

  @Override
  public void evaluate(double[] m, double[] drift, double[] noise) {
    int nx = grid.nx();
    double source = conditions.beta() * conditions.field();
    for (int y = 0; y < grid.ny(); y++) {
      int row = y * nx;
      int north = grid.index(y - 1, 0);
      int south = grid.index(y + 1, 0);
      for (int x = 0; x < nx; x++) {
        double here = m[row + x];
        double west = m[row + (x == 0 ? nx - 1 : x - 1)];
        double east = m[row + (x == nx - 1 ? 0 : x + 1)];
        double laplacian = m[north + x] + m[south + x] + west + east - 4 * here;
        drift[row + x] = kappa * laplacian - (r + u * here * here) * here + source;
      }
    }
    Arrays.fill(noise, 0);
  }
}
