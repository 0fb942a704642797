package onsagerflow.meso;

/// The mobility K(m, φ) of eq. (5), φ = J*m + h; K → β for free spins.
public interface Mobility {

  /// K(m, φ).
  double at(double m, double phi);

  /// ∂K/∂m at fixed φ.
  double slope(double m, double phi);
}
