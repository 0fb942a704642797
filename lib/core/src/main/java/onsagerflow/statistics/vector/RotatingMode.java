package onsagerflow.statistics.vector;

/// A damped mode, and what its periodogram looks like.
///
///     da = (iω₀ − Γ) a dt + √(2Γσ²) dW,   ⟨a(t) a*(0)⟩ = σ² e^{iω₀t − Γ|t|}
///
/// Its spectrum is a Lorentzian about ω₀ of half width Γ at half height; that of a real amplitude,
/// which swings, has another one about −ω₀. Seen N times, Δt apart, the mean of the periodogram
/// (Δt/N) |Σ_t a(t) e^{−iωt}|² is that of all aliases, and smeared by the finite time:
///
///     I(ω) = σ²Δt [2 Re s(q) − 1],  s(q) = Σ_{j<N} (1 − j/N) qʲ,  q = e^{−ΓΔt + i(ω₀ − ω)Δt}
///
/// @param frequency ω₀, radians per unit of time; of (m₁ + i m₂) about an axis e it is positive
///   where m turns about e by the right-hand rule, as −m × H does for H along e
/// @param width Γ
/// @param weight σ², the area of the peak, or of both of a real amplitude
record RotatingMode(double frequency, double width, double weight) {

  /// I/σ²Δt of one sense.
  ///
  /// @param n N
  /// @param step e^{−ΓΔt}
  /// @param end e^{−NΓΔt}
  record Shape(int n, double step, double end) {

    /// @param width ΓΔt
    static Shape of(int n, double width) {
      return new Shape(n, Math.exp(-width), Math.exp(-width * n));
    }

    /// @param angle (ω₀ − ω)Δt
    double at(double angle) {
      double[] q = {step * Math.cos(angle), step * Math.sin(angle)};
      double[] p = {1 - q[0], -q[1]};
      double[] rest = {1 - end * Math.cos(angle * n), -end * Math.sin(angle * n)};
      double[] inverse = over(new double[] {1, 0}, p);
      double[] correction = over(over(times(q, rest), p), p);
      return 2 * (inverse[0] - correction[0] / n) - 1;
    }
  }

  private static double[] times(double[] a, double[] b) {
    return new double[] {a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]};
  }

  private static double[] over(double[] a, double[] b) {
    double square = b[0] * b[0] + b[1] * b[1];
    return new double[] {
      (a[0] * b[0] + a[1] * b[1]) / square, (a[1] * b[0] - a[0] * b[1]) / square
    };
  }
}
