package onsagerflow.micro.site;

import onsagerflow.field.CounterRandom;

/// Random bits as a function of a key and a site: the same bits whichever thread asks for them.
///
/// Sites 2k and 2k + 1 share the k-th 64-bit word of [CounterRandom].
public final class SiteRandom {

  private SiteRandom() {}

  /// Writes 32 random bits for each site in [from, to), from even.
  public static void fill(long key, int from, int to, int[] bits) {
    for (int i = from; i + 1 < to; i += 2) {
      long word = CounterRandom.word(key, i / 2);
      bits[i] = (int) word;
      bits[i + 1] = (int) (word >>> 32);
    }
    if (to % 2 == 1) {
      bits[to - 1] = (int) CounterRandom.word(key, to / 2);
    }
  }
}
