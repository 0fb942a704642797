package onsagerflow.estimate;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import onsagerflow.estimate.check.DataCheck;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.data.Pass;
import onsagerflow.estimate.equations.UnidentifiableException;
import onsagerflow.field.Progress;
import onsagerflow.field.Symmetry;
import onsagerflow.meso.Closure;
import onsagerflow.meso.Gauge;
import org.jspecify.annotations.Nullable;

/// Learns K, s′ and J together from observations of one system.
///
/// The increments of a frame pair have the mean and variance of the closure over its lag
/// ([CellState]) and scatter as flips of single spins do ([FlipLikelihood]). s′ at knots, the
/// stencil of J and K are taken to the maximum of that likelihood together ([Scoring]), K(m, φ) in
/// mean and variance alike. Generator channels are two least-squares problems instead, iterated to
/// their common solution.
///
/// @param closure response of the drift
/// @param mobility what K depends on in the drift
/// @param kernel what J may be
/// @param regressor that turns the knots of s′ into a function
/// @param gauge how J(0) is fixed: [Gauge.Slope] or [Gauge.Centre]
/// @param progress told in one line what is being done; unless said, the log of [Progress]
public record Learner(
    Closure closure,
    MobilityForm mobility,
    KernelForm kernel,
    SlopeRegressor regressor,
    Gauge gauge,
    Consumer<String> progress) {

  /// The widest kernel tried where the radius is to be chosen, and the one to begin with.
  private static final int WIDEST = 8;

  private static final int FIRST_RADIUS = 4;

  private static final int ROUNDS_TO_START = 15;
  private static final int MOST_ROUNDS = 60;

  /// Cells of which it is summed on the way.
  private static final int FEW_INFORMATION_CELLS = 1 << 15;

  /// How near the maximum of the likelihood a fit has to come, in standard errors of the worst
  /// direction.
  private static final double TOLERANCE = 0.5;

  /// Data are taken in by ever so many times more, so that the many need few rounds.
  private static final int MORE = 8;

  /// Cells read to come near the solution before all are.
  private static final int FEW_CELLS = 1 << 19;

  /// Cells, and frame pairs at least, of each temperature, that the scoring begins with.
  private static final int FEWEST_CELLS = 1 << 16;

  private static final int FEWEST_PAIRS = 8;

  /// Spins of blocks whose means are known so well that no fit gets far without the exact
  /// information; others may come to it ([Scoring]).
  private static final int LARGE_BLOCK = 1 << 13;

  /// Cells of which the Fisher information is summed: a thousand for each unknown.
  private static final int INFORMATION_CELLS = 1 << 17;

  public Learner {
    if (gauge instanceof Gauge.Stated) {
      throw new IllegalArgumentException(
          "J(0) is fixed by the slope of s' or by a number, got " + gauge);
    }
  }

  /// The accurate default for spins: cosh closure, K(m, φ), radius by held-out frames.
  public static Learner standard() {
    return new Learner(
        Closure.COSH,
        MobilityForm.M_PHI,
        new KernelForm(OptionalInt.empty(), Symmetry.INVERSION, Smoothness.NONE),
        Regressors.ols(4),
        new Gauge.Slope(),
        Progress::say);
  }

  public Learner with(Closure other) {
    return new Learner(other, mobility, kernel, regressor, gauge, progress);
  }

  public Learner with(MobilityForm other) {
    return new Learner(closure, other, kernel, regressor, gauge, progress);
  }

  public Learner with(KernelForm other) {
    return new Learner(closure, mobility, other, regressor, gauge, progress);
  }

  public Learner with(SlopeRegressor other) {
    return new Learner(closure, mobility, kernel, other, gauge, progress);
  }

  public Learner with(Gauge other) {
    return new Learner(closure, mobility, kernel, regressor, other, progress);
  }

  public Learner withProgress(Consumer<String> listener) {
    return new Learner(closure, mobility, kernel, regressor, gauge, listener);
  }

  public Learner with(Symmetry other) {
    return with(new KernelForm(kernel.radius(), other, kernel.smoothness()));
  }

  public Learner with(Smoothness other) {
    return with(new KernelForm(kernel.radius(), kernel.symmetry(), other));
  }

  public Learner withRadius(int blocks) {
    return with(new KernelForm(OptionalInt.of(blocks), kernel.symmetry(), kernel.smoothness()));
  }

  /// Fits all three functions at one temperature.
  ///
  /// @throws UnidentifiableException if the data leave a direction of the kernel or of s′ open
  /// @throws IllegalArgumentException if the radius does not fit the grid, the data are too few, or
  ///   of several temperatures
  public Learned fit(Observations observations) {
    observations.onlyTemperature();
    return fitTemperatures(observations).getFirst();
  }

  /// What speaks against some data: the cautions of their fit, or the one sentence that refuses
  /// them. Empty where all is well.
  public List<String> cautions(Observations observations) {
    try {
      return fit(observations).cautions();
    } catch (IllegalArgumentException refusal) {
      return List.of("refused: " + refusal.getMessage());
    }
  }

  /// Fits K and s′ of every temperature in the data and the one J that they share.
  ///
  /// Where the slopes of s′ fix J(0), it is the mean of what each temperature says, weighted by the
  /// inverse variances: all models are in one gauge.
  ///
  /// @return one for each temperature, increasing, with the same J
  /// @throws UnidentifiableException if the data leave a direction of the kernel or of s′ open
  /// @throws IllegalArgumentException if the radius does not fit the grid or the data are too few
  public List<Learned> fitTemperatures(Observations observations) {
    int start = firstRadius(observations);
    var checks =
        observations.temperatures().stream().map(t -> DataCheck.of(observations.at(t))).toList();
    checks.forEach(DataCheck::requireLearnable);
    String cause = checks.stream().map(DataCheck::cause).distinct().collect(Collectors.joining());
    try {
      return settle(observations, checks, start);
    } catch (ArithmeticException e) { // of a matrix that is not positive
      throw new UnidentifiableException(
          cause
              + "the fit ran away on "
              + observations.size()
              + (observations.fromGenerator() ? " frames" : " frame pairs")
              + ": the data are too few, or are no increments of one system"
              + observations.suspicion());
    } catch (UnidentifiableException e) {
      throw new UnidentifiableException(cause + e.getMessage() + observations.suspicion());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(cause + e.getMessage(), e);
    }
  }

  private static int widestRadius(Observations observations) {
    var grid = observations.origin().grid();
    return (Math.min(grid.ny(), grid.nx()) - 1) / 2;
  }

  /// The radius to begin with.
  private int firstRadius(Observations observations) {
    var grid = observations.origin().grid();
    int widest = widestRadius(observations);
    int r = kernel.radius().orElse(Math.min(FIRST_RADIUS, widest));
    if (r > widest) {
      throw new IllegalArgumentException(
          "kernel radius "
              + r
              + " is wider than the grid "
              + grid.ny()
              + " x "
              + grid.nx()
              + " allows ("
              + widest
              + ")");
    }
    if (r == 0 && mobility == MobilityForm.M_PHI) {
      throw new IllegalArgumentException(
          (kernel.radius().isEmpty()
                  ? "a grid of " + grid.ny() + " x " + grid.nx() + " blocks allows no J: "
                  : "")
              + "with kernel radius 0 phi follows m, and K(m, phi) says no more than K(m): learn"
              + " K(m)");
    }
    return r;
  }

  private List<Learned> settle(Observations observations, List<DataCheck> checks, int r) {
    var few = spread(observations, Pass.GROUPS, FEW_CELLS);
    var start = new Fit(this, r, branches(few, observations));
    return observations.fromGenerator()
        ? settleGenerator(observations, checks, few, start)
        : settlePairs(observations, checks, few, start);
  }

  private List<Learned> settleGenerator(
      Observations observations, List<DataCheck> checks, Observations few, Fit start) {
    start.startLinear(few, INFORMATION_CELLS);
    new Scoring(start, progress).iterate(few, INFORMATION_CELLS, 0.3, ROUNDS_TO_START);
    var sized = withRadiusChosen(start, observations);
    var fit = sized.fit;
    fit.refine();
    for (int some = MORE * few.size(); 2 * some < observations.size(); some *= MORE) {
      new Scoring(fit, progress)
          .iterate(observations.spread(some), INFORMATION_CELLS, 0.3, MOST_ROUNDS);
    }
    double step =
        new Scoring(fit, progress).iterate(observations, INFORMATION_CELLS, 0.2, MOST_ROUNDS);
    if (!(step < 1)) {
      progress.accept("rounds run away: once more with N of the drift as it is");
      fit.separate();
      step = new Scoring(fit, progress).iterate(observations, INFORMATION_CELLS, 0.2, MOST_ROUNDS);
    }
    if (!(step < 1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the fit did not settle on %d frames (the last step was %.1f standard errors); the"
                  + " data are too few or too far from the %s closure%s",
              observations.size(),
              step,
              closure.name().toLowerCase(Locale.ROOT),
              observations.suspicion()));
    }
    return Learned.all(this, observations, checks, fit, sized.selection);
  }

  private List<Learned> settlePairs(
      Observations observations, List<DataCheck> checks, Observations few, Fit start) {
    start.exactInformation = observations.origin().cellVolume() >= LARGE_BLOCK;
    start.startFree(spread(observations, FEWEST_PAIRS, FEWEST_CELLS), FEW_INFORMATION_CELLS);
    new Scoring(start, progress).climb(few, FEW_INFORMATION_CELLS, 1, MOST_ROUNDS);
    var sized = withRadiusChosen(start, observations);
    var fit = sized.fit;
    for (int some = MORE * few.size(); 2 * some < observations.size(); some *= MORE) {
      new Scoring(fit, progress)
          .climb(observations.spread(some), FEW_INFORMATION_CELLS, 1, MOST_ROUNDS);
    }
    boolean isNear =
        new Scoring(fit, progress).climb(observations, INFORMATION_CELLS, TOLERANCE, MOST_ROUNDS);
    fit.conclude(observations, isNear);
    double distance = fit.largestStep();
    if (!isNear && !(distance < 1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the fit did not settle in %d rounds on %d frame pairs: the maximum of the likelihood"
                  + " is still %.2g standard errors of an unknown away%s",
              MOST_ROUNDS,
              observations.size(),
              distance,
              observations.suspicion()));
    }
    return Learned.all(this, observations, checks, fit, sized.selection);
  }

  /// A fit of the radius to learn with, and how it was chosen; null where it was given.
  private record Sized(Fit fit, @Nullable RadiusSelection selection) {}

  /// Where the radius is to be chosen, by a pass of a wider J over some of the data.
  private Sized withRadiusChosen(Fit start, Observations observations) {
    int widest = widestRadius(observations);
    if (kernel.radius().isPresent() || widest == 0) {
      return new Sized(start, null);
    }
    var wide = start.resized(Math.min(WIDEST, widest));
    progress.accept("radius: comparing 1 to " + wide.radius() + " blocks on held-out frames");
    wide.run(spread(observations, Pass.GROUPS, 2 * FEW_CELLS), Integer.MAX_VALUE);
    var selection = RadiusSelection.of(wide, widest <= WIDEST);
    int chosen = selection.radius();
    return new Sized(
        chosen < start.radius() ? RadiusSelection.narrowed(wide, chosen) : start.resized(chosen),
        selection);
  }

  /// So many observations of each temperature at least, or as many as have so many cells.
  private static Observations spread(Observations observations, int least, int cells) {
    int each = Math.max(least, cells / observations.origin().grid().size());
    return observations.spread(each * observations.temperatures().size());
  }

  private List<Branch> branches(Observations few, Observations observations) {
    return observations.temperatures().stream()
        .map(
            t ->
                new Branch(
                    t, Knots.of(few.at(t), observations.at(t)).requireFor(regressor), mobility))
        .toList();
  }
}
