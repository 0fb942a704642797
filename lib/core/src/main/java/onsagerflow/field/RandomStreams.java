package onsagerflow.field;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.JumpableGenerator;
import java.util.random.RandomGeneratorFactory;

/// One independent stream of random numbers per run, from one seed.
public final class RandomStreams {

  private RandomStreams() {}

  /// Stream i is xoroshiro128++ from the seed, jumped ahead i times 2⁶⁴ draws: more runs leave the
  /// former ones as they were.
  public static List<? extends RandomGenerator> of(long seed, int runs) {
    return RandomGeneratorFactory.<JumpableGenerator>of("Xoroshiro128PlusPlus")
        .create(seed)
        .jumps(runs)
        .toList();
  }
}
