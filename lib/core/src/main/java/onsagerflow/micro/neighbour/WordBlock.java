package onsagerflow.micro.neighbour;

import java.util.Arrays;
import onsagerflow.field.CounterRandom;

/// Some words of spins of one colour of a [WordCheckerboard] while they are refreshed.
///
/// A spin flips where a random number is below its probability ([FlipProbabilities]). Both are
/// compared digit by digit, 64 spins a word, and the first digit that differs decides
/// ([DigitComparison]). Where none of the first does, for one spin in 2¹², the digits that follow
/// are compared at once with those of a number of its own. So a probability p is right to 2⁻⁵³p or
/// 2⁻⁶³.
///
/// The loops are short, over places from 0 on to which shifted places are copied, so that the
/// compiler makes vector instructions of them.
final class WordBlock {

  /// Words at most, a multiple of 4; all arrays together fit into the nearest cache.
  static final int WORDS = 256;

  /// The generators of the words.
  final LaneRandom random = new LaneRandom(WORDS);

  final long[] spins = new long[WORDS];

  /// How many of the neighbours of each spin are opposite: a₀, a₁, a₀a₁ and a₂.
  final long[] a0 = new long[WORDS];

  final long[] a1 = new long[WORDS];
  final long[] a01 = new long[WORDS];
  final long[] a2 = new long[WORDS];

  final long[] flips = new long[WORDS];
  final long[] decided = new long[WORDS];

  private final DigitComparison comparison = new DigitComparison();

  /// Takes up words and their neighbours, from rows that lie one after the other.
  ///
  /// @param own spins of the colour
  /// @param other those of the other colour, where the row before the first is the last, and the
  ///   row after the last the first
  /// @param width words of a row
  /// @param at place of the first word, at least a row from either end
  /// @param toLeft whether spins of its row have neighbours at the same place and to the left, not
  ///   to the right
  void read(long[] own, long[] other, int width, int at, int words, boolean toLeft) {
    System.arraycopy(own, at, spins, 0, words);
    System.arraycopy(other, at - width, a0, 0, words);
    System.arraycopy(other, at + width, a1, 0, words);
    System.arraycopy(other, at, a01, 0, words);
    long[] before = a2;
    long[] after = flips;
    long[] left = decided;
    System.arraycopy(other, at - 1, before, 0, words);
    System.arraycopy(other, at + 1, after, 0, words);
    boolean isLeft = toLeft;
    for (int row = at - at % width; row < at + words; row += width) {
      int first = Math.max(row - at, 0);
      int end = Math.min(row + width - at, words);
      Arrays.fill(left, first, end, isLeft ? -1 : 0);
      if (row >= at) {
        before[first] = other[row + width - 1];
      }
      if (row + width <= at + words) {
        after[end - 1] = other[row];
      }
      isLeft = !isLeft;
    }
    shift(a01, before, after, left, words);
    count(spins, a0, a1, a01, a2, words);
  }

  /// Puts the neighbours to the left or right in place of the words before.
  private static void shift(long[] same, long[] before, long[] after, long[] left, int words) {
    for (int i = 0; i < words; i++) {
      long x = same[i];
      long l = left[i];
      before[i] = (l & (x << 1 | before[i] >>> 63)) | (~l & (x >>> 1 | after[i] << 63));
    }
  }

  /// Puts the bits of how many are opposite in place of four neighbours.
  private static void count(long[] spins, long[] a, long[] b, long[] c, long[] d, int words) {
    for (int i = 0; i < words; i++) {
      long s = spins[i];
      long na = s ^ a[i];
      long nb = s ^ b[i];
      long nc = s ^ c[i];
      long nd = s ^ d[i];
      long x = na ^ nb;
      long y = nc ^ nd;
      long bothX = na & nb;
      long bothY = nc & nd;
      long a0 = x ^ y;
      long a1 = bothX ^ bothY ^ (x & y);
      a[i] = a0;
      b[i] = a1;
      c[i] = a0 & a1;
      d[i] = bothX & bothY;
    }
  }

  /// Refreshes the spins.
  ///
  /// @param key of the numbers that decide where the first digits do not
  /// @param from number of the first word among those of its colour
  void refresh(FlipProbabilities flip, int words, long key, int from) {
    comparison.compare(this, flip, words);
    for (int i = 0; i < words; i++) {
      if (decided[i] != -1) {
        settle(flip, i, key, from + i);
      }
    }
    flip(spins, flips, words);
  }

  /// Decides for the spins of a word that are open, by words −1 − site of the key.
  private void settle(FlipProbabilities flip, int i, long key, long word) {
    for (long open = ~decided[i]; open != 0; open &= open - 1) {
      int bit = Long.numberOfTrailingZeros(open);
      long a = (a0[i] >>> bit & 1) + 2 * (a1[i] >>> bit & 1) + 4 * (a2[i] >>> bit & 1);
      long digits = CounterRandom.word(key, -1 - (Long.SIZE * word + bit));
      if (flip.isBelow(digits, spins[i] >>> bit & 1, a)) {
        flips[i] |= 1L << bit;
      }
    }
  }

  private static void flip(long[] spins, long[] flips, int words) {
    for (int i = 0; i < words; i++) {
      spins[i] ^= flips[i];
    }
  }

  /// Writes the spins back.
  void write(long[] own, int at, int words) {
    System.arraycopy(spins, 0, own, at, words);
  }
}
