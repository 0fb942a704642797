package onsagerflow.meso;

import java.util.Locale;

/// K(m, φ) as learned.
final class FieldMobility implements Mobility {

  private static final int MOST_POINTS = 512;

  private final UniformAxis axisM;
  private final UniformAxis axisPhi;
  private final double lowM;
  private final double inverseStepM;
  private final int lastM;
  private final double lowPhi;
  private final double inverseStepPhi;
  private final int lastPhi;
  private final double[] value;

  FieldMobility(FieldTable source) {
    requireNotNegative(source);
    var m = UniformAxis.over(source.m(), MOST_POINTS);
    var phi = UniformAxis.over(source.phi(), MOST_POINTS);
    this.axisM = m;
    this.axisPhi = phi;
    this.lowM = m.low();
    this.inverseStepM = m.inverseStep();
    this.lastM = m.points() - 1;
    this.lowPhi = phi.low();
    this.inverseStepPhi = phi.inverseStep();
    this.lastPhi = phi.points() - 1;
    this.value = new double[m.points() * phi.points()];
    for (int i = 0; i < m.points(); i++) {
      for (int j = 0; j < phi.points(); j++) {
        value[i * phi.points() + j] = source.at(m.point(i), phi.point(j));
      }
    }
  }

  private static void requireNotNegative(FieldTable table) {
    var m = table.m();
    var phi = table.phi();
    for (int i = 0; i < m.length; i++) {
      for (int j = 0; j < phi.length; j++) {
        if (table.value(i, j) < 0) {
          throw new IllegalArgumentException(
              "mobility must not be negative, got K = "
                  + table.value(i, j)
                  + " at m = "
                  + m[i]
                  + ", phi = "
                  + phi[j]);
        }
      }
    }
  }

  @Override
  public double at(double m, double phi) {
    double s = inside((m - lowM) * inverseStepM, lastM);
    double t = inside((phi - lowPhi) * inverseStepPhi, lastPhi);
    int i = Math.min((int) s, lastM - 1);
    int j = Math.min((int) t, lastPhi - 1);
    int corner = i * (lastPhi + 1) + j;
    int next = corner + lastPhi + 1;
    double q = t - j;
    double below = value[corner] + q * (value[corner + 1] - value[corner]);
    double above = value[next] + q * (value[next + 1] - value[next]);
    return below + (s - i) * (above - below);
  }

  @Override
  public void at(double[] m, double[] phi, double[] k, int first, int to) {
    var inM = new Places(axisM);
    var inPhi = new Places(axisPhi);
    int row = lastPhi + 1;
    for (int from = first; from < to; from += Places.STRETCH) {
      int size = Math.min(Places.STRETCH, to - from);
      inM.find(m, from, size);
      inPhi.find(phi, from, size);
      for (int i = 0; i < size; i++) {
        int corner = inM.interval(i) * row + inPhi.interval(i);
        int next = corner + row;
        double q = inPhi.part(i);
        double below = value[corner] + q * (value[corner + 1] - value[corner]);
        double above = value[next] + q * (value[next + 1] - value[next]);
        k[from + i] = below + inM.part(i) * (above - below);
      }
    }
  }

  @Override
  public double slope(double m, double phi) {
    double s = (m - lowM) * inverseStepM;
    if (!(s >= 0 && s <= lastM)) {
      return 0;
    }
    double t = inside((phi - lowPhi) * inverseStepPhi, lastPhi);
    int i = Math.min((int) s, lastM - 1);
    int j = Math.min((int) t, lastPhi - 1);
    int corner = i * (lastPhi + 1) + j;
    int next = corner + lastPhi + 1;
    double left = value[next] - value[corner];
    double right = value[next + 1] - value[corner + 1];
    return inverseStepM * (left + (t - j) * (right - left));
  }

  @Override
  public double fieldSlope(double m, double phi) {
    double t = (phi - lowPhi) * inverseStepPhi;
    if (!(t >= 0 && t <= lastPhi)) {
      return 0;
    }
    double s = inside((m - lowM) * inverseStepM, lastM);
    int i = Math.min((int) s, lastM - 1);
    int j = Math.min((int) t, lastPhi - 1);
    int corner = i * (lastPhi + 1) + j;
    int next = corner + lastPhi + 1;
    double below = value[corner + 1] - value[corner];
    double above = value[next + 1] - value[next];
    return inverseStepPhi * (below + (s - i) * (above - below));
  }

  /// Math.clamp by predictable branches.
  private static double inside(double s, int last) {
    return s > 0 ? s < last ? s : last : 0;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "mobility K(m, φ), %d x %d points: m from %.4g to %.4g, φ from %.4g to %.4g",
        lastM + 1,
        lastPhi + 1,
        lowM,
        lowM + lastM / inverseStepM,
        lowPhi,
        lowPhi + lastPhi / inverseStepPhi);
  }
}
