package onsagerflow.atomistic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import onsagerflow.field.Grid;
import onsagerflow.llg.PairTerm;

/// The Dzyaloshinskii–Moriya interaction of nearest neighbours, `E = Σ D_ij·(s_i×s_j)` over bonds,
/// which favours spirals of one handedness.
///
/// D_ij lies along the bond, D r̂, in the bulk of crystals without inversion, and across it, D ẑ×r̂
/// of bonds in the plane, at an interface.
public final class Dzyaloshinskii implements PairTerm {

  /// How D_ij lies to the bond.
  public enum Form {
    /// Along it, in all directions.
    BULK,
    /// Across it and in the plane, for bonds in the plane.
    INTERFACE
  }

  /// A neighbour and D_ij of the bond to it.
  private record Bond(Neighbour neighbour, double dx, double dy, double dz) {}

  private final double strength;
  private final Form form;
  private final List<Bond> bonds = new ArrayList<>();
  private final double[] copied;

  /// @param strength D of every bond
  /// @throws IllegalArgumentException if it is not finite, or the lattice is too small
  public Dzyaloshinskii(Grid grid, double strength, Form form) {
    if (!Double.isFinite(strength)) {
      throw new IllegalArgumentException("D must be finite, got " + strength);
    }
    this.strength = strength;
    this.form = form;
    this.copied = new double[grid.size()];
    for (int sign = -1; sign <= 1; sign += 2) {
      double d = sign * strength;
      var alongX = new Neighbour(grid, 0, 0, sign);
      var alongY = new Neighbour(grid, 0, sign, 0);
      if (form == Form.BULK) {
        bonds.add(new Bond(alongX, d, 0, 0));
        bonds.add(new Bond(alongY, 0, d, 0));
        if (grid.dimensions() == 3) {
          bonds.add(new Bond(new Neighbour(grid, sign, 0, 0), 0, 0, d));
        }
      } else {
        bonds.add(new Bond(alongX, 0, d, 0)); // ẑ×x̂ = ŷ
        bonds.add(new Bond(alongY, -d, 0, 0));
      }
    }
  }

  /// H_i = Σ_j D_ij×s_j, since E = −Σ s_i·(D_ij×s_j) over bonds.
  @Override
  public void addField(double[][] s, double[][] h, int from, int to) {
    for (var bond : bonds) {
      for (int c = 0; c < 3; c++) {
        bond.neighbour.copy(s[c], copied, from, to);
        double[] d = {bond.dx, bond.dy, bond.dz};
        int next = (c + 1) % 3;
        int last = (c + 2) % 3;
        // (D×s)_next = D_last s_c − …, (D×s)_last = … − D_next s_c
        add(d[last], copied, h[next], from, to);
        add(-d[next], copied, h[last], from, to);
      }
    }
  }

  private static void add(double strength, double[] copied, double[] h, int from, int to) {
    if (strength == 0) {
      return;
    }
    for (int i = from; i < to; i++) {
      h[i] += strength * copied[i];
    }
  }

  @Override
  public void addResponse(int cell, double dx, double dy, double dz, double[][] h) {
    for (var bond : bonds) {
      int other = bond.neighbour.of(cell);
      if (other >= 0) { // D of the bond from there is the opposite
        h[0][other] -= bond.dy * dz - bond.dz * dy;
        h[1][other] -= bond.dz * dx - bond.dx * dz;
        h[2][other] -= bond.dx * dy - bond.dy * dx;
      }
    }
  }

  @Override
  public double strongestField() {
    return bonds.size() * Math.abs(strength);
  }

  @Override
  public String identity() {
    return "DMI %s %s".formatted(strength, form.name().toLowerCase(Locale.ROOT));
  }
}
