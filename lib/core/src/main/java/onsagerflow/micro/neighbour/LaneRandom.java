package onsagerflow.micro.neighbour;

import onsagerflow.field.CounterRandom;

/// The state of many generators of random words side by side, to be run on vector units.
///
/// Each is SFC64 of C. Doty-Humphrey's PractRand 0.95, all of whose bits are alike: with a counter
/// that goes up with each word,
///
///     word = a + b + counter,   a ← b ⊕ b ≫ 11,   b ← c + c ≪ 3,   c ← (c ⋘ 24) + word
///
/// Every start is at hashed places of a chaotic walk through 2²⁵⁶ states, of cycles no shorter than
/// 2⁶⁴ words.
final class LaneRandom {

  final long[] a;
  final long[] b;
  final long[] c;

  /// The same of all.
  long counter;

  LaneRandom(int lanes) {
    this.a = new long[lanes];
    this.b = new long[lanes];
    this.c = new long[lanes];
  }

  /// Starts the first generators.
  ///
  /// @param key,stream which words of [CounterRandom#word] they start from, those of numbers ≥ 0
  void start(long key, long stream, int lanes) {
    long from = 3L * a.length * stream;
    start(key, from, a, lanes);
    start(key, from + a.length, b, lanes);
    start(key, from + 2L * a.length, c, lanes);
    counter = 1;
  }

  private static void start(long key, long from, long[] state, int lanes) {
    for (int lane = 0; lane < lanes; lane++) {
      state[lane] = CounterRandom.word(key, from + lane);
    }
  }
}
