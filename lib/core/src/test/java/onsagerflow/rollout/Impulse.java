package onsagerflow.rollout;

import java.util.random.RandomGenerator;

/// Gaussian deviates that are 0 but for one, which is 1: what a path of a linear equation makes of
/// it is its weight in the end.
final class Impulse implements RandomGenerator {

  private int left;

  /// @param before zeros before the one
  Impulse(int before) {
    this.left = before;
  }

  @Override
  public double nextGaussian() {
    return left-- == 0 ? 1 : 0;
  }

  @Override
  public long nextLong() {
    throw new UnsupportedOperationException();
  }
}
