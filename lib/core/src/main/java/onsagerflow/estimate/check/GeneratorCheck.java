package onsagerflow.estimate.check;

import java.util.Locale;
import onsagerflow.field.Frame;

/// Whether spins do what the generator channels recorded with them say: over a short lag Δt the
/// increments of blocks of v spins are Δm = A Δt + √(2G Δt/v) ξ, up to a relative O(Δt).
///
/// @param lag Δt, sweeps
/// @param drift slope of Δm/Δt on the drift A, 1 for Δt → 0
/// @param driftError its standard error, from the noise G
/// @param noise v⟨(Δm − A Δt)²⟩/(2⟨G⟩Δt), 1 for Δt → 0
/// @param noiseError its standard error, that of Gaussian increments
public record GeneratorCheck(
    double lag, double drift, double driftError, double noise, double noiseError) {

  /// @param before with generator channels
  /// @param after the same blocks a lag later
  /// @param cellVolume v
  /// @throws IllegalArgumentException without generator channels, or if the frames are no pair
  public static GeneratorCheck of(Frame before, Frame after, int cellVolume) {
    double lag = after.time() - before.time();
    if (before.run() != after.run() || !(lag > 0)) {
      throw new IllegalArgumentException(
          "two frames of one run are compared, got t = %s of run %s and t = %s of run %s"
              .formatted(before.time(), before.run(), after.time(), after.run()));
    }
    var generator =
        before
            .generator()
            .orElseThrow(() -> new IllegalArgumentException("frames without generator channels"));
    before.m().requireSameGrid(after.m());
    int cells = before.m().size();
    double product = 0;
    double squares = 0;
    double weightedNoise = 0;
    double residuals = 0;
    double noise = 0;
    for (int x = 0; x < cells; x++) {
      double a = generator.drift().get(x);
      double g = generator.noise().get(x);
      double change = after.m().get(x) - before.m().get(x);
      product += a * change / lag;
      squares += a * a;
      weightedNoise += a * a * g;
      residuals += (change - a * lag) * (change - a * lag);
      noise += g;
    }
    double ratio = cellVolume * residuals / (2 * noise * lag);
    return new GeneratorCheck(
        lag,
        product / squares,
        Math.sqrt(2 * weightedNoise / cellVolume / lag) / squares,
        ratio,
        ratio * Math.sqrt(2.0 / cells));
  }

  /// One line.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "lag %.3g: increments are %.3f ± %.3f of the drift, their variance %.3f ± %.3f of the"
            + " noise",
        lag,
        drift,
        driftError,
        noise,
        noiseError);
  }
}
