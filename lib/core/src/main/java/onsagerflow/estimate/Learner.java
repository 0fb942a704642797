package onsagerflow.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import onsagerflow.field.Kernel;
import onsagerflow.meso.Closure;

/// Learns K, s′ and J together from observations of one system at one temperature.
///
/// The increments of a frame pair are Gaussian with the mean and variance of the closure
/// ([CellState]); s′ at knots and the stencil of J are one weighted linear problem, K is fitted to
/// the squared residuals, and the three are iterated to their common solution (Fisher scoring,
/// started from a linear fit with K = β(1 − m²)).
///
/// @param closure response of the drift
/// @param mobility what K depends on in the drift
/// @param radius of J in blocks, or empty to choose it by held-out frames
/// @param symmetry imposed on J
/// @param regressor that turns the knots of s′ into a function
/// @param gauge how J(0) is fixed
/// @param progress told in one line what is being done
public record Learner(
    Closure closure,
    MobilityForm mobility,
    OptionalInt radius,
    Symmetry symmetry,
    SlopeRegressor regressor,
    Gauge gauge,
    Consumer<String> progress) {

  /// The widest kernel tried where the radius is to be chosen.
  private static final int WIDEST = 8;

  /// Cells read to come near the solution before all are.
  private static final int FEW_CELLS = 1 << 19;

  private static final int MOST_ROUNDS = 30;

  public Learner {
    if (radius.isPresent() && radius.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "the kernel radius must be at least 1 block, got " + radius.getAsInt());
    }
  }

  /// The accurate default for spins: cosh closure, K(m, φ), radius by held-out frames.
  public static Learner standard() {
    return new Learner(
        Closure.COSH,
        MobilityForm.M_PHI,
        OptionalInt.empty(),
        Symmetry.INVERSION,
        Regressors.ols(4),
        new Gauge.Slope(),
        line -> {});
  }

  public Learner with(Closure other) {
    return new Learner(other, mobility, radius, symmetry, regressor, gauge, progress);
  }

  public Learner with(MobilityForm other) {
    return new Learner(closure, other, radius, symmetry, regressor, gauge, progress);
  }

  public Learner with(Symmetry other) {
    return new Learner(closure, mobility, radius, other, regressor, gauge, progress);
  }

  public Learner with(SlopeRegressor other) {
    return new Learner(closure, mobility, radius, symmetry, other, gauge, progress);
  }

  public Learner with(Gauge other) {
    return new Learner(closure, mobility, radius, symmetry, regressor, other, progress);
  }

  public Learner withRadius(int blocks) {
    return new Learner(
        closure, mobility, OptionalInt.of(blocks), symmetry, regressor, gauge, progress);
  }

  public Learner withProgress(Consumer<String> listener) {
    return new Learner(closure, mobility, radius, symmetry, regressor, gauge, listener);
  }

  /// Fits all three functions.
  ///
  /// @throws UnidentifiableException if the data leave a direction of the kernel or of s′ open
  /// @throws IllegalArgumentException if the radius does not fit the grid or the data are too few
  public Learned fit(Observations observations) {
    var grid = observations.origin().grid();
    int widest = (Math.min(grid.ny(), grid.nx()) - 1) / 2;
    int r = radius.orElse(Math.min(WIDEST, widest));
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
    var few = observations.spread(Math.max(FitPass.GROUPS, FEW_CELLS / grid.size()));
    var knots = Knots.of(few);
    var fit = new Fit(this, r, knots);
    fit.startLinear(few);
    fit.iterate(few, 0.3);
    RadiusSelection selection = null;
    if (radius.isEmpty()) {
      progress.accept("radius: comparing 1 to " + r + " blocks on held-out frames");
      selection = RadiusSelection.of(fit.groups(observations), fit.orbits(), fit.drift());
      fit = fit.narrowed(selection.radius());
    }
    fit.iterate(observations, 0.1);
    return new Learned(this, observations, fit, selection);
  }

  /// The iteration towards the common solution.
  static final class Fit {
    private final Learner learner;
    private final List<Symmetry.Orbit> orbits;
    private final Knots knots;
    private final int radius;
    private final NoiseBasis noise;
    private double[] theta;
    private double[] meanNoise;
    private double[][] noiseGram = new double[0][0];
    private Closure closure;
    private FitPass.Group last = new FitPass.Group(0, 0);
    private Solution solution = Solution.empty();
    private Solution meanNoiseSolution = Solution.empty();

    Fit(Learner learner, int radius, Knots knots) {
      this.learner = learner;
      this.radius = radius;
      this.knots = knots;
      this.orbits = learner.symmetry.orbits(radius);
      this.noise = learner.mobility == MobilityForm.M ? knots.noise() : new NoiseBasis.OfField(6);
      this.closure = Closure.ONSAGER;
      this.theta = new double[drifts() + noise.size()];
      this.meanNoise = Arrays.stream(knots.noise().hats().knots()).map(m -> 1 - m * m).toArray();
      if (noise instanceof NoiseBasis.OfMagnetisation) {
        System.arraycopy(meanNoise, 0, theta, drifts(), meanNoise.length);
      } else {
        theta[drifts()] = 1; // 1 − m², the first two polynomials
        theta[drifts() + 1] = -1;
      }
    }

    int drifts() {
      return knots.slope().size() - 1 + orbits.size();
    }

    List<Symmetry.Orbit> orbits() {
      return orbits;
    }

    Knots knots() {
      return knots;
    }

    NoiseBasis noise() {
      return noise;
    }

    double[] theta() {
      return theta.clone();
    }

    double[] meanNoise() {
      return meanNoise.clone();
    }

    Solution solution() {
      return solution;
    }

    Solution meanNoiseSolution() {
      return meanNoiseSolution;
    }

    FitPass.Group last() {
      return last;
    }

    int radius() {
      return radius;
    }

    Drift drift() {
      int slopes = knots.slope().size() - 1;
      return new Drift(
          closure,
          new SlopeKnots(
              knots.slope(),
              Arrays.copyOf(theta, slopes),
              slopeErrors(slopes),
              knots.largestMagnetisation()),
          kernel(Arrays.copyOfRange(theta, slopes, drifts())),
          noise,
          nu(),
          smoothNoise());
    }

    private double[] nu() {
      return Arrays.copyOfRange(theta, drifts(), theta.length);
    }

    private double[] smoothNoise() {
      return noiseGram.length == 0 ? nu() : noise.smooth(nu(), noiseGram);
    }

    private double[] slopeErrors(int slopes) {
      var errors = new double[slopes];
      for (int i = 0; i < slopes; i++) {
        errors[i] = solution.step.length == 0 ? 1 : Math.sqrt(solution.covariance[i][i]);
      }
      return errors;
    }

    Kernel kernel(double[] orbitValues) {
      int width = 2 * radius + 1;
      var values = new double[width * width];
      for (int o = 0; o < orbits.size(); o++) {
        for (int[] offset : orbits.get(o).offsets()) {
          values[(offset[0] + radius) * width + offset[1] + radius] = orbitValues[o];
        }
      }
      return new Kernel(radius, values);
    }

    /// The names of the drift unknowns, for messages.
    IntFunction<String> names() {
      int slopes = knots.slope().size() - 1;
      return i ->
          i < slopes
              ? String.format("s'(m=%.2f)", Math.tanh(knots.slope().knot(i + 1)))
              : orbits.get(i - slopes).toString();
    }

    List<FitPass.Group> groups(Observations observations) {
      return new FitPass(drift(), orbits, knots.noise(), meanNoise).run(observations);
    }

    private void solve(Observations observations) {
      var total = new FitPass.Group(theta.length, meanNoise.length);
      groups(observations).forEach(total::add);
      addNoisePrior(total.sums, 1 / observations.temperature());
      if (total.sums.cells < 10L * theta.length) {
        throw new IllegalArgumentException(
            "too few data: "
                + total.sums.cells
                + " cells of "
                + observations.size()
                + (observations.fromGenerator() ? " frames" : " frame pairs")
                + " enter the fit, for "
                + theta.length
                + " unknowns");
      }
      noiseGram = Solution.block(total.sums, drifts(), theta.length);
      solution = Solution.of(total.sums, drifts(), names());
      meanNoiseSolution = Solution.of(total.noiseByMagnetisation, 0, names());
      last = total;
    }

    /// A Gaussian prior on the polynomials of N(m, φ), 1 give or take the size that their terms
    /// have for independent spins: the cells outweigh it wherever there are any, and it keeps N
    /// tame at those (m, φ) that none visits.
    private void addNoisePrior(Sums sums, double beta) {
      if (noise instanceof NoiseBasis.OfField polynomials) {
        for (int k = 0; k < noise.size(); k++) {
          double deviation = polynomials.scale(k, beta);
          double precision = 1 / (deviation * deviation);
          int i = drifts() + k;
          sums.matrix[i * sums.size + i] += precision;
          sums.right[i] -= precision * (theta[i] - (k == 0 ? 1 : 0));
        }
      }
    }

    /// One linear fit of s′ and J with N = 1 − m².
    void startLinear(Observations few) {
      learner.progress.accept("start: linear fit with K = beta (1 - m^2)");
      solve(few);
      for (int i = 0; i < drifts(); i++) {
        theta[i] += solution.step[i];
      }
      closure = learner.closure;
    }

    /// Rounds until what is left, judged by how fast the steps shrink, is below `tolerance`
    /// standard errors for every unknown of the drift.
    void iterate(Observations observations, double tolerance) {
      var anderson = new Anderson();
      double previous = Double.POSITIVE_INFINITY;
      for (int round = 1; round <= MOST_ROUNDS; round++) {
        solve(observations);
        var scale = new double[theta.length];
        double largest = 0;
        for (int i = 0; i < theta.length; i++) {
          scale[i] = Math.sqrt(solution.covariance[i][i]);
          if (i < drifts()) {
            largest = Math.max(largest, Math.abs(solution.step[i]) / scale[i]);
          }
        }
        theta = anderson.next(theta, solution.step, scale);
        for (int k = 0; k < meanNoise.length; k++) {
          meanNoise[k] += meanNoiseSolution.step[k];
        }
        learner.progress.accept(
            String.format(
                "round %d: %d %s, largest step %.2g standard errors",
                round,
                observations.size(),
                observations.fromGenerator() ? "frames" : "pairs",
                largest));
        double contraction = largest / previous;
        previous = largest;
        double left = largest * contraction / (1 - contraction);
        boolean shrinking = round > 1 && contraction < 0.5;
        if (largest < tolerance || (shrinking && left < tolerance / 2)) {
          return;
        }
      }
      throw new IllegalArgumentException(
          "the fit did not settle in "
              + MOST_ROUNDS
              + " rounds on "
              + observations.size()
              + " observations; the data are too few or too far from the "
              + closure.name().toLowerCase(java.util.Locale.ROOT)
              + " closure");
    }

    /// The same state with a narrower kernel.
    Fit narrowed(int narrower) {
      var fit = new Fit(learner, narrower, knots);
      int slopes = knots.slope().size() - 1;
      int kept = fit.orbits.size();
      fit.noiseGram = noiseGram;
      fit.solution = solution; // its first unknowns are the same
      System.arraycopy(theta, 0, fit.theta, 0, slopes + kept);
      System.arraycopy(theta, drifts(), fit.theta, fit.drifts(), noise.size());
      fit.meanNoise = meanNoise.clone();
      fit.closure = closure;
      return fit;
    }
  }

  /// Knots placed on the magnetisations that the data visit.
  record Knots(HatBasis slope, NoiseBasis.OfMagnetisation noise, double largestMagnetisation) {

    private static final int SAMPLES = 200_000;

    static Knots of(Observations few) {
      double largest = CellState.largestMagnetisation(few.origin().cellVolume());
      var visited = new ArrayList<double[]>();
      for (int i = 0; i < few.size(); i++) {
        visited.add(few.get(i).m().values());
      }
      int every = Math.max(1, visited.stream().mapToInt(v -> v.length).sum() / SAMPLES);
      double[] m =
          visited.stream()
              .flatMapToDouble(Arrays::stream)
              .filter(x -> Math.abs(x) <= largest)
              .toArray();
      m = thin(m, every);
      if (m.length < 100) {
        throw new IllegalArgumentException(
            "too few data: "
                + m.length
                + " cells have |m| <= "
                + largest
                + " (1 - 2.5/v), the"
                + " range in which a block has an entropy slope");
      }
      double[] a = Arrays.stream(m).map(x -> Regressors.artanh(Math.abs(x))).sorted().toArray();
      var sortedM = m.clone();
      Arrays.sort(sortedM);
      int perSegment = Math.max(20, m.length / 60);
      double[] slope = HatBasis.place(a, 0, 0.08, perSegment);
      double[] noise = HatBasis.place(sortedM, sortedM[0], 0.05, perSegment);
      if (slope.length < 2 || noise.length < 2) {
        throw new IllegalArgumentException(
            "the data are constant: every cell has m = " + m[0] + ", so nothing can be learned");
      }
      return new Knots(
          new HatBasis(slope, true),
          new NoiseBasis.OfMagnetisation(new HatBasis(noise, false)),
          largest);
    }

    private static double[] thin(double[] all, int every) {
      var some = new double[(all.length + every - 1) / every];
      for (int i = 0; i < some.length; i++) {
        some[i] = all[i * every];
      }
      return some;
    }
  }
}
