package onsagerflow.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import onsagerflow.field.Trajectory;

/// The statistics of a stationary state, as means over the frames of a run from a time on and over
/// runs: each is a series of a single point, at that time, so that a [Comparison] takes them.
///
/// @param from time from which on the state is stationary, sweeps
public record Stationary(double from) {

  /// From a time on.
  public static Stationary from(double time) {
    return new Stationary(time);
  }

  /// ⟨m⟩.
  public Statistic mean() {
    return one("⟨m⟩", trajectory -> Equilibrium.of(trajectory, from).m());
  }

  /// ⟨m²⟩, the variance of blocks, the susceptibility χ and S(k) in the longest bands: see
  /// [Equilibrium].
  ///
  /// @param bands as wide as the smallest wave number, at most
  public Statistic statics(int bands) {
    return new Statistic(
        "statics",
        trajectory -> {
          var state = Equilibrium.of(trajectory, from);
          var all = new ArrayList<Series>();
          all.add(series("⟨m²⟩", state.meanSquare()));
          all.add(series("variance of blocks", state.variance()));
          all.add(series("χ", state.susceptibility()));
          for (int b = 0; b < Math.min(bands, state.structure().size()); b++) {
            all.add(series("S(k), band " + (b + 1), state.structure().get(b).s()));
          }
          return all;
        });
  }

  /// nβ⟨M²⟩ of the mean magnetisation M: see [OrderParameter].
  public Statistic squareOfMean() {
    return one(
        "nβ⟨M²⟩",
        trajectory ->
            Frames.read(trajectory, new OrderParameter()).stationary(from).susceptibility());
  }

  /// The integrated autocorrelation time of the mean magnetisation M, sweeps: see
  /// [Autocorrelation]. Its error comes from the theory of such sums, and not from the scatter
  /// between runs. No series of a trajectory that is too short for it.
  public Statistic correlationTime() {
    return new Statistic(
        "τ of M",
        trajectory ->
            Autocorrelation.of(trajectory, from)
                .map(time -> List.of(series("τ of M", time.asMean())))
                .orElse(List.of()));
  }

  /// The integrated autocorrelation times of long waves and of blocks, and the times in which their
  /// autocorrelations fall to 1/e, sweeps: see [FieldAutocorrelation].
  ///
  /// @param wavelength of the shortest of the waves, lattice spacings
  public Statistic correlationTimes(int wavelength) {
    String waves = "of waves ≥ " + wavelength;
    return new Statistic(
        "correlation times",
        trajectory -> {
          var long_ = ofWaves(trajectory, wavelength);
          var cells = FieldAutocorrelation.ofCells(from).read(trajectory);
          return List.of(
              series("τ " + waves, long_.integratedTime()),
              series("τ of blocks", cells.integratedTime()),
              series("1/e " + waves, long_.decayTime()),
              series("1/e of blocks", cells.decayTime()));
        });
  }

  /// The autocorrelation ρ of long waves against the lag.
  ///
  /// @param wavelength of the shortest of them, lattice spacings
  /// @param longest lag, sweeps
  public Statistic correlationOfWaves(int wavelength, double longest) {
    return new Statistic(
        "ρ of waves", trajectory -> List.of(ofWaves(trajectory, wavelength).series(longest)));
  }

  /// The autocorrelation ρ of blocks against the lag.
  ///
  /// @param longest lag, sweeps
  public Statistic correlationOfBlocks(double longest) {
    return new Statistic(
        "ρ of blocks",
        trajectory -> List.of(FieldAutocorrelation.ofCells(from).read(trajectory).series(longest)));
  }

  private FieldAutocorrelation ofWaves(Trajectory trajectory, int wavelength) {
    var grid = trajectory.origin().grid();
    return FieldAutocorrelation.ofWaves(grid, 2 * Math.PI / wavelength, from).read(trajectory);
  }

  private Statistic one(String symbol, Function<Trajectory, Mean> of) {
    return new Statistic(symbol, trajectory -> List.of(series(symbol, of.apply(trajectory))));
  }

  private Series series(String quantity, Mean mean) {
    return new Series(quantity, List.of(from), List.of(mean));
  }
}
