package onsagerflow.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import onsagerflow.estimate.FluctuationDissipation;
import onsagerflow.estimate.Gauge;
import onsagerflow.estimate.Learned;
import onsagerflow.estimate.Learner;
import onsagerflow.meso.LearnedModel;

/// What was learned in a few lines, and what to be careful about in plain sentences.
///
/// @param learner that learned it
record LearnSummary(Learned learned, LearnedModel model, Learner learner) {

  /// Relative error of the total strength of J above which the user is told.
  private static final double LARGE_ERROR = 0.1;

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
    var diagnostics = learned.diagnostics();
    if (!diagnostics.generator()) {
      lines.add(
          entry(
              "residual variance",
              Quantity.of(diagnostics.residualVarianceRatio()) + " of that expected"));
    }
    diagnostics
        .likelihood()
        .ifPresent(
            l ->
                lines.add(
                    entry(
                        "log-likelihood per cell",
                        "%.6f, held out %.6f (%d cells, %d unknowns)"
                            .formatted(
                                l.logLikelihood() / l.cells(),
                                l.heldOut() / l.cells(),
                                l.cells(),
                                l.unknowns()))));
    var points = learned.diagnostics().fluctuationDissipation();
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
    var sentences = new ArrayList<>(learned.diagnostics().cautions());
    if (learner.gauge() instanceof Gauge.Slope && model.gauge().startsWith("J(0)")) {
      sentences.add(
          "too few cells have a small |m| to fix J(0) by the slope of s': J(0) = 0 was set");
    }
    double total = Math.abs(model.kernel().total());
    if (learned.totalError() > LARGE_ERROR * total) {
      sentences.add(
          "the data fix the total strength of J to "
              + Quantity.fixed(100 * learned.totalError() / total, 0)
              + " % only; more frames and more initial magnetisations sharpen it");
    }
    return sentences;
  }

  private String observations() {
    var diagnostics = learned.diagnostics();
    return diagnostics.observations()
        + (diagnostics.generator() ? " frames with generator channels" : " frame pairs");
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
}
