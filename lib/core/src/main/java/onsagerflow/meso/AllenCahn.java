package onsagerflow.meso;

import java.util.Arrays;
import java.util.Locale;
import onsagerflow.field.ExternalFieldOn;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;

/// The Allen–Cahn equation (4), with or without a constant additive noise (model A):
///
///     dm = [κ Δm − r m − u m³ + bh(x, t)] dt + √(2D) dW
///
/// Δ is the five-point Laplacian in units of cells: it damps a wave of k = (ky, kx) radians per
/// cell by 4κ[sin²(ky/2) + sin²(kx/2)], which is κk² to a relative k²/12. The state is not bounded
/// to |m| < 1; explicit steps are stable for dt < 1/(4κ) or so, exponential ones for any dt.
///
/// Source: paper, eq. (4), where b = β and D = 0; the coefficients of [#of] expand eq. (3) to second
/// order in k and third in m. With noise: Hohenberg and Halperin, Rev. Mod. Phys. 49, 435 (1977).
public final class AllenCahn implements SemiLinear {

  private final Grid grid;
  private final Frame.Conditions conditions;
  private final ExternalFieldOn external;
  private final Coefficients coefficients;

  /// The constants of the equation on one grid.
  ///
  /// @param kappa κ ≥ 0, cells² per unit of time
  /// @param r linear damping, per unit of time
  /// @param u cubic damping, per unit of time
  /// @param fieldResponse b, drift per external field h; β in eq. (4)
  /// @param noise D ≥ 0: the variance of m in a cell grows at 2D per unit of time
  public record Coefficients(double kappa, double r, double u, double fieldResponse, double noise) {
    public Coefficients {
      if (!(kappa >= 0)
          || !(noise >= 0)
          || !Double.isFinite(kappa + r + u + fieldResponse + noise)) {
        throw new IllegalArgumentException(
            "Allen-Cahn needs finite coefficients, kappa >= 0 and D >= 0, got kappa = "
                + kappa
                + ", r = "
                + r
                + ", u = "
                + u
                + ", b = "
                + fieldResponse
                + ", D = "
                + noise);
      }
    }

    /// The same with another noise; 0 makes the equation deterministic.
    public Coefficients withNoise(double other) {
      return new Coefficients(kappa, r, u, fieldResponse, other);
    }
  }

  /// The equation with given, for instance fitted, coefficients.
  public AllenCahn(Grid grid, Frame.Conditions conditions, Coefficients coefficients) {
    this.grid = grid;
    this.conditions = conditions;
    this.external = new ExternalFieldOn(grid, conditions.field());
    this.coefficients = coefficients;
  }

  /// The deterministic equation (4) with given coefficients and b = β.
  ///
  /// @param kappa κ ≥ 0, cells² per unit of time
  /// @param r linear damping, per unit of time
  /// @param u cubic damping, per unit of time
  public AllenCahn(Grid grid, Frame.Conditions conditions, double kappa, double r, double u) {
    this(grid, conditions, new Coefficients(kappa, r, u, conditions.beta(), 0));
  }

  /// The equation derived from a kernel: κ = βĴ(0)s²/2 with s² the kernel's variance per axis (the
  /// mean of all axes), r = 1 − βĴ(0), u = (βĴ(0))³/3.
  ///
  /// @param kernel J on cell offsets
  public static AllenCahn of(Kernel kernel, Frame.Conditions conditions, Grid grid) {
    double strength = conditions.beta() * kernel.total();
    double secondMoment = 0;
    int r = kernel.radius();
    int across = kernel.dimensions() == 3 ? r : 0;
    for (int dz = -across; dz <= across; dz++) {
      for (int dy = -r; dy <= r; dy++) {
        for (int dx = -r; dx <= r; dx++) {
          int square = dz * dz + dy * dy + dx * dx;
          secondMoment += kernel.get(dz, dy, dx) * square / kernel.dimensions();
        }
      }
    }
    return new AllenCahn(
        grid,
        conditions,
        conditions.beta() * secondMoment / 2,
        1 - strength,
        strength * strength * strength / 3);
  }

  /// κ, r, u, b and D.
  public Coefficients coefficients() {
    return coefficients;
  }

  /// The same drift with constant additive noise.
  ///
  /// @param noise D ≥ 0: the variance of m in a cell grows at 2D per unit of time
  public AllenCahn withNoise(double noise) {
    return new AllenCahn(grid, conditions, coefficients.withNoise(noise));
  }

  @Override
  public Grid grid() {
    return grid;
  }

  @Override
  public Frame.Conditions conditions() {
    return conditions;
  }

  @Override
  public Confinement confinement() {
    return Confinement.NONE;
  }

  /// −r − κ·4[sin²(kz/2) + sin²(ky/2) + sin²(kx/2)].
  @Override
  public double symbol(double kz, double ky, double kx) {
    double sz = Math.sin(kz / 2);
    double sy = Math.sin(ky / 2);
    double sx = Math.sin(kx / 2);
    return -coefficients.r - 4 * coefficients.kappa * (sy * sy + sx * sx + sz * sz);
  }

  /// −u m³ + bh(x, t).
  @Override
  public void remainder(double t, double[] m, double[] result) {
    double u = coefficients.u;
    double b = coefficients.fieldResponse;
    double[] h = external.at(t);
    for (int cell = 0; cell < m.length; cell++) {
      result[cell] = b * h[cell] - u * m[cell] * m[cell] * m[cell];
    }
  }

  @Override
  public void evaluate(double t, double[] m, double[] drift, double[] noise) {
    double kappa = coefficients.kappa;
    double r = coefficients.r;
    double u = coefficients.u;
    double b = coefficients.fieldResponse;
    double[] h = external.at(t);
    grid.laplacian(m, drift);
    for (int cell = 0; cell < m.length; cell++) {
      double here = m[cell];
      drift[cell] = kappa * drift[cell] - (r + u * here * here) * here + b * h[cell];
    }
    Arrays.fill(noise, 2 * coefficients.noise);
  }

  /// One line: cells, conditions and coefficients.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "Allen–Cahn equation (4), %s; κ = %.4g, r = %.4g, u = %.4g, D = %.4g",
        setting(),
        coefficients.kappa,
        coefficients.r,
        coefficients.u,
        coefficients.noise);
  }
}
