package onsagerflow.estimate.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import onsagerflow.estimate.likelihood.HatBasis;
import onsagerflow.field.Grid;
import onsagerflow.field.Symmetry;
import onsagerflow.meso.vector.Anisotropy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Derivatives of the equation, of its path and of its covariance are those of finite differences.
class LagPathTest {

  private static final Grid GRID = new Grid(6, 6, 8);
  private static final Grid OPEN =
      new Grid(
          List.of(
              new Grid.Axis(6, 8, Grid.Boundary.OPEN),
              new Grid.Axis(6, 8, Grid.Boundary.PERIODIC)));
  private static final Grid SOLID =
      new Grid(
          List.of(
              new Grid.Axis(3, 4, Grid.Boundary.PERIODIC),
              new Grid.Axis(4, 4, Grid.Boundary.OPEN),
              new Grid.Axis(3, 4, Grid.Boundary.PERIODIC)));
  private static final double LAG = 0.9;
  private static final int SHAPES = 5;
  private static final double SMALL = 1e-5;

  private static VectorEquation equation(Grid grid, double[] theta) {
    var basis =
        new VectorBasis(
            new HatBasis(new double[] {0, 0.8, 1.6, 4}, true),
            new HatBasis(new double[] {0, 0.1, 0.5}, false),
            0.96);
    int dimensions = grid.dimensions();
    var orbits = Symmetry.C4.orbits(1, dimensions).subList(0, 2);
    int gammaAt = basis.slopes();
    int kernelAt = gammaAt + 1 + SHAPES;
    var values =
        new VectorEquation.Values(
            Arrays.copyOf(theta, gammaAt),
            theta[gammaAt],
            Arrays.copyOfRange(theta, kernelAt + orbits.size(), theta.length));
    var anisotropy = Anisotropy.ofShapes(Arrays.copyOfRange(theta, gammaAt + 1, kernelAt));
    var kernel =
        Symmetry.kernel(
            dimensions, orbits, 1, Arrays.copyOfRange(theta, kernelAt, kernelAt + orbits.size()));
    return new VectorEquation(basis, 0.3, 64, values, anisotropy, SHAPES, kernel, orbits);
  }

  private static double[] theta() {
    return new double[] {
      0.2, 0.45, 1.2, 1.3, 0.2, 0.1, -0.1, 0.15, 0.05, 0.1, 0.15, 0.4, 0.5, 0.6, 0.3, 0.45
    };
  }

  private static double[] field(Grid grid, long seed, double size) {
    var random = new SplittableRandom(seed);
    return random.doubles(3L * grid.size()).map(x -> size * (2 * x - 1)).toArray();
  }

  private static Stream<Grid> grids() {
    return Stream.of(GRID, OPEN, SOLID);
  }

  private static double[] end(Grid grid, double[] theta, double[] m) {
    var path = new LagPath(equation(grid, theta), grid);
    double[] h = field(grid, 7, 0.1);
    path.evaluate(m, h, h, LAG);
    return path.end.clone();
  }

  /// Tangents are those of the midpoint rule, off by less than a hundredth of the largest.
  @ParameterizedTest
  @MethodSource("grids")
  void tangentsAreFiniteDifferences(Grid grid) {
    double[] m = field(grid, 1, 0.5);
    double[] h = field(grid, 7, 0.1);
    var path = new LagPath(equation(grid, theta()), grid);
    path.evaluate(m, h, h, LAG);
    double[][] tangents = path.tangents();
    for (int u = 0; u < tangents.length; u++) {
      double[] numeric = difference(u, theta -> end(grid, theta, m));
      double largest = Arrays.stream(numeric).map(Math::abs).max().orElseThrow();
      for (int i = 0; i < numeric.length; i++) {
        assertEquals(numeric[i], tangents[u][i], 0.01 * largest, "unknown " + u);
      }
    }
  }

  /// The gradient takes m in the middle of each step for A and J, and leaves out d²K∥/dq² of the
  /// Itô drift.
  @ParameterizedTest
  @MethodSource("grids")
  void gradientIsAFiniteDifference(Grid grid) {
    double[] m = field(grid, 1, 0.5);
    double[] h = field(grid, 7, 0.1);
    double[] weight = field(grid, 3, 1);
    var equation = equation(grid, theta());
    var path = new LagPath(equation, grid);
    path.evaluate(m, h, h, LAG);
    var gradient = new double[2][equation.size()];
    path.pullBack(weight, new Strips(grid, 2), gradient);
    for (int u = 0; u < equation.size(); u++) {
      double[] numeric = difference(u, theta -> end(grid, theta, m));
      double expected = 0;
      for (int i = 0; i < weight.length; i++) {
        expected += weight[i] * numeric[i];
      }
      boolean isCoupling = u >= equation.couplingsAt() && u < equation.drifts();
      assertEquals(
          expected,
          gradient[0][u] + gradient[1][u],
          (isCoupling ? 0.01 : 5e-3) * Math.abs(expected),
          "unknown " + u);
    }
  }

  /// Of K, the path held as it is: what a displaced path makes of V is of another order.
  @Test
  void covarianceFollowsItsUnknowns() {
    double[] m = field(GRID, 1, 0.5);
    double[] h = field(GRID, 7, 0.1);
    var equation = equation(GRID, theta());
    var path = new LagPath(equation, GRID);
    path.evaluate(m, h, h, 0.01);
    var covariance = new LagCovariance(equation, path);
    double[] w = {1, 0.3, -0.2, 0.3, 0.5, 0.1, -0.2, 0.1, 2};
    for (int x = 0; x < 4; x++) {
      covariance.evaluate(x);
      var gradient = new double[equation.size()];
      covariance.pullBack(w, gradient);
      int cell = x;
      double largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
      for (int u = equation.drifts(); u < equation.size(); u++) {
        double[] numeric =
            difference(
                u,
                theta -> {
                  var moved = new LagPath(equation(GRID, theta), GRID);
                  moved.evaluate(m, h, h, 0.01);
                  var its = new LagCovariance(equation(GRID, theta), moved);
                  its.evaluate(cell);
                  double sum = 0;
                  for (int k = 0; k < 9; k++) {
                    sum += w[k] * its.v[k];
                  }
                  return new double[] {sum};
                });
        assertEquals(numeric[0], gradient[u], 0.01 * largest, "unknown " + u);
      }
    }
  }

  @Test
  void theDriftIsSmoothAtZero() {
    var local = new LocalTerms(equation(GRID, theta()));
    var below = new Terms();
    local.at(new double[] {0, 0, Math.sqrt(0.999e-3)});
    copy(local.terms, below);
    local.at(new double[] {0, 0, Math.sqrt(1.001e-3)});
    assertEquals(below.kappa, local.terms.kappa, 1e-5);
    assertEquals(below.sigma, local.terms.sigma, 1e-5);
    assertEquals(below.kappaByQ, local.terms.kappaByQ, 1e-2);
    assertEquals(below.sigmaByQ, local.terms.sigmaByQ, 1e-2);
    local.at(new double[3]);
    assertEquals(0.4 * 2 / 3, local.terms.across, 1e-12);
  }

  private static void copy(Terms from, Terms to) {
    to.kappa = from.kappa;
    to.kappaByQ = from.kappaByQ;
    to.sigma = from.sigma;
    to.sigmaByQ = from.sigmaByQ;
  }

  private interface Function {
    double[] at(double[] theta);
  }

  private static double[] difference(int unknown, Function f) {
    double[] theta = theta();
    theta[unknown] += SMALL;
    double[] up = f.at(theta);
    theta[unknown] -= 2 * SMALL;
    double[] down = f.at(theta);
    var d = new double[up.length];
    Arrays.setAll(d, i -> (up[i] - down[i]) / (2 * SMALL));
    return d;
  }
}
