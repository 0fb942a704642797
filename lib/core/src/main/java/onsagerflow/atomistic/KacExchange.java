package onsagerflow.atomistic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.fourier.Convolution;
import onsagerflow.llg.PairTerm;

/// Exchange of long range, `E = −½ Σ_ij J(i−j) s_i·s_j`, by the fast Fourier transform: the field
/// is J*s. The kernels of [onsagerflow.micro.KacKernel] have Ĵ(0) = 1, and mean-field T_c = 1/3.
public final class KacExchange implements PairTerm {

  private final Kernel kernel;
  private final Grid grid;
  private final Convolution convolution;
  private final double[][] field;
  private final double strongest;
  private final List<Neighbour> neighbours = new ArrayList<>(); // found when first needed
  private final List<Double> strengths = new ArrayList<>();

  /// @param kernel J, with J(0) = 0
  /// @throws IllegalArgumentException if J(0) ≠ 0, or the kernel does not fit the lattice
  public KacExchange(Grid grid, Kernel kernel) {
    if (kernel.get(0, 0) != 0) {
      throw new IllegalArgumentException(
          "a spin does not act on itself: J(0) must be 0, got " + kernel.get(0, 0));
    }
    this.kernel = kernel;
    this.grid = grid;
    this.strongest = Arrays.stream(kernel.values()).map(Math::abs).sum();
    this.convolution = new Convolution(grid, kernel);
    this.field = new double[3][grid.size()];
  }

  @Override
  public void prepare(double[][] s, double time) {
    for (int c = 0; c < 3; c++) {
      convolution.apply(s[c], field[c]);
    }
  }

  @Override
  public void addField(double[][] s, double[][] h, int from, int to) {
    for (int c = 0; c < 3; c++) {
      add(field[c], h[c], from, to);
    }
  }

  private static void add(double[] field, double[] h, int from, int to) {
    for (int i = from; i < to; i++) {
      h[i] += field[i];
    }
  }

  @Override
  public void addResponse(int cell, double dx, double dy, double dz, double[][] h) {
    if (neighbours.isEmpty()) {
      findNeighbours();
    }
    for (int n = 0; n < neighbours.size(); n++) {
      int other = neighbours.get(n).of(cell);
      if (other >= 0) {
        double strength = strengths.get(n);
        h[0][other] += strength * dx;
        h[1][other] += strength * dy;
        h[2][other] += strength * dz;
      }
    }
  }

  private void findNeighbours() {
    int reach = kernel.radius();
    int across = kernel.dimensions() == 3 ? reach : 0;
    for (int z = -across; z <= across; z++) {
      for (int y = -reach; y <= reach; y++) {
        for (int x = -reach; x <= reach; x++) {
          if (kernel.get(z, y, x) != 0) {
            neighbours.add(new Neighbour(grid, z, y, x));
            strengths.add(kernel.get(z, y, x));
          }
        }
      }
    }
  }

  @Override
  public double strongestField() {
    return strongest;
  }

  @Override
  public String identity() {
    return "Kac exchange " + kernel.digest();
  }
}
