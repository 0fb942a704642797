package onsagerflow.estimate.vector;

/// The scalar coefficients of the equation of one cell at one |m|, or their derivatives by an
/// unknown, which make the same forms.
///
/// With q = |m|² the drift is
///
///     a = −γ m × φ + K⊥ φ + κ (m·φ) m − σ m,   κ = (K∥ − K⊥)/q,
///     σ = K∥ s′/|m| − (T/v) (2 dK∥/dq + 2κ)
///
/// and the noise has the covariance 2T/v (K⊥ + κ m mᵀ) per unit of time; all of it is smooth at m =
/// 0. The last terms of σ are the Itô drift (T/v) ∇·K.
final class Terms {
  /// The unknown that these are derivatives by.
  int unknown;

  double gamma;

  /// K⊥ and its derivative by q.
  double across;

  double acrossByQ;
  double kappa;
  double kappaByQ;
  double sigma;
  double sigmaByQ;

  void clear() {
    gamma = 0;
    across = 0;
    acrossByQ = 0;
    kappa = 0;
    kappaByQ = 0;
    sigma = 0;
    sigmaByQ = 0;
  }

  /// a·b for a vector b of which its products with m, φ and m × φ are given.
  ///
  /// @param mPhi m·φ
  double drift(double mPhi, double bM, double bPhi, double bTorque) {
    return -gamma * bTorque + across * bPhi + (kappa * mPhi - sigma) * bM;
  }

  /// Writes the drift.
  void drift(double[] m, double[] phi, double[] a) {
    double onM = kappa * Vectors.dot(m, phi) - sigma;
    a[0] = -gamma * (m[1] * phi[2] - m[2] * phi[1]) + across * phi[0] + onM * m[0];
    a[1] = -gamma * (m[2] * phi[0] - m[0] * phi[2]) + across * phi[1] + onM * m[1];
    a[2] = -gamma * (m[0] * phi[1] - m[1] * phi[0]) + across * phi[2] + onM * m[2];
  }

  /// Writes A = ∂a/∂m, φ held, row by row.
  void byM(double[] m, double[] phi, double[] a) {
    double mPhi = Vectors.dot(m, phi);
    double diagonal = kappa * mPhi - sigma;
    double onMm = 2 * (kappaByQ * mPhi - sigmaByQ);
    for (int i = 0; i < 3; i++) {
      double onRow = 2 * acrossByQ * phi[i] + onMm * m[i];
      double kappaM = kappa * m[i];
      for (int j = 0; j < 3; j++) {
        a[3 * i + j] = onRow * m[j] + kappaM * phi[j];
      }
      a[4 * i] += diagonal;
    }
    addCross(a, phi, -gamma);
  }

  /// Writes B = ∂a/∂φ = K − γ [m]×.
  void byPhi(double[] m, double[] b) {
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        b[3 * i + j] = kappa * m[i] * m[j];
      }
      b[4 * i] += across;
    }
    addCross(b, m, gamma);
  }

  /// Adds c ∂(x × v)/∂x = c ε_ijk v_k.
  private static void addCross(double[] a, double[] v, double c) {
    a[1] += c * v[2];
    a[2] -= c * v[1];
    a[3] -= c * v[2];
    a[5] += c * v[0];
    a[6] += c * v[1];
    a[7] -= c * v[0];
  }

  /// Writes K.
  void mobility(double[] m, double[] k) {
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        k[3 * i + j] = kappa * m[i] * m[j];
      }
      k[4 * i] += across;
    }
  }

  /// tr[Y K] of a symmetric Y.
  ///
  /// @param trace tr Y
  /// @param along mᵀ Y m
  double mobility(double trace, double along) {
    return across * trace + kappa * along;
  }

  /// The chain rule backwards through the drift: from the derivative by a to those by m and φ.
  void pullBack(double[] m, double[] phi, double[] byA, double[] toM, double[] toPhi) {
    double mPhi = Vectors.dot(m, phi);
    double mA = Vectors.dot(m, byA);
    double phiA = Vectors.dot(phi, byA);
    double onM = 2 * (acrossByQ * phiA + (kappaByQ * mPhi - sigmaByQ) * mA);
    double onA = kappa * mPhi - sigma;
    double onPhi = kappa * mA;
    toM[0] = onM * m[0] + onPhi * phi[0] + onA * byA[0];
    toM[1] = onM * m[1] + onPhi * phi[1] + onA * byA[1];
    toM[2] = onM * m[2] + onPhi * phi[2] + onA * byA[2];
    toM[0] -= gamma * (phi[1] * byA[2] - phi[2] * byA[1]);
    toM[1] -= gamma * (phi[2] * byA[0] - phi[0] * byA[2]);
    toM[2] -= gamma * (phi[0] * byA[1] - phi[1] * byA[0]);
    toPhi[0] = across * byA[0] + onPhi * m[0] + gamma * (m[1] * byA[2] - m[2] * byA[1]);
    toPhi[1] = across * byA[1] + onPhi * m[1] + gamma * (m[2] * byA[0] - m[0] * byA[2]);
    toPhi[2] = across * byA[2] + onPhi * m[2] + gamma * (m[0] * byA[1] - m[1] * byA[0]);
  }
}
