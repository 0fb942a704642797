package onsagerflow.meso;

import onsagerflow.field.Convolution;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;

/// The paper's stochastic PDE, eq. (5), on cells of v spins, with either closure.
///
/// With φ = J*m + h, u = β(s′(m) − φ) = β δF/δm and N = K/β:
///
///     dm = [−N·L(u) + I] dt + √(2K/(βv)) dW,     L(u) = u (onsager) or tanh u (cosh)
///
/// *The finite-block term* I = (∂K/∂m + J(0) ∂K/∂φ)/(βv) is the slope of K along a cell's own m
/// (its own φ contains J(0)m). Zero probability current of exp(−βvF) under the Itô equation asks
/// for a = ½ dD/dm + ½ D d(ln p)/dm with D = 2K/(βv), hence `onsager` has I by default: it then
/// samples exp(−βvF) for every K ≥ 0. `cosh` has not: its drift −N tanh u is, with the heat-bath K,
/// the mean drift −m + tanh βφ of the spins to the last digit, at any v, and I would spoil it. With
/// Gaussian noise `cosh` is therefore right for means but samples no exp(−βvF): rare flips come out
/// 20 to 70 % too slow for Curie–Weiss blocks of 64 to 512 spins. [#withFiniteBlock] chooses
/// otherwise.
///
/// *s′ and finite blocks.* For spins, exp(−βvF) counts the states of a block only if s′ contains
/// Stirling's −T m/(v(1 − m²)) ([EntropySlope#withStirling]); nothing is added here silently. An s′
/// learned by regressing conditional drifts on −K(s′ − φ) is bare, without that term, and its drift
/// is that of the data already: [#of] therefore leaves I out. Adding it moves the mean drift away
/// from the data by a relative order of 1/v, the price of sampling exp(−βvF).
///
/// Source: paper, eqs. (5)–(7); for L(u) = tanh u see [Closure#COSH].
public final class OnsagerFlow implements StochasticEquation {

  /// Keeps artanh finite in the cosh closure, whose drift is finite at |m| = 1.
  private static final double INSIDE = 1 - 1e-12;

  private final Grid grid;
  private final int cellVolume;
  private final Frame.Conditions conditions;
  private final Closure closure;
  private final Mobility mobility;
  private final EntropySlope entropySlope;
  private final Kernel kernel;
  private final boolean finiteBlock;
  private final Convolution convolution;
  private final double[] interaction;
  private final Exponential exponential;

  /// An equation with the finite-block term for the onsager closure and without it for cosh.
  ///
  /// @param cellVolume v, microscopic spins of one cell
  /// @param kernel J on cell offsets
  /// @throws IllegalArgumentException if the kernel is wider than the grid
  public OnsagerFlow(
      Grid grid,
      int cellVolume,
      Frame.Conditions conditions,
      Closure closure,
      Mobility mobility,
      EntropySlope entropySlope,
      Kernel kernel) {
    this(
        grid,
        cellVolume,
        conditions,
        closure,
        mobility,
        entropySlope,
        kernel,
        closure == Closure.ONSAGER);
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
    this.closure = closure;
    this.mobility = mobility;
    this.entropySlope = entropySlope;
    this.kernel = kernel;
    this.finiteBlock = finiteBlock;
    this.convolution = new Convolution(grid, kernel);
    this.interaction = new double[grid.size()];
    this.exponential = new Exponential(grid.size());
  }

  /// The equation of a learned model, with K(m, φ) where the model has it and K(m) otherwise, and
  /// with the drift as it was learned, without a finite-block term.
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

  /// The same equation with or without the finite-block term I.
  public OnsagerFlow withFiniteBlock(boolean present) {
    return new OnsagerFlow(
        grid, cellVolume, conditions, closure, mobility, entropySlope, kernel, present);
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
  public void evaluate(double[] m, double[] drift, double[] noise) {
    convolution.apply(m, interaction);
    if (closure == Closure.COSH) {
      evaluateCosh(m, drift, noise);
    } else {
      evaluateOnsager(m, drift, noise);
    }
    if (finiteBlock) {
      addFiniteBlock(m, drift);
    }
  }

  private void evaluateOnsager(double[] m, double[] drift, double[] noise) {
    double h = conditions.field();
    double twoOverBetaV = 2 / (conditions.beta() * cellVolume);
    for (int cell = 0; cell < m.length; cell++) {
      double phi = interaction[cell] + h;
      double k = mobility.at(m[cell], phi);
      drift[cell] = -k * (entropySlope.at(m[cell]) - phi);
      noise[cell] = twoOverBetaV * k;
    }
  }

  /// With s′ = T artanh(m) + ρ and E = exp 2β(φ − ρ), tanh u = (1 + m − (1 − m)E)/(1 + m + (1 −
  /// m)E): no logarithm, no divergence at |m| = 1, and one exponential. Table look-ups stand in a
  /// loop of their own, so that the rest is vectorised.
  private void evaluateCosh(double[] m, double[] drift, double[] noise) {
    double h = conditions.field();
    double beta = conditions.beta();
    double temperature = conditions.temperature();
    double twoOverV = 2.0 / cellVolume;
    for (int cell = 0; cell < m.length; cell++) {
      double phi = interaction[cell] + h;
      double x = Math.min(Math.max(m[cell], -INSIDE), INSIDE);
      noise[cell] = temperature * mobility.at(m[cell], phi);
      drift[cell] = 2 * beta * (phi - entropySlope.remainder(x, temperature));
    }
    exponential.apply(drift);
    for (int cell = 0; cell < m.length; cell++) {
      double x = Math.min(Math.max(m[cell], -INSIDE), INSIDE);
      double up = (1 - x) * drift[cell];
      double down = 1 + x;
      drift[cell] = noise[cell] * ((up - down) / (up + down));
      noise[cell] *= twoOverV;
    }
  }

  private void addFiniteBlock(double[] m, double[] drift) {
    double h = conditions.field();
    double ownField = kernel.get(0, 0);
    double oneOverBetaV = 1 / (conditions.beta() * cellVolume);
    for (int cell = 0; cell < m.length; cell++) {
      drift[cell] += oneOverBetaV * mobility.slope(m[cell], interaction[cell] + h);
    }
    if (ownField != 0) {
      for (int cell = 0; cell < m.length; cell++) {
        double slope = mobility.fieldSlope(m[cell], interaction[cell] + h);
        drift[cell] += oneOverBetaV * ownField * slope;
      }
    }
  }
}
