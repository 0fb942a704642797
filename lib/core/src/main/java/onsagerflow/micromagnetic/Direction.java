package onsagerflow.micromagnetic;

/// A vector of unit length.
public record Direction(double x, double y, double z) {

  public static final Direction X = new Direction(1, 0, 0);
  public static final Direction Y = new Direction(0, 1, 0);
  public static final Direction Z = new Direction(0, 0, 1);

  private static final double LENGTH_ERROR = 1e-12;
  private static final double ROUNDING = 1e-15;

  public Direction {
    if (!(Math.abs(x * x + y * y + z * z - 1) <= LENGTH_ERROR)) {
      throw new IllegalArgumentException(
          "a direction has length 1, got (%s, %s, %s)".formatted(x, y, z));
    }
  }

  /// That of a vector of any length but zero; one that is a direction but for rounding stays as it
  /// is.
  public static Direction of(double x, double y, double z) {
    double square = x * x + y * y + z * z;
    double length = Math.abs(square - 1) <= ROUNDING ? 1 : Math.sqrt(square);
    if (!(length > 0) || !Double.isFinite(length)) {
      throw new IllegalArgumentException(
          "a direction needs a vector, got (%s, %s, %s)".formatted(x, y, z));
    }
    return new Direction(x / length, y / length, z / length);
  }

  public double dot(Direction other) {
    return x * other.x + y * other.y + z * other.z;
  }

  /// The direction of this × other.
  public Direction cross(Direction other) {
    return of(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
  }
}
