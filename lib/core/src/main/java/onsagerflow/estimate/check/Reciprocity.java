package onsagerflow.estimate.check;

import java.util.List;
import java.util.Locale;

/// Whether J acts as strongly from one side as from the other, J(r) = J(−r), which every J has that
/// is learned: the score test of a shift of J, the gradient of φ in the drift of φ.
///
/// @param alongY,alongX by how many blocks J stands off its centre
/// @param errorY,errorX their standard errors
public record Reciprocity(double alongY, double alongX, double errorY, double errorX) {

  /// As it should be.
  public static final Reciprocity NONE = new Reciprocity(0, 0, 1, 1);

  /// Amplitudes: of the gradients of φ along y and x.
  static final int MODES = 2;

  private static final double SIGNIFICANT = 6;

  /// Blocks below which it is that of a good but not perfect fit.
  private static final double LEAST = 0.05;

  /// @param gradients amplitudes of the gradients
  /// @param covariance of theirs, from index `at`
  static Reciprocity of(double[] gradients, double[][] covariance, int at) {
    return new Reciprocity(
        -gradients[at],
        -gradients[at + 1],
        Math.sqrt(covariance[at][at]),
        Math.sqrt(covariance[at + 1][at + 1]));
  }

  /// What is to be done about it.
  List<String> cautions() {
    if (!stands(alongY, errorY) && !stands(alongX, errorX)) {
      return List.of();
    }
    return List.of(
        String.format(
            Locale.ROOT,
            "increments follow a J that stands %.2g +- %.1g blocks along y and %.2g +- %.1g along x"
                + " off its centre: what acts from r and from -r differs, as in driven or"
                + " non-reciprocal systems, and where m drifts; the J of this equation is that of"
                + " an energy, J(r) = J(-r), and is a mean of both",
            alongY,
            errorY,
            alongX,
            errorX));
  }

  private static boolean stands(double shift, double error) {
    return Math.abs(shift) > SIGNIFICANT * error && Math.abs(shift) > LEAST;
  }
}
