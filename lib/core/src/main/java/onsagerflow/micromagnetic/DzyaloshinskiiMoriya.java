package onsagerflow.micromagnetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The Dzyaloshinskii–Moriya interaction, of an interface whose normal is z or of the bulk,
///
///     interface  E = ∫ D (m_z ∇·m − (m·∇) m_z) dV,   bulk  E = ∫ D m·(∇×m) dV
///
/// as a sum over pairs of neighbours, `E = V Σ (D_ij/d) e·(m_i×m_j)`, with e = ẑ×r̂ at an interface
/// and −r̂ in the bulk, r̂ from i to j. Between two materials D_ij is the harmonic mean of D.
///
/// At a surface exchange and this term together want `∂m/∂n = (D/2A) m×e`. Where a cell has no
/// neighbour its place is taken by an image that obeys this, as in Mumax3: of both terms an energy
/// density `−(D²/4A) (1 − (m·e)²)` is left.
///
/// Bogdanov and Rößler, Phys. Rev. Lett. 87, 037203 (2001); Rohart and Thiaville, Phys. Rev. B 88,
/// 184422 (2013); Vansteenkiste et al., AIP Advances 4, 107133 (2014).
public final class DzyaloshinskiiMoriya extends QuadraticEnergy {

  /// Where the interaction comes from.
  public enum Origin {
    INTERFACE,
    BULK;

    /// D of a material, J/m².
    double strength(Material of) {
      return this == BULK ? of.bulkDmi() : of.interfacialDmi();
    }
  }

  /// Axes along which there are bonds, and the axis of e of each with its sign.
  private enum Along {
    INTERFACE_X(0, 1, 1),
    INTERFACE_Y(1, 0, -1),
    BULK_X(0, 0, -1),
    BULK_Y(1, 1, -1),
    BULK_Z(2, 2, -1);

    private final int axis;
    private final int e;
    private final int sign;

    Along(int axis, int e, int sign) {
      this.axis = axis;
      this.e = e;
      this.sign = sign;
    }

    private boolean is(Origin origin) {
      return name().startsWith(origin.name());
    }
  }

  /// The pairs of neighbours along one axis.
  private record Part(Along along, Bonds bonds) {}

  private final Origin origin;
  private final double[] inverse;
  private final List<Part> parts = new ArrayList<>();
  private final double[][] surface; // along each axis, field by component of m
  private final double strongest;

  public DzyaloshinskiiMoriya(Sample sample, Origin origin) {
    super(sample);
    this.origin = origin;
    this.inverse = sample.inverseSaturation();
    this.surface = new double[3][sample.grid().size()];
    double[] d = sample.values(origin::strength);
    double rate = 0;
    for (var along : Along.values()) {
      if (along.is(origin)) {
        double edge = Bonds.axis(sample.mesh(), along.axis).edge();
        var bonds = new Bonds(sample, along.axis, (i, j) -> harmonicMean(d[i], d[j]) / edge);
        parts.add(new Part(along, bonds));
        rate += 2 * bonds.strongest();
        addSurface(sample, along);
      }
    }
    double atSurface = sample.largest(of -> 2 * energyAtSurface(of));
    this.strongest = (rate + 6 * atSurface) * sample.largest(material -> 1 / material.saturation());
  }

  /// Of two numbers of one sign, which is that of the mean; 0 of others.
  private static double harmonicMean(double a, double b) {
    return Math.signum(a) * (a * b <= 0 ? 0 : 2 * a * b / Math.abs(a + b));
  }

  private double energyAtSurface(Material of) {
    double d = origin.strength(of);
    return d == 0 ? 0 : d * d / (4 * of.exchange());
  }

  private void addSurface(Sample sample, Along along) {
    double[] density = sample.values(this::energyAtSurface);
    for (int i = 0; i < density.length; i++) {
      double field = 2 * inverse[i] * density[i] * Bonds.missing(sample, along.axis, i);
      for (int c = 0; c < 3; c++) {
        surface[c][i] += c == along.e ? 0 : field;
      }
    }
  }

  /// B_i = (1/M_i) Σ_j (D_ij/d) e×m_j, and what is left of images.
  @Override
  public void addField(double[][] m, double[][] b, int from, int to) {
    for (var part : parts) {
      int sign = part.along.sign;
      int next = (part.along.e + 1) % 3;
      int last = (part.along.e + 2) % 3;
      // e×m has −m_last along next, and m_next along last
      part.bonds.addCentral(-sign, m[last], inverse, b[next], from, to);
      part.bonds.addCentral(sign, m[next], inverse, b[last], from, to);
    }
    for (int c = 0; c < 3; c++) {
      add(surface[c], m[c], b[c], from, to);
    }
  }

  private static void add(double[] factor, double[] m, double[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      b[i] += factor[i] * m[i];
    }
  }

  @Override
  public double strongestField() {
    return strongest;
  }

  @Override
  public String identity() {
    return "DMI, " + origin.name().toLowerCase(Locale.ROOT);
  }
}
