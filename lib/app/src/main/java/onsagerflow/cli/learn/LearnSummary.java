package onsagerflow.cli.learn;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import onsagerflow.cli.command.Quantity;
import onsagerflow.estimate.Learned;
import onsagerflow.estimate.Learner;
import onsagerflow.estimate.check.FluctuationDissipation;
import onsagerflow.meso.Gauge;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.ModelFamily;

/// What was learned in a few lines, and what to be careful about in plain sentences.
///
/// @param learned at each temperature
/// @param family of its models
/// @param learner that learned it
record LearnSummary(List<Learned> learned, ModelFamily family, Learner learner) {

  /// Relative error of the total strength of J above which the user is told.
  private static final double LARGE_ERROR = 0.1;

  /// Fields or temperatures named one by one.
  private static final int MOST_LISTED = 6;

  /// |m| of a knot of K(m) that is as good as 0.
  private static final double NEAR_ZERO = 0.1;

  /// The summary, the first line without indent.
  String text() {
    var model = family.members().getFirst();
    var first = learned.getFirst();
    var lines = new ArrayList<String>();
    lines.add(
        "%s closure from %s, T = %s, h = %s, blocks of %s x %s spins"
            .formatted(
                model.closure().name().toLowerCase(Locale.ROOT),
                observations(learned),
                listed(family.temperatures()),
                listed(learned.stream().map(Learned::fields).flatMap(List::stream).toList()),
                model.block(),
                model.block()));
    lines.add(
        entry(
            "radius of J",
            model.kernel().radius()
                + (model.kernel().radius() == 1 ? " block" : " blocks")
                + (auto() ? ", chosen by held-out frames" : "")));
    lines.add(
        entry(
            "total strength of J",
            Quantity.of(model.kernel().total(), first.totalError())
                + first
                    .bootstrapped()
                    .map(b -> " (bootstrap ± " + Quantity.of(b.totalError()) + ")")
                    .orElse("")));
    for (int i = 0; i < learned.size(); i++) {
      var one = learned.get(i);
      if (learned.size() > 1) {
        lines.add(
            "  T = %s, h = %s, %s"
                .formatted(one.temperature(), listed(one.fields()), observations(List.of(one))));
      }
      addTemperature(lines, one, family.members().get(i));
    }
    return String.join(System.lineSeparator(), lines);
  }

  private void addTemperature(List<String> lines, Learned one, LearnedModel model) {
    var mobility = model.mobility();
    double knot =
        Arrays.stream(mobility.m()).boxed().min(Comparator.comparingDouble(Math::abs)).orElse(0.0);
    double nearest = Math.abs(knot) < NEAR_ZERO ? 0 : knot;
    lines.add(
        entry(
            nearest == 0 ? "K(0)" : "K(" + Quantity.fixed(nearest, 2) + "), next to m = 0",
            Quantity.of(mobility.at(nearest), mobility.standardErrorAt(nearest))));
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
    var diagnostics = one.diagnostics();
    if (!diagnostics.generator()) {
      lines.add(
          entry(
              "residual variance",
              Quantity.of(diagnostics.residuals().varianceRatio()) + " of that expected"));
    }
    diagnostics
        .likelihood()
        .ifPresent(
            l ->
                lines.add(
                    entry(
                        "log-likelihood per cell",
                        String.format(
                            Locale.ROOT,
                            "%.6f, held out %.6f (%d cells, %d unknowns)",
                            l.logLikelihood() / l.cells(),
                            l.heldOut() / l.cells(),
                            l.cells(),
                            l.unknowns()))));
    var points = diagnostics.fluctuationDissipation();
    if (!points.isEmpty()) {
      lines.add(
          entry(
              "drift over noise mobility",
              ratio(points.getFirst()) + ", " + ratio(points.getLast())));
    }
  }

  /// Diagnostics that are off, a sentence each.
  List<String> cautions() {
    var sentences = new ArrayList<String>();
    for (var one : learned) {
      String where = learned.size() > 1 ? "T = " + one.temperature() + ": " : "";
      one.cautions().forEach(sentence -> sentences.add(where + sentence));
    }
    var model = family.members().getFirst();
    if (learner.gauge() instanceof Gauge.Slope && model.gauge() instanceof Gauge.Centre) {
      sentences.add(
          "too few cells have a small |m| to fix J(0) by the slope of s': J(0) = 0 was set");
    }
    if (learner.kernel().radius().isEmpty() && !auto()) {
      sentences.add(
          "a grid of less than 3 blocks along y or x allows no J: blocks were taken as uncoupled,"
              + " and what their neighbours do is in s' and in the noise");
    }
    double total = Math.abs(model.kernel().total());
    double error = learned.getFirst().totalError();
    if (error > LARGE_ERROR * total) {
      sentences.add(
          "the data fix the total strength of J to "
              + Quantity.fixed(100 * error / total, 0)
              + " % only; more frames and more initial magnetisations sharpen it");
    }
    return sentences;
  }

  private static String observations(List<Learned> some) {
    return some.stream().mapToInt(one -> one.diagnostics().source().observations()).sum()
        + (some.getFirst().diagnostics().generator()
            ? " frames with generator channels"
            : " frame pairs");
  }

  private static String listed(List<?> values) {
    var distinct = values.stream().distinct().map(String::valueOf).toList();
    String some = distinct.stream().limit(MOST_LISTED).collect(joining(", "));
    return distinct.size() <= MOST_LISTED
        ? some
        : some + " and " + (distinct.size() - MOST_LISTED) + " others";
  }

  private boolean auto() {
    return learned.getFirst().diagnostics().radius().isPresent();
  }

  private static String entry(String name, String value) {
    return "  %-27s%s".formatted(name, value);
  }

  private String ratio(FluctuationDissipation.Point point) {
    return "%s at |u| = %s (expected %s)"
        .formatted(
            Quantity.of(point.ratio(), point.standardError()),
            Quantity.fixed(point.force(), 2),
            Quantity.fixed(expected(point), 3));
  }

  private double expected(FluctuationDissipation.Point point) {
    return learner.closure().response(point.force()) / point.force();
  }
}
