package onsagerflow.meso;

/// K(m) as learned.
final class TabulatedMobility implements Mobility {

  private final UniformTable table;

  TabulatedMobility(Table source) {
    for (int i = 0; i < source.size(); i++) {
      if (source.value(i) < 0) {
        throw new IllegalArgumentException(
            "mobility must not be negative, got K = " + source.value(i) + " at m = " + source.m(i));
      }
    }
    this.table = UniformTable.of(source);
  }

  @Override
  public double at(double m, double phi) {
    return table.at(m);
  }

  @Override
  public void at(double[] m, double[] phi, double[] k, int from, int to) {
    table.at(m, k, from, to);
  }

  @Override
  public double slope(double m, double phi) {
    return table.slope(m);
  }

  @Override
  public String toString() {
    return "mobility K(m), " + table;
  }
}
