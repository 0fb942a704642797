package onsagerflow.micro.kac;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;

/// An interaction as smooth as its kernel: between the nodes of a grid of spacing c instead of
/// between all spins,
///
///     J_eff(i, j) = Σ_ab P_ia K(a − b) P_jb
///
/// where the cubic B-splines P ([SplineWeights]) both gather the spins and interpolate their field.
/// J_eff is symmetric, so the heat bath with it obeys detailed balance exactly; it depends on where
/// in a cell i and j are by as little as it differs from J.
///
/// K is that of least squares over all pairs. In terms of overlaps of splines Q(A) = Σ_i P_i0 P_iA
/// it solves `Q * K * Q = P J Pᵀ`. The value at distance 0, which no spin feels, is chosen with it.
///
/// @param spacing c
/// @param nodes K
/// @param error largest `Σ_j |J_eff(i, j) − J(i − j)| / Σ |J|` over sites i: no field is off by
///   more than this part of the largest there can be
public record SplineKernel(int spacing, Kernel nodes, double error) {

  /// The error that is taken for none.
  static final double BOUND = 1e-3;

  /// K falls off by 0.54 a node beyond the range of J and the splines.
  private static final int TAIL = 40;

  private static final int LARGEST_SPACING = 32;

  private static final int FEWEST_NODES = 8;

  /// Of the largest spacing that divides the lattice and keeps the bound; empty where there is
  /// none, as for kernels of short range or with edges.
  public static Optional<SplineKernel> of(Kernel kernel, Grid grid) {
    return IntStream.iterate(
            Math.min(LARGEST_SPACING, kernel.radius() / 2), c -> c >= 2, c -> c - 1)
        .filter(c -> grid.ny() % c == 0 && grid.nx() % c == 0)
        .filter(c -> Math.min(grid.ny(), grid.nx()) / c >= FEWEST_NODES)
        .mapToObj(c -> of(kernel, grid, c))
        .filter(spline -> spline.error <= BOUND)
        .findFirst();
  }

  /// With a given spacing, which divides the lattice.
  public static SplineKernel of(Kernel kernel, Grid grid, int spacing) {
    int most = (Math.min(grid.ny(), grid.nx()) / spacing - 1) / 2;
    int radius = Math.min(most, kernel.radius() / spacing + SplineWeights.NODES + TAIL);
    var fit = new Fit(spacing, radius);
    var first = fit.nodes(kernel, 0);
    // The part that sites have in themselves, by which J(0) is least.
    double centre = fit.meanDiagonal(first) / (1 - 1.0 / (spacing * spacing));
    var nodes = fit.nodes(kernel, centre);
    return new SplineKernel(spacing, nodes, error(kernel, nodes, spacing));
  }

  /// `J_eff(i, i)` at `(y mod c)·c + (x mod c)`, which a spin does not feel.
  double[] self() {
    double[] weights = new SplineWeights(spacing).values();
    var self = new double[spacing * spacing];
    for (int y = 0; y < spacing; y++) {
      for (int x = 0; x < spacing; x++) {
        double sum = 0;
        for (int a = 0; a < 16; a++) {
          for (int b = 0; b < 16; b++) {
            sum +=
                weights[4 * y + a / 4]
                    * weights[4 * x + a % 4]
                    * weights[4 * y + b / 4]
                    * weights[4 * x + b % 4]
                    * nodes.get(a / 4 - b / 4, a % 4 - b % 4);
          }
        }
        self[y * spacing + x] = sum;
      }
    }
    return self;
  }

  /// At the ends, quarters and the middle of a cell, and there at every site, or at 8 by 8 a cell.
  private static double error(Kernel kernel, Kernel nodes, int spacing) {
    int[] places = {0, spacing / 4, (spacing - 1) / 2};
    double worst = 0;
    for (int y : places) {
      for (int x : places) {
        worst = Math.max(worst, difference(kernel, nodes, spacing, y, x));
      }
    }
    double magnitude = Arrays.stream(kernel.values()).map(Math::abs).sum();
    return worst / magnitude;
  }

  /// `Σ_j |J_eff(i, j) − J(i − j)|` for the site i = (y, x) of a cell.
  private static double difference(Kernel kernel, Kernel nodes, int spacing, int y, int x) {
    double[] weights = new SplineWeights(spacing).values();
    int reach = nodes.radius() + 2;
    int width = 2 * reach + 4;
    // Field at the nodes from −reach − 1 on.
    var field = new double[width][width];
    for (int b = 0; b < width; b++) {
      for (int d = 0; d < width; d++) {
        for (int k = 0; k < 16; k++) {
          field[b][d] +=
              weights[4 * y + k / 4]
                  * weights[4 * x + k % 4]
                  * nodes.get(b - reach - k / 4, d - reach - k % 4);
        }
      }
    }
    int stride = Math.max(1, spacing / 8);
    var row = new double[width];
    double sum = 0;
    for (int j = stride / 2; j < (width - 3) * spacing; j += stride) {
      int cell = j / spacing;
      for (int d = 0; d < width; d++) {
        row[d] =
            interpolated(
                weights,
                j % spacing,
                field[cell][d],
                field[cell + 1][d],
                field[cell + 2][d],
                field[cell + 3][d]);
      }
      int dy = (cell - reach) * spacing + j % spacing - y;
      for (int l = stride / 2; l < (width - 3) * spacing; l += stride) {
        int place = l / spacing;
        int dx = (place - reach) * spacing + l % spacing - x;
        if (dy != 0 || dx != 0) {
          double value =
              interpolated(
                  weights, l % spacing, row[place], row[place + 1], row[place + 2], row[place + 3]);
          sum += Math.abs(value - kernel.get(dy, dx));
        }
      }
    }
    return sum * stride * stride;
  }

  private static double interpolated(
      double[] weights, int i, double a, double b, double c, double d) {
    return weights[4 * i] * a
        + weights[4 * i + 1] * b
        + weights[4 * i + 2] * c
        + weights[4 * i + 3] * d;
  }

  /// Least squares for K.
  private static final class Fit {
    private static final int PERIOD = 512;

    private final int spacing;
    private final int radius;
    private final double[] overlaps;

    /// Q⁻² at the nodes from −TAIL to TAIL, along one axis.
    private final double[] inverse;

    Fit(int spacing, int radius) {
      this.spacing = spacing;
      this.radius = radius;
      this.overlaps = new SplineWeights(spacing).overlaps();
      this.inverse = inverse();
    }

    private double overlap(int offset) {
      return Math.abs(offset) < overlaps.length ? overlaps[Math.abs(offset)] : 0;
    }

    private double[] inverse() {
      var result = new double[2 * TAIL + 1];
      for (int q = 0; q < PERIOD; q++) {
        double angle = 2 * Math.PI * q / PERIOD;
        double transform = overlap(0);
        for (int a = 1; a < SplineWeights.NODES; a++) {
          transform += 2 * overlap(a * spacing) * Math.cos(a * angle);
        }
        for (int a = -TAIL; a <= TAIL; a++) {
          result[a + TAIL] += Math.cos(a * angle) / (transform * transform) / PERIOD;
        }
      }
      return result;
    }

    /// @param centre J(0)
    Kernel nodes(Kernel kernel, double centre) {
      double[][] once = deconvolved(gathered(kernel, centre));
      double[][] values = deconvolved(transposed(once));
      int width = 2 * radius + 1;
      var even = new double[width * width];
      for (int i = 0; i < even.length; i++) {
        int y = i / width;
        int x = i % width;
        even[i] = (values[x][y] + values[width - 1 - x][width - 1 - y]) / 2;
      }
      return new Kernel(radius, even);
    }

    /// `P J Pᵀ` at the offsets of nodes: first along x, then along y.
    private double[][] gathered(Kernel kernel, double centre) {
      int r = kernel.radius();
      int reach = radius + TAIL;
      var result = new double[2 * reach + 1][2 * reach + 1];
      var along = new double[2 * reach + 1];
      for (int dy = -r; dy <= r; dy++) {
        Arrays.fill(along, 0);
        for (int dx = -r; dx <= r; dx++) {
          double j = dy == 0 && dx == 0 ? centre : kernel.get(dy, dx);
          for (int a = firstNode(dx); a < firstNode(dx) + 2 * SplineWeights.NODES; a++) {
            along[a + reach] += j * overlap(a * spacing - dx);
          }
        }
        for (int a = firstNode(dy); a < firstNode(dy) + 2 * SplineWeights.NODES; a++) {
          double q = overlap(a * spacing - dy);
          for (int b = 0; b < along.length; b++) {
            result[a + reach][b] += q * along[b];
          }
        }
      }
      return result;
    }

    /// The first node whose spline may overlap with that of a node at an offset.
    private int firstNode(int offset) {
      return Math.floorDiv(offset, spacing) - SplineWeights.NODES + 1;
    }

    /// Along the first axis.
    private double[][] deconvolved(double[][] rows) {
      int columns = rows[0].length;
      var result = new double[2 * radius + 1][columns];
      for (int a = 0; a < result.length; a++) {
        for (int k = 0; k < inverse.length; k++) {
          for (int b = 0; b < columns; b++) {
            result[a][b] += inverse[k] * rows[a + k][b];
          }
        }
      }
      return result;
    }

    private static double[][] transposed(double[][] rows) {
      var columns = new double[rows[0].length][rows.length];
      for (int y = 0; y < rows.length; y++) {
        for (int x = 0; x < columns.length; x++) {
          columns[x][y] = rows[y][x];
        }
      }
      return columns;
    }

    /// Mean of J_eff(i, i) over the sites of a cell.
    double meanDiagonal(Kernel nodes) {
      double sum = 0;
      int far = Math.min(radius, SplineWeights.NODES - 1);
      for (int a = -far; a <= far; a++) {
        for (int b = -far; b <= far; b++) {
          sum += nodes.get(a, b) * overlap(a * spacing) * overlap(b * spacing);
        }
      }
      return sum / (spacing * spacing);
    }
  }
}
