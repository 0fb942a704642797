package onsagerflow.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import onsagerflow.field.Grid;

/// Whether the drift that a fit leaves over depends on where a block is: the score test of a field
/// h(x), constant in time, added to φ.
///
/// Increments about the right drift are independent of each other and of the place, whatever
/// patterns m forms and however long they live: domains that stand still in a single run, slow
/// waves near T_c or one start of many runs are no field. A profile of ⟨m⟩ that stands still
/// because of h(x) would be, yet J takes up most of it, since J*m of the mean profile resembles h;
/// so the amplitudes of h are estimated together with s′ and J, by one step of weighted least
/// squares from the fit. What J*m does beside the mean profile then tells the two apart.
///
/// Long waves, 12 of them, are such amplitudes, found to some three quarters. Rough fields, which J
/// does not take up, show in the residuals summed over time in each block; s′(m) takes up much of
/// them where m of a block tells its h, so that what is seen is a lower bound.
///
/// @param temperature T, by which h is judged
/// @param uniform h of wave number 0 that the given field lacks
/// @param uniformError its standard error
/// @param waves root mean square of h(x) in the longest waves, corrected for noise
/// @param wavesExcess χ² of their amplitudes less its expectation, in its standard deviations
/// @param wavelength of the strongest, in blocks
/// @param alongX,alongY its wave vector, in periods of the grid
/// @param rough root mean square of h(x) in all waves together, corrected for noise
/// @param roughExcess the same for the residuals of single blocks; 0 where they are not summed
/// @param runs whether they differ
/// @param asymmetry of J, where a symmetry was imposed
public record StaticField(
    double temperature,
    double uniform,
    double uniformError,
    double waves,
    double wavesExcess,
    double wavelength,
    int alongX,
    int alongY,
    double rough,
    double roughExcess,
    RunDifferences runs,
    Asymmetry asymmetry) {

  /// No sign of a field.
  static final StaticField NONE =
      new StaticField(1, 0, 1, 0, 0, 1, 0, 0, 0, 0, RunDifferences.NONE, Asymmetry.NONE);

  /// Cells of which equations are formed.
  private static final int CELLS = 1 << 18;

  private static final int LEAST_OBSERVATIONS = 8;

  /// Standard deviations by which a sign of a field must exceed its expectation, and the share of T
  /// that it must amount to: what a good but not perfect fit leaves over is less.
  private static final double SIGNIFICANT = 6;

  private static final double LEAST = 0.02;

  /// Walls of a frozen pattern are few blocks, and what the fit leaves over there adds up.
  private static final double SIGNIFICANT_IN_BLOCKS = 8;

  /// Wave vectors (y, x), each with a cosine and a sine; the constant comes first.
  private static final int[][] WAVES = {{0, 1}, {1, 0}, {1, 1}, {1, -1}, {0, 2}, {2, 0}};

  private static final int MODES = 1 + 2 * WAVES.length;

  /// What is to be done about a field that shows, a sentence each.
  ///
  /// @param repeated whether some of the data are there twice, so that chance looks like a field
  List<String> cautions(boolean repeated) {
    double least = LEAST * temperature;
    var sentences = new ArrayList<>(runs.cautions());
    sentences.addAll(asymmetry.cautions());
    boolean isUniform = Math.abs(uniform) > SIGNIFICANT * uniformError && Math.abs(uniform) > least;
    if (isUniform) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "increments have a part that no odd s' and no J explain, as of a field of %.3g +-"
                  + " %.2g besides the one given: check the value, sign and unit of field (that of"
                  + " the temperature), and that up and down spins are alike but for it",
              uniform,
              uniformError));
    }
    boolean longWaves = wavesExcess > SIGNIFICANT && waves > least;
    // What a wrong uniform field leaves over follows the pattern of m, and what is there twice
    // exceeds chance.
    boolean explained = isUniform || repeated;
    if (longWaves || (!explained && roughExcess > SIGNIFICANT_IN_BLOCKS && rough > least)) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "increments depend on where a block is, as in a static field h(x) of %.2g (rms) or"
                  + " more that varies in space%s and was not given, or not as it is%s: the time"
                  + " average of m is then not uniform, and J and s' take up part of it; give h(x)"
                  + " as a dataset field [y, x] of the file, or learn from places that are alike",
              longWaves ? waves : rough,
              longWaves
                  ? String.format(
                      Locale.ROOT,
                      " (most at a wavelength of %.3g blocks, %d periods along y and %d along x)",
                      wavelength,
                      alongY,
                      alongX)
                  : " from block to block (disorder, pinned blocks, edges that are not"
                      + " periodic?)",
              explained ? " (what is said above may be the cause: mend that first)" : ""));
    }
    return sentences;
  }

  /// @param drift that was fitted
  /// @param symmetry imposed on its J
  /// @param radius of its J
  /// @param observations at one temperature
  static StaticField of(Drift drift, Symmetry symmetry, int radius, Observations observations) {
    var grid = observations.origin().grid();
    if (Math.min(grid.ny(), grid.nx()) < 4 || observations.size() < LEAST_OBSERVATIONS) {
      return NONE;
    }
    var some = observations.spread(Math.max(FitPass.GROUPS, 4 * CELLS / grid.size()));
    int groups = Math.min(FitPass.GROUPS, some.size());
    int[] runs = some.runs(RunDifferences.MOST_RUNS);
    int count = Arrays.stream(runs).max().orElse(0) + 1;
    var orbits = Symmetry.INVERSION.orbits(radius);
    var total = new Equations(drift, orbits, grid, count);
    var parts =
        IntStream.range(0, groups)
            .parallel()
            .mapToObj(g -> new Equations(drift, orbits, grid, count).with(some, runs, g, groups))
            .toList();
    parts.forEach(total::add);
    return total.solve(
        parts, some.conditions().temperature(), some.fromGenerator(), symmetry, radius);
  }

  /// Normal equations of s′ at knots, J at orbits and the modes of h, of one group.
  private static final class Equations {

    private final Drift drift;
    private final List<Symmetry.Orbit> orbits;
    private final Grid grid;
    private final int slopes;
    private final int size;
    private final double[] matrix;
    private final double[] right;
    private final double[] cellScore;
    private final double[] cellInformation;
    private final RunDifferences.Equations byRun;
    private double squares;
    private long cells;

    Equations(Drift drift, List<Symmetry.Orbit> orbits, Grid grid, int runs) {
      this.drift = drift;
      this.orbits = orbits;
      this.grid = grid;
      this.slopes = drift.entropySlope.hats().size() - 1;
      this.size = slopes + orbits.size() + MODES;
      this.byRun = new RunDifferences.Equations(size - MODES + 1, runs);
      this.matrix = new double[size * size];
      this.right = new double[size];
      this.cellScore = new double[grid.size()];
      this.cellInformation = new double[grid.size()];
    }

    void add(Equations other) {
      Arrays.setAll(matrix, i -> matrix[i] + other.matrix[i]);
      Arrays.setAll(right, i -> right[i] + other.right[i]);
      Arrays.setAll(cellScore, i -> cellScore[i] + other.cellScore[i]);
      Arrays.setAll(cellInformation, i -> cellInformation[i] + other.cellInformation[i]);
      byRun.add(other.byRun);
      squares += other.squares;
      cells += other.cells;
    }

    Equations with(Observations observations, int[] runs, int g, int groups) {
      var state = CellState.of(drift, observations, grid);
      var products = new OuterProducts(matrix, size, 0, size);
      int n = observations.size();
      long all = (long) n * grid.size();
      int every = (int) Math.max(1, all / CELLS);
      for (int i = FitPass.first(g, groups, n); i < FitPass.first(g + 1, groups, n); i++) {
        var observation = observations.get(i);
        if (!observation.m().grid().equals(grid)) {
          continue;
        }
        state.evaluate(observation);
        double[] m = observation.m().values();
        double[] middle = state.middle(observation);
        for (int y = 0; y < grid.ny(); y++) {
          boolean row = ((long) i * grid.ny() + y) % every == 0;
          for (int x = 0; x < grid.nx(); x++) {
            int cell = grid.index(y, x);
            if (state.used.get(cell)) {
              addCell(state, cell);
              if (row) {
                addRow(products.row(), state, runs[i], m[cell], middle, y, x);
              }
            }
          }
        }
      }
      products.flush();
      return this;
    }

    private void addCell(CellState state, int cell) {
      double e = state.residual[cell];
      double s = state.fieldSensitivity(cell);
      cellScore[cell] += s * e / state.variance[cell];
      cellInformation[cell] += s * s / state.variance[cell];
      squares += e * e / state.variance[cell];
      cells++;
    }

    private void addRow(
        double[] row, CellState state, int run, double m, double[] middle, int y, int x) {
      int cell = grid.index(y, x);
      double weight = 1 / Math.sqrt(state.variance[cell]);
      Arrays.fill(row, 0);
      int k = state.start.segment[cell];
      double w = state.start.weight[cell];
      double scale = weight * state.reach[cell] * state.start.sensitivity[cell];
      double signed = m < 0 ? scale : -scale;
      if (k > 0) {
        row[k - 1] = signed * (1 - w);
      }
      row[k] = signed * w;
      double field = weight * state.fieldSensitivity(cell);
      for (int o = 0; o < orbits.size(); o++) {
        double sum = 0;
        for (int[] r : orbits.get(o).offsets()) {
          sum += middle[grid.index(y - r[0], x - r[1])];
        }
        row[slopes + o] = field * sum;
      }
      int at = slopes + orbits.size();
      row[at] = field;
      for (int k2 = 0; k2 < WAVES.length; k2++) {
        double phase = phase(WAVES[k2], y, x);
        row[at + 1 + 2 * k2] = field * Math.sqrt(2) * Math.cos(phase);
        row[at + 2 + 2 * k2] = field * Math.sqrt(2) * Math.sin(phase);
      }
      double e = weight * state.residual[cell];
      for (int i = 0; i < size; i++) {
        right[i] += row[i] * e;
      }
      byRun.add(run, row, m, e);
    }

    private double phase(int[] wave, int y, int x) {
      return 2 * Math.PI * ((double) wave[0] * y / grid.ny() + (double) wave[1] * x / grid.nx());
    }

    StaticField solve(
        List<Equations> parts,
        double temperature,
        boolean generator,
        Symmetry symmetry,
        int radius) {
      var normal = new double[size][size];
      for (int i = 0; i < size; i++) {
        for (int j = i; j < size; j++) {
          normal[i][j] = matrix[i * size + j];
          normal[j][i] = normal[i][j];
        }
        normal[i][i] += 1 / (temperature * temperature); // a weak prior, where nothing is known
      }
      double[][] inverse = Solution.inverse(normal, 0);
      int at = size - MODES;
      var solution = new double[size];
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          solution[i] += inverse[i][j] * right[j];
        }
      }
      double[] h = Arrays.copyOfRange(solution, at, size);
      double[][] covariance = new double[MODES][MODES];
      if (generator) { // whose residuals are no sampling noise
        addSandwich(parts, inverse, solution, covariance);
      } else {
        double ratio = squares / cells;
        for (int i = 0; i < MODES; i++) {
          for (int j = 0; j < MODES; j++) {
            covariance[i][j] = ratio * inverse[at + i][at + j];
          }
        }
      }
      int common = at + 1;
      var differences =
          generator
              ? RunDifferences.NONE
              : byRun.solve(
                  Arrays.stream(normal, 0, common)
                      .map(row -> Arrays.copyOf(row, common))
                      .toArray(double[][]::new),
                  Arrays.copyOf(right, common),
                  temperature,
                  squares / cells);
      var asymmetry =
          generator
              ? Asymmetry.NONE
              : Asymmetry.of(kernelStep(solution, inverse), orbits, symmetry, radius, drift.kernel);
      return result(temperature, h, covariance, generator, differences, asymmetry);
    }

    /// J of the solution, with its covariance.
    private Estimate kernelStep(double[] solution, double[][] inverse) {
      double ratio = squares / cells;
      var part = new Estimate(solution, inverse).part(slopes, slopes + orbits.size());
      for (double[] row : part.covariance) {
        Arrays.setAll(row, q -> ratio * row[q]);
      }
      return part;
    }

    /// Of what the equations of the groups lack at the common solution.
    private void addSandwich(
        List<Equations> parts, double[][] inverse, double[] solution, double[][] covariance) {
      for (var part : parts) {
        var lacking = part.right.clone();
        for (int i = 0; i < size; i++) {
          for (int j = 0; j < size; j++) {
            lacking[i] -= part.matrix[Math.min(i, j) * size + Math.max(i, j)] * solution[j];
          }
        }
        var moved = new double[MODES];
        for (int k = 0; k < MODES; k++) {
          for (int j = 0; j < size; j++) {
            moved[k] += inverse[size - MODES + k][j] * lacking[j];
          }
        }
        double factor = parts.size() / (parts.size() - 1.0);
        for (int i = 0; i < MODES; i++) {
          for (int j = 0; j < MODES; j++) {
            covariance[i][j] += factor * moved[i] * moved[j];
          }
        }
      }
    }

    private StaticField result(
        double temperature,
        double[] h,
        double[][] covariance,
        boolean generator,
        RunDifferences differences,
        Asymmetry asymmetry) {
      int strongest = 0;
      double power = 0;
      double most = 0;
      double chiSquare = 0;
      for (int k = 0; k < WAVES.length; k++) {
        double p = 0;
        for (int i = 1 + 2 * k; i <= 2 + 2 * k; i++) {
          p += h[i] * h[i] - covariance[i][i];
          chiSquare += h[i] * h[i] / covariance[i][i];
        }
        power += p;
        strongest = p > most ? k : strongest;
        most = Math.max(most, p);
      }
      int[] wave = WAVES[strongest];
      double ky = (double) wave[0] / grid.ny();
      double kx = (double) wave[1] / grid.nx();
      double roughSquare = 0;
      double excess = 0;
      if (!generator) {
        double ratio = squares / cells;
        double sum = 0;
        double information = 0;
        int counted = 0;
        for (int x = 0; x < cellScore.length; x++) {
          if (cellInformation[x] > 0) {
            sum += cellScore[x] * cellScore[x] / cellInformation[x] / ratio - 1;
            information += cellInformation[x] / ratio;
            counted++;
          }
        }
        excess = counted == 0 ? 0 : sum / Math.sqrt(2.0 * counted);
        roughSquare = counted == 0 ? 0 : sum / information;
      }
      return new StaticField(
          temperature,
          h[0],
          Math.sqrt(covariance[0][0]),
          Math.sqrt(Math.max(0, power)),
          (chiSquare - 2 * WAVES.length) / Math.sqrt(4.0 * WAVES.length),
          1 / Math.hypot(ky, kx),
          wave[1],
          wave[0],
          Math.sqrt(Math.max(0, roughSquare)),
          excess,
          differences,
          asymmetry);
    }
  }
}
