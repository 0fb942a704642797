package onsagerflow.estimate.likelihood;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import onsagerflow.field.Grid;
import onsagerflow.field.Symmetry;
import onsagerflow.field.fourier.Convolution;
import onsagerflow.field.function.PhiFunctions;

/// What the answer of its neighbours to the unknowns adds to that of a cell, over a lag.
///
/// A change S of the mean of every cell by itself becomes S + κ J*S. κ is that of a uniform change
/// of a uniform state, of which `e^{(λ + bĴ(0))t}` is the exact answer; waves of which Ĵ(k) is
/// small are little changed either way.
final class NeighbourResponse {

  /// b Ĵ Δt below which the neighbours' answer, about half of it, is left out of the information.
  private static final double NEGLIGIBLE = 0.2;

  private final LagMoments moments;
  private final Convolution convolution;
  private final NeighbourSums sums;
  private final double total;
  private final double range;
  private final int slopes;
  private final int noiseAt;
  private final double[][] own;
  private final double[] field;
  private final double[] row;
  private final Gradient gradient;
  private boolean counts;

  NeighbourResponse(
      CurrentEquation equation,
      LagMoments moments,
      Grid grid,
      List<Symmetry.Orbit> orbits,
      int slopes) {
    this.moments = moments;
    this.convolution = new Convolution(grid, equation.kernel);
    this.sums = new NeighbourSums(grid, equation.kernel.radius(), orbits);
    this.total = equation.kernel.total();
    this.range = Arrays.stream(equation.kernel.values()).map(Math::abs).sum();
    this.slopes = slopes;
    this.noiseAt = slopes + orbits.size();
    this.own = new double[slopes + equation.noise.size()][];
    this.field = new double[grid.size()];
    this.row = new double[noiseAt + equation.noise.size()];
    this.gradient = new Gradient(equation);
  }

  /// Takes the state of the moments.
  ///
  /// @param followed cells whose s′ and N are data
  void evaluate(BitSet followed) {
    counts = false;
    for (int x = 0; x < field.length; x++) {
      counts |= Math.abs(moments.middleResponse(x)) * range * moments.lag() > NEGLIGIBLE;
    }
    if (!counts) {
      return;
    }
    for (int j = 0; j < own.length; j++) {
      if (own[j] == null) {
        own[j] = new double[field.length];
      } else {
        Arrays.fill(own[j], 0);
      }
    }
    double[] m = moments.middle();
    for (int x = 0; x < field.length; x++) {
      gradient.clear();
      double byPhi = moments.pullMiddle(x, gradient);
      field[x] = byPhi * m[x];
      if (!followed.get(x)) {
        continue;
      }
      Arrays.fill(row, 0);
      gradient.addTo(row, noiseAt, 1);
      for (int j = 0; j < own.length; j++) {
        own[j][x] = row[j < slopes ? j : j - slopes + noiseAt];
      }
    }
    for (double[] s : own) {
      convolution.apply(s, s);
    }
    convolution.apply(field, field);
    sums.of(field);
  }

  /// Adds to the row of the mean of a cell.
  ///
  /// @param work one number for each orbit of J
  void addTo(double[] meanRow, int x, double factor, double[] work) {
    if (!counts) {
      return;
    }
    double strength = factor * strength(x);
    for (int j = 0; j < own.length; j++) {
      meanRow[j < slopes ? j : j - slopes + noiseAt] += strength * own[j][x];
    }
    sums.at(x, work);
    for (int o = 0; o < work.length; o++) {
      meanRow[slopes + o] += strength * work[o];
    }
  }

  /// κ, [φ₁((λ + bĴ)Δt)/φ₁(λΔt) − 1]/Ĵ.
  private double strength(int x) {
    double lag = moments.lag();
    double rate = Math.clamp(moments.middleRate(x) * lag, -30, 30);
    double coupled = moments.middleResponse(x) * lag;
    double j = Math.abs(total) > 0.05 ? total : 0.05; // the limit of small Ĵ is smooth
    return (PhiFunctions.phi1(rate + Math.clamp(coupled * j, -30, 30)) / PhiFunctions.phi1(rate)
            - 1)
        / j;
  }
}
