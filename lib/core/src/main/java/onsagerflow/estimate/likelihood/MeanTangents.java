package onsagerflow.estimate.likelihood;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import onsagerflow.field.Grid;
import onsagerflow.field.Symmetry;
import onsagerflow.field.fourier.Convolution;

/// Derivatives of the mean of cells by all unknowns, with all that neighbours answer over the lag:
/// the path of [LagMoments], stage by stage, linearised.
///
/// One convolution for each unknown and stage. Where a mean is known to a thousandth, s′, J and N
/// may compensate each other nearly as well, and what [NeighbourResponse] leaves out decides which
/// of their directions the data leave open.
final class MeanTangents {

  /// Numbers of a work array.
  private static final int CHUNK = 1 << 20;

  /// Cells whose rows are turned into columns together.
  private static final int TILE = 64;

  private final LagMoments moments;
  private final Convolution convolution;
  private final NeighbourSums sums;
  private final int slopes;
  private final int noiseAt;
  private final int size;
  private final int cells;
  private final Gradient gradient;
  private final double[][] rows;
  private final double[] state;
  private final double[] field;

  /// Of the unknowns of a chunk, at every cell: the derivative of the mean, that of the last
  /// stage's drift, its part by the functions themselves, and the sum over the stages of a step.
  private final double[][] tangent;

  private final double[][] drift;
  private final double[][] own;
  private final double[][] step;

  MeanTangents(LagMoments moments, Grid grid, List<Symmetry.Orbit> orbits, int slopes) {
    var equation = moments.equation();
    this.moments = moments;
    this.convolution = new Convolution(grid, equation.kernel);
    this.sums = new NeighbourSums(grid, equation.kernel.radius(), orbits);
    this.slopes = slopes;
    this.noiseAt = slopes + orbits.size();
    this.size = equation.unknowns(orbits);
    this.cells = grid.size();
    this.gradient = new Gradient(equation);
    this.rows = new double[TILE][size];
    this.state = new double[cells];
    this.field = new double[cells];
    int together = Math.clamp(CHUNK / cells, 1, size);
    this.tangent = new double[together][cells];
    this.drift = new double[together][cells];
    this.own = new double[together][cells];
    this.step = new double[together][cells];
  }

  /// The derivatives of some cells, a row each, in the state of the moments.
  ///
  /// @param followed cells whose s′ and N are data
  double[][] rows(int[] at, BitSet followed) {
    var result = new double[at.length][size];
    for (int from = 0; from < size; from += tangent.length) {
      int many = Math.min(tangent.length, size - from);
      follow(from, many, followed);
      for (int i = 0; i < at.length; i++) {
        for (int j = 0; j < many; j++) {
          result[i][from + j] = tangent[j][at[i]];
        }
      }
    }
    return result;
  }

  private void follow(int from, int many, BitSet followed) {
    double dt = moments.step();
    for (double[] t : tangent) {
      Arrays.fill(t, 0);
    }
    for (int s = 0; s < moments.steps(); s++) {
      for (int j = 0; j < many; j++) {
        Arrays.fill(step[j], 0);
      }
      stage(moments.stageOf(s, 0), 0, dt / 6, from, many, followed);
      stage(moments.stageOf(s, 1), dt / 2, dt / 3, from, many, followed);
      stage(moments.stageOf(s, 2), dt / 2, dt / 3, from, many, followed);
      stage(moments.stageOf(s, 3), dt, dt / 6, from, many, followed);
      for (int j = 0; j < many; j++) {
        for (int x = 0; x < cells; x++) {
          tangent[j][x] += step[j][x];
        }
      }
    }
  }

  /// @param ahead of the start of the step, along the drift of the stage before
  /// @param weight of this stage in the step
  private void stage(
      LocalDrift local, double ahead, double weight, int from, int many, BitSet followed) {
    byFunctions(local, from, many, followed);
    for (int j = 0; j < many; j++) {
      double[] t = tangent[j];
      double[] d = drift[j];
      for (int x = 0; x < cells; x++) {
        state[x] = local.heldM[x] ? 0 : t[x] + (ahead == 0 ? 0 : ahead * d[x]);
      }
      convolution.apply(state, field);
      for (int x = 0; x < cells; x++) {
        d[x] = own[j][x] + local.byM[x] * state[x] + local.byPhi[x] * field[x];
        step[j][x] += weight * d[x];
      }
    }
  }

  /// The derivatives of the drift of every cell, m and its neighbours held.
  private void byFunctions(LocalDrift local, int from, int many, BitSet followed) {
    sums.of(local.m);
    for (int j = from; j < from + many; j++) {
      if (isOfKernel(j)) {
        double[] to = own[j - from];
        sums.of(j - slopes, to);
        for (int x = 0; x < cells; x++) {
          to[x] *= local.byPhi[x];
        }
      }
    }
    if (isOfKernel(from) && isOfKernel(from + many - 1)) {
      return;
    }
    for (int first = 0; first < cells; first += TILE) {
      int tile = Math.min(TILE, cells - first);
      for (int i = 0; i < tile; i++) {
        Arrays.fill(rows[i], 0);
        if (followed.get(first + i)) {
          gradient.clear();
          local.pullBack(first + i, 1, 0, 0, 0, gradient);
          gradient.addTo(rows[i], noiseAt, 1);
        }
      }
      for (int j = from; j < from + many; j++) {
        if (!isOfKernel(j)) {
          for (int i = 0; i < tile; i++) {
            own[j - from][first + i] = rows[i][j];
          }
        }
      }
    }
  }

  private boolean isOfKernel(int unknown) {
    return unknown >= slopes && unknown < noiseAt;
  }
}
