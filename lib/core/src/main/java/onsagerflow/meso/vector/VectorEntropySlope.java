package onsagerflow.meso.vector;

import onsagerflow.meso.Table;

/// The slope s′ of the entropy term of vector spins, whose drift is −K·(s′(|m|) m̂ − J*m − h): a
/// function of the length |m| in [0, 1).
///
/// It diverges towards |m| = 1 as ξ = L⁻¹(|m|) does ([Langevin#inverse]); what is tabulated and
/// interpolated is [#ratio], which does not.
public interface VectorEntropySlope {

  /// s′/ξ: T of independent spins, finite for every length from 0 to 1.
  double ratio(double length);

  /// s′(|m|); infinite at 1 where s′/ξ is not zero.
  default double at(double length) {
    return length == 0 ? 0 : ratio(length) * Langevin.inverse(length);
  }

  /// s′ = Tξ, exact for spins that are independent in the field of the others.
  static VectorEntropySlope langevin(double temperature) {
    return new LangevinSlope(temperature);
  }

  /// s′ from a table over |m|: linear in ξ = L⁻¹(|m|) between its points and 0, and s′ − Tξ
  /// constant beyond the last, so that it bends and diverges as it should.
  ///
  /// @param table points in [0, 1)
  /// @param temperature T of the system
  /// @throws IllegalArgumentException if a point is none of those, or s′(0) is not 0
  static VectorEntropySlope of(Table table, double temperature) {
    return new TabulatedSlope(table, temperature);
  }

  /// s′ = a|m| + b|m|³, the slope of Landau's polynomial.
  static VectorEntropySlope landau(double linear, double cubic) {
    return new LandauSlope(linear, cubic);
  }

  /// This slope with the number of states of a block of v spins in it.
  ///
  /// The probability of a block's m is, by the saddle point of v independent unit vectors,
  /// proportional to √(ξ′) (ξ/|m|) e^(−vs/T) with s′ = Tξ, so that s′ is less by
  ///
  ///     (T/2v) d/d|m| ln[ξ′ (ξ/|m|)²],
  ///
  /// to a relative 0.6/v² of what v unit vectors have exactly.
  ///
  /// Add it to a *bare* s′, such as [#langevin], or one learned from conditional drifts; one that is
  /// read off a histogram contains it already.
  default VectorEntropySlope withFiniteBlock(double temperature, int cellVolume) {
    return new FiniteBlockSlope(this, temperature, cellVolume);
  }

  /// See [#langevin].
  record LangevinSlope(double temperature) implements VectorEntropySlope {
    public LangevinSlope {
      if (!(temperature > 0)) {
        throw new IllegalArgumentException("an entropy needs T > 0, got T = " + temperature);
      }
    }

    @Override
    public double ratio(double length) {
      return temperature;
    }
  }

  /// See [#landau].
  record LandauSlope(double linear, double cubic) implements VectorEntropySlope {
    @Override
    public double ratio(double length) {
      return (linear + cubic * length * length) * Langevin.ratio(length);
    }

    @Override
    public double at(double length) {
      return (linear + cubic * length * length) * length;
    }

    /// This slope: Landau's free energy is that of a block.
    @Override
    public VectorEntropySlope withFiniteBlock(double temperature, int cellVolume) {
      return this;
    }
  }

  /// See [#withFiniteBlock].
  record FiniteBlockSlope(VectorEntropySlope bare, double temperature, int cellVolume)
      implements VectorEntropySlope {
    public FiniteBlockSlope {
      if (!(temperature > 0) || cellVolume < 1) {
        throw new IllegalArgumentException(
            "a block needs T > 0 and spins, got T = " + temperature + ", v = " + cellVolume);
      }
    }

    @Override
    public double ratio(double length) {
      return bare.ratio(length)
          - temperature
              / (2 * cellVolume)
              * Langevin.logOfStatesSlope(length)
              * Langevin.ratio(length);
    }
  }
}
