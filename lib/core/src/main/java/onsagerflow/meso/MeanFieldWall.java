package onsagerflow.meso;

import onsagerflow.field.Kernel;
import onsagerflow.field.WallProfile;

/// The flat wall of eq. (3) between its phases ±m\*, across the x axis, and how fast a bent one moves.
///
/// The wall rests where q = tanh β(J₁*q), J₁ the kernel summed along the wall. One of radius of
/// curvature r moves by v = D/r with
///
///     D = (β/2) ∫∫ q′(x) J₂(x − y) q′(y) dx dy / ∫ q′²/(1 − q²) dx,   J₂(x) = Σ_y y² J(y, x)
///
/// to leading order in (s/r)²; for a Gaussian D = s²/2 at every temperature. De Masi, Orlandi,
/// Presutti and Triolo, Nonlinearity 7, 633 (1994). Lengths in cells of the kernel.
public final class MeanFieldWall {

  /// Landau's width of the wall that the profile reaches to on both sides.
  private static final double REACH = 10;

  private static final double CONVERGED = 1e-13;
  private static final int MOST_ROUNDS = 1_000_000;

  private final Kernel kernel;
  private final double beta;
  private final double bulk;

  /// q at −n … n.
  private double[] q;

  private MeanFieldWall(Kernel kernel, double beta, double bulk, int reach, double width) {
    this.kernel = kernel;
    this.beta = beta;
    this.bulk = bulk;
    this.q = new double[2 * reach + 1];
    for (int i = 0; i < q.length; i++) {
      q[i] = bulk * Math.tanh((i - reach) / width);
    }
  }

  /// Solves for the wall by iteration.
  ///
  /// @throws IllegalArgumentException if there is one phase only, T ≥ Ĵ(0), or no flat wall between
  ///   two: J, which changes sign, has no positive second moment, or a pattern grows
  public static MeanFieldWall of(Kernel kernel, double temperature) {
    double strength = kernel.total() / temperature;
    if (!(strength > 1)) {
      throw new IllegalArgumentException(
          "a wall needs two phases, T below Ĵ(0) = %s, got T = %s"
              .formatted((float) kernel.total(), temperature));
    }
    double[] j1 = along(kernel, 0);
    double second = 0;
    for (int x = -kernel.radius(); x <= kernel.radius(); x++) {
      second += x * x * j1[x + kernel.radius()];
    }
    if (!(second > 0)) {
      throw new IllegalArgumentException(
          "a wall needs a J whose second moment is positive, got %s cells²"
              .formatted((float) second));
    }
    double m = 1;
    double before = 2;
    while (before - m > CONVERGED) {
      before = m;
      m = Math.tanh(strength * m);
    }
    double width = Math.sqrt(second / kernel.total() * strength / (strength - 1));
    int reach = kernel.radius() + (int) Math.ceil(REACH * width);
    var wall = new MeanFieldWall(kernel, 1 / temperature, m, reach, width);
    wall.settle(j1);
    return wall;
  }

  /// J summed along the wall, with a power of the distance along it.
  private static double[] along(Kernel kernel, int power) {
    int r = kernel.radius();
    var sums = new double[2 * r + 1];
    for (int x = -r; x <= r; x++) {
      for (int y = -r; y <= r; y++) {
        sums[x + r] += Math.pow(y, power) * kernel.get(y, x);
      }
    }
    return sums;
  }

  private void settle(double[] j1) {
    double change = 1;
    for (int round = 0; change > CONVERGED; round++) {
      if (round == MOST_ROUNDS) {
        throw new IllegalArgumentException(
            "no wall at rest: Ĵ(0) = %s is not where Ĵ is largest"
                .formatted((float) kernel.total()));
      }
      double[] field = folded(j1, q);
      change = 0;
      for (int i = 0; i < q.length; i++) {
        double next = Math.tanh(beta * field[i]);
        change = Math.max(change, Math.abs(next - q[i]));
        field[i] = next;
      }
      q = field;
    }
  }

  /// A profile folded with weights, constant beyond its ends.
  private static double[] folded(double[] weights, double[] profile) {
    int r = weights.length / 2;
    var result = new double[profile.length];
    for (int x = 0; x < profile.length; x++) {
      for (int d = -r; d <= r; d++) {
        result[x] += weights[d + r] * profile[Math.clamp(x - d, 0, profile.length - 1)];
      }
    }
    return result;
  }

  /// m\* = tanh βĴ(0)m\* of the phases.
  public double bulk() {
    return bulk;
  }

  /// q against the distance from the wall in cells of the kernel, straight between cells: that in
  /// lattice spacings where the kernel is one between spins.
  public WallProfile profile() {
    return profile(1);
  }

  /// q against the distance from the wall in lattice spacings, straight between cells.
  ///
  /// @param spacing width of a cell of the kernel, lattice spacings
  public WallProfile profile(double spacing) {
    return new WallProfile(
        x -> {
          double at = Math.clamp(x / spacing + (q.length - 1) / 2.0, 0, q.length - 1);
          int left = Math.min((int) at, q.length - 2);
          return q[left] + (at - left) * (q[left + 1] - q[left]);
        });
  }

  /// D, squared cells per sweep: off by 1 % where the wall is as wide as two cells, m* tanh(x/2),
  /// and by 5 % where it is as wide as one.
  ///
  /// @throws IllegalStateException if the wall is narrower than a cell, where cells hold it fast
  public double diffusivity() {
    double next = q[q.length / 2 + 1] / bulk;
    if (next > Math.tanh(1)) {
      throw new IllegalStateException(
          "the wall is narrower than a cell: m/m* is %s at the next one".formatted((float) next));
    }
    var slope = new double[q.length];
    for (int x = 1; x + 1 < q.length; x++) {
      slope[x] = (q[x + 1] - q[x - 1]) / 2;
    }
    double[] other = folded(along(kernel, 2), slope);
    double pull = 0;
    double drag = 0;
    for (int x = 0; x < q.length; x++) {
      pull += slope[x] * other[x];
      double room = 1 - q[x] * q[x];
      drag += room > 0 ? slope[x] * slope[x] / room : 0; // 0 but for rounding in cold phases
    }
    return beta * pull / (2 * drag);
  }
}
