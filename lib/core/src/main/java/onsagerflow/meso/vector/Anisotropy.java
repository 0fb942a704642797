package onsagerflow.meso.vector;

import java.util.List;

/// An energy −½ m·A m of each cell, A symmetric: its field is A m.
///
/// It stands for uniaxial anisotropy of any axis, for a demagnetising field as far as it is that of
/// the cell itself, and for what both make together.
///
/// @param xx,yy,zz,xy,xz,yz elements of A, units of field
public record Anisotropy(double xx, double yy, double zz, double xy, double xz, double yz) {

  /// No energy.
  public static final Anisotropy NONE = new Anisotropy(0, 0, 0, 0, 0, 0);

  /// The traceless A of unit size, of which every other is a sum: of the rest, which is the same in
  /// all directions, an entropy slope cannot be told apart.
  public static final List<Anisotropy> SHAPES =
      List.of(
          new Anisotropy(-0.5, -0.5, 1, 0, 0, 0),
          new Anisotropy(1, -1, 0, 0, 0, 0),
          new Anisotropy(0, 0, 0, 1, 0, 0),
          new Anisotropy(0, 0, 0, 0, 1, 0),
          new Anisotropy(0, 0, 0, 0, 0, 1));

  public Anisotropy {
    if (!Double.isFinite(xx + yy + zz + xy + xz + yz)) {
      throw new IllegalArgumentException(
          "an anisotropy is six finite numbers, got %s".formatted(List.of(xx, yy, zz, xy, xz, yz)));
    }
  }

  /// An energy −k (m·e)².
  ///
  /// @param x,y,z components of e, a unit vector
  /// @param constant k, positive for an easy axis
  public static Anisotropy uniaxial(double x, double y, double z, double constant) {
    if (!(Math.abs(x * x + y * y + z * z - 1) < 1e-9) || !Double.isFinite(constant)) {
      throw new IllegalArgumentException(
          "an axis is a unit vector and k finite, got (%s, %s, %s) and %s"
              .formatted(
                  Double.toString(x),
                  Double.toString(y),
                  Double.toString(z),
                  Double.toString(constant)));
    }
    double a = 2 * constant;
    return new Anisotropy(a * x * x, a * y * y, a * z * z, a * x * y, a * x * z, a * y * z);
  }

  /// Σ c A of [#SHAPES].
  ///
  /// @param c as many
  public static Anisotropy ofShapes(double... c) {
    var sum = NONE;
    for (int p = 0; p < c.length; p++) {
      sum = sum.plus(SHAPES.get(p).times(c[p]));
    }
    return sum;
  }

  public Anisotropy plus(Anisotropy other) {
    return new Anisotropy(
        xx + other.xx, yy + other.yy, zz + other.zz, xy + other.xy, xz + other.xz, yz + other.yz);
  }

  public Anisotropy times(double factor) {
    return new Anisotropy(
        factor * xx, factor * yy, factor * zz, factor * xy, factor * xz, factor * yz);
  }

  /// Σ |A|, which no field A m of |m| = 1 exceeds.
  public double largestField() {
    return Math.abs(xx)
        + Math.abs(yy)
        + Math.abs(zz)
        + 2 * (Math.abs(xy) + Math.abs(xz) + Math.abs(yz));
  }

  /// Adds A m of every cell to a field, both of three components one after the other.
  public void addField(double[] m, double[] field) {
    if (equals(NONE)) {
      return;
    }
    int n = m.length / 3;
    for (int cell = 0; cell < n; cell++) {
      double x = m[cell];
      double y = m[n + cell];
      double z = m[2 * n + cell];
      field[cell] += xx * x + xy * y + xz * z;
      field[n + cell] += xy * x + yy * y + yz * z;
      field[2 * n + cell] += xz * x + yz * y + zz * z;
    }
  }

  /// Writes A m of one cell.
  public void field(double[] m, double[] field) {
    double x = m[0];
    double y = m[1];
    double z = m[2];
    field[0] = xx * x + xy * y + xz * z;
    field[1] = xy * x + yy * y + yz * z;
    field[2] = xz * x + yz * y + zz * z;
  }
}
