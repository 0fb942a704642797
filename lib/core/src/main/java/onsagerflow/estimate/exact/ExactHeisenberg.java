package onsagerflow.estimate.exact;

import onsagerflow.field.Kernel;
import onsagerflow.field.vector.VectorTrajectory;
import onsagerflow.meso.vector.VectorEntropySlope;
import onsagerflow.meso.vector.VectorMobility;

/// The exact functions of Heisenberg spins whose coupling reaches far, in blocks of v (PHYSICS §6):
///
///     K∥ = λγ · 2|m|/ξ,   K⊥ = λγ (1 − |m|/ξ),   s′ = Tξ − (T/2v) d/d|m| ln[ξ′ (ξ/|m|)²],   J = Ĵ_B
///
/// with ξ = L⁻¹(|m|), and the precession γ.
///
/// @param blockKernel Ĵ_B, from `KacKernel.blockKernel`
/// @param temperature T
/// @param damping λ
/// @param gyromagnetic γ
public record ExactHeisenberg(
    Kernel blockKernel, double temperature, double damping, double gyromagnetic) {

  /// K∥ and K⊥.
  public VectorMobility mobility() {
    return VectorMobility.kac(damping, gyromagnetic);
  }

  /// s′(|m|) in the gauge of [#blockKernel].
  ///
  /// @param cellVolume v
  public VectorEntropySlope entropySlope(int cellVolume) {
    return VectorEntropySlope.langevin(temperature).withFiniteBlock(temperature, cellVolume);
  }

  /// The |m| below which the central fraction of all cells lies.
  static double range(VectorTrajectory data, double fraction) {
    return ExactHeatBath.central(data.norm(), fraction);
  }
}
