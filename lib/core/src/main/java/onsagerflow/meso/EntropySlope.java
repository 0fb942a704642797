package onsagerflow.meso;

import onsagerflow.field.function.Logarithm;

/// The slope s′(m) of the entropy term in eq. (7), an odd function; T artanh(m) for mean-field
/// spins.
public interface EntropySlope {

  /// s′(m), finite for every |m| ≤ 1.
  double at(double m);

  /// s′ of cells `from` to `to`, the last not included.
  ///
  /// @param slope receives the values; may not be m
  default void at(double[] m, double[] slope, int from, int to) {
    for (int cell = from; cell < to; cell++) {
      slope[cell] = at(m[cell]);
    }
  }

  /// ds′/dm.
  double derivative(double m);

  /// What s′ holds beyond the entropy of independent spins: s′(m) − T artanh(m), for |m| < 1.
  ///
  /// It is smooth where both terms diverge, and zero for mean-field spins.
  default double remainder(double m, double temperature) {
    return at(m) - temperature * artanh(m);
  }

  /// The remainders of cells `from` to `to`, the last not included.
  ///
  /// @param rest receives the values; may be m
  default void remainder(double[] m, double temperature, double[] rest, int from, int to) {
    for (int cell = from; cell < to; cell++) {
      rest[cell] = remainder(m[cell], temperature);
    }
  }

  /// s′ = T artanh(m), its argument clamped at ±(1 − 1/(2v)).
  ///
  /// A block of v spins has no magnetisation between 1 − 2/v and 1, so the clamp touches no state
  /// that the spins can tell apart; it keeps s′ finite and its slope below about vT.
  static EntropySlope meanField(double temperature, int cellVolume) {
    return new ArtanhSlope(
        temperature,
        cellVolume,
        UniformTable.of(new Table(new double[] {-1, 1}, new double[2], new double[2])));
  }

  /// s′ from a table: its remainder s′(m) − T artanh(m) is interpolated linearly (constant beyond
  /// the ends), so that s′ bends and diverges between and beyond the points as it should. The
  /// argument of artanh is clamped at ±(1 − 1/(2v)).
  ///
  /// @param temperature T of the system
  /// @param cellVolume v, spins of one cell
  static EntropySlope of(Table table, double temperature, int cellVolume) {
    return ArtanhSlope.of(table, temperature, cellVolume);
  }

  /// This slope with Stirling's correction −T m/(v(1 − m²)) added: the √(1 − m²) in the number of
  /// states of a block of v spins. Its argument, too, is clamped at ±(1 − 1/(2v)).
  ///
  /// Add it to a *bare* s′: T artanh(m), or one learned from conditional drifts `∂m/∂t = −K(s′ −
  /// φ)` (the mean drift of a block is exactly that of T artanh(m), whatever v). An s′ read off a
  /// histogram of block magnetisations contains it already.
  default EntropySlope withStirling(double temperature, int cellVolume) {
    return new StirlingSlope(this, temperature, cellVolume);
  }

  /// The inverse hyperbolic tangent.
  static double artanh(double m) {
    return 0.5 * Math.log((1 + m) / (1 - m));
  }

  /// The inverse hyperbolic tangents of numbers `from` to `to`, the last not included, in their
  /// places.
  static void artanh(double[] m, int from, int to) {
    for (int i = from; i < to; i++) {
      m[i] = (1 + m[i]) / (1 - m[i]);
    }
    Logarithm.apply(m, from, to);
    for (int i = from; i < to; i++) {
      m[i] *= 0.5;
    }
  }

  /// The largest |m| at which the divergent terms of s′ are evaluated.
  static double edge(int cellVolume) {
    return 1 - 0.5 / cellVolume;
  }
}
