package onsagerflow.statistics.domains;

import java.util.List;
import java.util.function.Function;
import onsagerflow.statistics.LengthScales;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.Series;
import onsagerflow.statistics.Statistic;

/// What is asked of domains as a function of time, for comparisons and figures; lengths in lattice
/// spacings. Times at which a quantity does not exist have NaN.
public final class DomainStatistics {

  /// 2π/k̄ from the structure factor.
  public static final Statistic LENGTH = scale("2π/k̄", LengthScales.Point::domain);

  /// R₀, where the correlation function first vanishes.
  public static final Statistic FIRST_ZERO = scale("R₀", LengthScales.Point::firstZero);

  /// ρ, the length of all lines m = 0 per area.
  public static final Statistic WALLS = domains("walls per area", Domains.Point::interfaceDensity);

  /// Σ A²/Σ A, the area of the domain that a cell belongs to.
  public static final Statistic AREA =
      domains("area of the domain of a cell", Domains.Point::weightedArea);

  /// The length of a hull, mean over hulls.
  public static final Statistic HULL_LENGTH = domains("hull length", Domains.Point::hullLength);

  /// The area that a hull encloses, mean over hulls.
  public static final Statistic HULL_AREA = domains("hull area", Domains.Point::hullArea);

  private DomainStatistics() {}

  private static Statistic scale(String symbol, Function<LengthScales.Point, Mean> of) {
    return new Statistic(
        symbol,
        trajectory -> {
          var points = LengthScales.of(trajectory);
          var times = points.stream().map(LengthScales.Point::time).toList();
          return List.of(new Series(symbol, times, points.stream().map(of).toList()));
        });
  }

  private static Statistic domains(String symbol, Function<Domains.Point, Mean> of) {
    return new Statistic(
        symbol,
        trajectory -> {
          var points = Domains.of(trajectory);
          var times = points.stream().map(Domains.Point::time).toList();
          return List.of(new Series(symbol, times, points.stream().map(of).toList()));
        });
  }
}
