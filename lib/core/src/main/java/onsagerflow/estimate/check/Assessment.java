package onsagerflow.estimate.check;

import static java.util.Objects.requireNonNull;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import onsagerflow.estimate.data.Observation;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.data.Pass;
import onsagerflow.estimate.data.Portable;
import onsagerflow.estimate.data.Reader;
import onsagerflow.estimate.equations.Numbers;
import onsagerflow.estimate.likelihood.CellState;
import onsagerflow.estimate.likelihood.CurrentEquation;
import onsagerflow.estimate.likelihood.FlipLikelihood;
import onsagerflow.field.Grid;
import org.jspecify.annotations.Nullable;

/// One pass over the observations at one temperature that judges a solution.
public final class Assessment {

  private static final int MAGNETISATION_BINS = 20;

  /// Of fewer cells the scatter of one pair is too uncertain to be judged.
  private static final long LEAST_CELLS = 200;

  public final FluctuationDissipation fluctuationDissipation;

  /// All cells, those too near |m| = 1 for an entropy slope, those that enter the fit.
  public long all;

  public long saturated;
  public long fitted;

  /// Σ e²/variance over the cells that enter the fit.
  public double normalisedResiduals;

  /// ln of the likelihood of the cells in range.
  public double logLikelihood;

  /// Products of normalised residuals of neighbours, and of one cell in consecutive pairs; for the
  /// first also what the noise exchanged within the lag makes of them.
  double inSpace;

  double inSpaceExpected;
  public long spacePairs;
  double inTime;
  long timePairs;

  /// Mean e²/variance of each observation in order; NaN where too few of its cells enter.
  public final List<Double> scatter = new ArrayList<>();

  public double smallestField = Double.POSITIVE_INFINITY;
  public double largestField = Double.NEGATIVE_INFINITY;
  public final long[] visits = new long[MAGNETISATION_BINS];

  private Assessment() {
    this(new FluctuationDissipation());
  }

  private Assessment(FluctuationDissipation fluctuationDissipation) {
    this.fluctuationDissipation = fluctuationDissipation;
  }

  public static Assessment of(CurrentEquation equation, Observations observations) {
    return Pass.over(observations).total(new Question(equation), Assessment::add);
  }

  /// How a solution does.
  public record Question(CurrentEquation equation) implements Portable<Assessment> {

    /// The kind of question that its bytes begin with.
    public static final String KIND = "assessment";

    @Override
    public Assessment zero() {
      return new Assessment();
    }

    @Override
    public Pass.Visitor<Assessment> visitor(Observations observations, Grid grid) {
      return new Visitor(equation, observations, grid);
    }

    @Override
    public void write(int from, int to, DataOutput out) throws IOException {
      out.writeUTF(KIND);
      equation.write(out);
    }

    /// Reads what follows the kind of a question.
    public static Question read(DataInput in) throws IOException {
      return new Question(CurrentEquation.read(in));
    }

    @Override
    public void writeSums(Assessment sums, DataOutput out) throws IOException {
      sums.write(out);
    }

    @Override
    public Assessment readSums(DataInput in) throws IOException {
      return Assessment.read(in);
    }
  }

  private void write(DataOutput out) throws IOException {
    fluctuationDissipation.write(out);
    for (long count : new long[] {all, saturated, fitted, spacePairs, timePairs}) {
      out.writeLong(count);
    }
    double[] sums = {
      normalisedResiduals,
      logLikelihood,
      inSpace,
      inSpaceExpected,
      inTime,
      smallestField,
      largestField
    };
    Numbers.write(sums, out);
    Numbers.write(scatter.stream().mapToDouble(s -> s).toArray(), out);
    for (long visit : visits) {
      out.writeLong(visit);
    }
  }

  private static Assessment read(DataInput in) throws IOException {
    var read = new Assessment(FluctuationDissipation.read(in));
    read.all = in.readLong();
    read.saturated = in.readLong();
    read.fitted = in.readLong();
    read.spacePairs = in.readLong();
    read.timePairs = in.readLong();
    double[] sums = Numbers.read(in);
    read.normalisedResiduals = sums[0];
    read.logLikelihood = sums[1];
    read.inSpace = sums[2];
    read.inSpaceExpected = sums[3];
    read.inTime = sums[4];
    read.smallestField = sums[5];
    read.largestField = sums[6];
    Arrays.stream(Numbers.read(in)).forEach(read.scatter::add);
    for (int k = 0; k < read.visits.length; k++) {
      read.visits[k] = in.readLong();
    }
    return read;
  }

  private static final class Visitor implements Pass.Visitor<Assessment> {
    private final CellState state;
    private final FlipLikelihood likelihood;
    private final double nearest;
    private double @Nullable [] previous;
    private @Nullable Reader<Observation> reader;

    Visitor(CurrentEquation equation, Observations observations, Grid grid) {
      this.state = CellState.of(equation, observations, grid);
      this.likelihood = FlipLikelihood.ofBlocks(observations.origin().cellVolume());
      this.nearest = equation.kernel.get(0, 1);
    }

    @Override
    public void begin(int number, Reader<Observation> of) {
      reader = of;
      previous = null;
    }

    @Override
    public void add(int number, Observation observation, Assessment group) {
      state.evaluate(observation);
      long before = group.fitted;
      double scatterBefore = group.normalisedResiduals;
      group.addCells(observation, state);
      long cells = group.fitted - before;
      group.scatter.add(
          cells < LEAST_CELLS ? Double.NaN : (group.normalisedResiduals - scatterBefore) / cells);
      if (observation instanceof Observation.Increment increment) {
        group.logLikelihood += logLikelihood(state, likelihood);
        double[] normalised = normalised(state);
        group.addSpace(increment, state, normalised, nearest);
        if (previous != null && requireNonNull(reader).continues(number)) {
          group.addTime(previous, normalised);
        }
        previous = normalised;
      }
    }
  }

  private void addCells(Observation observation, CellState state) {
    double[] m = observation.m().values();
    for (int x = 0; x < m.length; x++) {
      all++;
      visits[Math.clamp((int) ((m[x] + 1) / 2 * visits.length), 0, visits.length - 1)]++;
      if (!state.inRange[x]) {
        saturated++;
      }
      if (state.used.get(x)) {
        fitted++;
        normalisedResiduals += state.residual[x] * state.residual[x] / state.variance[x];
        smallestField = Math.min(smallestField, state.start.phi[x]);
        largestField = Math.max(largestField, state.start.phi[x]);
        fluctuationDissipation.add(state, x);
      }
    }
  }

  private static double logLikelihood(CellState state, FlipLikelihood likelihood) {
    double sum = 0;
    for (int x = 0; x < state.cells; x++) {
      if (state.inRange[x]) {
        sum += likelihood.log(state.residual[x], state.variance[x]);
      }
    }
    return sum;
  }

  /// Residuals over their standard deviations, 0 where the cell does not enter.
  private static double[] normalised(CellState state) {
    var z = new double[state.cells];
    for (int x = 0; x < z.length; x++) {
      z[x] = state.used.get(x) ? state.residual[x] / Math.sqrt(state.variance[x]) : 0;
    }
    return z;
  }

  /// Neighbours share noise within the lag: their covariance is (b_x V_y + b_y V_x) J(r) Δt/2.
  private void addSpace(
      Observation.Increment increment, CellState state, double[] z, double nearest) {
    var grid = increment.m().grid();
    double[] b = state.start.byPhi;
    for (int y = 0; y < grid.ny(); y++) {
      for (int x = 0; x < grid.nx(); x++) {
        int here = grid.index(y, x);
        int next = grid.nx() > 1 ? grid.index(y, x + 1) : grid.index(y + 1, x);
        if (next != here && z[here] != 0 && z[next] != 0) { // a single cell has no neighbour
          inSpace += z[here] * z[next];
          inSpaceExpected += 0.5 * (b[here] + b[next]) * nearest * increment.lag();
          spacePairs++;
        }
      }
    }
  }

  private void addTime(double[] previous, double[] z) {
    for (int x = 0; x < z.length; x++) {
      if (z[x] != 0 && previous[x] != 0) {
        inTime += previous[x] * z[x];
        timePairs++;
      }
    }
  }

  private void add(Assessment other) {
    fluctuationDissipation.add(other.fluctuationDissipation);
    all += other.all;
    saturated += other.saturated;
    fitted += other.fitted;
    normalisedResiduals += other.normalisedResiduals;
    logLikelihood += other.logLikelihood;
    scatter.addAll(other.scatter);
    inSpace += other.inSpace;
    inSpaceExpected += other.inSpaceExpected;
    spacePairs += other.spacePairs;
    inTime += other.inTime;
    timePairs += other.timePairs;
    smallestField = Math.min(smallestField, other.smallestField);
    largestField = Math.max(largestField, other.largestField);
    Arrays.setAll(visits, k -> visits[k] + other.visits[k]);
  }
}
