package onsagerflow.micro;

import java.util.Arrays;

/// The comparison in plain loops, two digits at a time: the compiler makes vector instructions of a
/// loop over arrays only if it is as short as these.
final class DigitComparison {

  private static final int TERMS = FlipProbabilities.TERMS;
  private static final int COPIES = FlipProbabilities.COPIES;

  /// Random words of two digits, then where they differ from the probability.
  private final long[] first = new long[WordBlock.WORDS];

  private final long[] second = new long[WordBlock.WORDS];

  public void compare(WordBlock block, FlipProbabilities flip, int words) {
    Arrays.fill(block.flips, 0, words, 0);
    Arrays.fill(block.decided, 0, words, 0);
    for (int digit = FlipProbabilities.DIGITS - 2; digit >= 0; digit -= 2) {
      draw(block.random, second, first, words);
      if (flip.isEven()) {
        compareTwo(block, flip, digit, words);
      } else {
        compareOne(block, flip, digit + 1, second, words);
        compareOne(block, flip, digit, first, words);
        gather(second, block.decided, words);
      }
      gather(first, block.decided, words);
    }
  }

  private static void draw(LaneRandom random, long[] one, long[] next, int words) {
    long[] a = random.a;
    long[] b = random.b;
    long[] c = random.c;
    long counter = random.counter;
    for (int i = 0; i < words; i++) {
      long x = a[i];
      long y = b[i];
      long z = c[i];
      long word = x + y + counter;
      x = y ^ (y >>> 11);
      y = z + (z << 3);
      z = (z << 24 | z >>> 40) + word;
      long other = x + y + counter + 1;
      a[i] = y ^ (y >>> 11);
      b[i] = z + (z << 3);
      c[i] = (z << 24 | z >>> 40) + other;
      one[i] = word;
      next[i] = other;
    }
    random.counter = counter + 2;
  }

  /// For probabilities that do not depend on the spin.
  private void compareTwo(WordBlock block, FlipProbabilities flip, int digit, int words) {
    int step = COPIES;
    int p = TERMS * step * digit;
    int q = p + TERMS * step;
    long[] e = flip.even;
    compareTwo(
        e[p],
        e[p + step],
        e[p + 2 * step],
        e[p + 3 * step],
        e[p + 4 * step],
        e[q],
        e[q + step],
        e[q + 2 * step],
        e[q + 3 * step],
        e[q + 4 * step],
        first,
        second,
        block.a0,
        block.a1,
        block.a01,
        block.a2,
        block.flips,
        words);
  }

  private static void compareTwo(
      long p0,
      long p1,
      long p2,
      long p3,
      long p4,
      long q0,
      long q1,
      long q2,
      long q3,
      long q4,
      long[] first,
      long[] second,
      long[] a0,
      long[] a1,
      long[] a01,
      long[] a2,
      long[] flips,
      int words) {
    for (int i = 0; i < words; i++) {
      long p = p0 ^ (p1 & a0[i]) ^ (p2 & a1[i]) ^ (p3 & a01[i]) ^ (p4 & a2[i]);
      long q = q0 ^ (q1 & a0[i]) ^ (q2 & a1[i]) ^ (q3 & a01[i]) ^ (q4 & a2[i]);
      long x = first[i] ^ p;
      long y = second[i] ^ q;
      long below = flips[i];
      below ^= y & (q ^ below);
      flips[i] = below ^ (x & (p ^ below));
      first[i] = x | y;
    }
  }

  private static void compareOne(
      WordBlock block, FlipProbabilities flip, int digit, long[] random, int words) {
    int step = COPIES;
    int at = TERMS * step * digit;
    long[] e = flip.even;
    long[] o = flip.odd;
    compareOne(
        e[at],
        e[at + step],
        e[at + 2 * step],
        e[at + 3 * step],
        e[at + 4 * step],
        o[at],
        o[at + step],
        o[at + 2 * step],
        o[at + 3 * step],
        o[at + 4 * step],
        random,
        block.spins,
        block.a0,
        block.a1,
        block.a01,
        block.a2,
        block.flips,
        words);
  }

  private static void compareOne(
      long e0,
      long e1,
      long e2,
      long e3,
      long e4,
      long o0,
      long o1,
      long o2,
      long o3,
      long o4,
      long[] random,
      long[] spins,
      long[] a0,
      long[] a1,
      long[] a01,
      long[] a2,
      long[] flips,
      int words) {
    for (int i = 0; i < words; i++) {
      long even = e0 ^ (e1 & a0[i]) ^ (e2 & a1[i]) ^ (e3 & a01[i]) ^ (e4 & a2[i]);
      long odd = o0 ^ (o1 & a0[i]) ^ (o2 & a1[i]) ^ (o3 & a01[i]) ^ (o4 & a2[i]);
      long p = even ^ (odd & spins[i]);
      long x = random[i] ^ p;
      long below = flips[i];
      flips[i] = below ^ (x & (p ^ below));
      random[i] = x;
    }
  }

  private static void gather(long[] one, long[] all, int words) {
    for (int i = 0; i < words; i++) {
      all[i] |= one[i];
    }
  }
}
