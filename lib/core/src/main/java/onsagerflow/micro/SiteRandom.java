package onsagerflow.micro;

/// Random bits as a function of a key and a site: the same bits whichever thread asks for them.
///
/// Sites 2k and 2k + 1 share one 64-bit word, the k-th output of the SplitMix generator seeded with
/// the key (Steele, Lea and Flood, OOPSLA 2014; mixing constants of variant 13 by Stafford).
final class SiteRandom {

  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private SiteRandom() {}

  /// Writes 32 random bits for each site in [from, to), from even.
  static void fill(long key, int from, int to, int[] bits) {
    for (int i = from; i + 1 < to; i += 2) {
      long word = word(key, i / 2);
      bits[i] = (int) word;
      bits[i + 1] = (int) (word >>> 32);
    }
    if (to % 2 == 1) {
      bits[to - 1] = (int) word(key, to / 2);
    }
  }

  private static long word(long key, long k) {
    long z = key + (k + 1) * GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
