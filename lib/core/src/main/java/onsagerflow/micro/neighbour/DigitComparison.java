package onsagerflow.micro.neighbour;

import java.util.Arrays;

/// Compares the first digits of random numbers with those of the flip probabilities, from the last
/// to the first, which has the last word: a spin flips if that digit of its random number is
/// smaller.
///
/// Two digits at a time, because the compiler makes vector instructions of a loop over arrays only
/// if it is as short as these; a longer one is several times as slow. The same in LongVectors of
/// 256 bits and one loop was 1.2 times as fast (JDK 25, with AVX2 and with AVX-512), for a warning
/// at each start of the JVM that nothing silences.
final class DigitComparison {

  private static final int TERMS = FlipProbabilities.TERMS;

  /// Random words of two digits, then where they differ from the probability.
  private final long[] first = new long[WordBlock.WORDS];

  private final long[] second = new long[WordBlock.WORDS];

  /// Sets flips and decided spins, those that differ from their probability in a digit.
  void compare(WordBlock block, FlipProbabilities flip, int words) {
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

  /// For probabilities that do not depend on the spin: p of a digit and q of the next.
  private void compareTwo(WordBlock block, FlipProbabilities flip, int digit, int words) {
    long[] e = flip.even;
    int at = TERMS * digit;
    long p0 = e[at];
    long p1 = e[at + 1];
    long p2 = e[at + 2];
    long p3 = e[at + 3];
    long p4 = e[at + 4];
    long q0 = e[at + 5];
    long q1 = e[at + 6];
    long q2 = e[at + 7];
    long q3 = e[at + 8];
    long q4 = e[at + 9];
    long[] a0 = block.a0;
    long[] a1 = block.a1;
    long[] a01 = block.a01;
    long[] a2 = block.a2;
    long[] flips = block.flips;
    long[] random = first;
    long[] next = second;
    for (int i = 0; i < words; i++) {
      long p = p0 ^ (p1 & a0[i]) ^ (p2 & a1[i]) ^ (p3 & a01[i]) ^ (p4 & a2[i]);
      long q = q0 ^ (q1 & a0[i]) ^ (q2 & a1[i]) ^ (q3 & a01[i]) ^ (q4 & a2[i]);
      long x = random[i] ^ p;
      long y = next[i] ^ q;
      long below = flips[i];
      below ^= y & (q ^ below);
      flips[i] = below ^ (x & (p ^ below));
      random[i] = x | y;
    }
  }

  private static void compareOne(
      WordBlock block, FlipProbabilities flip, int digit, long[] random, int words) {
    long[] e = flip.even;
    long[] o = flip.odd;
    int at = TERMS * digit;
    long e0 = e[at];
    long e1 = e[at + 1];
    long e2 = e[at + 2];
    long e3 = e[at + 3];
    long e4 = e[at + 4];
    long o0 = o[at];
    long o1 = o[at + 1];
    long o2 = o[at + 2];
    long o3 = o[at + 3];
    long o4 = o[at + 4];
    long[] spins = block.spins;
    long[] a0 = block.a0;
    long[] a1 = block.a1;
    long[] a01 = block.a01;
    long[] a2 = block.a2;
    long[] flips = block.flips;
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
