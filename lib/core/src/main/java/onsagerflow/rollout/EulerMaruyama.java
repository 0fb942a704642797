package onsagerflow.rollout;

import java.util.random.RandomGenerator;
import onsagerflow.meso.StochasticEquation;

/// The Euler–Maruyama step `m ← m + a(m) dt + b(m) √dt ξ`.
///
/// Weak order 1, strong order 1/2; order 1 without noise. One evaluation per step. Source: Kloeden
/// and Platen, Numerical Solution of Stochastic Differential Equations (1992), §10.2.
public final class EulerMaruyama implements Stepper {

  private final StochasticEquation equation;
  private final Increment increment;
  private long clips;

  public EulerMaruyama(StochasticEquation equation) {
    this(equation, true);
  }

  private EulerMaruyama(StochasticEquation equation, boolean noisy) {
    this.equation = equation;
    this.increment = new Increment(equation, noisy);
  }

  @Override
  public StochasticEquation equation() {
    return equation;
  }

  @Override
  public Stepper withoutNoise() {
    return new EulerMaruyama(equation, false);
  }

  @Override
  public void start(double[] m, RandomGenerator random) {
    if (equation.components() > 1) { // vectors of given length may come with others
      equation.confinement().confine(m, equation.components());
    }
  }

  @Override
  public void step(double t, double[] m, double dt, RandomGenerator random) {
    double[] change = increment.of(t, m, dt, random);
    for (int i = 0; i < m.length; i++) {
      m[i] += change[i];
    }
    clips += equation.confinement().confine(m, equation.components());
  }

  @Override
  public long clips() {
    return clips;
  }
}
