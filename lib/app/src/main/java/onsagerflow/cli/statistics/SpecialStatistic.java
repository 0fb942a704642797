package onsagerflow.cli.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import onsagerflow.cli.command.Quantity;
import onsagerflow.cli.statistics.StatisticsTable.Row;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.statistics.Autocorrelation;
import onsagerflow.statistics.OrderParameter;
import onsagerflow.statistics.TwoTimeCorrelation;
import onsagerflow.statistics.domains.Droplet;
import onsagerflow.statistics.domains.FlatInterfaces;
import onsagerflow.statistics.passage.ExponentialTest;
import onsagerflow.statistics.passage.FirstPassage;
import onsagerflow.statistics.passage.FlipTime;
import onsagerflow.statistics.passage.Passage;

/// A statistic that an option asks for.
///
/// @param input takes every frame
/// @param rows by time
/// @param lines sentences below the table
record SpecialStatistic(
    Consumer<Frame> input, Supplier<List<Row>> rows, Supplier<List<String>> lines) {

  private static final double CONFIDENCE = 0.95;
  private static final int PASSAGES_FOR_A_TEST = 4;

  static SpecialStatistic stationary(Grid grid, double from) {
    var autocorrelation = Autocorrelation.ofMean(from);
    var order = new OrderParameter();
    var lengths = StatisticsByTime.lengths(grid);
    return new SpecialStatistic(
        autocorrelation.andThen(order).andThen(frame -> lengths.ifPresent(of -> of.accept(frame))),
        List::of,
        () -> {
          var point = order.stationary(from);
          var time = autocorrelation.time();
          return List.of(
              "Stationary from t = %s: U = %s, chi = %s, chi' = %s, xi = %s."
                  .formatted(
                      Quantity.time(from),
                      StatisticsTable.cell(point.binder()),
                      StatisticsTable.cell(point.susceptibility()),
                      StatisticsTable.cell(point.connected()),
                      lengths
                          .map(of -> StatisticsTable.cell(of.stationary(from).correlation()))
                          .orElse("-")),
              time.map(
                      t ->
                          "Autocorrelation time of M: %s sweeps, from %s frames, up to lag %s."
                              .formatted(
                                  Quantity.of(t.time(), t.standardError()),
                                  t.frames(),
                                  Quantity.of(t.window())))
                  .orElse("The runs are too short for the autocorrelation time of M."));
        });
  }

  static SpecialStatistic twoTimes(double reference) {
    var correlation = new TwoTimeCorrelation(reference);
    return new SpecialStatistic(
        correlation,
        () -> {
          var rows = new ArrayList<Row>();
          for (var p : correlation.points()) {
            rows.add(StatisticsTable.row(p.time(), "C(t,s)", p.correlation()));
            rows.add(StatisticsTable.row(p.time(), "connected", p.connected()));
            rows.add(StatisticsTable.row(p.time(), "normalised", p.normalised()));
          }
          return rows;
        },
        List::of);
  }

  static SpecialStatistic passages(double threshold) {
    var passage = FirstPassage.ofMean(threshold);
    return new SpecialStatistic(passage, List::of, () -> describe(threshold, passage.passages()));
  }

  private static List<String> describe(double threshold, List<Passage> passages) {
    var flip = FlipTime.of(passages, CONFIDENCE);
    var lines = new ArrayList<String>();
    lines.add(
        "%s of %s runs passed M = %s.".formatted(flip.passed(), flip.runs(), threshold)
            + (flip.passed() == 0
                ? " Mean flip time above %s sweeps (95 %%).".formatted(Quantity.of(flip.low()))
                : " Mean flip time %s sweeps, 95 %% interval %s to %s."
                    .formatted(
                        Quantity.of(flip.mean(), flip.standardError()),
                        Quantity.of(flip.low()),
                        Quantity.of(flip.high()))));
    if (flip.passed() >= PASSAGES_FOR_A_TEST) {
      var test = ExponentialTest.of(passages);
      lines.add(
          String.format(
              Locale.ROOT,
              "Exponential law: Anderson-Darling A^2 = %.2f, probability %.3f.",
              test.statistic(),
              test.probability()));
    }
    return lines;
  }

  static SpecialStatistic interfaces(Grid grid, FlatInterfaces.Normal normal) {
    var interfaces = new FlatInterfaces(grid, normal);
    return new SpecialStatistic(
        interfaces,
        () -> {
          var rows = new ArrayList<Row>();
          for (var p : interfaces.points()) {
            rows.add(StatisticsTable.row(p.time(), "falling at", p.falling()));
            rows.add(StatisticsTable.row(p.time(), "rising at", p.rising()));
            rows.add(StatisticsTable.row(p.time(), "thickness", p.thickness()));
            rows.add(StatisticsTable.row(p.time(), "width", p.width()));
            rows.add(StatisticsTable.row(p.time(), "roughness", p.roughness()));
          }
          return rows;
        },
        List::of);
  }

  static SpecialStatistic droplet(Grid grid, double outside, double inside) {
    var droplet = new Droplet(outside, inside);
    return new SpecialStatistic(
        droplet,
        () ->
            droplet.points().stream()
                .map(p -> StatisticsTable.row(p.time(), "droplet area", p.area()))
                .toList(),
        () -> {
          var points = droplet.points();
          var lines = new ArrayList<String>();
          double box = grid.size() * grid.spacing() * grid.spacing();
          if (points.stream().map(p -> p.area().value()).anyMatch(a -> a < 0 || a > box)) {
            lines.add(
                "An area below 0 or above that of the system, %s, is none: m of the phases is not %s"
                        .formatted(Quantity.of(box), outside)
                    + " around and %s inside.".formatted(inside));
          }
          if (points.size() < 2) {
            return lines;
          }
          double first = points.getFirst().time();
          double last = points.getLast().time();
          lines.add(
              "Area of the droplet changes by %s per sweep from t = %s to %s."
                  .formatted(
                      StatisticsTable.cell(droplet.rate(first, last)),
                      Quantity.time(first),
                      Quantity.time(last)));
          return lines;
        });
  }
}
