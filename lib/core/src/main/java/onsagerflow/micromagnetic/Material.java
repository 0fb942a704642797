package onsagerflow.micromagnetic;

import java.util.List;

/// What a ferromagnet is made of.
///
/// @param saturation M_s, A/m
/// @param exchange A, J/m
/// @param damping Gilbert's α
/// @param uniaxial its preferred axis
/// @param cubic its preferred axes
/// @param interfacialDmi D of an interface whose normal is z, J/m²
/// @param bulkDmi D of a crystal without inversion, J/m²
public record Material(
    double saturation,
    double exchange,
    double damping,
    Uniaxial uniaxial,
    Cubic cubic,
    double interfacialDmi,
    double bulkDmi) {

  private static final double LARGEST_SATURATION = 1e8;
  private static final double LARGEST_EXCHANGE = 1e-6;
  private static final double LARGEST_ANISOTROPY = 1e12;
  private static final double LARGEST_DMI = 10;

  /// Energy density `−K₁ (m·n)² − K₂ (m·n)⁴`.
  ///
  /// @param first,second K₁ and K₂, J/m³
  /// @param axis n
  public record Uniaxial(double first, double second, Direction axis) {
    static final Uniaxial NONE = new Uniaxial(0, 0, Direction.Z);

    public Uniaxial {
      require("K1", first, -LARGEST_ANISOTROPY, LARGEST_ANISOTROPY, "J/m3");
      require("K2", second, -LARGEST_ANISOTROPY, LARGEST_ANISOTROPY, "J/m3");
    }
  }

  /// Energy density `K₁ (a²b² + b²c² + c²a²) + K₂ a²b²c² + K₃ (a⁴b⁴ + b⁴c⁴ + c⁴a⁴)`, with a, b, c
  /// the parts of m along three axes.
  ///
  /// @param strengths K₁, K₂, K₃, J/m³
  /// @param a,b two of the axes, at right angles
  public record Cubic(List<Double> strengths, Direction a, Direction b) {
    static final Cubic NONE = new Cubic(List.of(0.0, 0.0, 0.0), Direction.X, Direction.Y);

    public Cubic {
      strengths = List.copyOf(strengths);
      if (strengths.size() != 3) {
        throw new IllegalArgumentException(
            "a cubic anisotropy has three strengths, got " + strengths);
      }
      strengths.forEach(k -> require("Kc", k, -LARGEST_ANISOTROPY, LARGEST_ANISOTROPY, "J/m3"));
      if (!(Math.abs(a.dot(b)) < 1e-9)) {
        throw new IllegalArgumentException(
            "cubic axes stand at right angles, got %s and %s".formatted(a, b));
      }
    }
  }

  public Material {
    require("saturation", saturation, Double.MIN_VALUE, LARGEST_SATURATION, "A/m");
    require("exchange", exchange, 0, LARGEST_EXCHANGE, "J/m");
    require("damping", damping, 0, Double.MAX_VALUE, "");
    require("interfacial DMI", interfacialDmi, -LARGEST_DMI, LARGEST_DMI, "J/m2");
    require("bulk DMI", bulkDmi, -LARGEST_DMI, LARGEST_DMI, "J/m2");
    if (exchange == 0 && (interfacialDmi != 0 || bulkDmi != 0)) {
      throw new IllegalArgumentException(
          "DMI of %s J/m2 needs exchange, got 0 J/m"
              .formatted(interfacialDmi != 0 ? interfacialDmi : bulkDmi));
    }
  }

  /// Without anisotropy and DMI.
  public Material(double saturation, double exchange, double damping) {
    this(saturation, exchange, damping, Uniaxial.NONE, Cubic.NONE, 0, 0);
  }

  /// With `−K₁ (m·n)²`.
  public Material withUniaxial(double first, double x, double y, double z) {
    return with(new Uniaxial(first, 0, Direction.of(x, y, z)));
  }

  /// With another preferred axis.
  public Material with(Uniaxial other) {
    return new Material(saturation, exchange, damping, other, cubic, interfacialDmi, bulkDmi);
  }

  /// With other preferred axes.
  public Material with(Cubic other) {
    return new Material(saturation, exchange, damping, uniaxial, other, interfacialDmi, bulkDmi);
  }

  /// With D of an interface.
  public Material withInterfacialDmi(double d) {
    return new Material(saturation, exchange, damping, uniaxial, cubic, d, bulkDmi);
  }

  /// With D of the bulk.
  public Material withBulkDmi(double d) {
    return new Material(saturation, exchange, damping, uniaxial, cubic, interfacialDmi, d);
  }

  private static void require(String what, double value, double least, double most, String unit) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s lies between %s and %s %s, got %s"
              .formatted(
                  what, least == Double.MIN_VALUE ? "0 (not included)" : least, most, unit, value)
              .replace("  ", " "));
    }
  }
}
