package onsagerflow.meso;

/// An equation whose drift has a stiff linear part with constant coefficients, diagonal in Fourier
/// space:
///
///     a(m, t) = L m + R(m, t),     (Lm)^(k) = L(k) m^(k)
///
/// A stepper may integrate L exactly and is then not limited by its fastest rate.
public interface SemiLinear extends StochasticEquation {

  /// L(k), real and even in k, per unit of time; the same for all components.
  ///
  /// @param kz,ky,kx wave vector, radians per cell; kz = 0 in two dimensions
  double symbol(double kz, double ky, double kx);

  /// The remainder R of the drift.
  ///
  /// @param t time, which the external field follows
  /// @param m state
  /// @param result receives R(m, t), per unit of time
  void remainder(double t, double[] m, double[] result);

  /// The same at time 0, for a field that is constant in time.
  default void remainder(double[] m, double[] result) {
    remainder(0, m, result);
  }
}
