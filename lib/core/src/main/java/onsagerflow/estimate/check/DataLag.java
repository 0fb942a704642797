package onsagerflow.estimate.check;

import java.util.Locale;

/// What a lag has made of blocks: too little, or too much for a fit.
///
/// @param lag Δt, sweeps
/// @param forgotten as in [DataCheck.Dynamics]
record DataLag(double lag, double forgotten) {

  /// Above it hardly anything of the first frame is left in the second.
  private static final double FORGOTTEN = 0.85;

  /// Above it increments are the second frame alone: three sweeps of independent spins.
  private static final double ALL_FORGOTTEN = 0.95;

  /// Over lags no longer, sweeps, no spins forget as much.
  private static final double SHORT_LAG = 0.3;

  /// Over longer lags, sweeps, of spins renewed at rate 1 hardly anything is left, and a fit, whose
  /// work grows as the square of the lag, hardly ends.
  private static final double LONGEST_LAG = 5;

  /// Rate, per unit of t, below which so long a lag is not one of sweeps.
  private static final double NO_SWEEP = 0.3;

  /// Enough to be named as the likely cause of a fit that failed.
  static final double HALF_FORGOTTEN = 0.5;

  boolean isLong() {
    return forgotten > FORGOTTEN;
  }

  boolean isHalfForgotten() {
    return forgotten > HALF_FORGOTTEN;
  }

  /// @throws IllegalArgumentException if nothing can be learned over it
  void requireLearnable() {
    double rate = -Math.log1p(-Math.min(forgotten, ALL_FORGOTTEN)) / lag;
    if (lag > LONGEST_LAG && forgotten <= ALL_FORGOTTEN && rate > 0 && rate < NO_SWEEP) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "frames of a pair are %s apart in t, and spins take on new values at a rate of %s per"
                  + " unit of t, where one update of each spin in a sweep gives about 1: t must"
                  + " count sweeps (one update of each spin); divide t by about %s, or, if these"
                  + " are sweeps, record pairs 0.1 apart",
              Digits.four(lag),
              Digits.four(rate),
              Digits.two(1 / rate)));
    }
    if (lag > LONGEST_LAG || forgotten > ALL_FORGOTTEN) {
      throw new IllegalArgumentException(sentence());
    }
  }

  /// That it is long.
  String sentence() {
    if (lag <= SHORT_LAG && forgotten > FORGOTTEN) {
      return String.format(
          Locale.ROOT,
          "blocks forget %2$.0f %% of what they were over a lag of %1$s, where heat-bath spins"
              + " forget 9 %% in 0.1 sweeps: the frames of a pair do not belong together; check the"
              + " order of the frames and of the axes (frame, y, x), the run numbers (dataset"
              + " trajectory), that frames are not shifted against each other, and that t counts"
              + " sweeps (one update of each spin)",
          Digits.four(lag),
          100 * Math.min(1, forgotten));
    }
    return String.format(
        Locale.ROOT,
        "over the lag of %s sweeps blocks forget %.0f %% of what they were (9 %% over a lag of 0.1"
            + " for heat-bath spins), so that pairs tell little of drift and noise; record pairs of"
            + " frames 0.1 sweeps apart, or generator channels",
        Digits.four(lag),
        100 * Math.min(1, forgotten));
  }
}
