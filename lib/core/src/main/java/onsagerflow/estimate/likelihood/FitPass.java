package onsagerflow.estimate.likelihood;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import onsagerflow.estimate.data.Observation;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.data.Pass;
import onsagerflow.estimate.equations.Sums;
import onsagerflow.field.Grid;
import onsagerflow.field.Symmetry;
import org.jspecify.annotations.Nullable;

/// One pass over the observations at one temperature with one [CurrentEquation]: the estimating
/// equations of its correction.
///
/// Unknowns θ: the knots of s′, the orbits of J, the coefficients ν of N. For frame pairs the
/// equations are those of their likelihood ([FlipLikelihood]), N shared by mean and variance (the
/// fluctuation–dissipation theorem): the gradient from all cells ([IncrementSums]), and the Fisher
/// information. For generator channels they are two least-squares problems, the drift with N known
/// from the other; then the information is block triangular ([InstantSums]).
///
/// The information is summed over a sample of the cells only, scaled up: it changes slowly, and a
/// thousandth of the data gives it well enough to converge and to judge errors by.
///
/// The groups of the [Pass] serve as folds and as bootstrap blocks.
public final class FitPass {

  /// Cells of a segment of s′ of which the information is summed at least.
  private static final int LEAST_OF_SEGMENT = 1000;

  /// Row strips of a frame taken as independent clusters in the sandwich covariance.
  static final int STRIPS = 4;

  /// What is solved for.
  public enum Equations {
    /// All unknowns by the likelihood of frame pairs; with generator channels N(m, φ) follows J in
    /// the equations of J.
    JOINT,
    /// s′ and J with N as it is: by least squares, frame pairs weighted by N = 1 − m².
    DRIFT
  }

  /// Sums of one group.
  public static final class Group {
    public final Sums sums;

    /// Equations of N(m), the mean at given m, whatever the mobility of the drift.
    public final Sums noiseByMagnetisation;

    /// What the fit raises, of the cells that enter and of those that entered the pass before: ln
    /// of the likelihood of frame pairs, of generator channels −½ the squared residuals of both.
    public double objective;

    public double objectiveOfBefore;

    /// The cells that enter and whose path or N is held at a bound.
    public long held;

    public Group(int size, int magnetisationSize) {
      sums = new Sums(size);
      noiseByMagnetisation = new Sums(magnetisationSize);
    }

    public void add(Group other) {
      sums.add(other.sums);
      noiseByMagnetisation.add(other.noiseByMagnetisation);
      objective += other.objective;
      objectiveOfBefore += other.objectiveOfBefore;
      held += other.held;
    }
  }

  /// Adds observations on one grid to a group.
  interface Visitor {
    /// @param number of the observation
    /// @param before cells that entered the pass before, if there was one
    /// @return the cells that enter
    BitSet add(Group group, Observation observation, int number, @Nullable BitSet before);
  }

  final CurrentEquation equation;
  final List<Symmetry.Orbit> orbits;
  final NoiseBasis.OfMagnetisation noiseOfMagnetisation;
  final double[] meanNoise;
  final Equations equations;
  private final int cellVolume;
  private final int every;
  private final int[] everyIn;

  /// @param meanNoise current coefficients of `noiseOfMagnetisation`
  /// @param cellVolume v
  /// @param equations to sum
  /// @param segmentShare of the cells that is in each segment between knots of s′
  /// @param cells of all observations
  /// @param informationCells about how many cells the information is summed over
  public FitPass(
      CurrentEquation equation,
      List<Symmetry.Orbit> orbits,
      NoiseBasis.OfMagnetisation noiseOfMagnetisation,
      double[] meanNoise,
      Equations equations,
      int cellVolume,
      double[] segmentShare,
      long cells,
      int informationCells) {
    this.cellVolume = cellVolume;
    this.every = (int) Math.max(1, cells / informationCells);
    this.everyIn = everyIn(segmentShare, cells);
    this.meanNoise = meanNoise;
    this.equation = equation;
    this.orbits = orbits;
    this.noiseOfMagnetisation = noiseOfMagnetisation;
    this.equations = equations;
  }

  int cellVolume() {
    return cellVolume;
  }

  /// Unknowns of s′.
  int slopes() {
    return equation.entropySlope.hats().size() - 1;
  }

  /// Unknowns of s′ and J.
  int drifts() {
    return slopes() + orbits.size();
  }

  int size() {
    return drifts() + equation.noise.size();
  }

  /// The groups, in order.
  ///
  /// @param masks cells of every observation that entered the pass before, null where there was
  ///   none; replaced by those that enter now
  public List<Group> run(Observations observations, @Nullable BitSet[] masks) {
    return Pass.over(observations)
        .ofGroups(
            () -> new Group(size(), noiseOfMagnetisation.size()),
            grid -> {
              var visitor = visitor(observations, grid);
              return (number, observation, group) ->
                  masks[number] = visitor.add(group, observation, number, masks[number]);
            });
  }

  private Visitor visitor(Observations observations, Grid grid) {
    var state = CellState.of(equation, observations, grid);
    return observations.fromGenerator()
        ? new InstantSums(this, state, grid, every)
        : new IncrementSums(this, state, grid);
  }

  /// One cell in so many, of those in a segment between knots of s′, is summed in the information:
  /// of segments that few cells are in, more.
  int every(int segment) {
    return everyIn[segment];
  }

  private int[] everyIn(double[] share, long cells) {
    return Arrays.stream(share)
        .mapToInt(s -> Math.clamp((long) (s * cells / LEAST_OF_SEGMENT), 1, every))
        .toArray();
  }

  /// Adds one cell to the equations of N(m).
  void addNoiseOfMagnetisation(Sums sums, double[] score, double m, double response) {
    var hats = noiseOfMagnetisation.hats();
    int k = hats.segment(m);
    double w = hats.weight(k, m);
    double noise = (1 - w) * meanNoise[k] + w * meanNoise[k + 1];
    // Weights that depend on m alone: K(m) is the plain mean over the states visited at m.
    double weight = 1 / Math.max(noise * noise, 1e-3);
    double miss = weight * (response - noise);
    score[k] += (1 - w) * miss;
    score[k + 1] += w * miss;
    int at = k * sums.size + k;
    sums.matrix[at] += weight * (1 - w) * (1 - w);
    sums.matrix[at + 1] += weight * w * (1 - w);
    sums.matrix[at + sums.size + 1] += weight * w * w;
    sums.cells++;
  }
}
