package onsagerflow.rollout;

import java.util.random.RandomGenerator;
import onsagerflow.meso.Bands;
import onsagerflow.meso.StochasticEquation;
import onsagerflow.meso.vector.Precessing;

/// [StochasticHeun] in a frame that turns with each cell, at the ω of the start of the step. With
/// a = ω × m + r, and R the turn by ω(m, t) dt:
///
///     m̃ = R [m + r(m, t) dt + b(m, t) √dt ξ]
///     m ← m̃ + ½ dt [a(m̃, t + dt) − ω(m, t) × m̃ − R r(m, t)]
///
/// A precession in a field that does not change is exact at any ωdt; what is left of it, the change of
/// ω, and r are of order 2, and noise is as in [StochasticHeun]. Two evaluations per step. It is
/// Lawson's method (SIAM J. Numer. Anal. 4, 372 (1967)), applied to the turning of each cell.
public final class RotatingHeun implements Stepper {

  private final Precessing equation;
  private final boolean noisy;
  private final double[] drift;
  private final double[] noise;
  private final double[] turning;
  private final double[] deviates;
  private final double[] predictor;
  private final double[] noiseAtEnd;
  private final double[] driftAtEnd;
  private long clips;

  /// @throws IllegalArgumentException if the equation is not [Precessing]
  public RotatingHeun(StochasticEquation equation) {
    this(equation, true);
  }

  private RotatingHeun(StochasticEquation equation, boolean noisy) {
    if (!(equation instanceof Precessing precessing)) {
      throw new IllegalArgumentException(
          "the rotating stepper needs an equation of vectors that precess, got "
              + equation.getClass().getSimpleName());
    }
    int n = equation.components() * equation.grid().size();
    this.equation = precessing;
    this.noisy = noisy;
    this.drift = new double[n];
    this.noise = new double[equation.noiseSize()];
    this.turning = new double[n];
    this.deviates = new double[noisy ? n : 0];
    this.predictor = new double[n];
    this.noiseAtEnd = new double[equation.noiseSize()];
    this.driftAtEnd = new double[n];
  }

  @Override
  public StochasticEquation equation() {
    return equation;
  }

  @Override
  public Stepper withoutNoise() {
    return new RotatingHeun(equation, false);
  }

  @Override
  public void start(double[] m, RandomGenerator random) {
    equation.confinement().confine(m, equation.components());
  }

  @Override
  public void step(double t, double[] m, double dt, RandomGenerator random) {
    int n = equation.grid().size();
    equation.evaluate(t, m, drift, noise, turning);
    Bands.each(
        n,
        (band, from, to) -> {
          subtractTurning(drift, m, from, to);
          for (int c = 0; c < 3; c++) {
            for (int i = c * n + from; i < c * n + to; i++) {
              predictor[i] = m[i] + dt * drift[i];
            }
          }
        });
    if (noisy) {
      Increment.draw(deviates, random);
      equation.addNoise(noise, deviates, dt, predictor);
    }
    Bands.each(n, (band, from, to) -> turnBoth(dt, from, to));
    System.arraycopy(predictor, 0, m, 0, m.length);
    confine(predictor);
    equation.evaluate(t + dt, predictor, driftAtEnd, noiseAtEnd);
    Bands.each(
        n,
        (band, from, to) -> {
          subtractTurning(driftAtEnd, predictor, from, to);
          for (int c = 0; c < 3; c++) {
            for (int i = c * n + from; i < c * n + to; i++) {
              m[i] += 0.5 * dt * (driftAtEnd[i] - drift[i]);
            }
          }
        });
    clips += confine(m);
  }

  /// a − ω × m, in the place of a.
  private void subtractTurning(double[] a, double[] m, int from, int to) {
    int n = equation.grid().size();
    for (int i = from; i < to; i++) {
      double wx = turning[i];
      double wy = turning[n + i];
      double wz = turning[2 * n + i];
      double x = m[i];
      double y = m[n + i];
      double z = m[2 * n + i];
      a[i] -= wy * z - wz * y;
      a[n + i] -= wz * x - wx * z;
      a[2 * n + i] -= wx * y - wy * x;
    }
  }

  /// Turns the predictor and the drift by ω dt (Rodrigues).
  private void turnBoth(double dt, int from, int to) {
    int n = equation.grid().size();
    for (int i = from; i < to; i++) {
      double wx = turning[i];
      double wy = turning[n + i];
      double wz = turning[2 * n + i];
      double w = Math.sqrt(wx * wx + wy * wy + wz * wz);
      if (w == 0) {
        continue;
      }
      double half = Math.sin(0.5 * w * dt);
      double sine = Math.sin(w * dt) / w;
      double versine = 2 * half * half / (w * w);
      for (double[] v : new double[][] {predictor, drift}) {
        double x = v[i];
        double y = v[n + i];
        double z = v[2 * n + i];
        double along = wx * x + wy * y + wz * z;
        double w2 = w * w;
        v[i] += sine * (wy * z - wz * y) + versine * (wx * along - w2 * x);
        v[n + i] += sine * (wz * x - wx * z) + versine * (wy * along - w2 * y);
        v[2 * n + i] += sine * (wx * y - wy * x) + versine * (wz * along - w2 * z);
      }
    }
  }

  private int confine(double[] state) {
    return equation.confinement().confine(state, equation.components());
  }

  @Override
  public long clips() {
    return clips;
  }
}
