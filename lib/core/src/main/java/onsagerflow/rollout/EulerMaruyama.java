package onsagerflow.rollout;

import java.util.random.RandomGenerator;
import onsagerflow.meso.StochasticEquation;

/// The Euler–Maruyama step `m ← m + a(m) dt + √(D(m) dt) ξ`.
///
/// Weak order 1, strong order 1/2; order 1 without noise. One evaluation per step. Source: Kloeden
/// and Platen, Numerical Solution of Stochastic Differential Equations (1992), §10.2.
public final class EulerMaruyama implements Stepper {

  private final StochasticEquation equation;
  private final Noise noise;
  private final double[] drift;
  private final double[] variance;
  private final double[] increment;
  private long clips;

  /// With Gaussian noise.
  public EulerMaruyama(StochasticEquation equation) {
    this(equation, new Gaussian());
  }

  public EulerMaruyama(StochasticEquation equation, Noise noise) {
    int n = equation.grid().size();
    this.equation = equation;
    this.noise = noise;
    this.drift = new double[n];
    this.variance = new double[n];
    this.increment = new double[n];
  }

  @Override
  public StochasticEquation equation() {
    return equation;
  }

  @Override
  public Stepper withoutNoise() {
    return new EulerMaruyama(equation, Noise.none());
  }

  @Override
  public void step(double t, double[] m, double dt, RandomGenerator random) {
    equation.evaluate(t, m, drift, variance);
    noise.draw(m, drift, variance, equation.cellVolume(), dt, random, increment);
    for (int cell = 0; cell < m.length; cell++) {
      m[cell] += increment[cell];
    }
    if (equation.isBounded()) {
      clips += Walls.reflect(m);
    }
  }

  @Override
  public long clips() {
    return clips;
  }
}
