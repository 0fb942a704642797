package onsagerflow.micro;

/// The square-lattice Ising model of [NearestNeighbourIsing] solved, in zero field and units of the
/// coupling: what is known exactly of an infinite lattice.
public final class OnsagerSolution {

  private OnsagerSolution() {}

  /// Energy per spin, `−coth(2/T) [1 + (2/π)(2 tanh²(2/T) − 1) K₁(κ)]` with `κ = 2
  /// sinh(2/T)/cosh²(2/T)`; −√2 at T_c. Onsager, Phys. Rev. 65, 117 (1944).
  ///
  /// @param temperature T, other than T_c, where the formula has a limit only
  public static double energy(double temperature) {
    double k = 2 / temperature;
    double modulus = 2 * Math.sinh(k) / Math.pow(Math.cosh(k), 2);
    double tanh = Math.tanh(k);
    return -(1 + 2 / Math.PI * (2 * tanh * tanh - 1) * ellipticK(modulus)) / tanh;
  }

  /// The complete elliptic integral of the first kind, by the arithmetic–geometric mean.
  private static double ellipticK(double modulus) {
    double a = 1;
    double b = Math.sqrt(1 - modulus * modulus);
    while (Math.abs(a - b) > 1e-15) {
      double mean = (a + b) / 2;
      b = Math.sqrt(a * b);
      a = mean;
    }
    return Math.PI / 2 / a;
  }

  /// Spontaneous magnetisation, `(1 − sinh⁻⁴(2/T))^{1/8}` and 0 from T_c on. Yang, Phys. Rev. 85,
  /// 808 (1952).
  public static double magnetisation(double temperature) {
    double power = 1 - Math.pow(Math.sinh(2 / temperature), -4);
    return power > 0 ? Math.pow(power, 1.0 / 8) : 0;
  }
}
