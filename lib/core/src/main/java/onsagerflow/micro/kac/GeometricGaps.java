package onsagerflow.micro.kac;

/// How many sites are passed over before the next that is refreshed, if each is with probability q:
/// a gap g has probability q (1 − q)^g. Exact to 2⁻³² a gap.
final class GeometricGaps {

  /// Gaps known by table. A draw beyond them passes over as many sites and tells nothing of the
  /// rest, since a geometric law has no memory.
  static final int LONGEST = 1 << 10;

  private static final int GUIDES = 1 << 10;

  private static final double DRAWS = 0x1p32;

  /// The probability of a gap up to g, in units of 2⁻³².
  private final long[] upTo = new long[LONGEST + 1];

  /// The least gap of the draws that begin with the same bits.
  private final int[] guide = new int[GUIDES];

  /// @param probability q, in (0, 1]
  GeometricGaps(double probability) {
    for (int g = 0; g < LONGEST; g++) {
      upTo[g] = Math.round(-DRAWS * Math.expm1((g + 1) * Math.log1p(-probability)));
    }
    upTo[LONGEST] = Long.MAX_VALUE;
    int gap = 0;
    for (int i = 0; i < GUIDES; i++) {
      while (i * (DRAWS / GUIDES) >= upTo[gap]) {
        gap++;
      }
      guide[i] = gap;
    }
  }

  /// @param bits 32 random bits
  /// @return a gap below [#LONGEST], or that where there is none so far
  int of(int bits) {
    int gap = guide[bits >>> 22];
    long draw = Integer.toUnsignedLong(bits);
    while (draw >= upTo[gap]) {
      gap++;
    }
    return gap;
  }
}
