package onsagerflow.rollout;

import java.util.random.RandomGenerator;

/// Binomial variates, exact to rounding, each with its own n and p.
///
/// Few expected successes: inversion, from one uniform variate. Ten or more: transformed rejection,
/// algorithm BTRS of Hörmann, J. Statist. Comput. Simul. 46, 101 (1993).
final class Binomial {

  private static final double LARGEST_INVERTED = 10;

  /// ln k! − [(k + ½) ln(k + 1) − (k + 1) + ½ ln 2π] for k = 0 … 9.
  private static final double[] STIRLING = {
    0.08106146679532726, 0.04134069595540929, 0.02767792568499834,
    0.02079067210376509, 0.01664469118982119, 0.01387612882307075,
    0.01189670994589177, 0.01041126526197209, 0.009255462182712733,
    0.00833056343336287
  };

  private Binomial() {}

  /// How many of n independent trials succeed.
  ///
  /// @param p probability of success in [0, 1]
  static int draw(int n, double p, RandomGenerator random) {
    if (n == 0 || p == 0) {
      return 0;
    }
    if (p > 0.5) {
      return n - draw(n, 1 - p, random);
    }
    return n * p < LARGEST_INVERTED ? invert(n, p, random) : reject(n, p, random);
  }

  private static int invert(int n, double p, RandomGenerator random) {
    double probability = power(1 - p, n);
    return invertFrom(0, n, p / (1 - p), probability, random.nextDouble() - probability);
  }

  /// Goes on with an inversion at k successes.
  ///
  /// @param odds p/(1 − p)
  /// @param probabilityOfFirst the probability of `first` successes
  /// @param leftAtFirst the uniform variate less the probability of at most `first` successes
  static int invertFrom(
      int first, int n, double odds, double probabilityOfFirst, double leftAtFirst) {
    double probability = probabilityOfFirst;
    double left = leftAtFirst;
    int k = first;
    while (left >= 0 && k < n) {
      probability *= odds * (n - k) / (k + 1);
      left -= probability;
      k++;
    }
    return k;
  }

  private static double power(double base, int exponent) {
    double result = 1;
    double square = base;
    for (int left = exponent; left > 0; left >>= 1) {
      if ((left & 1) == 1) {
        result *= square;
      }
      square *= square;
    }
    return result;
  }

  private static int reject(int n, double p, RandomGenerator random) {
    double deviation = Math.sqrt(n * p * (1 - p));
    double b = 1.15 + 2.53 * deviation;
    double a = -0.0873 + 0.0248 * b + 0.01 * p;
    double c = n * p + 0.5;
    double squeeze = 0.92 - 4.2 / b;
    double odds = p / (1 - p);
    double alpha = (2.83 + 5.1 / b) * deviation;
    double mode = Math.floor((n + 1) * p);
    while (true) {
      double u = random.nextDouble() - 0.5;
      double v = random.nextDouble();
      double us = 0.5 - Math.abs(u);
      double k = Math.floor((2 * a / us + b) * u + c);
      if (us >= 0.07 && v <= squeeze) {
        return (int) k;
      }
      if (k < 0 || k > n) {
        continue;
      }
      double bound =
          (mode + 0.5) * Math.log((mode + 1) / (odds * (n - mode + 1)))
              + (n + 1) * Math.log((n - mode + 1) / (n - k + 1))
              + (k + 0.5) * Math.log(odds * (n - k + 1) / (k + 1))
              + stirling(mode)
              + stirling(n - mode)
              - stirling(k)
              - stirling(n - k);
      if (Math.log(v * alpha / (a / (us * us) + b)) <= bound) {
        return (int) k;
      }
    }
  }

  private static double stirling(double k) {
    if (k < STIRLING.length) {
      return STIRLING[(int) k];
    }
    double square = (k + 1) * (k + 1);
    return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / (k + 1);
  }
}
