package onsagerflow.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import onsagerflow.field.Trajectory;

/// What is asked of a trajectory as a function of time: one series of it, or several, such as one
/// for each band of wave numbers.
///
/// @param symbol as it stands in tables and figures
/// @param measure how it is read off
public record Statistic(String symbol, Function<Trajectory, List<Series>> measure) {

  /// ⟨m⟩, over cells and runs.
  public static final Statistic MEAN = moments("⟨m⟩", Moments.Point::m);

  /// ⟨m²⟩, over cells and runs.
  public static final Statistic MEAN_SQUARE = moments("⟨m²⟩", Moments.Point::m2);

  /// k̄ = Σ|k| S(k)/Σ S(k), radians per lattice spacing.
  public static final Statistic MEAN_WAVE_NUMBER =
      new Statistic(
          "k̄",
          trajectory -> {
            var spectra = StructureFactor.of(trajectory);
            var times = spectra.stream().map(StructureFactor.Spectrum::time).toList();
            var means = spectra.stream().map(StructureFactor.Spectrum::meanWaveNumber).toList();
            return List.of(new Series("k̄", times, means));
          });

  /// S(k) in bands of wave numbers, a series for each.
  ///
  /// @param bands at most
  public static Statistic structureFactor(int bands) {
    return new Statistic(
        "S(k)",
        trajectory -> {
          var factor = StructureFactor.inBands(trajectory.origin().grid(), bands);
          var spectra = Frames.read(trajectory, factor).spectra();
          var times = spectra.stream().map(StructureFactor.Spectrum::time).toList();
          var all = new ArrayList<Series>();
          for (int band = 0; band < spectra.getFirst().bands().size(); band++) {
            int i = band;
            var means = spectra.stream().map(spectrum -> spectrum.bands().get(i).s()).toList();
            double k = spectra.getFirst().bands().get(i).k();
            all.add(new Series(String.format(Locale.ROOT, "S(k = %.6g)", k), times, means));
          }
          return all;
        });
  }

  private static Statistic moments(String symbol, Function<Moments.Point, Mean> moment) {
    return new Statistic(
        symbol,
        trajectory -> {
          var points = Moments.of(trajectory);
          var times = points.stream().map(Moments.Point::time).toList();
          return List.of(new Series(symbol, times, points.stream().map(moment).toList()));
        });
  }

  /// All series of one trajectory.
  public List<Series> allOf(Trajectory trajectory) {
    return measure.apply(trajectory);
  }

  /// The series of one trajectory.
  ///
  /// @throws IllegalArgumentException if this statistic has several
  public Series of(Trajectory trajectory) {
    return only(allOf(trajectory));
  }

  /// The one of its series.
  ///
  /// @throws IllegalArgumentException if there are several
  public Series only(List<Series> series) {
    if (series.size() != 1) {
      throw new IllegalArgumentException(
          symbol + " has " + series.size() + " series; one is wanted here");
    }
    return series.getFirst();
  }

  /// The symbol.
  @Override
  public String toString() {
    return symbol;
  }
}
