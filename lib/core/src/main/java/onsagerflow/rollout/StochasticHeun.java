package onsagerflow.rollout;

import java.util.random.RandomGenerator;
import onsagerflow.meso.StochasticEquation;

/// Euler–Maruyama corrected by the drift at its end:
///
///     m̃ = m + Δ,   Δ = a(m, t) dt + √(D(m, t) dt) ξ;     m ← m + Δ + ½ dt [a(m̃, t + dt) − a(m, t)]
///
/// The noise is Itô's, evaluated at the start only. Order 2 without noise, weak order 2 with noise
/// that does not depend on m (Kloeden and Platen, Numerical Solution of Stochastic Differential
/// Equations (1992), §15.1), and weak error O(dt² + dt/v) with the noise D ∝ 1/v of cells of v spins
/// (small-noise expansion: Milstein and Tretyakov, SIAM J. Sci. Comput. 18, 1067 (1997));
/// strong order 1/2 as Euler–Maruyama. Two evaluations per step. The predictor is reflected at ±1 as
/// the state is, uncounted.
public final class StochasticHeun implements Stepper {

  private final StochasticEquation equation;
  private final Noise noise;
  private final double[] drift;
  private final double[] variance;
  private final double[] increment;
  private final double[] predictor;
  private final double[] driftAtEnd;
  private final double[] varianceAtEnd;
  private long clips;

  /// With Gaussian noise.
  public StochasticHeun(StochasticEquation equation) {
    this(equation, new Gaussian());
  }

  public StochasticHeun(StochasticEquation equation, Noise noise) {
    int n = equation.grid().size();
    this.equation = equation;
    this.noise = noise;
    this.drift = new double[n];
    this.variance = new double[n];
    this.increment = new double[n];
    this.predictor = new double[n];
    this.driftAtEnd = new double[n];
    this.varianceAtEnd = new double[n];
  }

  @Override
  public StochasticEquation equation() {
    return equation;
  }

  @Override
  public Stepper withoutNoise() {
    return new StochasticHeun(equation, Noise.none());
  }

  @Override
  public void step(double t, double[] m, double dt, RandomGenerator random) {
    equation.evaluate(t, m, drift, variance);
    noise.draw(m, drift, variance, equation.cellVolume(), dt, random, increment);
    for (int cell = 0; cell < m.length; cell++) {
      predictor[cell] = m[cell] + increment[cell];
    }
    if (equation.isBounded()) {
      Walls.reflect(predictor);
    }
    equation.evaluate(t + dt, predictor, driftAtEnd, varianceAtEnd);
    for (int cell = 0; cell < m.length; cell++) {
      m[cell] += increment[cell] + 0.5 * dt * (driftAtEnd[cell] - drift[cell]);
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
