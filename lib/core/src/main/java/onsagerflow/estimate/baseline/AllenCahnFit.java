package onsagerflow.estimate.baseline;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.data.Pass;
import onsagerflow.estimate.equations.Solution;
import onsagerflow.estimate.equations.Sums;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.meso.AllenCahn;

/// The Allen–Cahn equation with constant additive noise that fits the data best: a baseline given
/// the same observations as the [Learner].
///
///     dm = [κ Δm − r m − u m³ + bh] dt + √(2D) dW
///
/// *Frame pairs* are fitted by maximum likelihood. Over the lag the increments are Gaussian with the
/// mean path of the equation and the covariance of its linearisation in Fourier space
/// ([AllenCahnState]), correct to second order in Δt and for any κΔt; κ, r and u act on both. Fisher
/// scoring from a linear fit. At Δt = 0.4, u = 1 and D = 0.03 all constants come out within their
/// standard errors from 800,000 cells (κ and r within 0.4 and 0.5 %, u and D within 0.5 and 0.2 %).
///
/// *Generator channels* are the limit Δt → 0: least squares of the drift, and D the mean noise. For
/// data that are not of this equation the two weigh its faults differently: noise that shrinks as |m|
/// grows, as that of spins, acts on u of frame pairs through the covariance.
///
/// b is fitted where some data are in a field, else it is β. Where u comes out negative, as it may
/// where |m| stays small, all is fitted again with u = 0: the maximum among equations that stay finite.
///
/// @param coefficients κ (cells² per sweep), r, u, b and D (per sweep)
/// @param standardError of each, from the sandwich covariance over strips of frames; 0 for what was
///   not fitted
/// @param temperature of the data
/// @param block B of the cells, lattice spacings
public record AllenCahnFit(
    AllenCahn.Coefficients coefficients,
    AllenCahn.Coefficients standardError,
    double temperature,
    int block) {

  /// A cutoff for [#of(Observations, double)]: waves of six cells and longer.
  public static final double LONG_WAVES = 1;

  private static final int MOST_ROUNDS = 30;

  /// Pairs read to come near the solution before all are.
  private static final int FEW_CELLS = 1 << 18;

  /// The largest step, in standard errors, that counts as none.
  private static final double SETTLED = 0.02;

  private static final String[] NAMES = {"kappa", "r", "u", "b", "D"};

  /// The largest k̂ there is, and a little more.
  private static final double ALL_WAVES = 3;

  /// Fits all waves of all data at one temperature.
  ///
  /// @throws UnidentifiableException if the data leave a constant open
  /// @throws IllegalArgumentException if κ comes out negative, the fit does not settle, or the data
  ///   are of several temperatures
  public static AllenCahnFit of(Observations observations) {
    return of(observations, ALL_WAVES);
  }

  /// Fits the long waves, which is where eq. (4) claims to hold: a Laplacian stands for an
  /// interaction of finite range. Short waves, of which there are more, else decide κ.
  ///
  /// @param cutoff largest k̂ = 2√(sin²(ky/2) + sin²(kx/2)) that is fitted, radians per cell
  /// @throws UnidentifiableException if the data leave a constant open
  /// @throws IllegalArgumentException if κ comes out negative, the fit does not settle, or the data
  ///   are of several temperatures
  public static AllenCahnFit of(Observations observations, double cutoff) {
    if (!(cutoff > 0)) {
      throw new IllegalArgumentException(
          "the cutoff must be a positive wave number, got " + cutoff);
    }
    double temperature = observations.onlyTemperature();
    boolean inField = !observations.fields().stream().allMatch(ExternalField::isNone);
    double[] start = {0, 0, 0, 1 / temperature, 0};
    int[] all = IntStream.range(0, AllenCahnState.UNKNOWNS).toArray();
    int[] unknowns = inField ? all : without(all, AllenCahnState.FIELD);
    var result = maximise(observations, start, cutoff, unknowns);
    if (result.theta[AllenCahnState.U] < 0) {
      double[] linear = result.theta.clone();
      linear[AllenCahnState.U] = 0;
      result = maximise(observations, linear, cutoff, without(unknowns, AllenCahnState.U));
    }
    requireStiffness(result);
    return new AllenCahnFit(
        coefficients(result.theta),
        coefficients(result.error),
        temperature,
        observations.origin().block());
  }

  /// The stochastic equation.
  ///
  /// @param grid of cells as large as the blocks of the data; any number of them
  /// @param conditions at the temperature of the data, in any field
  public AllenCahn equation(Grid grid, Frame.Conditions conditions) {
    if (grid.spacing() != block || conditions.temperature() != temperature) {
      throw new IllegalArgumentException(
          "the equation was fitted to blocks of edge "
              + block
              + " at T = "
              + temperature
              + ", not "
              + grid.spacing()
              + " and T = "
              + conditions.temperature());
    }
    return new AllenCahn(grid, conditions, coefficients);
  }

  /// κ, r, u, b, D and their standard errors.
  private static final class Result {
    final double[] theta;
    final double[] error;

    Result(double[] theta, double[] error) {
      this.theta = theta;
      this.error = error;
    }
  }

  private static Result maximise(
      Observations observations, double[] start, double cutoff, int[] unknowns) {
    var result = start(observations, start, cutoff, unknowns);
    if (!observations.fromGenerator()) {
      int few = Math.max(Pass.GROUPS, FEW_CELLS / observations.origin().grid().size());
      if (2 * few < observations.size()) {
        result = iterate(observations.spread(few), result, cutoff, unknowns, 1);
      }
      result = iterate(observations, result, cutoff, unknowns, SETTLED);
    }
    return result;
  }

  /// The linear fit: of the drift, with generator channels, else of increments over Δt.
  private static Result start(
      Observations observations, double[] start, double cutoff, int[] unknowns) {
    double[] theta = start.clone();
    for (int j : unknowns) {
      theta[j] = 0;
    }
    // The first step solves for the drift, the second for the noise that it leaves.
    var result = new Result(theta, new double[theta.length]);
    for (int round = 0; round < 3; round++) {
      result = step(result, unknowns, linear(observations, result.theta, cutoff, unknowns));
    }
    return result;
  }

  private static Sums linear(
      Observations observations, double[] theta, double cutoff, int[] unknowns) {
    int v = observations.origin().cellVolume();
    return equations(
        observations, unknowns, grid -> new AllenCahnRegression(grid, theta, cutoff, unknowns, v));
  }

  private static Sums equations(
      Observations observations, int[] unknowns, Function<Grid, Pass.Visitor<Sums>> visitor) {
    return Pass.over(observations).total(() -> new Sums(unknowns.length), Sums::add, visitor);
  }

  private static Result iterate(
      Observations observations, Result start, double cutoff, int[] unknowns, double settled) {
    var result = start;
    double step = Double.POSITIVE_INFINITY;
    for (int round = 0; round < MOST_ROUNDS && !(step < settled); round++) {
      double[] theta = result.theta;
      var sums =
          equations(
              observations,
              unknowns,
              grid -> new AllenCahnLikelihood(grid, theta, cutoff, unknowns));
      result = step(result, unknowns, sums);
      step = 0;
      for (int j : unknowns) {
        step = Math.max(step, Math.abs(result.theta[j] - theta[j]) / result.error[j]);
      }
    }
    if (!(step < settled)) {
      throw new IllegalArgumentException(
          "the Allen-Cahn fit did not settle in "
              + MOST_ROUNDS
              + " rounds on "
              + observations.size()
              + " frame pairs (the last step was "
              + String.format(Locale.ROOT, "%.1f", step)
              + " standard errors)"
              + observations.suspicion());
    }
    return result;
  }

  /// One step of scoring; D at most halves and κ stays where the mean path can be followed.
  private static Result step(Result from, int[] unknowns, Sums sums) {
    var solution = Solution.of(sums, unknowns.length, true, i -> NAMES[unknowns[i]]);
    double[] theta = from.theta.clone();
    double[] error = new double[theta.length];
    for (int i = 0; i < unknowns.length; i++) {
      int j = unknowns[i];
      theta[j] += solution.step[i];
      error[j] = Math.sqrt(solution.covariance[i][i]);
    }
    double noise = from.theta[AllenCahnState.NOISE];
    theta[AllenCahnState.NOISE] = Math.max(theta[AllenCahnState.NOISE], noise / 2);
    return new Result(theta, error);
  }

  private static void requireStiffness(Result result) {
    double kappa = result.theta[AllenCahnState.KAPPA];
    if (kappa < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the fitted stiffness kappa = %.3g (standard error %.2g) is negative: no Allen-Cahn"
                  + " equation describes these data",
              kappa,
              result.error[AllenCahnState.KAPPA]));
    }
  }

  private static AllenCahn.Coefficients coefficients(double[] theta) {
    return new AllenCahn.Coefficients(
        theta[AllenCahnState.KAPPA],
        theta[AllenCahnState.R],
        theta[AllenCahnState.U],
        theta[AllenCahnState.FIELD],
        theta[AllenCahnState.NOISE]);
  }

  private static int[] without(int[] unknowns, int one) {
    return Arrays.stream(unknowns).filter(j -> j != one).toArray();
  }
}
