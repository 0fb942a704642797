package onsagerflow.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import onsagerflow.estimate.FluctuationDissipation;
import onsagerflow.estimate.Gauge;
import onsagerflow.estimate.Learned;
import onsagerflow.estimate.Learner;
import onsagerflow.estimate.MobilityForm;
import onsagerflow.meso.Closure;
import onsagerflow.meso.LearnedModel;

/// What was learned in a few lines, and what to be careful about in plain sentences.
///
/// @param learner that learned it
/// @param lag the longest of the frame pairs, sweeps; 0 where there were none
record LearnSummary(Learned learned, LearnedModel model, Learner learner, double lag) {

  /// At longer lags the local linearisation is no longer enough (measured on Kac spins: K(m, φ) is
  /// off by 0.9 % at a lag of 0.4).
  static final double LONG_LAG = 0.3 + 1e-9;

  /// Relative deviations of a diagnostic that matter, and standard errors that make it significant.
  private static final double TOLERANCE = 0.05;

  private static final double SIGNIFICANT = 3;

  /// The summary, the first line without indent.
  String text() {
    var lines = new ArrayList<String>();
    lines.add(
        "%s closure from %s, T = %s, h = %s, blocks of %d x %d spins"
            .formatted(
                model.closure().name().toLowerCase(Locale.ROOT),
                observations(),
                model.conditions().temperature(),
                model.conditions().field(),
                model.block(),
                model.block()));
    lines.add(
        entry(
            "radius of J",
            model.kernel().radius() + " blocks" + (auto() ? ", chosen by held-out frames" : "")));
    double nearest = Math.clamp(0, mobilityFrom(), mobilityTo());
    lines.add(
        entry(
            nearest == 0
                ? "K(0)"
                : "K(" + Quantity.fixed(nearest, 2) + "), the nearest to 0 visited",
            Quantity.of(model.mobility().at(nearest), model.mobility().standardErrorAt(nearest))));
    int beyondZero = model.entropySlope().size() / 2 + 1;
    double m = model.entropySlope().m(beyondZero);
    lines.add(
        entry(
            "slope of s' at m = 0",
            Quantity.of(
                    model.entropySlope().value(beyondZero) / m,
                    model.entropySlope().standardError(beyondZero) / m)
                + " (gauge: "
                + model.gauge()
                + ")"));
    lines.add(
        entry("total strength of J", Quantity.of(model.kernel().total(), learned.totalError())));
    if (model.diagnostics().get("residualVarianceRatio") instanceof Double ratio) {
      lines.add(entry("residual variance", Quantity.of(ratio) + " of that expected"));
    }
    var points = learned.fluctuationDissipation();
    if (!points.isEmpty()) {
      lines.add(
          entry(
              "drift over noise mobility",
              ratio(points.getFirst()) + ", " + ratio(points.getLast())));
    }
    return String.join(System.lineSeparator(), lines);
  }

  /// Diagnostics that are off, a sentence each.
  List<String> cautions() {
    var sentences = new ArrayList<String>();
    if (lag > LONG_LAG) {
      sentences.add(farApart(lag));
    }
    if (model.diagnostics().get("residualVarianceRatio") instanceof Double ratio) {
      if (Math.abs(ratio - 1) > TOLERANCE) {
        sentences.add(
            "the increments scatter %s times as much as the model expects: its K is off"
                .formatted(Quantity.of(ratio)));
      }
    }
    var points = learned.fluctuationDissipation();
    if (!points.isEmpty() && isOff(points.getLast())) {
      sentences.add(fluctuationDissipation(points.getLast()));
    }
    if (auto()
        && model.diagnostics().get("radiusHeldOutExcess") instanceof List<?> tried
        && tried.size() == model.kernel().radius()) {
      sentences.add(
          "J reaches the widest radius tried, %d blocks, and perhaps further; give --radius"
              .formatted(tried.size()));
    }
    if (learner.gauge() instanceof Gauge.Slope && model.gauge().startsWith("J(0)")) {
      sentences.add(
          "too few cells have a small |m| to fix J(0) by the slope of s': J(0) = 0 was set");
    }
    double total = Math.abs(model.kernel().total());
    if (learned.totalError() > 2 * TOLERANCE * total) {
      sentences.add(
          "the data fix the total strength of J to "
              + Quantity.fixed(100 * learned.totalError() / total, 0)
              + " % only; more frames and more initial magnetisations sharpen it");
    }
    return sentences;
  }

  /// What is wrong with pairs of too long a lag.
  static String farApart(double lag) {
    return "frames of a pair are up to "
        + Quantity.time(lag)
        + " sweeps apart, which biases K and can make the fit fail; record pairs of lag 0.1, or"
        + " generator channels";
  }

  private String observations() {
    return model.diagnostics().containsKey("frames")
        ? model.diagnostics().get("frames") + " frames with generator channels"
        : model.diagnostics().get("framePairs") + " frame pairs";
  }

  private boolean auto() {
    return learner.radius().isEmpty();
  }

  private double mobilityFrom() {
    return model.mobility().m(0);
  }

  private double mobilityTo() {
    return model.mobility().m(model.mobility().size() - 1);
  }

  private static String entry(String name, String value) {
    return "  %-27s%s".formatted(name, value);
  }

  private String ratio(FluctuationDissipation.Point point) {
    return "%s at |u| = %s (expected %s)"
        .formatted(
            Quantity.of(point.ratio(), point.standardError()),
            Quantity.fixed(point.force(), 2),
            Quantity.fixed(expected(point), 2));
  }

  private double expected(FluctuationDissipation.Point point) {
    return model.closure().response(point.force()) / point.force();
  }

  private boolean isOff(FluctuationDissipation.Point point) {
    double deviation = Math.abs(point.ratio() - expected(point));
    return deviation > TOLERANCE && deviation > SIGNIFICANT * point.standardError();
  }

  private String fluctuationDissipation(FluctuationDissipation.Point point) {
    String remedy =
        model.closure() == Closure.ONSAGER
            ? "linear response fails there, --closure cosh allows for that"
            : learner.mobility() == MobilityForm.M
                ? "K may depend on the local field, --mobility m,phi allows for that"
                : "the closure does not describe these data well";
    return "drift over noise mobility is " + ratio(point) + ": " + remedy;
  }
}
