package onsagerflow.estimate.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import onsagerflow.estimate.RadiusSelection;
import onsagerflow.estimate.data.VectorObservations;
import onsagerflow.field.ThermalUnits;

/// What tells whether to trust a fit of vectors; [#cautions] says it in plain sentences.
///
/// @param generator whether generator channels were used
/// @param observations frames (with generator channels) or frame pairs
/// @param leftOut pairs of a lag too long to learn from
/// @param cells that enter the fit
/// @param saturated share of the cells, but for those at open ends, whose spins are all but
///   parallel, and which do not
/// @param byLength what residuals say, by |m|
/// @param inTime correlation of the residuals of one cell in pairs that follow each other, where
///   there are such
/// @param inSpace correlation of the residuals of neighbouring cells
/// @param radius held-out comparison, where the radius was chosen
/// @param precessionRange how far apart values of γ are that a linear regression allows at 95 %
/// @param precessionError the standard error of γ
public record VectorDiagnostics(
    boolean generator,
    int observations,
    int leftOut,
    long cells,
    double saturated,
    List<ByLength> byLength,
    Optional<Correlation> inTime,
    Optional<Correlation> inSpace,
    Optional<RadiusSelection> radius,
    double precessionRange,
    double precessionError) {

  /// Around one knot of K.
  ///
  /// @param m |m|
  /// @param cells there
  /// @param parallelVariance of residuals along m, observed over expected; 1 with generator
  ///   channels
  /// @param perpendicularVariance the same across m
  /// @param parallelRatio K∥ of the drift, as it answers to the field, over that of the noise
  /// @param parallelRatioError its standard error, of frame pairs
  /// @param perpendicularRatio the same of K⊥
  /// @param perpendicularRatioError its standard error, of frame pairs
  public record ByLength(
      double m,
      double cells,
      double parallelVariance,
      double perpendicularVariance,
      double parallelRatio,
      double parallelRatioError,
      double perpendicularRatio,
      double perpendicularRatioError) {}

  /// @param value of the correlation coefficient
  /// @param standardError of it
  public record Correlation(double value, double standardError) {}

  /// How far a ratio has to be off to be named, and by how many standard errors.
  private static final double OFF = 0.05;

  private static final double SIGNIFICANT = 4;

  /// Of the standard error of γ: a normal estimate has 95 % within 4.
  private static final double WIDE = 12;

  /// A share of the cells below which a |m| is not spoken of.
  private static final double FEW = 0.02;

  static VectorDiagnostics of(
      VectorFit fit, int b, VectorObservations observations, Optional<RadiusSelection> radius) {
    var branch = fit.branches().get(b);
    var total = branch.total;
    boolean generator = observations.fromGenerator();
    var cells = new Cells(observations.origin().grid(), branch.basis.largest());
    long all = observations.size() * cells.inside();
    var byLength = new ArrayList<ByLength>();
    var s = total.scatter;
    for (int k = 0; k < s.cells.length; k++) {
      byLength.add(
          new ByLength(
              Math.sqrt(branch.basis.mobility().knot(k)),
              s.cells[k],
              generator ? 1 : s.along[k] / s.cells[k],
              generator ? 1 : s.across[k] / s.cells[k],
              1 + s.alongDrift[k] / s.alongResponse[k],
              generator ? 0 : 1 / Math.sqrt(s.alongResponse[k]),
              1 + s.acrossDrift[k] / s.acrossResponse[k],
              generator ? 0 : 1 / Math.sqrt(s.acrossResponse[k])));
    }
    return new VectorDiagnostics(
        generator,
        observations.size(),
        observations.leftOut(),
        total.sums.cells,
        1 - (double) total.sums.cells / all,
        List.copyOf(byLength),
        total.whiteness.inTime(),
        total.whiteness.inSpace(),
        radius,
        branch.precessionRange,
        fit.estimate().standardError(fit.position(b)[branch.basis.slopes()]));
  }

  /// What is off and what to do about it.
  ///
  /// @param temperature T, as a field
  /// @param units of γ and lags
  List<String> cautions(double temperature, ThermalUnits units) {
    var cautions = new ArrayList<String>();
    if (leftOut > 0) {
      cautions.add(
          leftOut
              + " frame pairs have a lag above "
              + longLag(units)
              + " and more than twice the shortest and were left"
              + " out");
    }
    if (precessionRange > WIDE * precessionError) {
      cautions.add(
          String.format(
              Locale.ROOT,
              "values of gamma as much as %.2g apart explain the increments as well, far more than"
                  + " its standard error %.2g says: J and h are too weak in these data to tell it;"
                  + " take more pairs, or pairs in a field",
              units.mobility() * precessionRange,
              units.mobility() * precessionError));
    }
    addRatio(cautions, "K_parallel", ByLength::parallelRatio, ByLength::parallelRatioError);
    addRatio(
        cautions,
        "K_perpendicular",
        ByLength::perpendicularRatio,
        ByLength::perpendicularRatioError);
    addVariance(cautions, "along", ByLength::parallelVariance);
    addVariance(cautions, "across", ByLength::perpendicularVariance);
    inTime.ifPresent(
        c -> {
          if (Math.abs(c.value) > Math.max(0.02, SIGNIFICANT * c.standardError)) {
            cautions.add(
                String.format(
                    Locale.ROOT,
                    "increments that follow each other are correlated by %.3f +- %.3f: blocks have"
                        + " a memory that the equation lacks; take larger blocks or a longer lag",
                    c.value,
                    c.standardError));
          }
        });
    radius.ifPresent(r -> cautions.addAll(r.cautions(temperature)));
    return List.copyOf(cautions);
  }

  private static String longLag(ThermalUnits units) {
    return units.time() == 1 ? "1" : String.format(Locale.ROOT, "%.3g s", units.time());
  }

  private void addRatio(
      List<String> cautions,
      String name,
      ToDoubleFunction<ByLength> ratio,
      ToDoubleFunction<ByLength> error) {
    addOff(
        cautions,
        name
            + " of the drift is %s of that of the noise at |m| = %s, where the"
            + " fluctuation-dissipation theorem has 1: the spins of a block are not"
            + " distributed as in a field that is the same for all, or blocks have a memory",
        ratio,
        error);
  }

  private void addVariance(List<String> cautions, String where, ToDoubleFunction<ByLength> ratio) {
    addOff(
        cautions,
        "increments " + where + " m scatter by %s of the variance expected at |m| = %s",
        ratio,
        at -> Math.sqrt(2 / at.cells));
  }

  /// One sentence for all |m| at which a ratio is not 1, from the least ratio to the largest.
  private void addOff(
      List<String> cautions,
      String sentence,
      ToDoubleFunction<ByLength> ratio,
      ToDoubleFunction<ByLength> error) {
    var off =
        byLength.stream()
            .filter(at -> at.cells >= FEW * cells)
            .filter(
                at ->
                    Math.abs(ratio.applyAsDouble(at) - 1)
                        > Math.max(OFF, SIGNIFICANT * error.applyAsDouble(at)))
            .toList();
    if (!off.isEmpty()) {
      cautions.add(
          sentence.formatted(
              range("%.3f", off.stream().mapToDouble(ratio)),
              range("%.2f", off.stream().mapToDouble(ByLength::m))));
    }
  }

  private static String range(String format, DoubleStream of) {
    var ends = of.summaryStatistics();
    String low = String.format(Locale.ROOT, format, ends.getMin());
    String high = String.format(Locale.ROOT, format, ends.getMax());
    return low.equals(high) ? low : low + " to " + high;
  }

  Map<String, Object> entries() {
    var map = new TreeMap<String, Object>();
    map.put("source", generator ? "generator channels" : "frame pairs");
    map.put("observations", observations);
    map.put("cells", cells);
    map.put("saturatedShare", saturated);
    map.put("lengths", byLength.stream().map(ByLength::m).toList());
    map.put("parallelVarianceRatio", byLength.stream().map(ByLength::parallelVariance).toList());
    map.put(
        "perpendicularVarianceRatio",
        byLength.stream().map(ByLength::perpendicularVariance).toList());
    map.put(
        "parallelFluctuationDissipation", byLength.stream().map(ByLength::parallelRatio).toList());
    map.put(
        "perpendicularFluctuationDissipation",
        byLength.stream().map(ByLength::perpendicularRatio).toList());
    inTime.ifPresent(c -> map.put("residualCorrelationInTime", c.value));
    inSpace.ifPresent(c -> map.put("residualCorrelationInSpace", c.value));
    return map;
  }
}
