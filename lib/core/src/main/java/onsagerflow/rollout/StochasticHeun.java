package onsagerflow.rollout;

import java.util.random.RandomGenerator;
import onsagerflow.meso.StochasticEquation;

/// Euler–Maruyama corrected by the drift at its end:
///
///     m̃ = m + Δ,   Δ = a(m, t) dt + b(m, t) √dt ξ;     m ← m + Δ + ½ dt [a(m̃, t + dt) − a(m, t)]
///
/// The noise is Itô's, evaluated at the start only. Order 2 without noise, weak order 2 with noise
/// that does not depend on m (Kloeden and Platen, Numerical Solution of Stochastic Differential
/// Equations (1992), §15.1), and weak error O(dt² + dt/v) with the variance ∝ 1/v of cells of v spins
/// (small-noise expansion: Milstein and Tretyakov, SIAM J. Sci. Comput. 18, 1067 (1997));
/// strong order 1/2 as Euler–Maruyama. Two evaluations per step. The predictor is confined as
/// the state is, uncounted.
public final class StochasticHeun implements Stepper {

  private final StochasticEquation equation;
  private final Increment increment;
  private final double[] predictor;
  private final double[] driftAtEnd;
  private final double[] noiseAtEnd;
  private long clips;

  public StochasticHeun(StochasticEquation equation) {
    this(equation, true);
  }

  StochasticHeun(StochasticEquation equation, boolean noisy) {
    int n = equation.components() * equation.grid().size();
    this.equation = equation;
    this.increment = new Increment(equation, noisy);
    this.predictor = new double[n];
    this.driftAtEnd = new double[n];
    this.noiseAtEnd = new double[equation.noiseSize()];
  }

  @Override
  public StochasticEquation equation() {
    return equation;
  }

  @Override
  public Stepper withoutNoise() {
    return new StochasticHeun(equation, false);
  }

  @Override
  public void start(double[] m, RandomGenerator random) {
    if (equation.components() > 1) { // vectors of given length may come with others
      confine(m);
    }
  }

  /// The drift at the start of the last step: a live array.
  double[] drift() {
    return increment.drift();
  }

  @Override
  public void step(double t, double[] m, double dt, RandomGenerator random) {
    double[] change = increment.of(t, m, dt, random);
    for (int i = 0; i < m.length; i++) {
      predictor[i] = m[i] + change[i];
    }
    confine(predictor);
    equation.evaluate(t + dt, predictor, driftAtEnd, noiseAtEnd);
    double[] drift = increment.drift();
    for (int i = 0; i < m.length; i++) {
      m[i] += change[i] + 0.5 * dt * (driftAtEnd[i] - drift[i]);
    }
    clips += confine(m);
  }

  private int confine(double[] state) {
    return equation.confinement().confine(state, equation.components());
  }

  @Override
  public long clips() {
    return clips;
  }
}
