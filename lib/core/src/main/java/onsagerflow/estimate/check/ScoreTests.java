package onsagerflow.estimate.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import onsagerflow.estimate.data.Observation;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.data.Pass;
import onsagerflow.estimate.equations.Estimate;
import onsagerflow.estimate.equations.OuterProducts;
import onsagerflow.estimate.equations.Solution;
import onsagerflow.estimate.likelihood.CellState;
import onsagerflow.estimate.likelihood.CurrentEquation;
import onsagerflow.field.Grid;
import onsagerflow.field.Symmetry;

/// What the increments know that a fit leaves out, found by score tests: one step of weighted least
/// squares from the fit, of s′ and J together with what the model lacks.
///
/// @param field h(x) that was not given
/// @param runs whether they differ
/// @param asymmetry of J, where a symmetry was imposed
/// @param reciprocity of J
public record ScoreTests(
    StaticField field, RunDifferences runs, Asymmetry asymmetry, Reciprocity reciprocity) {

  /// No sign of anything.
  static final ScoreTests NONE =
      new ScoreTests(StaticField.NONE, RunDifferences.NONE, Asymmetry.NONE, Reciprocity.NONE);

  /// Cells of which equations are formed.
  private static final int CELLS = 1 << 18;

  private static final int LEAST_OBSERVATIONS = 8;

  /// Amplitudes of what the fit lacks, those of a field first.
  private static final int LACKING = StaticField.MODES + Reciprocity.MODES;

  /// What is to be done about what they find, a sentence each.
  ///
  /// @param repeated whether some of the data are there twice, so that chance looks like a field
  /// @param strays whether single pairs do not belong to the others, which make their runs differ
  public List<String> cautions(boolean repeated, boolean strays) {
    var sentences = new ArrayList<>(strays ? List.of() : runs.cautions());
    sentences.addAll(asymmetry.cautions());
    sentences.addAll(reciprocity.cautions());
    sentences.addAll(field.cautions(repeated));
    return sentences;
  }

  /// @param equation that was fitted
  /// @param symmetry imposed on its J
  /// @param radius of its J
  /// @param observations at one temperature
  public static ScoreTests of(
      CurrentEquation equation, Symmetry symmetry, int radius, Observations observations) {
    var grid = observations.origin().grid();
    if (Math.min(grid.ny(), grid.nx()) < 4 || observations.size() < LEAST_OBSERVATIONS) {
      return NONE;
    }
    var some = observations.spread(Math.max(Pass.GROUPS, 4 * CELLS / grid.size()));
    int[] runs = some.runs(RunDifferences.MOST_RUNS);
    int count = Arrays.stream(runs).max().orElse(0) + 1;
    var orbits = Symmetry.INVERSION.orbits(radius);
    var total = new Equations(equation, orbits, grid, count);
    var parts =
        Pass.over(some)
            .ofGroups(
                () -> new Equations(equation, orbits, grid, count),
                own -> {
                  var state = CellState.of(equation, some, own);
                  return (number, observation, part) ->
                      part.add(state, observation, number, runs[number], some.size());
                });
    parts.forEach(total::add);
    return total.solve(
        parts, some.conditions().temperature(), some.fromGenerator(), symmetry, radius);
  }

  /// Normal equations of s′ at knots, J at orbits and the modes of h, of one group.
  private static final class Equations {

    private final CurrentEquation equation;
    private final List<Symmetry.Orbit> orbits;
    private final Grid grid;
    private final int slopes;
    private final int size;
    private final double[] matrix;
    private final OuterProducts products;
    private final double[] right;
    private final double[] cellScore;
    private final double[] cellInformation;
    private final RunDifferences.Equations byRun;
    private double squares;
    private long cells;

    Equations(CurrentEquation equation, List<Symmetry.Orbit> orbits, Grid grid, int runs) {
      this.equation = equation;
      this.orbits = orbits;
      this.grid = grid;
      this.slopes = equation.entropySlope.hats().size() - 1;
      this.size = slopes + orbits.size() + LACKING;
      this.byRun = new RunDifferences.Equations(size - LACKING + 1, runs);
      this.matrix = new double[size * size];
      this.products = new OuterProducts(matrix, size, 0, size);
      this.right = new double[size];
      this.cellScore = new double[grid.size()];
      this.cellInformation = new double[grid.size()];
    }

    void add(Equations other) {
      other.products.flush();
      Arrays.setAll(matrix, i -> matrix[i] + other.matrix[i]);
      Arrays.setAll(right, i -> right[i] + other.right[i]);
      Arrays.setAll(cellScore, i -> cellScore[i] + other.cellScore[i]);
      Arrays.setAll(cellInformation, i -> cellInformation[i] + other.cellInformation[i]);
      byRun.add(other.byRun);
      squares += other.squares;
      cells += other.cells;
    }

    void add(CellState state, Observation observation, int number, int run, int n) {
      if (!observation.m().grid().equals(grid)) {
        return;
      }
      int every = (int) Math.max(1, (long) n * grid.size() / CELLS);
      state.evaluate(observation);
      double[] m = observation.m().values();
      double[] middle = state.middle(observation);
      for (int y = 0; y < grid.ny(); y++) {
        boolean row = ((long) number * grid.ny() + y) % every == 0;
        for (int x = 0; x < grid.nx(); x++) {
          int cell = grid.index(y, x);
          if (state.used.get(cell)) {
            addCell(state, cell);
            if (row) {
              addRow(products.row(), state, run, m[cell], middle, y, x);
            }
          }
        }
      }
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
      StaticField.modes(grid, y, x, field, row, at);
      row[at + StaticField.MODES] =
          field * gradient(state, grid.index(y + 1, x), grid.index(y - 1, x));
      row[at + StaticField.MODES + 1] =
          field * gradient(state, grid.index(y, x + 1), grid.index(y, x - 1));
      double e = weight * state.residual[cell];
      for (int i = 0; i < size; i++) {
        right[i] += row[i] * e;
      }
      byRun.add(run, row, m, e);
    }

    private static double gradient(CellState state, int after, int before) {
      return 0.5 * (state.start.phi[after] - state.start.phi[before]);
    }

    ScoreTests solve(
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
      int at = size - LACKING;
      var solution = new double[size];
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          solution[i] += inverse[i][j] * right[j];
        }
      }
      double[] h = Arrays.copyOfRange(solution, at, size);
      double[][] covariance = new double[LACKING][LACKING];
      if (generator) { // whose residuals are no sampling noise
        addSandwich(parts, inverse, solution, covariance);
      } else {
        double ratio = squares / cells;
        for (int i = 0; i < LACKING; i++) {
          for (int j = 0; j < LACKING; j++) {
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
              : Asymmetry.of(
                  kernelStep(solution, inverse), orbits, symmetry, radius, equation.kernel);
      var rough =
          generator
              ? StaticField.Rough.NONE
              : StaticField.Rough.of(cellScore, cellInformation, squares / cells);
      return new ScoreTests(
          StaticField.of(temperature, grid, h, covariance, rough),
          differences,
          asymmetry,
          Reciprocity.of(h, covariance, StaticField.MODES));
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
        var moved = new double[LACKING];
        for (int k = 0; k < LACKING; k++) {
          for (int j = 0; j < size; j++) {
            moved[k] += inverse[size - LACKING + k][j] * lacking[j];
          }
        }
        double factor = parts.size() / (parts.size() - 1.0);
        for (int i = 0; i < LACKING; i++) {
          for (int j = 0; j < LACKING; j++) {
            covariance[i][j] += factor * moved[i] * moved[j];
          }
        }
      }
    }
  }
}
