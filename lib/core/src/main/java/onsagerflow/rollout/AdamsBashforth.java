package onsagerflow.rollout;

import java.util.random.RandomGenerator;
import onsagerflow.meso.StochasticEquation;

/// The two-step Adams–Bashforth step with Itô's noise,
///
///     m ← m + dt [(1 + r) a(m, t) − r a(m₋, t₋)] + b(m, t) √dt ξ,   r = dt/(2 dt₋)
///
/// with m₋ the state before the last step, of length dt₋. One evaluation per step. Weak error O(dt² +
/// dt/v) with the variance ∝ 1/v of cells of v spins (Buckwar and Winkler, SIAM J. Numer. Anal. 44,
/// 779 (2006)). Relaxation at λ is stable to λdt = 1, and a precession ω gains (ωdt)⁴/4 of its amplitude
/// per step. The first step after [#start] is a [StochasticHeun].
public final class AdamsBashforth implements Stepper {

  private final StochasticEquation equation;
  private final StochasticHeun first;
  private final boolean noisy;
  private final double[] noise;
  private final double[] deviates;
  private double[] drift;
  private double[] driftBefore;
  private double lastStep;
  private long clips;

  public AdamsBashforth(StochasticEquation equation) {
    this(equation, true);
  }

  private AdamsBashforth(StochasticEquation equation, boolean noisy) {
    this.equation = equation;
    this.first = new StochasticHeun(equation, noisy);
    this.noisy = noisy;
    int n = equation.components() * equation.grid().size();
    this.noise = new double[equation.noiseSize()];
    this.deviates = new double[noisy ? n : 0];
    this.drift = new double[n];
    this.driftBefore = new double[n];
  }

  @Override
  public StochasticEquation equation() {
    return equation;
  }

  @Override
  public boolean isOneStep() {
    return false;
  }

  @Override
  public Stepper withoutNoise() {
    return new AdamsBashforth(equation, false);
  }

  @Override
  public void start(double[] m, RandomGenerator random) {
    lastStep = 0;
    first.start(m, random);
  }

  @Override
  public void step(double t, double[] m, double dt, RandomGenerator random) {
    if (lastStep == 0) {
      first.step(t, m, dt, random);
      System.arraycopy(first.drift(), 0, driftBefore, 0, m.length);
    } else {
      equation.evaluate(t, m, drift, noise);
      double before = 0.5 * dt * dt / lastStep;
      double now = dt + before;
      for (int i = 0; i < m.length; i++) {
        m[i] += now * drift[i] - before * driftBefore[i];
      }
      if (noisy) {
        Increment.draw(deviates, random);
        equation.addNoise(noise, deviates, dt, m); // which the noise does not depend on any more
      }
      double[] kept = driftBefore;
      driftBefore = drift;
      drift = kept;
      clips += equation.confinement().confine(m, equation.components());
    }
    lastStep = dt;
  }

  @Override
  public long clips() {
    return clips + first.clips();
  }
}
