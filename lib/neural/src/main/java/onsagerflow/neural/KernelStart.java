package onsagerflow.neural;

import java.util.Arrays;
import onsagerflow.estimate.equations.Solution;

/// Where the kernel starts and along which directions it is trained: j = j₀ + C z.
///
/// Adam takes steps of equal size in every z. It comes to the statistical optimum soon where all z
/// are equally well known, that is where C Cᵀ is the inverse of the information about j.
public final class KernelStart {

  private final double[] start;
  private final double[][] directions;

  private KernelStart(double[] start, double[][] directions) {
    this.start = start.clone();
    this.directions = directions;
    for (double j : start) {
      if (!Double.isFinite(j)) {
        throw new IllegalArgumentException("the kernel must start at finite values, got " + j);
      }
    }
  }

  /// Trains j itself.
  public static KernelStart at(double[] start) {
    var identity = new double[start.length][start.length];
    for (int o = 0; o < start.length; o++) {
      identity[o][o] = 1;
    }
    return new KernelStart(start, identity);
  }

  /// With C given, of as many rows as there are orbits.
  public static KernelStart along(double[] start, double[][] directions) {
    if (directions.length != start.length) {
      throw new IllegalArgumentException(
          "directions of " + directions.length + " orbits, but " + start.length + " start values");
    }
    var copy = new double[start.length][];
    for (int o = 0; o < copy.length; o++) {
      copy[o] = directions[o].clone();
    }
    return new KernelStart(start, copy);
  }

  /// With C Cᵀ the covariance of j that a single cell would give.
  ///
  /// @param covariance of j as so many cells tell it
  /// @throws ArithmeticException if the matrix is not positive definite
  public static KernelStart informed(double[] start, double[][] covariance, int cells) {
    var lower = Solution.factor(covariance).lu; // on and below the diagonal
    int n = start.length;
    var directions = new double[n][n];
    for (int o = 0; o < n; o++) {
      for (int k = 0; k <= o; k++) {
        directions[o][k] = lower.get(o, k) * Math.sqrt(cells);
      }
    }
    return new KernelStart(start, directions);
  }

  /// The same for the same values.
  int fingerprint() {
    return 31 * Arrays.hashCode(start) + Arrays.deepHashCode(directions);
  }

  int orbits() {
    return start.length;
  }

  int directions() {
    return directions[0].length;
  }

  /// j = j₀ + C z, z being the end of the weights.
  double[] kernel(double[] weights) {
    int from = weights.length - directions();
    var j = start.clone();
    for (int o = 0; o < j.length; o++) {
      for (int k = 0; k < directions(); k++) {
        j[o] += directions[o][k] * weights[from + k];
      }
    }
    return j;
  }

  /// Adds Cᵀ ∂/∂j to the end of a gradient.
  void addGradient(double[] byKernel, double[] gradient) {
    int from = gradient.length - directions();
    for (int o = 0; o < byKernel.length; o++) {
      for (int k = 0; k < directions(); k++) {
        gradient[from + k] += directions[o][k] * byKernel[o];
      }
    }
  }

  /// A vector whose end is by j, with its end by z instead: Cᵀ ∂/∂j.
  double[] byDirections(double[] byOrbits) {
    int others = byOrbits.length - orbits();
    var result = Arrays.copyOf(byOrbits, others + directions());
    Arrays.fill(result, others, result.length, 0);
    addGradient(Arrays.copyOfRange(byOrbits, others, byOrbits.length), result);
    return result;
  }
}
