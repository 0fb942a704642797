package onsagerflow.llg;

/// Cubic anisotropy along the axes of the lattice, `E = k Σ (s_x²s_y² + s_y²s_z² + s_z²s_x²)`: the
/// axes are easy for k > 0, the diagonals of the cube for k < 0.
public final class CubicAnisotropy implements EnergyTerm {

  private final double strength;

  /// @param strength k
  public CubicAnisotropy(double strength) {
    if (!Double.isFinite(strength)) {
      throw new IllegalArgumentException("a cubic anisotropy must be finite, got " + strength);
    }
    this.strength = strength;
  }

  @Override
  public void addField(double[][] s, double[][] h, int from, int to) {
    double[] sx = s[0];
    double[] sy = s[1];
    double[] sz = s[2];
    double[] hx = h[0];
    double[] hy = h[1];
    double[] hz = h[2];
    double twice = 2 * strength;
    for (int i = from; i < to; i++) {
      double xx = sx[i] * sx[i];
      double yy = sy[i] * sy[i];
      double zz = sz[i] * sz[i];
      hx[i] -= twice * sx[i] * (yy + zz);
      hy[i] -= twice * sy[i] * (zz + xx);
      hz[i] -= twice * sz[i] * (xx + yy);
    }
  }

  @Override
  public double energy(double[][] s, double time) {
    double sum = 0;
    for (int i = 0; i < s[0].length; i++) {
      double xx = s[0][i] * s[0][i];
      double yy = s[1][i] * s[1][i];
      double zz = s[2][i] * s[2][i];
      sum += xx * yy + yy * zz + zz * xx;
    }
    return strength * sum;
  }

  /// |H| itself is at most ⁴⁄₃ k; its change with s, which counts too, reaches 2k.
  @Override
  public double strongestField() {
    return 2 * Math.abs(strength);
  }

  @Override
  public String identity() {
    return "cubic anisotropy " + strength;
  }
}
