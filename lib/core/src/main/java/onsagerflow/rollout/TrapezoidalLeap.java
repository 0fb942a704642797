package onsagerflow.rollout;

import java.util.random.RandomGenerator;
import onsagerflow.meso.FlipRates;
import onsagerflow.meso.StochasticEquation;

/// Two binomial half leaps, the second at the rates expected at the end of the step:
///
///     m* = leap over dt/2 at w(m);   m ← leap from m* over dt/2 at max(2w(m*) − w(m), 0)
///
/// Weak order 2, noise included; two evaluations per step. |m| ≤ 1 holds by itself. Source: the weak
/// trapezoidal method, θ = ½, of Anderson and Koyama, Multiscale Model. Simul. 10, 1493 (2012), here
/// with the law of [SpinCounts] in each half. A field that changes in time is taken at t in w(m) and at
/// t + dt/2 in w(m*).
public final class TrapezoidalLeap implements Stepper {

  private final StochasticEquation equation;
  private final FlipRates rates;
  private final SpinCounts spins;
  private final double[] up;
  private final double[] down;
  private final double[] upHalfway;
  private final double[] downHalfway;

  /// @throws IllegalArgumentException if the equation has no flip rates
  public TrapezoidalLeap(StochasticEquation equation) {
    this(equation, new SpinCounts(equation));
  }

  /// @param spins of this equation, whose work space is shared
  TrapezoidalLeap(StochasticEquation equation, SpinCounts spins) {
    int n = equation.grid().size();
    this.equation = equation;
    this.rates = SpinCounts.ratesOf(equation);
    this.spins = spins;
    this.up = new double[n];
    this.down = new double[n];
    this.upHalfway = new double[n];
    this.downHalfway = new double[n];
  }

  @Override
  public StochasticEquation equation() {
    return equation;
  }

  @Override
  public Stepper withoutNoise() {
    return new StochasticHeun(equation).withoutNoise();
  }

  @Override
  public void start(double[] m, RandomGenerator random) {
    spins.round(m, random);
  }

  @Override
  public void step(double t, double[] m, double dt, RandomGenerator random) {
    rates.at(t, m, up, down);
    spins.flip(m, up, down, dt / 2, random);
    rates.at(t + dt / 2, m, upHalfway, downHalfway);
    for (int cell = 0; cell < m.length; cell++) {
      up[cell] = Math.max(2 * upHalfway[cell] - up[cell], 0);
      down[cell] = Math.max(2 * downHalfway[cell] - down[cell], 0);
    }
    spins.flip(m, up, down, dt / 2, random);
  }

  /// None: no cell can leave |m| ≤ 1.
  @Override
  public long clips() {
    return 0;
  }
}
