package onsagerflow.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import onsagerflow.field.Correlation;
import onsagerflow.field.Grid;

/// One pass over the observations at one temperature with one [Drift]: the estimating equations of
/// its correction.
///
/// Unknowns θ: the knots of s′, the orbits of J, the coefficients ν of N. For frame pairs the
/// equations are Fisher scoring of their Gaussian likelihood once the fit is joint, N shared by
/// mean and variance (the fluctuation–dissipation theorem): scores of all cells, and the Fisher
/// information. J enters the mean and, through N(m, φ), the variance; how the variance depends on
/// λ, an effect of relative order Δt, is left out of the scores. For generator channels they are
/// two least-squares problems, the drift with N known from the other; then the information is block
/// triangular.
///
/// The information is summed over a sample of rows only, scaled up: it changes slowly, and a
/// thousandth of the data gives it well enough to converge and to judge errors by.
///
/// Observations are dealt to a fixed number of groups of neighbours in time, added up in order: the
/// result has the same bits whatever the number of threads, and the groups serve as folds and as
/// bootstrap blocks.
final class FitPass {

  static final int GROUPS = 32;

  /// Row strips of a frame taken as independent clusters in the sandwich covariance.
  private static final int STRIPS = 4;

  /// Sums of one group.
  static final class Group {
    final Sums sums;

    /// Equations of N(m), the mean at given m, whatever the mobility of the drift.
    final Sums noiseByMagnetisation;

    Group(int size, int magnetisationSize) {
      sums = new Sums(size);
      noiseByMagnetisation = new Sums(magnetisationSize);
    }

    void add(Group other) {
      sums.add(other.sums);
      noiseByMagnetisation.add(other.noiseByMagnetisation);
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
  private final int informationCells;

  /// @param meanNoise current coefficients of `noiseOfMagnetisation`
  /// @param informationCells about how many cells the information is summed over
  FitPass(
      Drift model,
      List<Symmetry.Orbit> orbits,
      NoiseBasis.OfMagnetisation noiseOfMagnetisation,
      double[] meanNoise,
      int informationCells) {
    this.informationCells = informationCells;
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
    var state = CellState.of(model, observations, grid);
    var correlation = new Correlation(grid);
    int n = observations.size();
    int every = (int) Math.max(1, (long) n * grid.size() / informationCells);
    int groups = Math.min(GROUPS, n);
    for (int i = first(g, groups, n); i < first(g + 1, groups, n); i++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("learning was interrupted");
      }
      var observation = observations.get(i);
      if (!observation.m().grid().equals(grid)) {
        grid = observation.m().grid();
        state = CellState.of(model, observations, grid);
        correlation = new Correlation(grid);
      }
      state.evaluate(observation);
      new FrameSums(group, observation, state, correlation, every, i).add();
    }
    return group;
  }

  /// The first observation of group g.
  static int first(int g, int groups, int observations) {
    return (int) ((long) g * observations / groups);
  }

  /// The contribution of one observation to its group.
  private final class FrameSums {
    private final Group group;
    private final double[] m;
    private final Grid grid;
    private final CellState state;
    private final boolean coupled;
    private final int every;

    /// Rows of all observations before, so that every n-th row is evenly spread over time.
    private final long firstRow;

    private final int pitch;
    private final double[] padded;
    private final int[][] shifts;
    private final double[] score = new double[size];
    private final double[] noiseScore = new double[noiseOfMagnetisation.size()];
    private final OuterProducts information;
    private final OuterProducts noiseInformation;
    private final double[] neighbours = new double[orbits.size()];
    private final double[] derivatives = new double[model.entropySlope.terms()];
    private final double[] noiseValues = new double[model.noise.size()];
    private final Correlation correlation;
    private final double[] fieldScore;
    private final double[] correlated;
    private final double[] derivativeScore = new double[model.entropySlope.terms()];

    FrameSums(
        Group group,
        Observation observation,
        CellState state,
        Correlation correlation,
        int every,
        int number) {
      this.group = group;
      this.m = observation.m().values();
      this.grid = observation.m().grid();
      this.state = state;
      this.coupled = model.joint && observation instanceof Observation.Increment;
      this.every = every;
      this.firstRow = (long) number * observation.m().grid().ny();
      this.pitch = grid.nx() + 2 * radius;
      double[] middle = state.middle(observation);
      this.padded = pad(middle, grid, pitch);
      this.shifts = orbits.stream().map(o -> o.shifts(pitch)).toArray(int[][]::new);
      this.correlation = correlation;
      this.fieldScore = new double[grid.size()];
      this.correlated = new double[grid.size()];
      correlation.with(middle);
      this.information = new OuterProducts(group.sums.matrix, size, 0, coupled ? size : drifts);
      this.noiseInformation =
          new OuterProducts(group.sums.matrix, size, coupled ? 0 : drifts, size);
    }

    void add() {
      int strips = Math.min(STRIPS, grid.ny());
      for (int s = 0; s < strips; s++) {
        Arrays.fill(score, 0);
        Arrays.fill(noiseScore, 0);
        Arrays.fill(derivativeScore, 0);
        Arrays.fill(fieldScore, 0);
        for (int y = s * grid.ny() / strips; y < (s + 1) * grid.ny() / strips; y++) {
          addScores(y);
          if ((firstRow + y) % every == 0) {
            addInformation(y);
          }
        }
        model.entropySlope.addByKnot(derivativeScore, score);
        addKernelScores();
        group.sums.addCluster(score);
        group.noiseByMagnetisation.addCluster(noiseScore);
      }
      information.flush();
      noiseInformation.flush();
    }

    private void addScores(int y) {
      int terms = model.noise.size();
      for (int x = 0; x < grid.nx(); x++) {
        int cell = y * grid.nx() + x;
        if (!state.used[cell]) {
          continue;
        }
        double e = state.residual[cell] / state.variance[cell];
        double g = e * state.sensitivity[cell];
        fieldScore[cell] = e * state.fieldSensitivity[cell];
        int k = state.start.segment[cell];
        double w = state.start.weight[cell];
        double signed = m[cell] < 0 ? g : -g;
        if (k > 0) {
          score[k - 1] += signed * (1 - w);
        }
        score[k] += signed * w;
        double factor = state.noiseFactor[cell];
        double miss = state.noiseResponse[cell] - factor * state.start.noise[cell];
        double off = miss / state.noiseSpread[cell];
        double byNoise = off * state.noiseSlope[cell];
        if (coupled) {
          fieldScore[cell] += off * factor * state.start.noiseByPhi[cell];
          model.entropySlope.addDerivatives(
              m[cell], -off * state.noiseBySlope[cell], derivativeScore);
          byNoise -= state.noiseSensitivity[cell] * e;
        }
        model.noise.evaluate(m[cell], state.start.phi[cell], noiseValues, 0);
        for (int j = 0; j < terms; j++) {
          score[drifts + j] += byNoise * noiseValues[j];
        }
        addNoiseOfMagnetisation(group.noiseByMagnetisation, noiseScore, m[cell], cell, state);
        group.sums.cells++;
      }
    }

    /// Σ_x g(x) Σ_r m(x − r) over the offsets of every orbit, g the scores of φ.
    private void addKernelScores() {
      correlation.apply(fieldScore, correlated);
      for (int o = 0; o < orbits.size(); o++) {
        for (int[] r : orbits.get(o).offsets()) {
          score[slopes + o] += correlated[grid.index(r[0], r[1])];
        }
      }
    }

    private void addInformation(int y) {
      int terms = model.noise.size();
      for (int x = 0; x < grid.nx(); x++) {
        int cell = y * grid.nx() + x;
        if (!state.used[cell]) {
          continue;
        }
        double weight = Math.sqrt(every / state.variance[cell]);
        double[] row = information.row();
        Arrays.fill(row, 0, slopes, 0);
        int k = state.start.segment[cell];
        double w = state.start.weight[cell];
        double scale = weight * state.sensitivity[cell];
        double signed = m[cell] < 0 ? scale : -scale;
        if (k > 0) {
          row[k - 1] = signed * (1 - w);
        }
        row[k] = signed * w;
        double fieldScale = weight * state.fieldSensitivity[cell];
        int centre = (y + radius) * pitch + x + radius;
        for (int o = 0; o < shifts.length; o++) {
          double sum = 0;
          for (int shift : shifts[o]) {
            sum += padded[centre + shift];
          }
          neighbours[o] = sum;
          row[slopes + o] = fieldScale * sum;
        }
        double noiseScale = -weight * state.noiseSensitivity[cell];
        model.noise.evaluate(m[cell], state.start.phi[cell], noiseValues, 0);
        for (int j = 0; j < terms; j++) {
          row[drifts + j] = noiseScale * noiseValues[j];
        }
        addNoiseInformation(cell);
      }
    }

    /// The variance as a second observation of N(m, φ), and so of J.
    private void addNoiseInformation(int cell) {
      int terms = model.noise.size();
      double unit = Math.sqrt(every / state.noiseSpread[cell]);
      double weight = unit * state.noiseSlope[cell];
      double[] row = noiseInformation.row();
      Arrays.fill(row, 0, slopes, 0);
      Arrays.fill(derivatives, 0);
      model.entropySlope.addDerivatives(m[cell], -unit * state.noiseBySlope[cell], derivatives);
      model.entropySlope.addByKnot(derivatives, row);
      double scale = coupled ? unit * state.noiseFactor[cell] * state.start.noiseByPhi[cell] : 0;
      for (int o = 0; o < shifts.length; o++) {
        row[slopes + o] = scale * neighbours[o];
      }
      for (int j = 0; j < terms; j++) {
        row[drifts + j] = weight * noiseValues[j];
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
}
