package onsagerflow.meso.vector;

import java.util.function.DoubleUnaryOperator;
import onsagerflow.field.Kernel;

/// The functions of the vector equation: K∥, K⊥, γ, s′ and J.
///
/// @param mobility K∥(|m|), K⊥(|m|)
/// @param precession γ(|m|), radians per unit of field and time
/// @param entropySlope s′(|m|), of blocks as the equation is told ([VectorOnsagerFlow])
/// @param kernel J on cell offsets, the same for all components
public record VectorLaw(
    VectorMobility mobility,
    DoubleUnaryOperator precession,
    VectorEntropySlope entropySlope,
    Kernel kernel) {

  /// Exact for spins with a Kac-type coupling, in blocks so large that they have no fluctuations.
  ///
  /// @param damping λ
  /// @param gyromagnetic γ
  public static VectorLaw kac(
      double temperature, double damping, double gyromagnetic, Kernel kernel) {
    return new VectorLaw(
        VectorMobility.kac(damping, gyromagnetic),
        length -> gyromagnetic,
        VectorEntropySlope.langevin(temperature),
        kernel);
  }

  /// Those of a learned model.
  ///
  /// @throws IllegalArgumentException as of [VectorMobility#of] and [VectorEntropySlope#of]
  public static VectorLaw of(LearnedVectorModel model) {
    return new VectorLaw(
        model.functions().mobility(),
        model.functions().precession()::at,
        model.entropySlope(),
        model.kernel());
  }
}
