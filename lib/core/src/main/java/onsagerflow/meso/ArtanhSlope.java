package onsagerflow.meso;

/// s′(m) = T artanh(m) + ρ(m) with a tabulated remainder ρ.
final class ArtanhSlope implements EntropySlope {

  private final double temperature;
  private final double edge;
  private final UniformTable remainder;

  ArtanhSlope(double temperature, int cellVolume, UniformTable remainder) {
    if (!(temperature > 0) || cellVolume < 1) {
      throw new IllegalArgumentException(
          "an entropy needs T > 0 and spins in a cell, got T = "
              + temperature
              + ", v = "
              + cellVolume);
    }
    this.temperature = temperature;
    this.edge = EntropySlope.edge(cellVolume);
    this.remainder = remainder;
  }

  static ArtanhSlope of(Table table, double temperature, int cellVolume) {
    double edge = EntropySlope.edge(cellVolume);
    var rho = table.value();
    for (int i = 0; i < rho.length; i++) {
      rho[i] -= temperature * EntropySlope.artanh(Math.clamp(table.m(i), -edge, edge));
    }
    var smooth = new Table(table.m(), rho, table.standardError());
    return new ArtanhSlope(temperature, cellVolume, UniformTable.of(smooth));
  }

  @Override
  public double at(double m) {
    double inside = Math.min(Math.max(m, -edge), edge);
    return temperature * EntropySlope.artanh(inside) + remainder.at(m);
  }

  @Override
  public void at(double[] m, double[] slope, int from, int to) {
    for (int cell = from; cell < to; cell++) {
      slope[cell] = Math.min(Math.max(m[cell], -edge), edge);
    }
    EntropySlope.artanh(slope, from, to);
    for (int cell = from; cell < to; cell++) {
      slope[cell] *= temperature;
    }
    remainder.add(m, slope, from, to);
  }

  @Override
  public double derivative(double m) {
    double divergent = Math.abs(m) < edge ? temperature / (1 - m * m) : 0;
    return divergent + remainder.slope(m);
  }

  @Override
  public double remainder(double m, double temperature) {
    double rho = remainder.at(m);
    return temperature == this.temperature
        ? rho
        : rho + (this.temperature - temperature) * EntropySlope.artanh(m);
  }

  @Override
  public void remainder(double[] m, double temperature, double[] rest, int from, int to) {
    if (temperature == this.temperature) {
      remainder.at(m, rest, from, to);
    } else {
      EntropySlope.super.remainder(m, temperature, rest, from, to);
    }
  }

  @Override
  public String toString() {
    return "entropy slope s′ = T artanh m + remainder, T = " + (float) temperature;
  }
}
