package onsagerflow.micromagnetic;

import java.util.Arrays;

/// The demagnetising factors of a body along x, y and z: magnetised along an axis, it has the mean
/// field −N M_s. They add up to 1.
public record DemagnetisingFactors(double x, double y, double z) {

  /// Those of a box, exactly: Aharoni, J. Appl. Phys. 83, 3432 (1998).
  ///
  /// @param a,b,c edges along x, y and z, of any unit
  public static DemagnetisingFactors ofBox(double a, double b, double c) {
    if (!(a > 0 && b > 0 && c > 0)) {
      throw new IllegalArgumentException(
          "the edges of a box are positive, got %s, %s, %s".formatted(a, b, c));
    }
    return new DemagnetisingFactors(along(b, c, a), along(a, c, b), along(a, b, c));
  }

  /// Those of a mesh filled with one material, exactly.
  public static DemagnetisingFactors ofBox(Mesh mesh) {
    return ofBox(length(mesh.x()), length(mesh.y()), length(mesh.z()));
  }

  private static double length(Mesh.Axis axis) {
    return axis.cells() * axis.edge();
  }

  /// Along the third edge.
  private static double along(double a, double b, double c) {
    double r = Math.sqrt(a * a + b * b + c * c);
    double ab = Math.hypot(a, b);
    double bc = Math.hypot(b, c);
    double ac = Math.hypot(a, c);
    double sum =
        (b * b - c * c) / (2 * b * c) * Math.log((r - a) / (r + a))
            + (a * a - c * c) / (2 * a * c) * Math.log((r - b) / (r + b))
            + b / (2 * c) * Math.log((ab + a) / (ab - a))
            + a / (2 * c) * Math.log((ab + b) / (ab - b))
            + c / (2 * a) * Math.log((bc - b) / (bc + b))
            + c / (2 * b) * Math.log((ac - a) / (ac + a))
            + 2 * Math.atan(a * b / (c * r))
            + (a * a * a + b * b * b - 2 * c * c * c) / (3 * a * b * c)
            + (a * a + b * b - 2 * c * c) / (3 * a * b * c) * r
            + c / (a * b) * (ac + bc)
            - (ab * ab * ab + bc * bc * bc + ac * ac * ac) / (3 * a * b * c);
    return sum / Math.PI;
  }

  /// Those of a mesh filled with one material, by the field that its cells make.
  public static DemagnetisingFactors of(Mesh mesh) {
    var sample = new Sample(mesh, new Material(1 / Demagnetisation.MU_0, 0, 0)); // μ₀M_s = 1 T
    var field = new Demagnetisation(sample);
    var factors = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      var m = new double[3][mesh.size()];
      var b = new double[3][mesh.size()];
      Arrays.fill(m[axis], 1);
      field.prepare(m, 0);
      field.addField(m, b, 0, mesh.size());
      factors[axis] = -Arrays.stream(b[axis]).average().orElseThrow();
    }
    return new DemagnetisingFactors(factors[0], factors[1], factors[2]);
  }

  /// The largest difference from others, of the three.
  public double apartFrom(DemagnetisingFactors other) {
    return Math.max(Math.abs(x - other.x), Math.max(Math.abs(y - other.y), Math.abs(z - other.z)));
  }
}
