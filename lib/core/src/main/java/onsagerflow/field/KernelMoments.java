package onsagerflow.field;

import java.util.Locale;

/// How strong a kernel is, how far it reaches and along which axis: Ĵ(k) = Ĵ(0) − ½ k·M k + …
///
/// The outermost offsets, where a learned J is least known, weigh most in M; the direction alone is
/// better asked of [Kernel#orientation]. A repulsive kernel, J ≤ 0, has the lengths and axes of −J;
/// one that changes sign may have none, and then they are NaN.
///
/// @param strength Ĵ(0) = Σ J(r)
/// @param yy,yx,xx the second moments M = Σ J(r) r rᵀ, cells²
public record KernelMoments(double strength, double yy, double yx, double xx) {

  /// @throws IllegalArgumentException if the kernel is one of three dimensions
  public static KernelMoments of(Kernel kernel) {
    if (kernel.dimensions() != 2) {
      throw new IllegalArgumentException(
          "moments are of kernels of two dimensions, got " + kernel.dimensions());
    }
    double yy = 0;
    double yx = 0;
    double xx = 0;
    int radius = kernel.radius();
    for (int dy = -radius; dy <= radius; dy++) {
      for (int dx = -radius; dx <= radius; dx++) {
        double j = kernel.get(dy, dx);
        yy += j * dy * dy;
        yx += j * dy * dx;
        xx += j * dx * dx;
      }
    }
    return new KernelMoments(kernel.total(), yy, yx, xx);
  }

  /// The standard deviation of J along an axis in the mean over both, cells; NaN where J is no
  /// density, its second moment and its strength being of different signs.
  public double range() {
    return Math.sqrt((yy + xx) / 2 / strength);
  }

  /// The standard deviation along the longer principal axis, cells; NaN as [#range].
  public double longAxis() {
    return Math.sqrt((yy + xx) / 2 / strength + spread());
  }

  /// The standard deviation along the shorter principal axis, cells; NaN as [#range].
  public double shortAxis() {
    return Math.sqrt((yy + xx) / 2 / strength - spread());
  }

  private double spread() {
    return Math.hypot((xx - yy) / 2, yx) / Math.abs(strength);
  }

  /// The direction of the longer axis, degrees from the x axis towards y, in [0, 180).
  public double orientation() {
    double sign = strength < 0 ? -1 : 1;
    double degrees = Math.toDegrees(0.5 * Math.atan2(sign * 2 * yx, sign * (xx - yy)));
    return degrees < 0 ? (degrees + 180) % 180 : degrees;
  }

  /// The coefficient κ of the energy ½ κ (∂m)² of a wall whose normal points in a direction, ½ n·M
  /// n, cells²; times β it is the κ of eq. (4).
  ///
  /// @param degrees of the normal n, from the x axis towards y
  public double stiffness(double degrees) {
    double y = Math.sin(Math.toRadians(degrees));
    double x = Math.cos(Math.toRadians(degrees));
    return (yy * y * y + 2 * yx * y * x + xx * x * x) / 2;
  }

  /// One line.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "strength %.4g, range %.4g cells (%.4g along %.1f°, %.4g across)",
        strength,
        range(),
        longAxis(),
        orientation(),
        shortAxis());
  }
}
