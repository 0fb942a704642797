package onsagerflow.rollout;

import java.util.random.RandomGenerator;
import onsagerflow.meso.FlipRates;
import onsagerflow.meso.StochasticEquation;

/// The binomial leap: single flips of spins as the noise, at the rates of the start of the step.
///
/// Mean and variance of a step are those of the equation; |m| ≤ 1 holds by itself, and large
/// deviations are those of spins, so that rare flips come out right. Weak order 1; one evaluation
/// per step. Source: Gillespie, J. Chem. Phys. 115, 1716 (2001); binomial: Tian and Burrage, J.
/// Chem. Phys. 121, 10356 (2004), here with the exact law of independent spins.
public final class BinomialLeap implements Stepper {

  private final StochasticEquation equation;
  private final FlipRates rates;
  private final SpinCounts spins;
  private final double[] up;
  private final double[] down;

  /// @throws IllegalArgumentException if the equation has no flip rates
  public BinomialLeap(StochasticEquation equation) {
    this.equation = equation;
    this.rates = SpinCounts.ratesOf(equation);
    this.spins = new SpinCounts(equation);
    this.up = new double[equation.grid().size()];
    this.down = new double[equation.grid().size()];
  }

  @Override
  public StochasticEquation equation() {
    return equation;
  }

  @Override
  public Stepper withoutNoise() {
    return new EulerMaruyama(equation).withoutNoise();
  }

  @Override
  public void start(double[] m, RandomGenerator random) {
    spins.round(m, random);
  }

  @Override
  public void step(double t, double[] m, double dt, RandomGenerator random) {
    rates.at(t, m, up, down);
    spins.flip(m, up, down, dt, random);
  }

  /// None: no cell can leave |m| ≤ 1.
  @Override
  public long clips() {
    return 0;
  }
}
