package onsagerflow.meso.vector;

import onsagerflow.meso.Table;

/// The mobility tensor of a block of vector spins, K = K∥ m̂m̂ᵀ + K⊥ (1 − m̂m̂ᵀ), its two numbers
/// functions of the length |m|.
///
/// At |m| = 0 there is no direction: K∥ = K⊥ there, and (K∥ − K⊥)/|m|² is finite ([#anisotropy]),
/// so that K is a smooth function of the vector m.
public interface VectorMobility {

  /// K∥(|m|), never negative.
  double parallel(double length);

  /// K⊥(|m|), never negative.
  double perpendicular(double length);

  /// (K∥ − K⊥)/|m|², finite at 0.
  double anisotropy(double length);

  /// (dK∥/d|m|)/|m|, finite at 0.
  double parallelSlope(double length);

  /// (dK⊥/d|m|)/|m|, finite at 0.
  double perpendicularSlope(double length);

  /// Exact for spins whose field is that of the others, constant over a block (PHYSICS §6):
  ///
  ///     K∥ = λγ · 2|m|/ξ,   K⊥ = λγ (1 − |m|/ξ),   ξ = L⁻¹(|m|)
  ///
  /// @param damping λ
  /// @param gyromagnetic γ, precession per unit of field and time
  static VectorMobility kac(double damping, double gyromagnetic) {
    if (!(damping >= 0) || Double.isInfinite(damping)) {
      throw new IllegalArgumentException("damping must not be negative, got " + damping);
    }
    if (!(gyromagnetic > 0) || Double.isInfinite(gyromagnetic)) {
      throw new IllegalArgumentException(
          "the gyromagnetic ratio must be positive, got " + gyromagnetic);
    }
    return new KacMobility(damping * gyromagnetic);
  }

  /// K∥ and K⊥ from tables over |m|: interpolated are their ratios to the functions of [#kac],
  /// linear in |m|² between the points and constant beyond them, so that both go to their limits at
  /// |m| = 1 as they should.
  ///
  /// At |m| = 0 both have one value: that of the tables, if they have a point there; else the mean
  /// of both first ratios, weighted by their errors.
  ///
  /// @param parallel points in [0, 1)
  /// @param perpendicular at the same points
  /// @throws IllegalArgumentException if the points are not so, a value is negative, or K∥ and K⊥
  ///   differ at |m| = 0
  static VectorMobility of(Table parallel, Table perpendicular) {
    return new TabulatedVectorMobility(parallel, perpendicular);
  }

  /// K∥ and K⊥ constant, as in the LLB equation: at |m| = 0, where no such tensor is smooth, K∥
  /// goes to K⊥ below |m| = [Constant#CORE].
  static VectorMobility constant(double parallel, double perpendicular) {
    return new Constant(parallel, perpendicular);
  }

  /// See [#kac].
  record KacMobility(double strength) implements VectorMobility {

    @Override
    public double parallel(double length) {
      return 2 * strength * Langevin.ratio(length);
    }

    @Override
    public double perpendicular(double length) {
      return strength * (1 - Langevin.ratio(length));
    }

    @Override
    public double anisotropy(double length) {
      return strength * Langevin.ratioExcess(length);
    }

    @Override
    public double parallelSlope(double length) {
      return 2 * strength * Langevin.ratioSlope(length);
    }

    @Override
    public double perpendicularSlope(double length) {
      return -strength * Langevin.ratioSlope(length);
    }
  }

  /// See [#constant].
  record Constant(double strengthAlong, double strengthAcross) implements VectorMobility {

    /// The |m| below which a direction of m means nothing.
    public static final double CORE = 0.05;

    public Constant {
      if (!(strengthAlong >= 0) || !(strengthAcross >= 0)) {
        throw new IllegalArgumentException(
            "mobilities must not be negative, got " + strengthAlong + " and " + strengthAcross);
      }
    }

    @Override
    public double parallel(double length) {
      return length < CORE ? strengthAcross + length * length * anisotropy(length) : strengthAlong;
    }

    @Override
    public double perpendicular(double length) {
      return strengthAcross;
    }

    @Override
    public double anisotropy(double length) {
      double outside = Math.max(length, CORE);
      return (strengthAlong - strengthAcross) / (outside * outside);
    }

    @Override
    public double parallelSlope(double length) {
      return length < CORE ? 2 * anisotropy(length) : 0;
    }

    @Override
    public double perpendicularSlope(double length) {
      return 0;
    }
  }

  /// @throws IllegalArgumentException if a point of a table is no length of m
  static void requireLengths(Table table, String name) {
    if (table.m(0) < 0 || table.m(table.size() - 1) > 1) {
      throw new IllegalArgumentException(
          name
              + " is a function of |m| in [0, 1], got points from "
              + table.m(0)
              + " to "
              + table.m(table.size() - 1));
    }
  }
}
