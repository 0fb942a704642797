package onsagerflow.meso.vector;

import java.util.Arrays;
import onsagerflow.meso.Table;

/// s′ linear in ξ between its knots.
final class TabulatedSlope implements VectorEntropySlope {

  private final double temperature;
  private final double[] xi;
  private final double[] slope;

  TabulatedSlope(Table table, double temperature) {
    if (!(temperature > 0)) {
      throw new IllegalArgumentException("an entropy needs T > 0, got T = " + temperature);
    }
    VectorMobility.requireLengths(table, "s'");
    if (table.m(table.size() - 1) == 1) {
      throw new IllegalArgumentException("s' diverges at |m| = 1 and has no value there");
    }
    if (table.m(0) == 0 && table.value(0) != 0) {
      throw new IllegalArgumentException("s' is 0 at |m| = 0, got " + table.value(0));
    }
    int skipped = table.m(0) == 0 ? 1 : 0;
    this.temperature = temperature;
    this.xi = new double[table.size() + 1 - skipped]; // the first is 0
    this.slope = new double[xi.length];
    for (int i = 1; i < xi.length; i++) {
      xi[i] = Langevin.inverse(table.m(i - 1 + skipped));
      slope[i] = table.value(i - 1 + skipped);
    }
  }

  @Override
  public double ratio(double length) {
    double x = Langevin.inverse(length);
    int last = xi.length - 1;
    if (x >= xi[last]) {
      return temperature + (slope[last] - temperature * xi[last]) / x;
    }
    if (x < xi[1]) {
      return slope[1] / xi[1];
    }
    int found = Arrays.binarySearch(xi, x);
    int i = found >= 0 ? found : -found - 2;
    double part = (x - xi[i]) / (xi[i + 1] - xi[i]);
    return (slope[i] + part * (slope[i + 1] - slope[i])) / x;
  }

  @Override
  public String toString() {
    return "entropy slope s′ at "
        + (xi.length - 1)
        + " knots of L⁻¹(|m|), T = "
        + (float) temperature;
  }
}
