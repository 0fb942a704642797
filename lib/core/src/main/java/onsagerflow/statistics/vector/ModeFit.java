package onsagerflow.statistics.vector;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The fit of a [RotatingMode] to a periodogram, whose mean it knows for any interval and number of
/// frames, so that neither biases it. It maximises Whittle's likelihood −Σ_ω [ln I(ω) + P(ω)/I(ω)]:
/// Whittle, Ark. Mat. 2, 423 (1953); with this mean Sykulski et al., Biometrika 106, 251 (2019).
///
/// A line that is narrow is fitted on the frequencies around it, with a constant beside it. Farther
/// away there are other lines: that at −ω₀ of a wave whose moments go round on ellipses, and those
/// of the waves shorter than a block that blocks hold as well; the logarithm would make as much of
/// a weak one as of a strong one.
final class ModeFit {

  /// Half of the window, in widths of the line, and in frequencies of the periodogram at least.
  private static final double WIDTHS = 5;

  private static final double LEAST = 8;

  /// Half of the core of a line, in widths.
  private static final double CORE = 2;

  private static final int ROUNDS = 5;

  private final boolean swings;
  private final int n;
  private final int[] window;
  private final double[] start; // none: where the power is

  private ModeFit(boolean swings, int n, int[] window, double... start) {
    this.swings = swings;
    this.n = n;
    this.window = window;
    this.start = start;
  }

  /// A fit on all frequencies.
  ///
  /// @param swings whether the amplitude is real
  /// @param frames N
  private static ModeFit whole(boolean swings, int frames) {
    return new ModeFit(swings, frames, IntStream.range(0, frames).toArray());
  }

  /// A fit around the line of a real amplitude.
  static ModeFit swinging(double... power) {
    var whole = whole(true, power.length);
    return whole.narrowed(power, whole.of(power, 1));
  }

  /// A fit around the line of an amplitude that turns, the stronger one of two at ω₀ and −ω₀.
  static ModeFit rotating(double... power) {
    var either = whole(true, power.length).of(power, 1);
    int n = power.length;
    double excess = 0; // of the positive frequencies
    for (int j = 1; j < (n + 1) / 2; j++) {
      excess += power[j] - power[n - j];
    }
    return whole(false, n)
        .narrowed(
            power,
            new RotatingMode(
                Math.copySign(either.frequency(), excess), either.width(), either.weight()));
  }

  private ModeFit narrowed(double[] power, RotatingMode first) {
    if (!(first.weight() > 0)) {
      return this;
    }
    var fit = around(first);
    for (int round = 0; round < ROUNDS; round++) {
      var next = around(fit.of(power, 1));
      if (Arrays.equals(next.window, fit.window)) {
        break;
      }
      fit = next;
    }
    return new ModeFit(swings, n, fit.window, fit.lowest(power));
  }

  private ModeFit around(RotatingMode mode) {
    double half = Math.max(WIDTHS * mode.width(), LEAST * 2 * Math.PI / n);
    int[] near =
        IntStream.range(0, n)
            .filter(
                j -> {
                  double angle = 2 * Math.PI * j / n;
                  return isWithin(half, mode.frequency() - angle)
                      || (swings && isWithin(half, -mode.frequency() - angle));
                })
            .toArray();
    return 2 * near.length > n ? whole(swings, n) : new ModeFit(swings, n, near);
  }

  private static boolean isWithin(double half, double angle) {
    return Math.abs(Math.IEEEremainder(angle, 2 * Math.PI)) <= half;
  }

  private boolean hasFloor() {
    return window.length < n;
  }

  /// Fits.
  ///
  /// @param power mean periodogram at ω = 2πj/(NΔt), j = 0 … N − 1
  /// @param interval Δt
  /// @return a mode of no weight, whose frequency and width are NaN, where there is no power
  RotatingMode of(double[] power, double interval) {
    if (!(Arrays.stream(power).sum() > 0)) {
      return new RotatingMode(Double.NaN, Double.NaN, 0);
    }
    double[] found = lowest(power);
    var line = new Line(found);
    double frequency = Math.IEEEremainder(found[0], 2 * Math.PI) / interval;
    return new RotatingMode(
        swings ? Math.abs(frequency) : frequency,
        line.width / interval,
        (swings ? 2 : 1) * line.weight(power) / interval);
  }

  /// The share of the power about ω₀ and −ω₀ that is about −ω₀.
  static double counter(RotatingMode mode, double[] power, double interval) {
    int n = power.length;
    double half = Math.max(CORE * mode.width() * interval, 2 * Math.PI / n);
    double here = 0;
    double there = 0;
    for (int j = 0; j < n; j++) {
      if (isWithin(half, mode.frequency() * interval - 2 * Math.PI * j / n)) {
        here += power[j];
        there += power[(n - j) % n];
      }
    }
    return there / (here + there);
  }

  /// The unknowns of the highest likelihood.
  private double[] lowest(double... power) {
    var misfit = new Descent(at -> new Line(at).misfit(power));
    if (start.length > 0) {
      return misfit.from(start);
    }
    double[] one = misfit.from(unknowns(ofCorrelation(power)));
    double[] other = misfit.from(unknowns(ofPeak(power)));
    return misfit.at(other) < misfit.at(one) ? other : one;
  }

  /// ω₀Δt, ln ΓΔt, and ln of the constant where there is one.
  private double[] unknowns(double... at) {
    if (!hasFloor()) {
      return at;
    }
    double edge = Math.PI * window.length / n; // where the constant begins as high as the line
    return new double[] {at[0], at[1], Math.log(2 * Math.exp(at[1]) / (edge * edge))};
  }

  /// I/σ²Δt.
  private final class Line {
    private final double frequency;
    private final double width;
    private final RotatingMode.Shape shape;
    private final double floor;

    Line(double... unknowns) {
      frequency = unknowns[0];
      width = Math.exp(unknowns[1]);
      shape = RotatingMode.Shape.of(n, width);
      floor = hasFloor() ? Math.exp(unknowns[2]) : 0;
    }

    private double at(int j) {
      double angle = 2 * Math.PI * j / n;
      double there = shape.at(frequency - angle) + floor;
      return swings ? there + shape.at(-frequency - angle) : there;
    }

    /// σ²Δt, which scales I to the data.
    double weight(double... power) {
      double sum = 0;
      for (int j : window) {
        sum += power[j] / at(j);
      }
      return sum / window.length;
    }

    double misfit(double... power) {
      double sum = 0;
      double ratios = 0;
      for (int j : window) {
        double line = at(j);
        sum += Math.log(line);
        ratios += power[j] / line;
      }
      return sum + window.length * Math.log(ratios / window.length);
    }
  }

  /// A start from the correlations at one step and two, which the periodogram holds as its
  /// transform.
  private double[] ofCorrelation(double... power) {
    double real = 0;
    double imaginary = 0;
    double two = 0;
    double total = 0;
    for (int j : window) {
      double angle = 2 * Math.PI * j / n;
      real += power[j] * Math.cos(angle);
      imaginary += power[j] * Math.sin(angle);
      two += power[j] * Math.cos(2 * angle);
      total += power[j];
    }
    double length = inside(Math.hypot(real, imaginary) / total);
    if (!swings) {
      return new double[] {Math.atan2(imaginary, real), Math.log(-Math.log(length))};
    }
    // real: ρ cos ω₀Δt and ρ² cos 2ω₀Δt
    double square = 2 * real * real / (total * total) - two / total;
    length = inside(Math.sqrt(Math.max(square, length * length)));
    double width = -Math.log(length);
    double angle = Math.acos(Math.clamp(real / total / length, -1, 1));
    return new double[] {Math.max(angle, 0.1 * width), Math.log(width)}; // at rest is a saddle
  }

  private static double inside(double length) {
    return Math.clamp(length, 1e-6, 1 - 1e-9);
  }

  /// A start from the highest value, and the width that a Lorentzian of that height and the whole
  /// weight has.
  private double[] ofPeak(double... power) {
    int highest = window[0];
    double total = 0;
    for (int j : window) {
      total += power[j];
      highest = power[j] > power[highest] ? j : highest;
    }
    double width = 2 * total / (n * power[highest]);
    return new double[] {2 * Math.PI * highest / n, Math.log(Math.clamp(width, 1.0 / n, 3))};
  }
}
