package onsagerflow.statistics.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import onsagerflow.field.Grid;
import onsagerflow.field.fourier.PowerSpectrum;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.field.vector.VectorTrajectory;
import onsagerflow.statistics.Frames;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.StructureFactor;

/// Structure factors along and across an axis e, averaged over directions of k.
///
///     S∥(k) = (1/n) |Σ_x e·m(x) e^{−ik·x}|²,   S⊥(k) = (1/2n) Σ_{c ⊥ e} |Σ_x m_c(x) e^{−ik·x}|²
///
/// n cells; S⊥ is per component, so that both are the same in an isotropic state, and S∥ + 2 S⊥ is
/// that of all three. e is by default the mean magnetisation of each frame, see [Axis]. Bands,
/// means and standard errors are those of [StructureFactor], on grids of two or three dimensions;
/// along open axes waves are those of [PowerSpectrum].
public final class VectorStructureFactor implements Consumer<VectorFrame> {

  /// Both structure factors of one band.
  ///
  /// @param k mean |k| of the band, radians per lattice spacing
  /// @param modes wave vectors in the band
  public record Band(double k, int modes, Mean parallel, Mean perpendicular) {}

  /// Those at one time.
  public record Spectrum(double time, List<Band> bands) {
    public Spectrum {
      bands = List.copyOf(bands);
    }
  }

  private final Grid grid;
  private final Axis axis;
  private final PowerSpectrum spectrum;
  private final StructureFactor parallel;
  private final StructureFactor perpendicular;
  private final double[] power;
  private final double[] across;

  /// Bands that all span the same factor in k.
  ///
  /// @param most number of bands
  public VectorStructureFactor(Grid grid, int most, Axis axis) {
    this.grid = grid;
    this.axis = axis;
    this.spectrum = new PowerSpectrum(grid);
    this.parallel = StructureFactor.inBands(grid, most);
    this.perpendicular = StructureFactor.inBands(grid, most);
    this.power = new double[grid.size()];
    this.across = new double[grid.size()];
  }

  /// The structure factors of all frames of a trajectory.
  ///
  /// @param most number of bands
  public static List<Spectrum> of(VectorTrajectory trajectory, int most, Axis axis) {
    return Frames.read(
            trajectory, new VectorStructureFactor(trajectory.origin().grid(), most, axis))
        .spectra();
  }

  @Override
  public void accept(VectorFrame frame) {
    add(frame, frame.time());
  }

  /// Counts a frame as one of another time.
  void add(VectorFrame frame, double time) {
    if (!frame.m().grid().equals(grid)) {
      throw new IllegalArgumentException(
          "a frame on " + frame.m().grid() + " for a statistic on " + grid);
    }
    double[] e = axis.unit(VectorMoments.mean(frame));
    Arrays.fill(across, 0);
    for (double[] direction : Axis.across(e)) {
      spectrum.apply(frame.m().projection(direction).values(), power);
      for (int k = 0; k < across.length; k++) {
        across[k] += power[k] / 2;
      }
    }
    perpendicular.add(time, across);
    spectrum.apply(frame.m().projection(e).values(), power);
    parallel.add(time, power);
  }

  /// The structure factors so far, in order of time.
  public List<Spectrum> spectra() {
    var along = parallel.spectra();
    var across = perpendicular.spectra();
    var spectra = new ArrayList<Spectrum>();
    for (int i = 0; i < along.size(); i++) {
      var bands = new ArrayList<Band>();
      for (int b = 0; b < along.get(i).bands().size(); b++) {
        var one = along.get(i).bands().get(b);
        bands.add(new Band(one.k(), one.modes(), one.s(), across.get(i).bands().get(b).s()));
      }
      spectra.add(new Spectrum(along.get(i).time(), bands));
    }
    return spectra;
  }
}
