package onsagerflow.atomistic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import onsagerflow.field.Grid;
import onsagerflow.llg.PairTerm;

/// Exchange of neighbours, `E = −Σ J_n s_i·s_j` over the bonds of each shell n, every bond once.
///
/// Shell 1 are the nearest neighbours (4 of a square, 6 of a simple cubic lattice), shell 2 those
/// at the next distance (4 and 12), and so on.
public final class NeighbourExchange implements PairTerm {

  private final double[] shells;
  private final int[] bonds; // of one site, of each shell
  private final List<Neighbour> neighbours = new ArrayList<>(); // opposite ones in turn
  private final List<Double> strengths = new ArrayList<>();
  private final double[] one; // of the neighbours on one side
  private final double[] opposite;

  /// @param shells J of each shell, from the nearest on
  /// @throws IllegalArgumentException if there is none, one is not finite, or the lattice is too
  ///   small for them
  public NeighbourExchange(Grid grid, double... shells) {
    if (shells.length == 0 || !Arrays.stream(shells).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "exchange needs a finite J for each shell, got " + Arrays.toString(shells));
    }
    this.shells = shells.clone();
    this.one = new double[grid.size()];
    this.opposite = new double[grid.size()];
    this.bonds = new int[shells.length];
    var byDistance = offsets(grid.dimensions(), shells.length);
    int shell = 0;
    for (var offsets : byDistance) {
      double strength = shells[shell];
      bonds[shell] = 2 * offsets.size();
      for (int[] offset : strength == 0 ? List.<int[]>of() : offsets) {
        for (int sign = 1; sign >= -1; sign -= 2) {
          neighbours.add(new Neighbour(grid, sign * offset[0], sign * offset[1], sign * offset[2]));
          strengths.add(strength);
        }
      }
      shell++;
    }
  }

  /// The offsets of the first shells of a lattice, one of each two opposite ones.
  private static List<List<int[]>> offsets(int dimensions, int shells) {
    int reach = shells + 1; // a shell further out along an axis is not among the first
    int across = dimensions == 3 ? reach : 0;
    var byDistance = new TreeMap<Integer, List<int[]>>();
    for (int z = -across; z <= across; z++) {
      for (int y = -reach; y <= reach; y++) {
        for (int x = -reach; x <= reach; x++) {
          int square = z * z + y * y + x * x;
          boolean first = z != 0 ? z > 0 : y != 0 ? y > 0 : x > 0;
          if (first && square <= reach * reach) {
            byDistance.computeIfAbsent(square, _ -> new ArrayList<>()).add(new int[] {z, y, x});
          }
        }
      }
    }
    return byDistance.values().stream().limit(shells).toList();
  }

  @Override
  public void addField(double[][] s, double[][] h, int from, int to) {
    for (int n = 0; n < neighbours.size(); n += 2) {
      for (int c = 0; c < 3; c++) {
        neighbours.get(n).copy(s[c], one, from, to);
        neighbours.get(n + 1).copy(s[c], opposite, from, to);
        add(strengths.get(n), one, opposite, h[c], from, to);
      }
    }
  }

  private static void add(
      double strength, double[] one, double[] other, double[] h, int from, int to) {
    for (int i = from; i < to; i++) {
      h[i] += strength * (one[i] + other[i]);
    }
  }

  @Override
  public void addResponse(int cell, double dx, double dy, double dz, double[][] h) {
    for (int n = 0; n < neighbours.size(); n++) {
      int other = neighbours.get(n).of(cell); // offsets come in opposite pairs
      if (other >= 0) {
        double strength = strengths.get(n);
        h[0][other] += strength * dx;
        h[1][other] += strength * dy;
        h[2][other] += strength * dz;
      }
    }
  }

  @Override
  public double strongestField() {
    double sum = 0;
    for (int n = 0; n < shells.length; n++) {
      sum += bonds[n] * Math.abs(shells[n]);
    }
    return sum;
  }

  @Override
  public String identity() {
    return "exchange of shells " + Arrays.toString(shells);
  }
}
