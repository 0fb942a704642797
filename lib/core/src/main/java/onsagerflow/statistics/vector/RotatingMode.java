package onsagerflow.statistics.vector;

/// A damped rotating mode, fitted to the periodogram of its amplitude.
///
///     da = (iω₀ − Γ) a dt + √(2Γσ²) dW,   ⟨a(t) a*(0)⟩ = σ² e^{iω₀t − Γ|t|}
///
/// Its spectrum is a Lorentzian about ω₀ of half width Γ at half height. Seen N times, Δt apart,
/// the mean of the periodogram (Δt/N) |Σ_t a(t) e^{−iωt}|² is that of all aliases, and smeared by
/// the finite time:
///
///     I(ω) = σ²Δt [2 Re s(q) − 1],  s(q) = Σ_{j<N} (1 − j/N) qʲ,  q = e^{−ΓΔt + i(ω₀ − ω)Δt}
///
/// which the fit holds against the data, so that neither biases it. It maximises Whittle's
/// likelihood −Σ_ω [ln I(ω) + P(ω)/I(ω)]: Whittle, Ark. Mat. 2, 423 (1953); with this mean Sykulski
/// et al., Biometrika 106, 251 (2019).
///
/// @param frequency ω₀, radians per unit of time; of (m₁ + i m₂) about an axis e it is positive
///   where m turns about e by the right-hand rule, as −m × H does for H along e
/// @param width Γ
/// @param weight σ²
record RotatingMode(double frequency, double width, double weight) {

  private static final int ITERATIONS = 200;
  private static final double STEP = 1e-4; // of the differences, in units of Γ
  private static final double DONE = 1e-10;

  /// Fits a mode.
  ///
  /// @param power mean periodogram at ω = 2πj/(NΔt), j = 0 … N − 1
  /// @param interval Δt
  static RotatingMode fit(double[] power, double interval) {
    double[] at = start(power); // ω₀Δt and ln ΓΔt
    double best = misfit(power, at);
    for (int i = 0; i < ITERATIONS; i++) {
      double[] step = newton(power, at);
      double length = Math.hypot(step[0] / Math.exp(at[1]), step[1]);
      double scale = Math.min(1, 1 / length); // at most a width, or a factor e
      double[] next = at;
      double value = best;
      while (scale * length > DONE) {
        next = new double[] {at[0] + scale * step[0], at[1] + scale * step[1]};
        value = misfit(power, next);
        if (value < best) {
          break;
        }
        scale /= 2;
      }
      if (!(value < best)) {
        break;
      }
      at = next;
      best = value;
    }
    double frequency = Math.IEEEremainder(at[0], 2 * Math.PI);
    return new RotatingMode(
        frequency / interval, Math.exp(at[1]) / interval, weight(power, at) / interval);
  }

  /// From the correlation at one step, which the periodogram holds as its transform.
  private static double[] start(double... power) {
    double real = 0;
    double imaginary = 0;
    double total = 0;
    for (int j = 0; j < power.length; j++) {
      double angle = 2 * Math.PI * j / power.length;
      real += power[j] * Math.cos(angle);
      imaginary += power[j] * Math.sin(angle);
      total += power[j];
    }
    double correlation = Math.clamp(Math.hypot(real, imaginary) / total, 1e-6, 1 - 1e-9);
    return new double[] {Math.atan2(imaginary, real), Math.log(-Math.log(correlation))};
  }

  /// A step of Newton's in both, or of steepest descent where the curvature is not positive.
  private static double[] newton(double[] power, double... at) {
    double h = STEP * Math.exp(at[1]);
    double k = STEP;
    double centre = misfit(power, at);
    double right = misfit(power, at[0] + h, at[1]);
    double left = misfit(power, at[0] - h, at[1]);
    double up = misfit(power, at[0], at[1] + k);
    double down = misfit(power, at[0], at[1] - k);
    double both =
        misfit(power, at[0] + h, at[1] + k)
            - misfit(power, at[0] + h, at[1] - k)
            - misfit(power, at[0] - h, at[1] + k)
            + misfit(power, at[0] - h, at[1] - k);
    double gx = (right - left) / (2 * h);
    double gy = (up - down) / (2 * k);
    double xx = (right - 2 * centre + left) / (h * h);
    double yy = (up - 2 * centre + down) / (k * k);
    double xy = both / (4 * h * k);
    double determinant = xx * yy - xy * xy;
    if (xx > 0 && determinant > 0) {
      return new double[] {(xy * gy - yy * gx) / determinant, (xy * gx - xx * gy) / determinant};
    }
    double width = Math.exp(at[1]);
    double slope = Math.hypot(gx * width, gy);
    return new double[] {-gx * width * width / slope, -gy / slope};
  }

  /// −2/N ln likelihood but for a constant, at the best σ².
  private static double misfit(double[] power, double... at) {
    double sum = 0;
    for (int j = 0; j < power.length; j++) {
      sum += Math.log(shape(j, power.length, at));
    }
    return sum / power.length + Math.log(weight(power, at));
  }

  /// σ²Δt, which scales I to the data.
  private static double weight(double[] power, double... at) {
    double sum = 0;
    for (int j = 0; j < power.length; j++) {
      sum += power[j] / shape(j, power.length, at);
    }
    return sum / power.length;
  }

  /// I/σ²Δt at a frequency of the periodogram.
  private static double shape(int j, int n, double... at) {
    double width = Math.exp(at[1]);
    double angle = at[0] - 2 * Math.PI * j / n;
    double r = Math.exp(-width);
    double[] q = {r * Math.cos(angle), r * Math.sin(angle)};
    double[] p = {1 - q[0], -q[1]};
    double rn = Math.exp(-width * n);
    double[] rest = {1 - rn * Math.cos(angle * n), -rn * Math.sin(angle * n)};
    double[] inverse = over(new double[] {1, 0}, p);
    double[] correction = over(over(times(q, rest), p), p);
    return 2 * (inverse[0] - correction[0] / n) - 1;
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

  /// As an array, for functions of rows.
  double get(int number) {
    return switch (number) {
      case 0 -> frequency;
      case 1 -> width;
      default -> weight;
    };
  }
}
