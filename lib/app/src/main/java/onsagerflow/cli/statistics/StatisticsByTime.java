package onsagerflow.cli.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import onsagerflow.cli.command.Quantity;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Trajectory;
import onsagerflow.statistics.Distribution;
import onsagerflow.statistics.LengthScales;
import onsagerflow.statistics.LengthScales.Scale;
import onsagerflow.statistics.Moments;
import onsagerflow.statistics.OrderParameter;
import onsagerflow.statistics.StructureFactor;
import onsagerflow.statistics.domains.Domains;

/// The statistics that every trajectory has, time by time.
final class StatisticsByTime implements Consumer<Frame> {

  private final Moments moments = new Moments();
  private final OrderParameter order = new OrderParameter();
  private final Grid grid;
  private final Optional<StructureFactor> spectrum;
  private final Optional<LengthScales> lengths;
  private final Optional<Domains> domains;
  private final Distribution distribution;

  StatisticsByTime(Trajectory.Origin origin, int bands) {
    this.grid = origin.grid();
    this.spectrum =
        grid.isPeriodic() ? Optional.of(StructureFactor.inBands(grid, bands)) : Optional.empty();
    this.lengths = lengths(grid);
    this.domains = isPeriodicPlane(grid) ? Optional.of(new Domains(grid)) : Optional.empty();
    this.distribution = Distribution.ofBlocks(origin.cellVolume());
  }

  /// A single cell or row has no length scales.
  static Optional<LengthScales> lengths(Grid grid) {
    return isPeriodicPlane(grid) && grid.ny() > 1 && grid.nx() > 1
        ? Optional.of(new LengthScales(grid))
        : Optional.empty();
  }

  private static boolean isPeriodicPlane(Grid grid) {
    return grid.dimensions() == 2 && grid.isPeriodic();
  }

  /// What three dimensions and open boundaries lack, in a sentence.
  Optional<String> leftOut() {
    if (!grid.isPeriodic()) {
      return Optional.of(
          "S(k), lengths and domains are left out: they are those of a periodic grid.");
    }
    return domains.isPresent()
        ? Optional.empty()
        : Optional.of("Lengths and domains are measured in two dimensions only.");
  }

  @Override
  public void accept(Frame frame) {
    moments.accept(frame);
    order.accept(frame);
    spectrum.ifPresent(of -> of.accept(frame));
    lengths.ifPresent(of -> of.accept(frame));
    domains.ifPresent(of -> of.accept(frame));
    distribution.accept(frame);
  }

  /// All rows, statistic by statistic.
  List<StatisticsTable.Row> rows() {
    var rows = new ArrayList<StatisticsTable.Row>();
    for (var p : moments.points()) {
      rows.add(StatisticsTable.row(p.time(), "<m>", p.m()));
      rows.add(StatisticsTable.row(p.time(), "<m^2>", p.m2()));
      rows.add(StatisticsTable.row(p.time(), "<m^4>", p.m4()));
    }
    for (var p : order.points()) {
      rows.add(StatisticsTable.row(p.time(), "<|M|>", p.absolute()));
      if (p.binder().runs() > 1) { // of one frame they are 2/3 and 0, whatever it holds
        rows.add(StatisticsTable.row(p.time(), "U", p.binder()));
        rows.add(StatisticsTable.row(p.time(), "chi", p.susceptibility()));
        rows.add(StatisticsTable.row(p.time(), "chi'", p.connected()));
      }
    }
    for (var p : lengths.map(LengthScales::points).orElse(List.of())) {
      rows.add(StatisticsTable.row(p.time(), "L", p.domain()));
      rows.add(StatisticsTable.row(p.time(), "R0", p.firstZero()));
      if (p.correlation().runs() > 1) { // S(0) of one frame is no mean
        rows.add(StatisticsTable.row(p.time(), "xi", p.correlation()));
      }
    }
    for (var p : spectrum.map(StructureFactor::spectra).orElse(List.of())) {
      rows.add(StatisticsTable.row(p.time(), "mean k", p.meanWaveNumber()));
      for (var band : p.bands()) {
        String name = "S(k=%s)".formatted(Quantity.of(band.k()));
        rows.add(StatisticsTable.row(p.time(), name, band.s()));
      }
    }
    for (var p : domains.map(Domains::points).orElse(List.of())) {
      rows.add(StatisticsTable.row(p.time(), "domains", p.number()));
      rows.add(StatisticsTable.row(p.time(), "area", p.area()));
      rows.add(StatisticsTable.row(p.time(), "area by cell", p.weightedArea()));
      rows.add(StatisticsTable.row(p.time(), "minority", p.minority()));
      rows.add(StatisticsTable.row(p.time(), "line/area", p.interfaceDensity()));
      rows.add(StatisticsTable.row(p.time(), "hull length", p.hullLength()));
      rows.add(StatisticsTable.row(p.time(), "hull area", p.hullArea()));
    }
    for (var p : distribution.points()) {
      for (var bin : p.bins()) {
        String name = "P(m=%s)".formatted((float) bin.m());
        rows.add(new StatisticsTable.Row(p.time(), name, bin.probability(), false));
      }
    }
    return rows;
  }

  /// The growth of L in a sentence.
  String growth(double from, double to) {
    var exponent =
        lengths
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        domains.isPresent()
                            ? "a single row of cells does not grow"
                            : "the growth of L is measured on periodic grids of two dimensions"
                                + " only"))
            .growthExponent(Scale.DOMAIN, from, to);
    return "L grows as t^e from t = %s to %s, e = %s."
        .formatted(Quantity.time(from), Quantity.time(to), StatisticsTable.cell(exponent));
  }
}
