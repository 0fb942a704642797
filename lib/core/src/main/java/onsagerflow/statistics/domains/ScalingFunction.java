package onsagerflow.statistics.domains;

import onsagerflow.field.Curve;
import onsagerflow.field.Trajectory;
import onsagerflow.statistics.Frames;
import onsagerflow.statistics.LengthScales;
import onsagerflow.statistics.StructureFactor;

/// The structure factor in units of the one length that rules domains, if one does: S(k, t) = R₀²
/// g(kR₀) at all times, R₀ the first zero of the correlation function, and g ~ (kR₀)⁻³ from sharp
/// walls: Porod, Kolloid-Z. 124, 83 (1951); Bray, Adv. Phys. 43, 357 (1994).
public final class ScalingFunction {

  private ScalingFunction() {}

  /// g against kR₀ at the last time of a trajectory; the error is that of S alone.
  ///
  /// @param bandWidth of k, radians per lattice spacing
  public static Curve of(Trajectory trajectory, double bandWidth) {
    var grid = trajectory.origin().grid();
    double last = trajectory.stream().mapToDouble(frame -> frame.time()).max().orElseThrow();
    var frames = trajectory.at(last);
    double length = LengthScales.of(frames).getLast().firstZero().value();
    double unit = grid.spacing() * grid.spacing() / (length * length);
    return Curve.of(
        Frames.read(frames, new StructureFactor(grid, bandWidth)).spectra().getLast().bands(),
        band -> band.k() * length,
        band -> band.s().value() * unit,
        band -> band.s().errorBetweenRuns() * unit);
  }
}
