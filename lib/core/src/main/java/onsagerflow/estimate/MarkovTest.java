package onsagerflow.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Whether the equation learned at one lag also describes longer ones, as it must if the block
/// field is Markovian: observed over predicted mean increments and residual variances against the
/// lag.
///
/// Both ratios are 1 at the lag of the fit. Where a ratio drifts with the lag beyond its error, the
/// blocks remember more than their present m (blocks too small for the interaction, or hidden slow
/// variables), or the lag exceeds what the equation's expansion in Δt covers. Idea: Friedrich,
/// Peinke, Sahimi and Tabar, Phys. Rep. 506, 87 (2011).
public final class MarkovTest {

  private MarkovTest() {}

  /// One lag.
  ///
  /// @param lag Δt, sweeps
  /// @param drift observed over predicted increments, by weighted regression
  /// @param driftError its standard error over groups of frames
  /// @param noise observed over predicted variance of the residuals
  /// @param noiseError its standard error over groups of frames
  public record Point(
      double lag, double drift, double driftError, double noise, double noiseError) {}

  private record Sums(double product, double square, double residuals, double cells) {
    Sums plus(Sums o) {
      return new Sums(
          product + o.product, square + o.square, residuals + o.residuals, cells + o.cells);
    }

    Sums minus(Sums o) {
      return plus(new Sums(-o.product, -o.square, -o.residuals, -o.cells));
    }

    double drift() {
      return product / square;
    }

    double noise() {
      return residuals / cells;
    }
  }

  /// The ratios at 1, 2, … `most` times the lag of the data, as far as runs are long enough.
  ///
  /// @param drift fitted at the lag of the data
  static List<Point> of(Drift drift, Observations observations, int most) {
    var points = new ArrayList<Point>();
    for (int stride = 1; stride <= most; stride++) {
      var pairs = observations.strided(stride);
      if (pairs.size() < 2) {
        break;
      }
      points.add(point(drift, pairs));
    }
    return points.size() > 1 ? List.copyOf(points) : List.of();
  }

  private static Point point(Drift drift, Observations pairs) {
    int groups = Math.min(FitPass.GROUPS, pairs.size());
    var parts =
        IntStream.range(0, groups).parallel().mapToObj(g -> sums(drift, pairs, g, groups)).toList();
    var total = parts.stream().reduce(new Sums(0, 0, 0, 0), Sums::plus);
    double driftSquares = 0;
    double noiseSquares = 0;
    for (var part : parts) {
      var rest = total.minus(part);
      driftSquares += Math.pow(rest.drift() - total.drift(), 2);
      noiseSquares += Math.pow(rest.noise() - total.noise(), 2);
    }
    double jackknife = (groups - 1.0) / groups;
    return new Point(
        pairs.meanLag(),
        total.drift(),
        Math.sqrt(jackknife * driftSquares),
        total.noise(),
        Math.sqrt(jackknife * noiseSquares));
  }

  private static Sums sums(Drift drift, Observations pairs, int g, int groups) {
    var origin = pairs.origin();
    double temperature = pairs.conditions().temperature();
    var grid = origin.grid();
    var state = new CellState(drift, grid, temperature, origin.cellVolume());
    double product = 0;
    double square = 0;
    double residuals = 0;
    long cells = 0;
    for (int i = FitPass.first(g, groups, pairs.size());
        i < FitPass.first(g + 1, groups, pairs.size());
        i++) {
      var pair = (Observation.Increment) pairs.get(i);
      if (!pair.m().grid().equals(grid)) {
        grid = pair.m().grid();
        state = new CellState(drift, grid, temperature, origin.cellVolume());
      }
      state.evaluate(pair);
      for (int x = 0; x < state.cells; x++) {
        if (state.used[x]) {
          double observed = pair.after().get(x) - pair.m().get(x);
          double mean = observed - state.residual[x];
          product += mean * observed / state.variance[x];
          square += mean * mean / state.variance[x];
          residuals += state.residual[x] * state.residual[x] / state.variance[x];
          cells++;
        }
      }
    }
    return new Sums(product, square, residuals, cells);
  }
}
