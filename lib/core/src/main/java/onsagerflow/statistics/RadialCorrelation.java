package onsagerflow.statistics;

import onsagerflow.field.Grid;
import onsagerflow.field.fourier.Correlation;

/// C(r) = ⟨m(x) m(x + r)⟩ − m̄² of a field, averaged over its cells and over directions: shell b =
/// 0, 1, … has the offsets whose length is nearest to b cells, up to half the shorter edge.
final class RadialCorrelation {

  private final Correlation correlation;
  private final double[] work;
  private final int[] shellOf;
  private final double[] radius;
  private final int[] offsets;

  RadialCorrelation(Grid grid) {
    grid.requirePeriodicPlane();
    this.correlation = new Correlation(grid);
    this.work = new double[grid.size()];
    this.shellOf = new int[grid.size()];
    int shells = Math.min(grid.ny(), grid.nx()) / 2 + 1;
    this.radius = new double[shells];
    this.offsets = new int[shells];
    for (int i = 0; i < shellOf.length; i++) {
      int y = i / grid.nx();
      int x = i % grid.nx();
      double r = Math.hypot(Math.min(y, grid.ny() - y), Math.min(x, grid.nx() - x));
      shellOf[i] = (int) Math.round(r);
      if (shellOf[i] < shells) {
        radius[shellOf[i]] += r * grid.spacing();
        offsets[shellOf[i]]++;
      }
    }
    for (int shell = 0; shell < shells; shell++) {
      radius[shell] /= offsets[shell];
    }
  }

  int shells() {
    return radius.length;
  }

  /// Mean length of a shell's offsets, in lattice spacings.
  double radius(int shell) {
    return radius[shell];
  }

  /// C of every shell.
  double[] of(double[] m, double mean) {
    correlation.with(m);
    correlation.apply(m, work);
    var c = new double[radius.length];
    for (int i = 0; i < work.length; i++) {
      if (shellOf[i] < c.length) {
        c[shellOf[i]] += work[i] / m.length - mean * mean;
      }
    }
    for (int shell = 0; shell < c.length; shell++) {
      c[shell] /= offsets[shell];
    }
    return c;
  }

  /// The first radius where C vanishes, between two shells on the straight line; NaN if it stays
  /// positive.
  double firstZero(double[] c) {
    for (int shell = 1; shell < c.length; shell++) {
      if (c[shell] <= 0 && c[shell - 1] > 0) {
        double share = c[shell - 1] / (c[shell - 1] - c[shell]);
        return radius[shell - 1] + share * (radius[shell] - radius[shell - 1]);
      }
    }
    return Double.NaN;
  }
}
