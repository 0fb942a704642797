package onsagerflow.meso;

/// A slope s′ and Stirling's correction −T m/(v(1 − m²)).
final class StirlingSlope implements EntropySlope {

  private final EntropySlope bare;
  private final double weight;
  private final double edge;

  StirlingSlope(EntropySlope bare, double temperature, int cellVolume) {
    this.bare = bare;
    this.weight = temperature / cellVolume;
    this.edge = EntropySlope.edge(cellVolume);
  }

  @Override
  public double at(double m) {
    return bare.at(m) - correction(m);
  }

  @Override
  public double derivative(double m) {
    double square = 1 - m * m;
    double slope = Math.abs(m) < edge ? weight * (1 + m * m) / (square * square) : 0;
    return bare.derivative(m) - slope;
  }

  @Override
  public double remainder(double m, double temperature) {
    return bare.remainder(m, temperature) - correction(m);
  }

  private double correction(double m) {
    double inside = Math.min(Math.max(m, -edge), edge);
    return weight * inside / (1 - inside * inside);
  }

  @Override
  public String toString() {
    return bare + ", less Stirling's correction";
  }
}
