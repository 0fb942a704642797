package onsagerflow.estimate;

import static java.lang.Math.fma;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import onsagerflow.field.Grid;

/// One pass over all observations with one [Drift]: the estimating equations of its correction.
///
/// Unknowns θ: the knots of s′, the orbits of J, the coefficients ν of N. The drift equations are
/// weighted least squares on the increments (weights 1/variance, Fisher scoring); the equations of
/// N are weighted least squares on the squared residuals. Drift depends on ν, the noise equations
/// do not depend on the drift to first order, so A is block triangular.
///
/// Observations are dealt to a fixed number of groups, added up in order: the result has the same
/// bits whatever the number of threads, and the groups serve as folds and as bootstrap blocks.
final class FitPass {

  static final int GROUPS = 16;

  /// Row strips of a frame taken as independent clusters in the sandwich covariance.
  private static final int STRIPS = 4;

  /// Rows buffered before their outer products are added, a multiple of [#OCTET]: enough to make
  /// good use of each line of the matrix fetched, few enough to stay in the first-level cache.
  private static final int BATCH = 16;

  private static final int OCTET = 8;

  /// Sums of one group.
  static final class Group {
    final Sums sums;

    /// Equations of N(m), the mean at given m, whatever the mobility of the drift.
    final Sums noiseByMagnetisation;

    final FluctuationDissipation fluctuationDissipation = new FluctuationDissipation();
    double normalisedResiduals;
    Range fieldRange = new Range(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    Group(int size, int magnetisationSize) {
      sums = new Sums(size);
      noiseByMagnetisation = new Sums(magnetisationSize);
    }

    void add(Group other) {
      sums.add(other.sums);
      noiseByMagnetisation.add(other.noiseByMagnetisation);
      fluctuationDissipation.add(other.fluctuationDissipation);
      normalisedResiduals += other.normalisedResiduals;
      fieldRange = fieldRange.including(other.fieldRange.min()).including(other.fieldRange.max());
    }
  }

  /// The smallest and the largest φ seen.
  record Range(double min, double max) {
    Range including(double value) {
      return value >= min && value <= max
          ? this
          : new Range(Math.min(min, value), Math.max(max, value));
    }
  }

  private final Drift model;
  private final List<Symmetry.Orbit> orbits;
  private final NoiseBasis.OfMagnetisation noiseOfMagnetisation;
  private final double[] meanNoise;
  private final int radius;
  private final int slopes;
  private final int drifts;
  private final int size;

  /// @param meanNoise current coefficients of `noiseOfMagnetisation`
  FitPass(
      Drift model,
      List<Symmetry.Orbit> orbits,
      NoiseBasis.OfMagnetisation noiseOfMagnetisation,
      double[] meanNoise) {
    this.meanNoise = meanNoise;
    this.model = model;
    this.orbits = orbits;
    this.noiseOfMagnetisation = noiseOfMagnetisation;
    this.radius = model.kernel.radius();
    this.slopes = model.entropySlope.hats().size() - 1;
    this.drifts = slopes + orbits.size();
    this.size = drifts + model.noise.size();
  }

  /// The groups, in order.
  List<Group> run(Observations observations) {
    return IntStream.range(0, Math.min(GROUPS, observations.size()))
        .parallel()
        .mapToObj(g -> group(observations, g))
        .toList();
  }

  private Group group(Observations observations, int g) {
    var group = new Group(size, noiseOfMagnetisation.size());
    var grid = observations.origin().grid();
    var state = state(observations, grid);
    for (int i = g; i < observations.size(); i += GROUPS) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("learning was interrupted");
      }
      var observation = observations.get(i);
      if (!observation.m().grid().equals(grid)) {
        grid = observation.m().grid();
        state = state(observations, grid);
      }
      state.evaluate(observation);
      accumulate(group, observation.m().values(), grid, state);
    }
    return group;
  }

  private CellState state(Observations observations, Grid grid) {
    return new CellState(
        model, grid, observations.temperature(), observations.origin().cellVolume());
  }

  private void accumulate(Group group, double[] m, Grid grid, CellState state) {
    int pitch = grid.nx() + 2 * radius;
    double[] padded = pad(m, grid, pitch);
    int[][] shifts = shifts(pitch);
    int strips = Math.min(STRIPS, grid.ny());
    for (int s = 0; s < strips; s++) {
      int from = s * grid.ny() / strips;
      int to = (s + 1) * grid.ny() / strips;
      strip(group, m, padded, shifts, pitch, grid.nx(), from, to, state);
    }
  }

  private void strip(
      Group group,
      double[] m,
      double[] padded,
      int[][] shifts,
      int pitch,
      int nx,
      int from,
      int to,
      CellState state) {
    var hats = model.entropySlope.hats();
    int terms = model.noise.size();
    var basis = new double[terms];
    var score = new double[size];
    var rows = new double[BATCH][size];
    var noiseSums = group.noiseByMagnetisation;
    var noiseScore = new double[noiseSums.size];
    int filled = 0;
    for (int y = from; y < to; y++) {
      for (int x = 0; x < nx; x++) {
        int cell = y * nx + x;
        if (!state.used[cell]) {
          continue;
        }
        double weight = 1 / Math.sqrt(state.variance[cell]);
        double[] row = rows[filled++];
        Arrays.fill(row, 0, slopes, 0);
        double a = state.coordinate[cell];
        int k = hats.segment(a);
        double w = hats.weight(k, a);
        double scale = weight * state.sensitivity[cell];
        double signed = m[cell] < 0 ? scale : -scale;
        if (k > 0) {
          row[k - 1] = signed * (1 - w);
        }
        row[k] = signed * w;
        int centre = (y + radius) * pitch + x + radius;
        for (int o = 0; o < shifts.length; o++) {
          double sum = 0;
          for (int shift : shifts[o]) {
            sum += padded[centre + shift];
          }
          row[slopes + o] = scale * sum;
        }
        System.arraycopy(state.noiseBasis, cell * terms, basis, 0, terms);
        double noiseScale = -weight * state.noiseSensitivity[cell];
        for (int j = 0; j < terms; j++) {
          row[drifts + j] = noiseScale * basis[j];
        }
        double e = weight * state.residual[cell];
        for (int i = 0; i < drifts; i++) {
          score[i] += row[i] * e;
        }
        addNoise(group.sums, score, basis, cell, state);
        addNoiseOfMagnetisation(noiseSums, noiseScore, m[cell], cell, state);
        group.normalisedResiduals += e * e;
        group.fieldRange = group.fieldRange.including(state.phi[cell]);
        group.fluctuationDissipation.add(state, cell);
        group.sums.cells++;
        if (filled == BATCH) {
          addOuterProducts(group.sums.matrix, rows, filled);
          filled = 0;
        }
      }
    }
    addOuterProducts(group.sums.matrix, rows, filled);
    group.sums.addCluster(score);
    noiseSums.addCluster(noiseScore);
  }

  /// Adds the outer products of a batch of rows, two lines of the matrix at a time; the lower
  /// triangle is left to [Solution]. Half of the time of a fit passes here, hence the shape: eight
  /// rows at once keep the sums in registers, and the inner loop vectorises.
  private void addOuterProducts(double[] matrix, double[][] rows, int filled) {
    for (int f = filled; f < BATCH; f++) {
      Arrays.fill(rows[f], 0);
    }
    int i = 0;
    for (; i + 1 < drifts; i += 2) {
      for (int from = 0; from < filled; from += OCTET) {
        addTwoLines(matrix, rows, from, i);
      }
    }
    if (i < drifts) {
      for (double[] row : rows) {
        for (int j = i; j < size; j++) {
          matrix[i * size + j] += row[i] * row[j];
        }
      }
    }
  }

  private void addTwoLines(double[] matrix, double[][] rows, int from, int i) {
    double[] r0 = rows[from];
    double[] r1 = rows[from + 1];
    double[] r2 = rows[from + 2];
    double[] r3 = rows[from + 3];
    double[] r4 = rows[from + 4];
    double[] r5 = rows[from + 5];
    double[] r6 = rows[from + 6];
    double[] r7 = rows[from + 7];
    double a0 = r0[i];
    double a1 = r1[i];
    double a2 = r2[i];
    double a3 = r3[i];
    double a4 = r4[i];
    double a5 = r5[i];
    double a6 = r6[i];
    double a7 = r7[i];
    double b0 = r0[i + 1];
    double b1 = r1[i + 1];
    double b2 = r2[i + 1];
    double b3 = r3[i + 1];
    double b4 = r4[i + 1];
    double b5 = r5[i + 1];
    double b6 = r6[i + 1];
    double b7 = r7[i + 1];
    int first = i * size;
    int second = first + size;
    for (int j = i; j < size; j++) {
      double p = fma(a3, r3[j], fma(a2, r2[j], fma(a1, r1[j], a0 * r0[j])));
      double q = fma(a7, r7[j], fma(a6, r6[j], fma(a5, r5[j], a4 * r4[j])));
      double s = fma(b3, r3[j], fma(b2, r2[j], fma(b1, r1[j], b0 * r0[j])));
      double t = fma(b7, r7[j], fma(b6, r6[j], fma(b5, r5[j], b4 * r4[j])));
      matrix[first + j] += p + q;
      matrix[second + j] += s + t;
    }
  }

  private void addNoise(Sums sums, double[] score, double[] basis, int cell, CellState state) {
    double factor = state.noiseFactor[cell];
    double weight = factor / state.noiseSpread[cell];
    double miss = state.noiseResponse[cell] - factor * state.noise[cell];
    for (int j = 0; j < basis.length; j++) {
      double bj = weight * basis[j];
      score[drifts + j] += bj * miss;
      int at = (drifts + j) * size + drifts;
      for (int k = j; k < basis.length; k++) {
        sums.matrix[at + k] += bj * factor * basis[k];
      }
    }
  }

  private void addNoiseOfMagnetisation(
      Sums sums, double[] score, double m, int cell, CellState state) {
    var hats = noiseOfMagnetisation.hats();
    int k = hats.segment(m);
    double w = hats.weight(k, m);
    double noise = (1 - w) * meanNoise[k] + w * meanNoise[k + 1];
    // Weights that depend on m alone: K(m) is the plain mean over the states visited at m.
    double weight = 1 / Math.max(noise * noise, 1e-3);
    double miss = weight * (state.noiseResponse[cell] / state.noiseFactor[cell] - noise);
    score[k] += (1 - w) * miss;
    score[k + 1] += w * miss;
    int at = k * sums.size + k;
    sums.matrix[at] += weight * (1 - w) * (1 - w);
    sums.matrix[at + 1] += weight * w * (1 - w);
    sums.matrix[at + sums.size + 1] += weight * w * w;
    sums.cells++;
  }

  private double[] pad(double[] m, Grid grid, int pitch) {
    var padded = new double[(grid.ny() + 2 * radius) * pitch];
    for (int y = -radius; y < grid.ny() + radius; y++) {
      for (int x = -radius; x < grid.nx() + radius; x++) {
        padded[(y + radius) * pitch + x + radius] = m[grid.index(y, x)];
      }
    }
    return padded;
  }

  private int[][] shifts(int pitch) {
    return orbits.stream()
        .map(orbit -> orbit.offsets().stream().mapToInt(r -> -r[0] * pitch - r[1]).toArray())
        .toArray(int[][]::new);
  }
}
