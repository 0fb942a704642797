package onsagerflow.estimate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether errors can be believed: whether parts of the data say the same, near 1 both where frames
/// differ by chance alone, and whether the likelihood is a paraboloid, whose top a few rounds
/// reach.
///
/// @param bootstrapOverSandwich standard error of ΣJ by blocks of runs and time over that by cells;
///   NaN where the blocks are too few
/// @param heldOutLoss ln L that blocks lose when each is judged by the fit to the others, over its
///   expectation, the number of unknowns; NaN for generator channels
/// @param rounds of the last ascent of the likelihood; 0 for generator channels
public record Reliability(double bootstrapOverSandwich, double heldOutLoss, int rounds) {

  /// Rounds that say of the likelihood that it is a ridge.
  private static final int MOST_ROUNDS = 15;

  /// Of 32 blocks the error of a bootstrap is good to 13 %, and a start that relaxes within some of
  /// them may double it.
  private static final double MOST_OF_ERROR = 3;

  private static final double MOST_OF_LOSS = 5;

  static Reliability of(Fit fit, List<Bootstrap> bootstrap, double heldOutLoss) {
    double ratio =
        bootstrap.isEmpty()
            ? Double.NaN
            : bootstrap
                .getFirst()
                .overSandwich(
                    fit.estimate().at(fit.position(0)),
                    fit.branches().getFirst().slopes(),
                    fit.orbits());
    return new Reliability(
        ratio, fit.coupled() ? heldOutLoss / -fit.size() : Double.NaN, fit.rounds);
  }

  List<String> cautions() {
    return Stream.of(ofParts(), ofRidge()).flatMap(Optional::stream).toList();
  }

  private Optional<String> ofRidge() {
    return rounds <= MOST_ROUNDS
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "the maximum of the likelihood lies along a ridge (%d rounds to get there): some"
                    + " unknowns, such as the strength of J and the slope of s', make up for each"
                    + " other in these data, and are off by more than their errors say; add runs"
                    + " from other initial magnetisations, or more of the time in which m moves",
                rounds));
  }

  private Optional<String> ofParts() {
    boolean errors = bootstrapOverSandwich > MOST_OF_ERROR;
    if (!errors && !(heldOutLoss > MOST_OF_LOSS)) {
      return Optional.empty();
    }
    String what =
        errors
            ? "the standard error of the strength of J by blocks of runs and time (bootstrap) is "
                + tenths(bootstrapOverSandwich)
                + " times that by cells"
            : "judged by the fit to the others, blocks of runs and time lose "
                + tenths(heldOutLoss)
                + " times the likelihood that chance would cost";
    return Optional.of(
        what
            + ": runs differ from each other, or a few frames alone tell some of the unknowns;"
            + " trust the larger errors, compare fits of single runs, and add runs");
  }

  private static String tenths(double x) {
    return String.format(Locale.ROOT, "%.1f", x);
  }
}
