package onsagerflow.micro.kac;

import java.util.Arrays;
import java.util.stream.IntStream;
import onsagerflow.field.Grid;
import onsagerflow.field.fourier.FloatConvolution;

/// Numbers at the nodes of a [SplineKernel]: sums over sites `Σ_i P_ia s_i`, fields `Σ_b K(a − b)
/// (P s)_b`, and their interpolation between the nodes.
///
/// The cell (y, x) of a lattice has the nodes y to y + 3 and x to x + 3 of an array with a margin
/// ([#width]), the second and third being its corners.
final class SplineField {

  /// Bands of cells that are summed each by one thread: a fixed number, since they are added up one
  /// by one.
  private static final int BANDS = 32;

  private static final int MARGIN = SplineWeights.NODES - 1;

  private final Grid grid;
  private final int spacing;
  private final int ny;
  private final int nx;
  private final int width;
  private final double[] weights;
  private final float[] floatWeights;
  private final FloatConvolution convolution;

  SplineField(Grid grid, SplineKernel kernel) {
    this.grid = grid;
    this.spacing = kernel.spacing();
    this.ny = grid.ny() / spacing;
    this.nx = grid.nx() / spacing;
    this.width = nx + MARGIN;
    this.weights = new SplineWeights(spacing).values();
    this.floatWeights = new float[weights.length];
    for (int i = 0; i < weights.length; i++) {
      floatWeights[i] = (float) weights[i];
    }
    this.convolution = new FloatConvolution(new Grid(ny, nx, spacing), kernel.nodes());
  }

  /// Nodes.
  int size() {
    return ny * nx;
  }

  /// Cells along y and x.
  int cellsAlongY() {
    return ny;
  }

  int cellsAlongX() {
    return nx;
  }

  /// Numbers in a row with margin.
  int width() {
    return width;
  }

  /// A row of numbers at the sites of a lattice.
  interface Rows {
    void read(int y, float[] row);
  }

  /// Σ_i P_ia s_i; exact if the numbers are ±1.
  double[] gather(Rows sites) {
    return total(
        1,
        (firstCell, endCell, sums) -> {
          var row = new float[grid.nx()];
          var along = new double[width];
          for (int y = firstCell * spacing; y < endCell * spacing; y++) {
            sites.read(y, row);
            Arrays.fill(along, 0);
            for (int cell = 0, x = 0; cell < nx; cell++) {
              for (int i = 0; i < weights.length; i += 4, x++) {
                double s = row[x];
                along[cell] += weights[i] * s;
                along[cell + 1] += weights[i + 1] * s;
                along[cell + 2] += weights[i + 2] * s;
                along[cell + 3] += weights[i + 3] * s;
              }
            }
            for (int k = 0; k < SplineWeights.NODES; k++) {
              double weight = weights[4 * (y % spacing) + k];
              int at = (y / spacing - firstCell + k) * width;
              for (int a = 0; a < width; a++) {
                sums[at + a] += weight * along[a];
              }
            }
          }
        });
  }

  /// Adds up what some rows of cells contribute to the nodes.
  interface Band {

    /// @param sums the nodes of rows of cells [firstCell, endCell), with margin
    void add(int firstCell, int endCell, double[] sums);
  }

  /// Shares bands of whole rows of cells among threads.
  ///
  /// @param multiple of how many rows of cells a band has
  double[] total(int multiple, Band band) {
    int rows = Math.ceilDiv(Math.ceilDiv(ny, BANDS), multiple) * multiple;
    var parts = new double[Math.ceilDiv(ny, rows)][];
    IntStream.range(0, parts.length)
        .parallel()
        .forEach(
            i -> {
              int end = Math.min(ny, (i + 1) * rows);
              parts[i] = new double[(end - i * rows + MARGIN) * width];
              band.add(i * rows, end, parts[i]);
            });
    var total = new double[size()];
    for (int i = 0; i < parts.length; i++) {
      addTo(total, parts[i], i * rows);
    }
    return total;
  }

  private void addTo(double[] total, double[] part, int firstCell) {
    for (int at = 0, y = 0; at < part.length; at += width, y++) {
      int row = Math.floorMod(firstCell + y - 1, ny) * nx;
      for (int a = 0; a < width; a++) {
        total[row + Math.floorMod(a - 1, nx)] += part[at + a];
      }
    }
  }

  /// K * sums.
  void convolve(double[] sums, float[] field) {
    for (int a = 0; a < sums.length; a++) {
      field[a] = (float) sums[a];
    }
    convolution.apply(field, field);
  }

  /// `field + slope·(field − previous) + h`, with margin.
  void extrapolate(float[] field, float[] previous, float slope, float h, float[] padded) {
    for (int y = 0; y < ny + MARGIN; y++) {
      int row = Math.floorMod(y - 1, ny) * nx;
      for (int x = 0; x < width; x++) {
        int a = row + Math.floorMod(x - 1, nx);
        padded[y * width + x] = field[a] + slope * (field[a] - previous[a]) + h;
      }
    }
  }

  /// Room for numbers with margin.
  float[] padded() {
    return new float[(ny + MARGIN) * width];
  }

  /// The value at a site.
  ///
  /// @param padded numbers at the nodes
  /// @param cell index of the first node of its cell
  /// @param i,k its place in the cell along y and x
  float at(float[] padded, int cell, int i, int k) {
    float[] w = floatWeights;
    int x = 4 * k;
    float sum = 0;
    for (int row = 0, a = cell; row < SplineWeights.NODES; row++, a += width) {
      sum +=
          w[4 * i + row]
              * (w[x] * padded[a]
                  + w[x + 1] * padded[a + 1]
                  + w[x + 2] * padded[a + 2]
                  + w[x + 3] * padded[a + 3]);
    }
    return sum;
  }

  /// The values of a row of sites.
  void row(float[] padded, int y, float[] row) {
    float[] w = floatWeights;
    var along = new float[width];
    for (int k = 0; k < SplineWeights.NODES; k++) {
      float weight = w[4 * (y % spacing) + k];
      int at = (y / spacing + k) * width;
      for (int a = 0; a < width; a++) {
        along[a] += weight * padded[at + a];
      }
    }
    for (int cell = 0, x = 0; cell < nx; cell++) {
      for (int i = 0; i < w.length; i += 4, x++) {
        row[x] =
            w[i] * along[cell]
                + w[i + 1] * along[cell + 1]
                + w[i + 2] * along[cell + 2]
                + w[i + 3] * along[cell + 3];
      }
    }
  }

  /// Adds a spin of a value at a site to the sums of a band.
  ///
  /// @param cell index of the first node of its cell there
  /// @param i,k its place in the cell along y and x
  void add(double value, int cell, int i, int k, double[] sums) {
    double[] w = weights;
    int x = 4 * k;
    for (int row = 0, a = cell; row < SplineWeights.NODES; row++, a += width) {
      double weight = value * w[4 * i + row];
      sums[a] += weight * w[x];
      sums[a + 1] += weight * w[x + 1];
      sums[a + 2] += weight * w[x + 2];
      sums[a + 3] += weight * w[x + 3];
    }
  }

  /// Bounds of the values in each cell: the least and largest of its nodes, since weights are
  /// positive and add up to 1.
  ///
  /// @param margin by which they are widened
  void bounds(float[] padded, float margin, float[] lowest, float[] highest) {
    IntStream.range(0, ny)
        .parallel()
        .forEach(
            y -> {
              for (int cell = y * width; cell < y * width + nx; cell++) {
                float low = padded[cell];
                float high = low;
                for (int k = 0; k < 16; k++) {
                  float value = padded[cell + k / 4 * width + k % 4];
                  low = Math.min(low, value);
                  high = Math.max(high, value);
                }
                lowest[cell] = low - margin;
                highest[cell] = high + margin;
              }
            });
  }
}
