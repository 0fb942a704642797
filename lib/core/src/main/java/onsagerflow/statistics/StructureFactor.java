package onsagerflow.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Timeline;
import onsagerflow.field.Trajectory;
import onsagerflow.field.fourier.PowerSpectrum;

/// The structure factor S(k, t) = (1/n) |Σ_x m(x) e^{−ik·x}|², n cells, averaged over directions.
///
/// Wave numbers are in radians per lattice spacing. A band b = 1, 2, … holds the wave vectors with
/// |k| nearest to b times the band width, or bands are equally wide in ln k ([#inBands]); k = 0
/// belongs to none. The mean wave number is k̄(t) = Σ |k| S(k) / Σ S(k) over all wave vectors but k
/// = 0, those in the corners beyond the Nyquist wave number of an axis included; it is NaN for a
/// uniform field.
///
/// Each run gives one S per band and one k̄; means and standard errors are over runs (k̄ is a mean
/// of ratios). Frames are taken one by one, from an ensemble as it runs or from any trajectory, and
/// grouped by time.
public final class StructureFactor implements Consumer<Frame> {

  /// S averaged over the wave vectors of one band.
  ///
  /// @param k mean |k| of the band
  /// @param modes wave vectors in the band; k and −k count twice but carry one amplitude
  /// @param s S(k)
  public record Band(double k, int modes, Mean s) {}

  /// The structure factor at one time.
  public record Spectrum(double time, List<Band> bands, Mean meanWaveNumber) {}

  private record Group(List<RunningMean> bands, RunningMean meanWaveNumber) {}

  private final Grid grid;
  private final PowerSpectrum spectrum;
  private final double[] power;
  private final double[] k;
  private final int[] bandOf;
  private final double[] kOfBand;
  private final int[] modesOfBand;
  private final TimeGroups<Group> groups;

  /// Bands as wide as the smallest wave number of the longer edge.
  public StructureFactor(Grid grid) {
    this(grid, smallestWaveNumber(grid));
  }

  /// @param bandWidth radians per lattice spacing
  public StructureFactor(Grid grid, double bandWidth) {
    // k below half a width joins the first band
    this(grid, k -> Math.max(1, (int) Math.round(k / bandWidth)));
    if (!(bandWidth > 0)) {
      throw new IllegalArgumentException("band width must be positive, got " + bandWidth);
    }
  }

  private StructureFactor(Grid grid, DoubleToIntFunction bandOf) {
    this.grid = grid;
    this.spectrum = new PowerSpectrum(grid);
    this.power = new double[grid.size()];
    this.k = spectrum.waveNumbers();
    this.bandOf = new int[k.length];
    int bands = 0;
    for (int i = 1; i < k.length; i++) {
      this.bandOf[i] = bandOf.applyAsInt(k[i]);
      bands = Math.max(bands, this.bandOf[i]);
    }
    this.kOfBand = new double[bands + 1];
    this.modesOfBand = new int[bands + 1];
    for (int i = 1; i < k.length; i++) {
      modesOfBand[this.bandOf[i]]++;
      kOfBand[this.bandOf[i]] += k[i];
    }
    for (int b = 1; b <= bands; b++) {
      kOfBand[b] /= Math.max(1, modesOfBand[b]);
    }
    this.groups = new TimeGroups<>(this::emptyGroup);
  }

  /// Bands that all span the same factor in k and together hold every wave vector but k = 0.
  ///
  /// @param most number of bands; those without a wave vector are left out
  public static StructureFactor inBands(Grid grid, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("S(k) needs a band, got " + most);
    }
    double first = smallestWaveNumber(grid);
    double corner = Math.hypot(Math.PI, Math.PI) * (grid.dimensions() == 3 ? Math.sqrt(1.5) : 1);
    double span = Math.log(corner / grid.spacing() / first);
    // rounding must not part the smallest wave numbers of both edges
    return new StructureFactor(
        grid, k -> Math.clamp((int) (most * Math.log(k / first * (1 + 1e-9)) / span) + 1, 1, most));
  }

  private static double smallestWaveNumber(Grid grid) {
    double longest =
        grid.axes().stream()
            .mapToDouble(axis -> axis.cells() * (axis.boundary() == Grid.Boundary.OPEN ? 2.0 : 1))
            .max()
            .orElseThrow();
    return 2 * Math.PI / (longest * grid.spacing());
  }

  /// The structure factor of all frames of a trajectory.
  public static List<Spectrum> of(Trajectory trajectory) {
    return Frames.read(trajectory, new StructureFactor(trajectory.origin().grid())).spectra();
  }

  /// S(k) of all runs of a trajectory at one time, in bands of equal ratios of k.
  ///
  /// @param bands at most
  /// @throws IllegalArgumentException if no frame is of that time
  public static Spectrum at(double time, Trajectory trajectory, int bands) {
    var factor = inBands(trajectory.origin().grid(), bands);
    IntStream.range(0, trajectory.size())
        .filter(frame -> Timeline.isSameTime(time, trajectory.time(frame)))
        .forEach(frame -> factor.accept(trajectory.frame(frame)));
    var spectra = factor.spectra();
    if (spectra.isEmpty()) {
      throw new IllegalArgumentException("no frame of t = " + time + " in " + trajectory);
    }
    return spectra.getFirst();
  }

  private Group emptyGroup() {
    return new Group(
        Stream.generate(RunningMean::new).limit(kOfBand.length).toList(), new RunningMean());
  }

  @Override
  public void accept(Frame frame) {
    Frames.requireGrid(frame, grid);
    spectrum.apply(frame.m().values(), power);
    add(frame.time(), power);
  }

  /// Takes P(k) of a frame of one run, calculated elsewhere.
  ///
  /// @param power in the order of [PowerSpectrum#apply]
  public void add(double time, double... power) {
    var sums = new double[kOfBand.length];
    double total = 0;
    double weighted = 0;
    for (int i = 1; i < power.length; i++) {
      sums[bandOf[i]] += power[i];
      total += power[i];
      weighted += k[i] * power[i];
    }
    var group = groups.at(time);
    for (int b = 1; b < sums.length; b++) {
      group.bands.get(b).add(sums[b] / modesOfBand[b]);
    }
    group.meanWaveNumber.add(weighted / total);
  }

  /// The structure factors so far, in order of time; bands without a wave vector are left out.
  public List<Spectrum> spectra() {
    return groups.inOrder().entrySet().stream()
        .map(e -> spectrum(e.getKey(), e.getValue()))
        .toList();
  }

  private Spectrum spectrum(double time, Group group) {
    var bands = new ArrayList<Band>();
    for (int b = 1; b < kOfBand.length; b++) {
      if (modesOfBand[b] > 0) {
        bands.add(new Band(kOfBand[b], modesOfBand[b], group.bands.get(b).mean()));
      }
    }
    return new Spectrum(time, List.copyOf(bands), group.meanWaveNumber.mean());
  }
}
