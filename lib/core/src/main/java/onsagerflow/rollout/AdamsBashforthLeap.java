package onsagerflow.rollout;

import java.util.random.RandomGenerator;
import onsagerflow.meso.Bands;
import onsagerflow.meso.FlipRates;
import onsagerflow.meso.StochasticEquation;

/// A binomial leap at the rates expected halfway through the step, from those of this step and the
/// last:
///
///     m ← leap over dt at max(w(m) + ½[w(m) − w(m₋)], 0)
///
/// with m₋ the state before the last step; ½ becomes dt/(2 dt₋) where steps differ. One evaluation
/// per step, and a spin's own relaxation is exact ([SpinCounts]). Weak error O(dt² + dt/v): the
/// two-step Adams–Bashforth method with small noise, Buckwar and Winkler, SIAM J. Numer. Anal. 44, 779
/// (2006). |m| ≤ 1 holds by itself. The first step after [#start] is a [TrapezoidalLeap].
///
/// Mean time until a block of 64 spins below its T_c reverses, over the exact one, at dt = 0.1 and
/// seen once a step: 1.008 (135 sweeps) and 1.010 (19,352 sweeps), of [TrapezoidalLeap] 1.007 and
/// 1.005; at dt = 0.05 1.004 and 1.003. From the eigenvalues of the transition matrices.
public final class AdamsBashforthLeap implements Stepper {

  private final StochasticEquation equation;
  private final FlipRates rates;
  private final SpinCounts spins;
  private final double[] up;
  private final double[] down;
  private final double[] upBefore;
  private final double[] downBefore;
  private double lastStep;

  /// @throws IllegalArgumentException if the equation has no flip rates
  public AdamsBashforthLeap(StochasticEquation equation) {
    int n = equation.grid().size();
    this.equation = equation;
    this.rates = SpinCounts.ratesOf(equation);
    this.spins = new SpinCounts(equation);
    this.up = new double[n];
    this.down = new double[n];
    this.upBefore = new double[n];
    this.downBefore = new double[n];
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
    return new StochasticHeun(equation).withoutNoise();
  }

  @Override
  public void start(double[] m, RandomGenerator random) {
    lastStep = 0;
    spins.round(m, random);
  }

  @Override
  public void step(double t, double[] m, double dt, RandomGenerator random) {
    rates.at(t, m, up, down);
    if (lastStep == 0) {
      System.arraycopy(up, 0, upBefore, 0, m.length);
      System.arraycopy(down, 0, downBefore, 0, m.length);
      new TrapezoidalLeap(equation, spins).step(t, m, dt, random); // once: its rates are not kept
    } else {
      double ahead = 0.5 * dt / lastStep;
      extrapolate(ahead, up, upBefore);
      extrapolate(ahead, down, downBefore);
      spins.flip(m, up, down, dt, random);
    }
    lastStep = dt;
  }

  /// Moves the rates ahead, and keeps what they were.
  private static void extrapolate(double ahead, double[] rate, double[] before) {
    Bands.each(
        rate.length,
        (band, from, to) -> {
          for (int cell = from; cell < to; cell++) {
            double now = rate[cell];
            rate[cell] = Math.max(now + ahead * (now - before[cell]), 0);
            before[cell] = now;
          }
        });
  }

  /// None: no cell can leave |m| ≤ 1.
  @Override
  public long clips() {
    return 0;
  }
}
