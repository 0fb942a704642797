package onsagerflow.estimate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import onsagerflow.estimate.check.FluctuationDissipation;
import onsagerflow.meso.Closure;

/// Turns [Diagnostics] into plain sentences, each with a suggestion.
final class Cautions {

  /// At longer lags the expansion in Δt is no longer enough for every system.
  static final double LONG_LAG = 0.5 + 1e-9;

  /// Relative deviations that matter, and standard errors that make them significant.
  private static final double TOLERANCE = 0.05;

  private static final double SIGNIFICANT = 3;

  /// A share of cells held at a bound below which they move nothing.
  private static final double HELD = 1e-3;

  /// A share of saturated cells below which what is said of s′ is hardly less.
  private static final double SATURATED = 0.1;

  /// A deviation that is the largest of a dozen must be more significant.
  private static final double SIGNIFICANT_OF_MANY = 4;

  /// Data on a smaller share of −1 < m < 1 hardly tell the slope of s′ from the strength of J.
  private static final double VISITED = 0.5;

  /// A lag whose ratio moves by less than this over the whole test is Markovian enough.
  private static final double MEMORY = 0.02;

  private Cautions() {}

  static List<String> of(Diagnostics d) {
    var sentences = new ArrayList<>(d.data().cautions());
    sentences.addAll(
        d.scoreTests()
            .cautions(d.data().recording().repeated() > 0, !d.residuals().strays().isEmpty()));
    d.kernel().far().ifPresent(far -> sentences.add(far.caution()));
    if (d.source().leftOut() > 0) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "%d frame pairs with a lag above %.2f sweeps were left out (%d are used)",
              d.source().leftOut(),
              d.source().longestLag(),
              d.source().observations()));
    }
    if (d.source().longestLag() > LONG_LAG) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "frames of a pair are up to %.2f sweeps apart: what is learned from so long a lag"
                  + " holds for small fluctuations about the mean path; record pairs of lag 0.1, or"
                  + " generator channels",
              d.source().longestLag()));
    }
    if (d.cells().held() > HELD) {
      sentences.add(
          String.format(
              Locale.ROOT,
              (d.cells().held() < 0.1 ? "in %.2g" : "in %.0f")
                  + " %% of the cells the fit is held at a bound (a mobility near 0, or |m| = 1"
                  + " within the lag): what it says there is the bound's; take a shorter lag,"
                  + " larger blocks or a higher temperature",
              100 * d.cells().held()));
    }
    if (d.saturated() > SATURATED) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "%.0f %% of the cells are saturated (|m| > 1 - 2.5/v) and say nothing of s'; take"
                  + " larger blocks or a higher temperature",
              100 * d.saturated()));
    }
    if (!d.residuals().strays().isEmpty()) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "%d of %d frame pairs scatter far more than the others, the first being %s: their"
                  + " frames do not belong together, or their times are wrong; check run numbers"
                  + " and times, and learn without them",
              d.residuals().strays().size(),
              d.source().observations(),
              d.residuals().strays().getFirst()));
    }
    if (Math.abs(d.residuals().varianceRatio() - 1) > TOLERANCE) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "the increments scatter %.3g times as much as the model expects: its K is off, or"
                  + " some pairs do not belong together; look at the runs, or try the other closure"
                  + " and K(m, phi)",
              d.residuals().varianceRatio()));
    }
    addFluctuationDissipation(d, sentences);
    if (d.residuals().strays().isEmpty()) { // which make errors of other kinds differ
      sentences.addAll(d.reliability().cautions());
    }
    addLags(d, sentences);
    addMarkov(d, sentences);
    addWhiteness(d, sentences);
    addCoverage(d, sentences);
    return List.copyOf(sentences);
  }

  private static void addFluctuationDissipation(Diagnostics d, List<String> sentences) {
    var worst =
        d.fluctuationDissipation().stream()
            .filter(point -> off(d, point) > TOLERANCE)
            .max(Comparator.comparingDouble(point -> off(d, point) / point.standardError()));
    if (worst.isEmpty()) {
      return;
    }
    var point = worst.get();
    double expected = d.learner().closure().response(point.force()) / point.force();
    if (off(d, point) > SIGNIFICANT_OF_MANY * point.standardError()) {
      String remedy =
          d.learner().closure() == Closure.ONSAGER
              ? "linear response fails there, the cosh closure allows for that"
              : d.learner().mobility() == MobilityForm.M
                  ? "K may depend on the local field, K(m, phi) allows for that"
                  : "the closure does not describe these data well";
      sentences.add(
          String.format(
              Locale.ROOT,
              "drift over noise mobility is %.3f +- %.3f at |u| = %.2f (expected %.2f): %s",
              point.ratio(),
              point.standardError(),
              point.force(),
              expected,
              remedy));
    }
  }

  private static double off(Diagnostics d, FluctuationDissipation.Point point) {
    return Math.abs(point.ratio() - d.learner().closure().response(point.force()) / point.force());
  }

  private static void addMarkov(Diagnostics d, List<String> sentences) {
    if (d.lags().markov().isEmpty()) {
      return;
    }
    var first = d.lags().markov().getFirst();
    var last = d.lags().markov().getLast();
    addMemory(
        "noise", last.noise() - first.noise(), last.noiseChangeError(), last.lag(), d, sentences);
    addMemory(
        "drift", last.drift() - first.drift(), last.driftChangeError(), last.lag(), d, sentences);
  }

  /// From which lag on pairs disagree with the shortest.
  private static void addLags(Diagnostics d, List<String> sentences) {
    for (var point : d.lags().fitted()) {
      var first = d.lags().fitted().getFirst();
      double drift = point.drift() - first.drift();
      double noise = point.noise() - first.noise();
      boolean byDrift = isOff(drift, point.driftChangeError());
      if (byDrift || isOff(noise, point.noiseChangeError())) {
        sentences.add(
            String.format(
                Locale.ROOT,
                "pairs of lag %.2f disagree with those of %.2f: their %s is %.1f +- %.1f %% off"
                    + " beside them; learn from lags below %.2f alone, or take larger blocks",
                point.lag(),
                first.lag(),
                byDrift ? "drift" : "noise",
                100 * (byDrift ? drift : noise),
                100 * (byDrift ? point.driftChangeError() : point.noiseChangeError()),
                point.lag()));
        return;
      }
    }
  }

  private static void addMemory(
      String what, double moved, double error, double lag, Diagnostics d, List<String> sentences) {
    if (Math.abs(moved) > MEMORY && Math.abs(moved) > SIGNIFICANT * error) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "the %s seen at a lag of %.2f is %.1f +- %.1f %% off what the fit at %.2f predicts:"
                  + " the blocks have memory, or the lag is too long; take larger blocks, and"
                  + " choose the lag by rollouts",
              what,
              lag,
              100 * moved,
              100 * error,
              d.source().longestLag()));
    }
  }

  private static void addWhiteness(Diagnostics d, List<String> sentences) {
    d.residuals()
        .whiteness()
        .ifPresent(
            w -> {
              if (isOff(w.inSpace(), w.inSpaceError())) {
                sentences.add(
                    String.format(
                        Locale.ROOT,
                        "residuals of neighbouring cells are correlated (%.3f): the noise is not"
                            + " local, or J is too short; take larger blocks or a larger radius",
                        w.inSpace()));
              }
              if (w.hasTime() && isOff(w.inTime(), w.inTimeError())) {
                sentences.add(
                    String.format(
                        Locale.ROOT,
                        "residuals of consecutive pairs are correlated (%.3f): measurement noise or"
                            + " memory; take a longer lag or larger blocks",
                        w.inTime()));
              }
            });
  }

  private static boolean isOff(double correlation, double error) {
    return Math.abs(correlation) > TOLERANCE && Math.abs(correlation) > SIGNIFICANT * error;
  }

  private static void addCoverage(Diagnostics d, List<String> sentences) {
    var visits = d.cells().visits();
    long visited = visits.stream().filter(share -> share > 1e-3).count();
    if (visited < VISITED * visits.size()) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "the data visit %.0f %% of -1 < m < 1 only: K and s' are known there and extrapolated"
                  + " elsewhere; add runs from other initial magnetisations",
              100.0 * visited / visits.size()));
    }
    d.radius().ifPresent(r -> sentences.addAll(r.cautions(d.scoreTests().field().temperature())));
  }
}
