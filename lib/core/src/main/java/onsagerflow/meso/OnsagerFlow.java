package onsagerflow.meso;

import java.util.Locale;
import java.util.Optional;
import onsagerflow.field.ExternalFieldOn;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.fourier.Convolution;
import onsagerflow.field.function.Exponential;

/// The paper's stochastic PDE, eq. (5), on cells of v spins, with either closure.
///
/// With φ = J*m + h(x, t), u = β(s′(m) − φ) = β δF/δm and N = K/β:
///
///     dm = [−N·L(u) + I] dt + √(2K/(βv)) dW,     L(u) = u (onsager) or tanh u (cosh)
///
/// *Finite-block terms* turn functions of infinitely large cells, such as s′ = T artanh m, into those
/// of cells of v spins, and make the equation sample exp(−βvF) with the number of states of v spins
/// in F. An equation built from such functions has them unless [#withFiniteBlock] says otherwise:
///
/// - `onsager`: Itô's I = (∂K/∂m + J(0) ∂K/∂φ)/(βv), the slope of K along a cell's own m (its own φ
///   contains J(0)m), and Stirling's −T m/(v(1 − m²)) in s′ ([EntropySlope#withStirling]).
/// - `cosh`: the rate of a flip is that halfway through it, at m ± 1/v and φ ± J(0)/v. For heat-bath
///   spins these are the exact rates of the chain of flips, because a spin does not feel itself.
///
/// J(0) is that of the energy −(v/2)ΣmJm, the interaction of a cell with itself, each spin's with
/// itself included: v/(v − 1) times J(0) of [onsagerflow.micro.KacKernel#blockKernel]. That decides
/// the flips of a single block and is nothing to cells much smaller than the interaction range.
///
/// *Learned functions hold these terms already*: they were fitted to the drift and noise of blocks of
/// v spins, so [#of] adds none. Near local equilibrium the two routes agree to a relative 1/v. Mean
/// flip times of Curie–Weiss blocks, over the exact chain (64, 256 and 512 spins at β = 1.2, 128 at
/// 1.5): bare functions with all terms, `onsager` 1.01, 1.00, 1.00, 1.01, `cosh` with
/// [flip noise][#flipRates] 1; the exact drift and noise of the blocks with Gaussian noise 1.00,
/// 1.00, 0.99, 0.88; bare functions without the terms, `cosh` 1.2–1.9, `onsager` 1.3–2.1; the terms
/// added to functions of the block once more 0.86, 0.78, 0.76, 0.47.
///
/// Source: paper, eqs. (5)–(7); for L(u) = tanh u see [Closure#COSH].
public final class OnsagerFlow implements StochasticEquation {

  /// Keeps artanh finite in the cosh closure, whose drift is finite at |m| = 1.
  private static final double INSIDE = 1 - 1e-12;

  private final Grid grid;
  private final int cellVolume;
  private final Frame.Conditions conditions;
  private final ExternalFieldOn external;
  private final Closure closure;
  private final Mobility mobility;
  private final EntropySlope bareSlope;
  private final EntropySlope entropySlope;
  private final Kernel kernel;
  private final boolean finiteBlock;
  private final Convolution convolution;
  private final double[] phi;
  private final double[] inside;

  /// An equation with finite-block terms.
  ///
  /// @param cellVolume v, microscopic spins of one cell
  /// @param entropySlope s′ of infinitely large cells
  /// @param kernel J on cell offsets
  /// @throws IllegalArgumentException if the kernel or the field does not fit the grid
  public OnsagerFlow(
      Grid grid,
      int cellVolume,
      Frame.Conditions conditions,
      Closure closure,
      Mobility mobility,
      EntropySlope entropySlope,
      Kernel kernel) {
    this(grid, cellVolume, conditions, closure, mobility, entropySlope, kernel, true);
  }

  private OnsagerFlow(
      Grid grid,
      int cellVolume,
      Frame.Conditions conditions,
      Closure closure,
      Mobility mobility,
      EntropySlope entropySlope,
      Kernel kernel,
      boolean finiteBlock) {
    if (cellVolume < 1) {
      throw new IllegalArgumentException("a cell needs spins, got v = " + cellVolume);
    }
    this.grid = grid;
    this.cellVolume = cellVolume;
    this.conditions = conditions;
    this.external = new ExternalFieldOn(grid, conditions.field());
    this.closure = closure;
    this.mobility = mobility;
    this.bareSlope = entropySlope;
    this.entropySlope =
        finiteBlock && closure == Closure.ONSAGER
            ? entropySlope.withStirling(conditions.temperature(), cellVolume)
            : entropySlope;
    this.kernel = kernel;
    this.finiteBlock = finiteBlock;
    this.convolution = new Convolution(grid, kernel);
    this.phi = new double[grid.size()];
    this.inside = new double[grid.size()];
  }

  /// The equation of a learned model, with K(m, φ) where the model has it and K(m) otherwise, and
  /// with the drift as it was learned, without finite-block terms.
  ///
  /// @param grid of cells as large as the model's blocks; any number of them
  /// @throws IllegalArgumentException if the grid spacing is not the model's block size, the kernel
  ///   is wider than the grid, or a mobility is negative
  public static OnsagerFlow of(LearnedModel model, Grid grid) {
    if (grid.spacing() != model.block()) {
      throw new IllegalArgumentException(
          "the model was learned on blocks of edge "
              + model.block()
              + ", but the grid spacing is "
              + grid.spacing());
    }
    int v = model.cellVolume();
    return new OnsagerFlow(
        grid,
        v,
        model.conditions(),
        model.closure(),
        model.mobilityByField().map(Mobility::of).orElseGet(() -> Mobility.of(model.mobility())),
        EntropySlope.of(model.entropySlope(), model.conditions().temperature(), v),
        model.kernel(),
        false);
  }

  /// The same equation with or without finite-block terms.
  public OnsagerFlow withFiniteBlock(boolean present) {
    return new OnsagerFlow(
        grid, cellVolume, conditions, closure, mobility, bareSlope, kernel, present);
  }

  @Override
  public Grid grid() {
    return grid;
  }

  @Override
  public int cellVolume() {
    return cellVolume;
  }

  @Override
  public Frame.Conditions conditions() {
    return conditions;
  }

  @Override
  public void evaluate(double t, double[] m, double[] drift, double[] noise) {
    convolution.apply(m, phi);
    double[] h = external.at(t);
    Bands.each(
        m.length,
        (band, from, to) -> {
          if (closure == Closure.ONSAGER) {
            evaluateOnsager(m, h, drift, noise, from, to);
          } else {
            rates(m, h, drift, noise, from, to);
            moments(m, drift, noise, from, to);
          }
        });
  }

  /// The rates of the cosh closure, w± = N (1 ∓ tanh u)/(2(1 ∓ m)); the onsager closure has none.
  @Override
  public Optional<FlipRates> flipRates() {
    return closure == Closure.COSH ? Optional.of(this::rates) : Optional.empty();
  }

  private void rates(double t, double[] m, double[] up, double[] down) {
    convolution.apply(m, phi);
    double[] h = external.at(t);
    Bands.each(m.length, (band, from, to) -> rates(m, h, up, down, from, to));
  }

  /// Rates of cells `from` to `to`, as is all that follows. `phi` holds J*m and is spent.
  ///
  /// A loop does one thing, on arrays with one index: so the compiler vectorises it.
  private void rates(double[] m, double[] h, double[] up, double[] down, int from, int to) {
    if (finiteBlock) {
      for (int cell = from; cell < to; cell++) {
        phi[cell] += h[cell];
      }
      ratesHalfway(m, 1, up, from, to);
      ratesHalfway(m, -1, down, from, to);
    } else {
      ratesBefore(m, h, up, down, from, to);
    }
  }

  /// Both rates at the state before the flip. With s′ = T artanh(m) + ρ and E = exp 2β(φ − ρ), N =
  /// K/β:
  ///
  ///     w₊ = N E/(1 + m + (1 − m)E),   w₋ = N/(1 + m + (1 − m)E)
  ///
  /// No logarithm, no divergence at |m| = 1, and one exponential.
  private void ratesBefore(double[] m, double[] h, double[] up, double[] down, int from, int to) {
    double twoBeta = 2 * conditions.beta();
    double temperature = conditions.temperature();
    for (int cell = from; cell < to; cell++) {
      phi[cell] += h[cell];
    }
    clamp(m, 0, from, to);
    entropySlope.remainder(inside, temperature, up, from, to);
    for (int cell = from; cell < to; cell++) {
      up[cell] = twoBeta * (phi[cell] - up[cell]);
    }
    Exponential.apply(up, from, to);
    mobility.at(m, phi, down, from, to);
    for (int cell = from; cell < to; cell++) {
      double x = inside[cell];
      double each = temperature * down[cell] / (1 + x + (1 - x) * up[cell]);
      up[cell] *= each;
      down[cell] = each;
    }
  }

  /// The rate of flips up (direction 1) or down (−1) halfway through the flip.
  private void ratesHalfway(double[] m, int direction, double[] rate, int from, int to) {
    double half = (double) direction / cellVolume;
    double own = kernel.get(0, 0) * half;
    double temperature = conditions.temperature();
    double twoBeta = 2 * direction * conditions.beta();
    clamp(m, half, from, to);
    entropySlope.remainder(inside, temperature, rate, from, to);
    for (int cell = from; cell < to; cell++) {
      rate[cell] = twoBeta * (phi[cell] + own - rate[cell]);
    }
    Exponential.apply(rate, from, to);
    for (int cell = from; cell < to; cell++) {
      double k = mobility.at(inside[cell], phi[cell] + own);
      double signed = direction * inside[cell];
      rate[cell] *= temperature * k / (1 + signed + (1 - signed) * rate[cell]);
    }
  }

  /// Where artanh is finite.
  private void clamp(double[] m, double shift, int from, int to) {
    for (int cell = from; cell < to; cell++) {
      inside[cell] = Math.min(Math.max(m[cell] + shift, -INSIDE), INSIDE);
    }
  }

  /// Drift and variance, in the places of the rates.
  private void moments(double[] m, double[] drift, double[] noise, int from, int to) {
    double twoOverV = 2.0 / cellVolume;
    if (finiteBlock) { // else the rates have left it so
      clamp(m, 0, from, to);
    }
    for (int cell = from; cell < to; cell++) {
      double up = (1 - inside[cell]) * drift[cell];
      double down = (1 + inside[cell]) * noise[cell];
      drift[cell] = up - down;
      noise[cell] = twoOverV * (up + down);
    }
  }

  private void evaluateOnsager(
      double[] m, double[] h, double[] drift, double[] noise, int from, int to) {
    double twoOverBetaV = 2 / (conditions.beta() * cellVolume);
    for (int cell = from; cell < to; cell++) {
      phi[cell] += h[cell];
    }
    entropySlope.at(m, drift, from, to);
    mobility.at(m, phi, noise, from, to);
    for (int cell = from; cell < to; cell++) {
      double k = noise[cell];
      drift[cell] = -k * (drift[cell] - phi[cell]);
      noise[cell] = twoOverBetaV * k;
    }
    if (finiteBlock) {
      addItoTerm(m, drift, from, to);
    }
  }

  private void addItoTerm(double[] m, double[] drift, int from, int to) {
    double ownField = kernel.get(0, 0);
    double oneOverBetaV = 1 / (conditions.beta() * cellVolume);
    for (int cell = from; cell < to; cell++) {
      drift[cell] += oneOverBetaV * mobility.slope(m[cell], phi[cell]);
    }
    if (ownField != 0) {
      for (int cell = from; cell < to; cell++) {
        drift[cell] += oneOverBetaV * ownField * mobility.fieldSlope(m[cell], phi[cell]);
      }
    }
  }

  /// One line: closure, cells, conditions and kernel.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "eq. (5), %s closure%s, %s; %s",
        closure.name().toLowerCase(Locale.ROOT),
        finiteBlock ? " with finite-block terms" : "",
        setting(),
        kernel);
  }
}
