package onsagerflow.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import onsagerflow.estimate.equations.Estimate;
import onsagerflow.estimate.equations.Solution;
import onsagerflow.estimate.equations.Sums;

/// Chooses the radius of J by cross-validation over groups of frames.
///
/// Each group is held out in turn; its weighted squared error under the kernel fitted to the others
/// is a quadratic form of the stored sums, so no data are read again. Taken is the smallest radius
/// whose error exceeds the least by no more than one standard error of the difference, or by no
/// more than 10⁻⁴ of what the kernel beyond its first ring explains: with data as good as generator
/// channels even the errors of block averaging are significant, and no radius would be enough.
///
/// @param radius chosen
/// @param excess held-out error of radius 1, 2, … above the least
/// @param standardError of the excess
/// @param widest whether the grid allows no radius wider than those compared
/// @param beyond Σ J beyond that radius, in the fit of the widest
/// @param beyondError its standard error
public record RadiusSelection(
    int radius,
    List<Double> excess,
    List<Double> standardError,
    boolean widest,
    double beyond,
    double beyondError) {

  /// A radius that was tried.
  ///
  /// @param radius cells
  /// @param excess held-out error above the least
  /// @param standardError of the excess
  public record Candidate(int radius, double excess, double standardError) {}

  /// All radii that were tried, from 1 on.
  public List<Candidate> candidates() {
    return IntStream.range(0, excess.size())
        .mapToObj(i -> new Candidate(i + 1, excess.get(i), standardError.get(i)))
        .toList();
  }

  /// The same choice with J in another unit.
  ///
  /// @param unit what J has been counted in, in the new unit
  public RadiusSelection inUnitsOf(double unit) {
    return new RadiusSelection(
        radius, excess, standardError, widest, unit * beyond, unit * beyondError);
  }

  private static final double NEGLIGIBLE = 1e-4;

  /// Share of T that J beyond the radius must be known to be below.
  private static final double MATTERS = 0.1;

  /// What is to be done where J may reach further.
  ///
  /// @param temperature T
  public List<String> cautions(double temperature) {
    if (radius == excess.size()) {
      String end =
          widest
              ? "that the grid allows, %s, and perhaps further: the grid is too small for J; a"
                  + " radius of r blocks needs 2 r + 1 of them along y and x"
              : "tried, %s, and perhaps further; give the radius";
      return List.of("J reaches the widest radius " + end.formatted(blocks(radius)));
    }
    if (Math.abs(beyond) + 2 * beyondError < MATTERS * temperature) {
      return List.of();
    }
    return List.of(
        String.format(
            Locale.ROOT,
            "held-out frames chose a radius of %s for J, but do not tell what is beyond:"
                + " %.2g +- %.2g in all; give the radius, or add frames in which long waves vary",
            blocks(radius),
            beyond,
            beyondError));
  }

  private static String blocks(int radius) {
    return radius + (radius == 1 ? " block" : " blocks");
  }

  /// @param fit of the widest radius, after a pass over the data
  /// @param widestOfGrid whether the grid allows no wider one
  public static RadiusSelection of(LinearFit fit, boolean widestOfGrid) {
    var groups = fit.groupSums();
    int drifts = fit.drifts();
    int widest = fit.radius();
    var total = fit.sums(); // with the priors: a group alone may hold all cells of a knot
    var loss = new double[widest + 1][groups.size()];
    for (int g = 0; g < groups.size(); g++) {
      var held = groups.get(g);
      total.subtract(held);
      for (int r = 1; r <= widest; r++) {
        double[] step = constrained(total, fit, r);
        loss[r][g] = error(held, step, drifts);
      }
      total.add(held);
    }
    int best = 1;
    for (int r = 2; r <= widest; r++) {
      if (Arrays.stream(loss[r]).sum() < Arrays.stream(loss[best]).sum()) {
        best = r;
      }
    }
    int chosen = best;
    double explained =
        (Arrays.stream(loss[1]).sum() - Arrays.stream(loss[best]).sum()) / groups.size();
    var excess = new ArrayList<Double>();
    var errors = new ArrayList<Double>();
    for (int r = widest; r >= 1; r--) {
      int n = groups.size();
      double mean = 0;
      for (int g = 0; g < n; g++) {
        mean += (loss[r][g] - loss[best][g]) / n;
      }
      double variance = 0;
      for (int g = 0; g < n; g++) {
        double d = loss[r][g] - loss[best][g] - mean;
        variance += d * d / (n - 1) / n;
      }
      double error = Math.sqrt(variance);
      excess.addFirst(mean);
      errors.addFirst(error);
      if (r < chosen && mean <= Math.max(error, NEGLIGIBLE * explained)) {
        chosen = r;
      }
    }
    var kernel = kernelOfWidest(total, fit);
    while (fit.coupled() && chosen < widest && isSignificantBeyond(chosen, kernel, fit)) {
      chosen++;
    }
    double[] weight = beyond(chosen, fit);
    return new RadiusSelection(
        chosen,
        excess,
        errors,
        widestOfGrid,
        fit.coupled() ? kernel.sum(weight) : 0,
        fit.coupled() ? Math.sqrt(kernel.variance(weight)) : 0);
  }

  /// J in the fit of the widest radius.
  private static Estimate kernelOfWidest(Sums total, LinearFit fit) {
    double[] step = constrained(total, fit, fit.radius());
    double[] value = fit.orbitValues();
    Arrays.setAll(value, o -> value[o] + step[fit.kernelAt() + o]);
    double[][] covariance = Solution.inverse(Solution.block(total, 0, fit.drifts()), 0);
    return new Estimate(
        value, new Estimate(step, covariance).part(fit.kernelAt(), fit.drifts()).covariance);
  }

  /// A tail, weak at each offset, that held-out frames hardly feel, may hold much of Ĵ(0).
  private static boolean isSignificantBeyond(int r, Estimate kernel, LinearFit fit) {
    double[] weight = beyond(r, fit);
    return Math.abs(kernel.sum(weight)) > 2 * Math.sqrt(kernel.variance(weight));
  }

  /// The weight of each orbit in Σ J beyond a radius.
  private static double[] beyond(int r, LinearFit fit) {
    return fit.orbits().stream()
        .mapToDouble(orbit -> orbit.ring() > r ? orbit.offsets().size() : 0)
        .toArray();
  }

  /// A fit of a smaller radius at the state that is likeliest there, as far as the last pass of a
  /// wider one tells: J cut off alone would leave s′ and the rest of J to a kernel of another
  /// strength.
  static Fit narrowed(Fit wide, int radius) {
    double[] step = Arrays.copyOf(constrained(wide.sums(), wide, radius), wide.size());
    var fit = wide.resized(wide.radius());
    fit.moveBy(step);
    return fit.resized(radius);
  }

  /// The step of the free unknowns when J beyond radius r is set to 0.
  private static double[] constrained(Sums sums, LinearFit fit, int r) {
    int drifts = fit.drifts();
    var orbits = fit.orbits();
    double[] current = fit.orbitValues();
    var step = new double[drifts];
    int free = drifts;
    for (int o = 0; o < orbits.size(); o++) {
      var orbit = orbits.get(o);
      if (orbit.ring() > r) {
        free = Math.min(free, fit.kernelAt() + o); // orbits come ring by ring
        step[fit.kernelAt() + o] = -current[o];
      }
    }
    var inner = new double[free][free];
    var right = new double[free];
    for (int i = 0; i < free; i++) {
      right[i] = sums.right[i];
      for (int j = 0; j < drifts; j++) {
        double a = upper(sums, i, j);
        if (j < free) {
          inner[i][j] = a;
        } else {
          right[i] -= a * step[j];
        }
      }
    }
    double[] solved = Solution.factor(inner).solve(right);
    System.arraycopy(solved, 0, step, 0, free);
    return step;
  }

  private static double error(Sums sums, double[] step, int drifts) {
    double error = 0;
    for (int i = 0; i < drifts; i++) {
      error -= 2 * sums.right[i] * step[i];
      for (int j = 0; j < drifts; j++) {
        error += step[i] * upper(sums, i, j) * step[j];
      }
    }
    return error;
  }

  private static double upper(Sums sums, int i, int j) {
    return i <= j ? sums.matrix[i * sums.size + j] : sums.matrix[j * sums.size + i];
  }
}
