package onsagerflow.meso;

/// An equation whose drift has a stiff linear part with constant coefficients, diagonal in Fourier
/// space:
///
///     a(m) = L m + R(m),     (Lm)^(k) = L(k) m^(k)
///
/// A stepper may integrate L exactly and is then not limited by its fastest rate.
public interface SemiLinear extends StochasticEquation {

  /// L(k), real and even in k, per unit of time.
  ///
  /// @param ky,kx wave vector, radians per cell
  double symbol(double ky, double kx);

  /// The remainder R of the drift.
  ///
  /// @param m state, `grid().size()` values
  /// @param result receives R(m), per unit of time
  void remainder(double[] m, double[] result);
}
