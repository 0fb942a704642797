package onsagerflow.rollout;

import java.util.random.RandomGenerator;
import onsagerflow.field.CounterRandom;
import onsagerflow.meso.Bands;

/// The random numbers of bands of cells in one step: those of the run, one band after the other; or
/// a stream for each band, where bands are shared among threads.
@FunctionalInterface
interface BandStreams {

  RandomGenerator of(int band);

  /// @param random of the run, from which a shared step draws one number, its seed
  static BandStreams of(int cells, RandomGenerator random) {
    if (!Bands.areShared(cells)) {
      return _ -> random;
    }
    long seed = random.nextLong();
    return band -> new CounterRandom(seed, band);
  }
}
