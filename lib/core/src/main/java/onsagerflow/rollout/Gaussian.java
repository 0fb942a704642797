package onsagerflow.rollout;

import java.util.random.RandomGenerator;

/// Δm = a dt + √(D dt) ξ with standard normal ξ, one draw per cell in the order of the cells.
public record Gaussian() implements Noise {

  @Override
  public void draw(
      double[] m,
      double[] drift,
      double[] variance,
      int cellVolume,
      double dt,
      RandomGenerator random,
      double[] increment) {
    for (int cell = 0; cell < increment.length; cell++) {
      increment[cell] = random.nextGaussian();
    }
    for (int cell = 0; cell < increment.length; cell++) {
      increment[cell] = drift[cell] * dt + Math.sqrt(variance[cell] * dt) * increment[cell];
    }
  }
}
