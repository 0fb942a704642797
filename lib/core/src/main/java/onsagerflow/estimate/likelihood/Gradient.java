package onsagerflow.estimate.likelihood;

import java.util.Arrays;

/// Derivatives by the unknowns of s′ and N, as sums over cells, before the smooth curves of
/// [LocalDrift] are expressed by knots ([#addTo]). J is summed elsewhere, by correlation of φ's.
final class Gradient {

  /// By s′ at the knots but the first, by the terms of its smooth curve, by the terms of N.
  final double[] slope;

  final double[] curve;
  final double[] noise;

  /// Derivatives by m and φ of the last cell pulled back.
  double byM;

  double byPhi;

  private final CurrentEquation equation;

  Gradient(CurrentEquation equation) {
    this.equation = equation;
    this.slope = new double[equation.entropySlope.hats().size() - 1];
    this.curve = new double[equation.entropySlope.terms()];
    this.noise = new double[equation.noise.terms()];
  }

  void clear() {
    Arrays.fill(slope, 0);
    Arrays.fill(curve, 0);
    Arrays.fill(noise, 0);
  }

  /// A derivative by s′ at m, which lies in a segment between knots.
  void addSlope(int segment, double weight, double m, double byValue) {
    double signed = m < 0 ? -byValue : byValue;
    if (segment > 0) {
      slope[segment - 1] += signed * (1 - weight);
    }
    slope[segment] += signed * weight;
  }

  /// Adds `factor` times another.
  void add(double factor, Gradient other) {
    add(slope, factor, other.slope);
    add(curve, factor, other.curve);
    add(noise, factor, other.noise);
  }

  private static void add(double[] to, double factor, double[] from) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * from[i];
    }
  }

  /// Adds `factor` times this to derivatives by all unknowns.
  ///
  /// @param noiseAt where N begins among them; s′ begins at 0
  void addTo(double[] unknowns, int noiseAt, double factor) {
    for (int i = 0; i < slope.length; i++) {
      unknowns[i] += factor * slope[i];
    }
    equation.entropySlope.addByKnot(curve, factor, unknowns);
    equation.noise.addByCoefficient(noise, factor, unknowns, noiseAt);
  }
}
