package onsagerflow.estimate.check;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import onsagerflow.estimate.equations.Estimate;
import onsagerflow.field.Symmetry;

/// A J that is strong far from the centre and not between: blocks that are neighbours in space are
/// then no neighbours in the array, as where m was given the wrong shape.
///
/// @param dy,dx offset of the strongest such J
/// @param value,standardError of J there
/// @param nearY,nearX offset of the weaker of the two nearest neighbours
/// @param near J there
public record FarNeighbours(
    int dy, int dx, double value, double standardError, int nearY, int nearX, double near) {

  private static final double SIGNIFICANT = 4;

  /// Standard errors by which it stands out from the blocks between it and the centre.
  private static final double PEAK = 2;

  /// Of the strongest J of the two nearest neighbours, below which a ring or a ripple is none.
  private static final double STRONG = 0.5;

  /// @param kernel J at its orbits
  /// @param orbits that it was fitted on
  public static Optional<FarNeighbours> of(
      Estimate kernel, List<Symmetry.Orbit> orbits, int radius) {
    if (radius < 2) {
      return Optional.empty();
    }
    int width = 2 * radius + 1;
    var value = new double[width * width];
    var error = new double[width * width];
    for (int o = 0; o < orbits.size(); o++) {
      for (int[] r : orbits.get(o).offsets()) {
        value[(r[0] + radius) * width + r[1] + radius] = kernel.value[o];
        error[(r[0] + radius) * width + r[1] + radius] = kernel.standardError(o);
      }
    }
    int centre = radius * width + radius;
    int below = centre + width;
    int right = centre + 1;
    int near = Math.abs(value[below]) < Math.abs(value[right]) ? below : right;
    double strongest = value[near == below ? right : below];
    double sign = Math.signum(strongest); // a rim of the other sign is no neighbour
    Arrays.setAll(value, i -> sign * value[i]);
    FarNeighbours found = null;
    for (var orbit : orbits) {
      for (int[] r : orbit.offsets()) {
        int at = (r[0] + radius) * width + r[1] + radius;
        boolean named = r[0] > 0 || (r[0] == 0 && r[1] > 0); // of r and -r
        if (named
            && Math.max(r[0], Math.abs(r[1])) >= 2
            && value[at] > STRONG * sign * strongest
            && exceeds(value, error, at, near, SIGNIFICANT)
            && exceedsInner(value, error, width, at, r)
            && (found == null || value[at] > sign * found.value)) {
          found =
              new FarNeighbours(
                  r[0],
                  r[1],
                  sign * value[at],
                  error[at],
                  near == below ? 1 : 0,
                  near == right ? 1 : 0,
                  sign * value[near]);
        }
      }
    }
    return Optional.ofNullable(found);
  }

  private static boolean exceeds(
      double[] value, double[] error, int far, int other, double errors) {
    return value[far] - value[other] > errors * Math.hypot(error[far], error[other]);
  }

  /// Whether J is larger than one step nearer to the centre, along y, x or both: of a long ellipse
  /// that lies aslant it is not.
  private static boolean exceedsInner(double[] value, double[] error, int width, int at, int[] r) {
    int stepY = Integer.signum(r[0]) * width;
    int stepX = Integer.signum(r[1]);
    return (stepY == 0 || exceeds(value, error, at, at - stepY, PEAK))
        && (stepX == 0 || exceeds(value, error, at, at - stepX, PEAK))
        && exceeds(value, error, at, at - stepY - stepX, PEAK);
  }

  public String caution() {
    return String.format(
        Locale.ROOT,
        "the strongest neighbours are not the nearest: J is %.3g +- %.2g at the offset (%d, %d) and"
            + " %.3g at (%d, %d): are y and x of m (the shape of the grid) right?",
        value,
        standardError,
        dy,
        dx,
        near,
        nearY,
        nearX);
  }
}
