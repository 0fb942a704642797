package onsagerflow.statistics;

import java.util.function.Function;
import onsagerflow.field.Trajectory;

/// What is asked of a trajectory as a function of time.
public enum Statistic {
  /// ⟨m⟩, over cells and runs.
  MEAN("⟨m⟩"),

  /// ⟨m²⟩, over cells and runs.
  MEAN_SQUARE("⟨m²⟩"),

  /// k̄ = Σ|k| S(k)/Σ S(k), radians per lattice spacing.
  MEAN_WAVE_NUMBER("k̄");

  private final String symbol;

  Statistic(String symbol) {
    this.symbol = symbol;
  }

  /// This of one trajectory.
  public Series of(Trajectory trajectory) {
    return switch (this) {
      case MEAN -> moments(trajectory, Moments.Point::m);
      case MEAN_SQUARE -> moments(trajectory, Moments.Point::m2);
      case MEAN_WAVE_NUMBER -> {
        var spectra = StructureFactor.of(trajectory);
        yield new Series(
            symbol,
            spectra.stream().map(StructureFactor.Spectrum::time).toList(),
            spectra.stream().map(StructureFactor.Spectrum::meanWaveNumber).toList());
      }
    };
  }

  private Series moments(Trajectory trajectory, Function<Moments.Point, Mean> moment) {
    var points = Moments.of(trajectory);
    return new Series(
        symbol,
        points.stream().map(Moments.Point::time).toList(),
        points.stream().map(moment).toList());
  }

  /// The symbol.
  @Override
  public String toString() {
    return symbol;
  }
}
