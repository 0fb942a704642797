package onsagerflow.rollout;

import java.util.random.RandomGenerator;

/// Binomial variates of many cells at once, with the law of [Binomial].
///
/// Where few successes are expected in all of a stretch of cells, the first terms of the inversion
/// run in loops that the compiler turns into vector instructions; the few cells that need more
/// terms are finished one by one. Elsewhere [Binomial] draws cell by cell. An instance serves one
/// thread.
final class Binomials {

  private static final int STRETCH = 512;
  private static final double LARGEST_PROBABILITY = 1.0 / 8;
  private static final double LARGEST_MEAN = 4;

  /// Terms of one loop.
  private static final int TERMS = 4;

  // The loops run over copies with one index: the compiler cannot tell whether arrays overlap.
  private final double[] trials = new double[STRETCH];
  private final double[] odds = new double[STRETCH];
  private final double[] probability = new double[STRETCH];
  private final double[] left = new double[STRETCH];
  private final double[] successes = new double[STRETCH];

  /// Draws one count for each of the first cells.
  ///
  /// @param n whole numbers of trials
  /// @param p probabilities of success in [0, 1]
  /// @param count receives the successes
  /// @param cells how many
  void draw(double[] n, double[] p, double[] count, int cells, RandomGenerator random) {
    for (int from = 0; from < cells; from += STRETCH) {
      int to = Math.min(from + STRETCH, cells);
      double largest = 0;
      double mean = 0;
      for (int i = from; i < to; i++) {
        largest = p[i] > largest ? p[i] : largest; // Math.max costs as much as the rest
        mean = n[i] * p[i] > mean ? n[i] * p[i] : mean;
      }
      if (largest <= LARGEST_PROBABILITY && mean <= LARGEST_MEAN) {
        // beyond the loops, fewer than one cell in a thousand
        int loops = mean <= 0.5 ? 1 : mean <= 2 ? 2 : 3;
        invert(from, to, n, p, count, loops, random);
      } else {
        for (int i = from; i < to; i++) {
          count[i] = Binomial.draw((int) n[i], p[i], random);
        }
      }
    }
  }

  private void invert(
      int from, int to, double[] n, double[] p, double[] count, int loops, RandomGenerator random) {
    int size = to - from;
    for (int i = 0; i < size; i++) {
      left[i] = random.nextDouble();
    }
    System.arraycopy(n, from, trials, 0, size);
    System.arraycopy(p, from, odds, 0, size);
    start(size);
    for (int loop = 0; loop < loops; loop++) {
      addTerms(size, TERMS * loop);
    }
    for (int i = 0; i < size; i++) {
      if (left[i] >= 0) {
        successes[i] =
            Binomial.invertFrom(TERMS * loops, (int) trials[i], odds[i], probability[i], left[i]);
      }
    }
    System.arraycopy(successes, 0, count, from, size);
  }

  /// The term of no success. Loops of more operations than these would not be unrolled, and loops
  /// that are not unrolled are not vectorised.
  private void start(int size) {
    for (int i = 0; i < size; i++) {
      probability[i] = trials[i] * logarithm(odds[i]);
    }
    for (int i = 0; i < size; i++) {
      probability[i] = exponential(probability[i]);
    }
    for (int i = 0; i < size; i++) {
      odds[i] = odds[i] / (1 - odds[i]);
      left[i] -= probability[i];
      successes[i] = 0;
    }
  }

  /// Counts on: one success more for each k whose cumulated probability the uniform variate
  /// exceeds.
  private void addTerms(int size, int k) {
    double first = 1.0 / (k + 1);
    double second = 1.0 / (k + 2);
    double third = 1.0 / (k + 3);
    double fourth = 1.0 / (k + 4);
    for (int i = 0; i < size; i++) {
      double n = trials[i] - k;
      double term = probability[i];
      double rest = left[i];
      double sum = successes[i] + Math.floor(rest) + 1; // rest is in (−1, 1)
      term *= odds[i] * n * first;
      rest -= term;
      sum += Math.floor(rest) + 1;
      term *= odds[i] * (n - 1) * second;
      rest -= term;
      sum += Math.floor(rest) + 1;
      term *= odds[i] * (n - 2) * third;
      rest -= term;
      sum += Math.floor(rest) + 1;
      term *= odds[i] * (n - 3) * fourth;
      rest -= term;
      probability[i] = term;
      left[i] = rest;
      successes[i] = sum;
    }
  }

  /// ln(1 − p) for p ≤ 1/8, to 10⁻¹³.
  private static double logarithm(double p) {
    double sum = 1.0 / 13;
    sum = sum * p + 1.0 / 12;
    sum = sum * p + 1.0 / 11;
    sum = sum * p + 1.0 / 10;
    sum = sum * p + 1.0 / 9;
    sum = sum * p + 1.0 / 8;
    sum = sum * p + 1.0 / 7;
    sum = sum * p + 1.0 / 6;
    sum = sum * p + 1.0 / 5;
    sum = sum * p + 1.0 / 4;
    sum = sum * p + 1.0 / 3;
    sum = sum * p + 1.0 / 2;
    return -p * (sum * p + 1);
  }

  /// eˣ for −5 ≤ x ≤ 0, to 10⁻¹³: Taylor's series of e^{x/8}, three times squared.
  private static double exponential(double x) {
    double y = x / 8;
    double sum = 1.0 / 39916800;
    sum = sum * y + 1.0 / 3628800;
    sum = sum * y + 1.0 / 362880;
    sum = sum * y + 1.0 / 40320;
    sum = sum * y + 1.0 / 5040;
    sum = sum * y + 1.0 / 720;
    sum = sum * y + 1.0 / 120;
    sum = sum * y + 1.0 / 24;
    sum = sum * y + 1.0 / 6;
    sum = sum * y + 0.5;
    sum = sum * y + 1;
    double power = sum * y + 1;
    power *= power;
    power *= power;
    return power * power;
  }
}
