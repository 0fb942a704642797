package onsagerflow.estimate.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import onsagerflow.field.Grid;

/// Whether the drift that a fit leaves over depends on where a block is: the score test of a field
/// h(x), constant in time, added to φ.
///
/// Increments about the right drift are independent of each other and of the place, whatever
/// patterns m forms and however long they live: domains that stand still in a single run, slow
/// waves near T_c or one start of many runs are no field. A profile of ⟨m⟩ that stands still
/// because of h(x) would be, yet J takes up most of it, since J*m of the mean profile resembles h;
/// so the amplitudes of h are estimated together with s′ and J, by one step of weighted least
/// squares from the fit. What J*m does beside the mean profile then tells the two apart.
///
/// Long waves, 12 of them, are such amplitudes, found to some three quarters. Rough fields, which J
/// does not take up, show in the residuals summed over time in each block; s′(m) takes up much of
/// them where m of a block tells its h, so that what is seen is a lower bound.
///
/// @param temperature T, by which h is judged
/// @param uniform the part of wave number 0
/// @param waves the longest waves
/// @param rough all waves together
public record StaticField(double temperature, Uniform uniform, Waves waves, Rough rough) {

  /// @param h that the given field lacks
  /// @param standardError of it
  public record Uniform(double h, double standardError) {}

  /// @param h root mean square of h(x), corrected for noise
  /// @param excess χ² of the amplitudes less its expectation, in its standard deviations
  /// @param wavelength of the strongest, in blocks
  /// @param alongX,alongY its wave vector, in periods of the grid
  public record Waves(double h, double excess, double wavelength, int alongX, int alongY) {}

  /// What is left over in single blocks.
  ///
  /// @param h root mean square of h(x), corrected for noise
  /// @param excess χ² of the residuals less its expectation, in its standard deviations; 0 where
  ///   they are not summed
  public record Rough(double h, double excess) {

    static final Rough NONE = new Rough(0, 0);

    /// @param score of h of each block
    /// @param information that goes with it, in units of the variance of scores
    /// @param ratio variance of the weighted residuals
    static Rough of(double[] score, double[] information, double ratio) {
      double sum = 0;
      double all = 0;
      int counted = 0;
      for (int x = 0; x < score.length; x++) {
        if (information[x] > 0) {
          sum += score[x] * score[x] / information[x] / ratio - 1;
          all += information[x] / ratio;
          counted++;
        }
      }
      return counted == 0
          ? NONE
          : new Rough(Math.sqrt(Math.max(0, sum / all)), sum / Math.sqrt(2.0 * counted));
    }
  }

  /// No sign of a field.
  public static final StaticField NONE =
      new StaticField(1, new Uniform(0, 1), new Waves(0, 0, 1, 0, 0), Rough.NONE);

  /// Standard deviations by which a sign of a field must exceed its expectation, and the share of T
  /// that it must amount to: what a good but not perfect fit leaves over is less.
  private static final double SIGNIFICANT = 6;

  private static final double LEAST = 0.02;

  /// The same of the uniform field, which s′ and J, an odd function and a product with m, cannot
  /// take up: of fits of spins in the right field less is left.
  private static final double LEAST_UNIFORM = 0.003;

  /// Walls of a frozen pattern are few blocks, and what the fit leaves over there adds up.
  private static final double SIGNIFICANT_IN_BLOCKS = 8;

  /// Wave vectors (y, x), each with a cosine and a sine; the constant comes first.
  private static final int[][] WAVES = {{0, 1}, {1, 0}, {1, 1}, {1, -1}, {0, 2}, {2, 0}};

  static final int MODES = 1 + 2 * WAVES.length;

  /// What is to be done about a field that shows, a sentence each.
  ///
  /// @param repeated whether some of the data are there twice, so that chance looks like a field
  List<String> cautions(boolean repeated) {
    double least = LEAST * temperature;
    var sentences = new ArrayList<String>();
    boolean isUniform =
        Math.abs(uniform.h) > SIGNIFICANT * uniform.standardError
            && Math.abs(uniform.h) > LEAST_UNIFORM * temperature;
    if (isUniform) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "increments have a part that no odd s' and no J explain, as of a field of %.3g +-"
                  + " %.2g besides the one given: check the value, sign and unit of field (that of"
                  + " the temperature), and that up and down spins are alike but for it",
              uniform.h,
              uniform.standardError));
    }
    boolean longWaves = waves.excess > SIGNIFICANT && waves.h > least;
    // What a wrong uniform field leaves over follows the pattern of m, and what is there twice
    // exceeds chance.
    boolean explained = isUniform || repeated;
    if (longWaves || (!explained && rough.excess > SIGNIFICANT_IN_BLOCKS && rough.h > least)) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "increments depend on where a block is, as in a static field h(x) of %.2g (rms) or"
                  + " more that varies in space%s and was not given, or not as it is%s: the time"
                  + " average of m is then not uniform, and J and s' take up part of it; give h(x)"
                  + " as a dataset field [y, x] of the file, or learn from places that are alike",
              longWaves ? waves.h : rough.h,
              longWaves
                  ? String.format(
                      Locale.ROOT,
                      " (most at a wavelength of %.3g blocks, %d periods along y and %d along x)",
                      waves.wavelength,
                      waves.alongY,
                      waves.alongX)
                  : " from block to block (disorder, pinned blocks, edges that are not"
                      + " periodic?)",
              explained ? " (what is said above may be the cause: mend that first)" : ""));
    }
    return sentences;
  }

  /// Writes `factor` times the modes of h at a block, each of mean square 1, to a row from index
  /// `at`.
  static void modes(Grid grid, int y, int x, double factor, double[] row, int at) {
    row[at] = factor;
    for (int k = 0; k < WAVES.length; k++) {
      double phase =
          2
              * Math.PI
              * ((double) WAVES[k][0] * y / grid.ny() + (double) WAVES[k][1] * x / grid.nx());
      row[at + 1 + 2 * k] = factor * Math.sqrt(2) * Math.cos(phase);
      row[at + 2 + 2 * k] = factor * Math.sqrt(2) * Math.sin(phase);
    }
  }

  /// @param h amplitudes of the modes
  /// @param covariance of them
  static StaticField of(
      double temperature, Grid grid, double[] h, double[][] covariance, Rough rough) {
    int strongest = 0;
    double power = 0;
    double most = 0;
    double chiSquare = 0;
    for (int k = 0; k < WAVES.length; k++) {
      double p = 0;
      for (int i = 1 + 2 * k; i <= 2 + 2 * k; i++) {
        p += h[i] * h[i] - covariance[i][i];
        chiSquare += h[i] * h[i] / covariance[i][i];
      }
      power += p;
      strongest = p > most ? k : strongest;
      most = Math.max(most, p);
    }
    int[] wave = WAVES[strongest];
    double ky = (double) wave[0] / grid.ny();
    double kx = (double) wave[1] / grid.nx();
    return new StaticField(
        temperature,
        new Uniform(h[0], Math.sqrt(covariance[0][0])),
        new Waves(
            Math.sqrt(Math.max(0, power)),
            (chiSquare - 2 * WAVES.length) / Math.sqrt(4.0 * WAVES.length),
            1 / Math.hypot(ky, kx),
            wave[1],
            wave[0]),
        rough);
  }
}
