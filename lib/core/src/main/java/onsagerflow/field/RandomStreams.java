package onsagerflow.field;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// One independent stream of random numbers per run, from one seed.
public final class RandomStreams {

  private RandomStreams() {}

  /// Stream i is [CounterRandom]'s: more runs leave the former ones as they were.
  public static List<RandomGenerator> of(long seed, int runs) {
    return IntStream.range(0, runs)
        .<RandomGenerator>mapToObj(run -> new CounterRandom(seed, run))
        .toList();
  }
}
