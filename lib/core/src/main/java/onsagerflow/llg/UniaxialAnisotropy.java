package onsagerflow.llg;

/// A preferred axis n, `E = −k Σ (s·n)²`: an easy axis for k > 0, an easy plane for k < 0.
public final class UniaxialAnisotropy implements QuadraticTerm {

  private final double strength;
  private final double nx;
  private final double ny;
  private final double nz;

  /// Along z.
  ///
  /// @param strength k
  public UniaxialAnisotropy(double strength) {
    this(strength, 0, 0, 1);
  }

  /// @param strength k
  /// @param x,y,z a vector along the axis, of any length but zero
  public UniaxialAnisotropy(double strength, double x, double y, double z) {
    double length = Math.sqrt(x * x + y * y + z * z);
    if (!Double.isFinite(strength) || !(length > 0) || !Double.isFinite(length)) {
      throw new IllegalArgumentException(
          "a uniaxial anisotropy needs a finite strength and an axis, got %s along (%s, %s, %s)"
              .formatted(strength, x, y, z));
    }
    this.strength = strength;
    this.nx = x / length;
    this.ny = y / length;
    this.nz = z / length;
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
      double along = twice * (sx[i] * nx + sy[i] * ny + sz[i] * nz);
      hx[i] += along * nx;
      hy[i] += along * ny;
      hz[i] += along * nz;
    }
  }

  @Override
  public double strongestField() {
    return 2 * Math.abs(strength);
  }

  @Override
  public String identity() {
    return "uniaxial anisotropy %s along (%s, %s, %s)".formatted(strength, nx, ny, nz);
  }
}
