package onsagerflow.estimate.check;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import onsagerflow.estimate.equations.Estimate;
import onsagerflow.field.Kernel;
import onsagerflow.field.Symmetry;

/// Whether J lacks the symmetry that was imposed on it: the score test of the differences that the
/// symmetry sets to 0, by one step of weighted least squares from the fit.
///
/// @param check of the symmetry
/// @param share root mean square of the differences, corrected for noise, over that of J
public record Asymmetry(SymmetryCheck check, double share) {

  /// Of a fit without further symmetry.
  public static final Asymmetry NONE =
      new Asymmetry(new SymmetryCheck(Symmetry.INVERSION, 0, 0, 1), 0);

  private static final double IMPROBABLE = 1e-4;

  /// What block averages of a symmetric interaction lack of the symmetry is less.
  private static final double LEAST = 0.1;

  /// @param step from the fit with the symmetry, of J at the orbits of inversion, with covariance
  static Asymmetry of(
      Estimate step, List<Symmetry.Orbit> orbits, Symmetry symmetry, int radius, Kernel fitted) {
    if (symmetry == Symmetry.INVERSION || radius == 0) {
      return NONE;
    }
    var check = SymmetryCheck.of(step, orbits, symmetry, radius);
    double square = 0;
    for (var one : symmetry.orbits(radius)) {
      int[] members =
          IntStream.range(0, orbits.size())
              .filter(o -> SymmetryCheck.contains(one, orbits.get(o)))
              .toArray();
      double mean = Arrays.stream(members).mapToDouble(o -> step.value[o]).average().orElse(0);
      for (int o : members) {
        double d = step.value[o] - mean;
        double noise = step.covariance[o][o] * (members.length - 1) / members.length;
        square += orbits.get(o).offsets().size() * (d * d - noise);
      }
    }
    double all = Arrays.stream(fitted.values()).map(v -> v * v).sum();
    return new Asymmetry(check, all > 0 ? Math.sqrt(Math.max(0, square) / all) : 0);
  }

  /// What is to be done about it.
  List<String> cautions() {
    if (!(check.probability() < IMPROBABLE) || share < LEAST) {
      return List.of();
    }
    return List.of(
        String.format(
            Locale.ROOT,
            "J lacks the %s symmetry that was imposed: without it, values that are now one would"
                + " differ by %.2g of J (chi^2 = %.0f of %d differences); learn with the symmetry"
                + " of inversion alone",
            check.symmetry().name().toLowerCase(Locale.ROOT),
            share,
            check.statistic(),
            check.degrees()));
  }
}
