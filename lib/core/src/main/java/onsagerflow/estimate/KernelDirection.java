package onsagerflow.estimate;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import onsagerflow.estimate.equations.Estimate;
import onsagerflow.field.Kernel;
import onsagerflow.field.Symmetry;
import smile.math.matrix.Matrix;

/// One principal axis of the covariance of J.
///
/// @param shape of unit norm, J(0) = 0
/// @param coefficient of the estimate along it
/// @param standardError of the coefficient, independent of those of the other directions
public record KernelDirection(Kernel shape, double coefficient, double standardError) {

  static List<KernelDirection> of(Estimate kernel, List<Symmetry.Orbit> orbits, int radius) {
    int n = orbits.size();
    // Orbits count with all their offsets, so that norms are those of kernels.
    var scaled = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        scaled[i][j] = kernel.covariance[i][j] * root(orbits, i) * root(orbits, j);
      }
    }
    var matrix = Matrix.of(scaled);
    matrix.uplo(smile.math.blas.UPLO.LOWER);
    var eigen = matrix.eigen();
    return IntStream.range(0, n)
        .mapToObj(
            k -> {
              var values = new double[n];
              double coefficient = 0;
              for (int i = 0; i < n; i++) {
                values[i] = eigen.Vr.get(i, k) / root(orbits, i);
                coefficient += eigen.Vr.get(i, k) * kernel.value[i] * root(orbits, i);
              }
              return new KernelDirection(
                  Symmetry.kernel(orbits, radius, values),
                  coefficient,
                  Math.sqrt(Math.max(eigen.wr[k], 0)));
            })
        .sorted(Comparator.comparingDouble(KernelDirection::standardError).reversed())
        .toList();
  }

  private static double root(List<Symmetry.Orbit> orbits, int o) {
    return Math.sqrt(orbits.get(o).offsets().size());
  }
}
