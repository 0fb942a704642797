package onsagerflow.statistics.domains;

import java.util.Arrays;
import java.util.Optional;
import onsagerflow.statistics.RunningMean;
import smile.math.LevenbergMarquardt;
import smile.util.function.DifferentiableMultivariateFunction;

/// The mean profile of a slab of negative m between two interfaces, fitted by two hyperbolic
/// tangents. Positions are in cells, on the profile turned by `shift` so that the slab lies in the
/// middle.
///
/// @param shift cells by which the profile starts later
/// @param above m₊, of the bulk around
/// @param below m₋, of the slab
/// @param falling position of the first interface
/// @param rising position of the second
/// @param width w of the tanh
record SlabProfile(
    int shift, double above, double below, double falling, double rising, double width) {

  /// Positions on the box and the roughness, in cells.
  record Interfaces(double falling, double thickness, double roughness) {}

  private static final double REACH = 5; // widths; tanh 5 = 1 − 10⁻⁴

  /// The profile averaged over lines; none if it has no two phases or no tanh fits.
  static Optional<SlabProfile> of(double[][] lines) {
    int n = lines[0].length;
    var profile = new double[n];
    for (double[] line : lines) {
      for (int x = 0; x < n; x++) {
        profile[x] += line[x] / lines.length;
      }
    }
    int below = (int) Arrays.stream(profile).filter(m -> m < 0).count();
    if (below < 2 || n - below < 2) {
      return Optional.empty();
    }
    int shift = Math.floorMod((int) Math.rint(middle(profile) - n / 2.0), n);
    var turned = new double[n];
    var x = new double[n];
    for (int i = 0; i < n; i++) {
      turned[i] = profile[(i + shift) % n];
      x[i] = i + 0.5;
    }
    double low = Arrays.stream(profile).filter(m -> m < 0).average().orElseThrow();
    double high = Arrays.stream(profile).filter(m -> m >= 0).average().orElseThrow();
    double[] start = {
      (high + low) / 2, (high - low) / 2, (n - below) / 2.0, (n + below) / 2.0, Math.min(2, below)
    };
    double[] p = LevenbergMarquardt.fit(new TwoTanh(), x, turned, start).parameters;
    boolean sound = p[2] > 0 && p[2] < p[3] && p[3] < n && p[1] > 0 && Math.abs(p[4]) < n / 2.0;
    return sound
        ? Optional.of(new SlabProfile(shift, p[0] + p[1], p[0] - p[1], p[2], p[3], Math.abs(p[4])))
        : Optional.empty();
  }

  /// Where the slab is, from the phase of the profile's first Fourier mode.
  private static double middle(double[] profile) {
    double cos = 0;
    double sin = 0;
    for (int x = 0; x < profile.length; x++) {
      double angle = 2 * Math.PI * (x + 0.5) / profile.length;
      cos -= profile[x] * Math.cos(angle);
      sin -= profile[x] * Math.sin(angle);
    }
    return Math.atan2(sin, cos) / (2 * Math.PI) * profile.length;
  }

  /// Gibbs' dividing surfaces of every line.
  Interfaces interfaces(double[][] lines) {
    int n = lines[0].length;
    int middle = (int) Math.rint((falling + rising) / 2);
    var first = new RunningMean();
    var second = new RunningMean();
    int reach = (int) Math.ceil(Math.max(2, REACH * width));
    int[] window = {
      Math.max(0, (int) falling - reach),
      Math.min(middle, (int) falling + reach + 1),
      Math.max(middle, (int) rising - reach),
      Math.min(n, (int) rising + reach + 1)
    };
    for (double[] line : lines) {
      first.add(window[0] + excess(line, window[0], window[1]));
      second.add(window[3] - excess(line, window[2], window[3]));
    }
    double variance = (variance(first, lines.length) + variance(second, lines.length)) / 2;
    return new Interfaces(
        (first.mean().value() + shift) % n,
        second.mean().value() - first.mean().value(),
        Math.sqrt(variance));
  }

  /// The length of the positive phase between two cells of a line.
  private double excess(double[] line, int from, int to) {
    double sum = 0;
    for (int x = from; x < to; x++) {
      sum += (line[(x + shift) % line.length] - below) / (above - below);
    }
    return sum;
  }

  private static double variance(RunningMean positions, int lines) {
    double error = positions.mean().standardError();
    return lines * error * error;
  }

  /// c + a (1 − tanh((x − x₁)/w) + tanh((x − x₂)/w)), parameters c, a, x₁, x₂, w, then x.
  private static final class TwoTanh implements DifferentiableMultivariateFunction {

    private static final long serialVersionUID = 1;

    @Override
    public double f(double[] p) {
      double first = Math.tanh((p[5] - p[2]) / p[4]);
      double second = Math.tanh((p[5] - p[3]) / p[4]);
      return p[0] + p[1] * (1 - first + second);
    }

    @Override
    public double g(double[] p, double[] gradient) {
      double a = (p[5] - p[2]) / p[4];
      double b = (p[5] - p[3]) / p[4];
      double first = Math.tanh(a);
      double second = Math.tanh(b);
      double slopeOfFirst = p[1] * (1 - first * first) / p[4];
      double slopeOfSecond = p[1] * (1 - second * second) / p[4];
      gradient[0] = 1;
      gradient[1] = 1 - first + second;
      gradient[2] = slopeOfFirst;
      gradient[3] = -slopeOfSecond;
      gradient[4] = a * slopeOfFirst - b * slopeOfSecond;
      return f(p);
    }
  }
}
