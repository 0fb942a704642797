package onsagerflow.field;

import java.util.Arrays;

/// A number that follows a program in time, such as the strength of an external field.
public sealed interface TimeProgram {

  /// All that makes it this program and no other: its text, in which numbers too many to write out
  /// stand by digits of theirs.
  default String identity() {
    return toString();
  }

  /// Its value at time t, sweeps.
  ///
  /// @throws IllegalArgumentException before its beginning or after its end
  double at(double t);

  /// The first time at which it is known; −∞ if always.
  default double begin() {
    return Double.NEGATIVE_INFINITY;
  }

  /// The last time at which it is known; ∞ if for ever.
  default double end() {
    return Double.POSITIVE_INFINITY;
  }

  /// `amplitude · sin(2πt/period + phase)`.
  ///
  /// @param amplitude h₀
  /// @param period 2π/ω, sweeps
  /// @param phase radians
  static TimeProgram harmonic(double amplitude, double period, double phase) {
    return new Harmonic(amplitude, period, phase);
  }

  /// Straight lines between given points; it begins at the first and ends at the last.
  ///
  /// @param times increasing, sweeps
  /// @param values at those times
  static TimeProgram linear(double[] times, double[] values) {
    return new Linear(times, values);
  }

  /// See [#harmonic].
  record Harmonic(double amplitude, double period, double phase) implements TimeProgram {
    public Harmonic {
      if (!(period > 0) || !Double.isFinite(period + amplitude + phase)) {
        throw new IllegalArgumentException(
            "a harmonic field needs a finite amplitude and phase and a positive period, got"
                + " amplitude "
                + amplitude
                + ", period "
                + period
                + " sweeps, phase "
                + phase);
      }
    }

    @Override
    public double at(double t) {
      return amplitude * Math.sin(2 * Math.PI * t / period + phase);
    }

    @Override
    public String toString() {
      return amplitude + " sin(2 pi t / " + period + (phase == 0 ? ")" : " + " + phase + ")");
    }
  }

  /// See [#linear].
  final class Linear implements TimeProgram {

    /// Rounding of times that still lie within the program, relative to its ends.
    private static final double ROUNDING = 1e-9;

    private final double[] times;
    private final double[] values;

    /// @throws IllegalArgumentException on unequal lengths, fewer than two points, times that do
    ///   not increase, or a number that is not finite
    public Linear(double[] times, double[] values) {
      if (times.length != values.length || times.length < 2) {
        throw new IllegalArgumentException(
            "a field program needs two or more times and as many values, got "
                + times.length
                + " and "
                + values.length);
      }
      requireIncreasing(times);
      for (int i = 0; i < times.length; i++) {
        if (!Double.isFinite(values[i])) {
          throw new IllegalArgumentException(
              "field h must be finite, got " + values[i] + " at t = " + times[i] + " sweeps");
        }
      }
      this.times = times.clone();
      this.values = values.clone();
    }

    static void requireIncreasing(double[] times) {
      for (int i = 0; i < times.length; i++) {
        if (!Double.isFinite(times[i]) || (i > 0 && times[i] <= times[i - 1])) {
          throw new IllegalArgumentException(
              "times of a field program must be finite and increase, got "
                  + times[i]
                  + (i > 0 ? " after " + times[i - 1] : ""));
        }
      }
    }

    @Override
    public double begin() {
      return times[0];
    }

    @Override
    public double end() {
      return times[times.length - 1];
    }

    @Override
    public double at(double t) {
      int i = interval(times, t);
      double w = weight(times, i, t);
      return w == 0 ? values[i] : w == 1 ? values[i + 1] : (1 - w) * values[i] + w * values[i + 1];
    }

    /// When there are points, in their order.
    public double[] points() {
      return times.clone();
    }

    /// Whether there is no point strictly between two times.
    public boolean isStraight(double from, double to) {
      return Arrays.stream(times).noneMatch(t -> t > from && t < to);
    }

    /// The i with `times[i] ≤ t ≤ times[i + 1]`.
    ///
    /// @throws IllegalArgumentException if t lies outside by more than rounding
    static int interval(double[] times, double t) {
      int last = times.length - 1;
      double slack = ROUNDING * Math.max(Math.abs(times[0]), Math.abs(times[last]));
      if (!(t >= times[0] - slack && t <= times[last] + slack)) {
        throw new IllegalArgumentException(
            "the field program is known from t = "
                + times[0]
                + " to "
                + times[last]
                + " sweeps, not at t = "
                + t);
      }
      int found = Arrays.binarySearch(times, t);
      return Math.clamp(found >= 0 ? found : -found - 2, 0, Math.max(0, last - 1));
    }

    /// How far t lies between two of the times, in [0, 1]; 0 where there is one.
    static double weight(double[] times, int i, double t) {
      return times.length == 1 ? 0 : Math.clamp((t - times[i]) / (times[i + 1] - times[i]), 0, 1);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Linear o
          && Arrays.equals(times, o.times)
          && Arrays.equals(values, o.values);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(times) + Arrays.hashCode(values);
    }

    @Override
    public String identity() {
      return this + " (" + Digest.of(times) + Digest.of(values) + ")";
    }

    @Override
    public String toString() {
      return "program of %s points, t = %s to %s (%s)"
          .formatted(times.length, begin(), end(), Integer.toHexString(hashCode()));
    }
  }
}
