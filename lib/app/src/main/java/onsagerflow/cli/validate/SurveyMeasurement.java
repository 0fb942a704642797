package onsagerflow.cli.validate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import onsagerflow.cli.command.Interruption;
import onsagerflow.cli.command.Quantity;
import onsagerflow.cli.validate.SurveyRow.Outcome;
import onsagerflow.estimate.Learned;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.exact.Efficiency;
import onsagerflow.estimate.exact.ExactHeatBath;
import onsagerflow.field.Kernel;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.meso.Closure;
import onsagerflow.micro.KacKernel;

/// Simulates and learns one data set of one case, and says how far from the truth it came.
final class SurveyMeasurement {

  /// The functions judged, as [Efficiency] names them.
  static final List<String> FUNCTIONS = List.of("J", "s'", "K(m, φ)", "K(m)");

  /// A settled fit this many errors off must have said something: those of the Cramér–Rao bound for
  /// J, s′ and K(m, φ) as wholes, its own for Ĵ(0).
  private static final double FAR_OFF = 4.5;

  /// The columns of the table: the case, what became of it, and what was measured. `error` is
  /// relative L2, `overBound` that over the Cramér–Rao bound (for K(m) over its own error),
  /// `coverage` the share of 95 % intervals that hold the truth; `sandwichOverBootstrap` compares
  /// two standard errors; `total` is Ĵ(0) with its distance `z` from the truth in its own standard
  /// errors; `growth` the rate, per sweep, at which a uniform m = 0.1 grows at h = 0.
  static final List<String> COLUMNS =
      Stream.of(
              Stream.of("case", "set", "temperature"),
              SurveyDesign.AXES.stream(),
              Stream.of(
                  "exact", "outcome", "message", "seconds", "pairsUsed", "cells", "radiusUsed"),
              FUNCTIONS.stream()
                  .flatMap(f -> Stream.of(f + " error", f + " overBound", f + " coverage")),
              Stream.of(
                  "J sandwichOverBootstrap",
                  "s' sandwichOverBootstrap",
                  "total",
                  "total exact",
                  "total z",
                  "growth",
                  "growth exact",
                  "logLikelihood",
                  "logLikelihood heldOut",
                  "cautions",
                  "caution"))
          .flatMap(columns -> columns)
          .toList();

  private SurveyMeasurement() {}

  /// The cells that say which case a row is of.
  static Map<String, String> conditions(SurveyCase c) {
    var cells = new LinkedHashMap<String, String>();
    cells.put("case", String.valueOf(c.number()));
    cells.putAll(c.axes());
    cells.put("exact", String.valueOf(c.exact()));
    return cells;
  }

  /// A row for each temperature of the case; a case that cannot be recorded has failed as well.
  ///
  /// @param set number of the data set, from 0
  static List<SurveyRow> of(SurveyCase c, int set, Consumer<String> progress) {
    List<RecordedTrajectory> data = List.of();
    var learner =
        SurveyData.learner(c)
            .withProgress(
                line -> {
                  Interruption.check();
                  progress.accept("case " + c.number() + ": " + line);
                });
    long start = System.nanoTime();
    var rows = new ArrayList<SurveyRow>();
    try {
      data = SurveyData.record(c, set);
      start = System.nanoTime();
      var observations = Observations.of(data, Observations.UseGenerator.NEVER);
      var all = learner.fitTemperatures(observations);
      double seconds = (System.nanoTime() - start) * 1e-9;
      for (var learned : all) {
        rows.add(settled(c, set, data, learned, seconds));
      }
    } catch (CancellationException interrupted) {
      throw interrupted;
    } catch (RuntimeException e) {
      double seconds = (System.nanoTime() - start) * 1e-9;
      for (double temperature : c.model().temperatures()) {
        rows.add(refused(c, set, data, temperature, e, seconds));
      }
    }
    return rows;
  }

  private static Map<String, String> cells(
      SurveyCase c, int set, double temperature, double seconds) {
    var cells = new LinkedHashMap<>(conditions(c));
    cells.put("set", String.valueOf(set));
    cells.put("temperature", Quantity.time(temperature));
    cells.put("seconds", Quantity.fixed(seconds, 2));
    return cells;
  }

  private static SurveyRow refused(
      SurveyCase c,
      int set,
      List<RecordedTrajectory> data,
      double temperature,
      RuntimeException e,
      double seconds) {
    var cells = cells(c, set, temperature, seconds);
    boolean refusal = e instanceof IllegalArgumentException && !data.isEmpty();
    String message = refusal ? String.valueOf(e.getMessage()) : e.toString();
    var reason = refusal ? TrueReason.of(message, c, data) : java.util.Optional.empty();
    cells.put("outcome", word(reason.isPresent() ? Outcome.REFUSED : Outcome.FAILED));
    cells.put("message", message);
    return new SurveyRow(cells);
  }

  private static SurveyRow settled(
      SurveyCase c, int set, List<RecordedTrajectory> data, Learned learned, double seconds) {
    var cells = cells(c, set, learned.temperature(), seconds);
    var d = learned.diagnostics();
    cells.put("pairsUsed", String.valueOf(d.source().observations()));
    cells.put("cells", String.valueOf(d.cells().fitted()));
    cells.put("radiusUsed", String.valueOf(learned.kernel().radius()));
    boolean far = false;
    if (c.model().interaction().kernel().isPresent()) {
      far = putTruth(cells, c, data, learned);
    }
    putErrors(cells, learned);
    cells.put("total", number(learned.kernel().total()));
    cells.put("growth", number(growth(learned)));
    d.likelihood()
        .ifPresent(
            l -> {
              cells.put("logLikelihood", number(l.logLikelihood() / l.cells()));
              cells.put("logLikelihood heldOut", number(l.heldOut() / l.cells()));
            });
    cells.put("cautions", String.valueOf(d.cautions().size()));
    cells.put("caution", String.join("; ", d.cautions()));
    boolean misled = far && c.exact() && d.cautions().stream().noneMatch(SurveyMeasurement::warns);
    cells.put("outcome", word(misled ? Outcome.MISLED : Outcome.SETTLED));
    cells.put("message", misled ? "settled far from the truth without a caution that says so" : "");
    return new SurveyRow(cells);
  }

  /// Whether a caution is about what was found, and not only about what was seen: the range of m,
  /// or the pairs used.
  private static boolean warns(String caution) {
    return !caution.contains("the data visit") && !caution.contains("were left out");
  }

  /// Compares with the exact functions.
  ///
  /// @return whether one of them is far off
  private static boolean putTruth(
      Map<String, String> cells, SurveyCase c, List<RecordedTrajectory> data, Learned learned) {
    double temperature = learned.temperature();
    var blockKernel =
        KacKernel.blockKernel(c.model().interaction().kernel().orElseThrow(), c.model().block());
    var exact = new ExactHeatBath(blockKernel, temperature);
    var efficiency = new Efficiency(exact);
    efficiency.add(learned, SurveyData.at(temperature, data));
    boolean far = false;
    for (var r : efficiency.results()) {
      cells.put(r.quantity() + " error", number(r.error()));
      cells.put(r.quantity() + " overBound", number(r.efficiency()));
      cells.put(r.quantity() + " coverage", number(r.coverage()));
      far |= !r.quantity().equals("K(m)") && r.efficiency() > FAR_OFF;
    }
    // With the gauge J(0) = 0 the learned total lacks the exact J(0).
    double centre = learned.kernel().get(0, 0) == 0 ? 0 : blockKernel.get(0, 0);
    double total = blockKernel.withCentre(centre).total();
    cells.put("total exact", number(total));
    double z = (learned.kernel().total() - total) / learned.totalError();
    cells.put("total z", number(z));
    far |= Math.abs(z) > FAR_OFF;
    var closure = c.model().truth() == Validate.Truth.ONSAGER ? Closure.ONSAGER : Closure.COSH;
    cells.put("growth exact", number(growth(exact, closure)));
    return far;
  }

  private static void putErrors(Map<String, String> cells, Learned learned) {
    learned
        .bootstrapped()
        .ifPresent(
            bootstrap -> {
              cells.put(
                  "J sandwichOverBootstrap",
                  number(
                      norm(learned.kernelError().withCentre(0))
                          / norm(bootstrap.kernelError().withCentre(0))));
              cells.put(
                  "s' sandwichOverBootstrap", number(slopeError(learned) / slopeError(bootstrap)));
            });
  }

  private static double norm(Kernel errors) {
    return Math.sqrt(java.util.Arrays.stream(errors.values()).map(e -> e * e).sum());
  }

  private static double slopeError(Learned learned) {
    var points = learned.slopePoints();
    double squares = 0;
    for (int i = 0; i < points.size(); i++) {
      squares += points.standardError(i) * points.standardError(i);
    }
    return Math.sqrt(squares);
  }

  /// A function of m and φ.
  private interface OfField {
    double at(double m, double phi);
  }

  private static double growth(Learned learned) {
    var slope = learned.entropySlope();
    var mean = learned.mobility();
    OfField mobility =
        learned.mobilityByField().<OfField>map(table -> table::at).orElse((m, phi) -> mean.at(m));
    return growth(
        learned.temperature(),
        mobility,
        slope::at,
        learned.kernel().total(),
        learned.diagnostics().learner().closure());
  }

  private static double growth(ExactHeatBath exact, Closure closure) {
    double centre = exact.blockKernel().get(0, 0);
    return growth(
        exact.temperature(),
        exact::mobility,
        m -> exact.entropySlope(m, centre),
        exact.blockKernel().total(),
        closure);
  }

  private static double growth(
      double temperature,
      OfField mobility,
      java.util.function.DoubleUnaryOperator slope,
      double total,
      Closure closure) {
    double small = 0.1;
    double rate = 0;
    for (double m : new double[] {small, -small}) {
      double phi = total * m;
      double u = (slope.applyAsDouble(m) - phi) / temperature;
      rate -= mobility.at(m, phi) * temperature * closure.response(u) / m / 2;
    }
    return rate;
  }

  private static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  /// To five digits; empty where it is no number.
  private static String number(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.5g", value) : "";
  }
}
