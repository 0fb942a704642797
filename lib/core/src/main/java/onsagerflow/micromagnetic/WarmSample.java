package onsagerflow.micromagnetic;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Micromagnet;
import onsagerflow.field.vector.VectorField;
import onsagerflow.llg.LlgSystem;
import onsagerflow.llg.VectorSystem;

/// A sample at a temperature as unit vectors on a lattice of edges 1, to be recorded as spins are:
///
///     VectorRecording.of(new WarmSample(sample, setting)).blocks(8).start(0, 0, 1).pairs(…)
///
/// Its frames are in SI units: kelvin, tesla, seconds, and m = M/M_s. It moves as [WarmMagnet].
public final class WarmSample implements VectorSystem {

  private final Sample sample;
  private final Problem.Setting setting;
  private final LlgSystem system;
  private final Grid lattice;

  /// With standard steps.
  public WarmSample(Sample sample, Problem.Setting setting) {
    this(sample, setting, WarmMagnet.Stepping.STANDARD);
  }

  /// @param sample without empty cells, of one saturation and damping
  /// @param setting with a temperature
  /// @throws IllegalArgumentException if these are others, or the step is not stable
  public WarmSample(Sample sample, Problem.Setting setting, WarmMagnet.Stepping stepping) {
    for (int cell = 0; cell < sample.grid().size(); cell++) {
      if (!sample.isFilled(cell)) {
        throw new IllegalArgumentException(
            "a sample taken as a lattice has no empty cells, got one in "
                + sample.grid().cell(cell));
      }
    }
    this.sample = sample;
    this.setting = setting;
    this.lattice = lattice(sample.grid());
    this.system =
        WarmMagnet.system(
            sample,
            new Problem(sample, setting, Start.uniform(0, 0, 1)).terms(),
            setting.gyromagneticRatio(),
            setting
                .temperature()
                .orElseThrow(
                    () -> new IllegalArgumentException("a warm sample needs a temperature")),
            stepping);
  }

  private static Grid lattice(Grid cells) {
    return new Grid(
        cells.axes().stream()
            .map(axis -> new Grid.Axis(axis.cells(), 1, axis.boundary()))
            .toList());
  }

  @Override
  public Grid grid() {
    return lattice;
  }

  /// Kelvin and tesla.
  @Override
  public Frame.Conditions conditions() {
    return new Frame.Conditions(setting.temperature().orElseThrow(), setting.field());
  }

  @Override
  public Optional<Micromagnet> micromagnet() {
    var mesh = sample.mesh();
    double saturation = sample.materials().getFirst().saturation();
    return Optional.of(
        new Micromagnet(
            mesh.x().edge(), mesh.y().edge(), mesh.z().edge(), OptionalDouble.of(saturation)));
  }

  @Override
  public String identity() {
    return "micromagnetic %s, %s; %s".formatted(sample.identity(), setting, system.identity());
  }

  /// The longest step, s.
  public double step() {
    return system.step();
  }

  @Override
  public VectorField vectors() {
    return on(lattice, system.vectors());
  }

  private static VectorField on(Grid grid, VectorField field) {
    return new VectorField(grid, field.components(), field.values());
  }

  @Override
  public double energy() {
    return system.energy();
  }

  @Override
  public Optional<Instant> instant() {
    return system.instant().map(now -> new Instant(on(lattice, now.drift()), now.diffusion()));
  }

  @Override
  public double time() {
    return system.time();
  }

  @Override
  public void setTime(double time) {
    system.setTime(time);
  }

  @Override
  public void setVectors(VectorField vectors) {
    if (!vectors.grid().equals(lattice)) {
      throw new IllegalArgumentException(
          "vectors on %s for a sample of cells on %s".formatted(vectors.grid(), lattice));
    }
    system.setVectors(on(sample.grid(), vectors));
  }

  /// As the start of a problem says, at time 0.
  public void begin(Start start) {
    system.setVectors(sample.normalised(start.of(sample)));
  }

  @Override
  public void advance(Advance from, RandomGenerator random, Consumer<Advance> afterStep) {
    setting.field().requireKnown(from.start(), from.start() + from.duration());
    system.advance(from, random, afterStep);
  }

  @Override
  public void save(OutputStream out, CounterRandom random) throws IOException {
    system.save(out, random);
  }

  @Override
  public CounterRandom restore(InputStream in) throws IOException {
    return system.restore(in);
  }

  /// One line: cells, conditions and step.
  @Override
  public String toString() {
    return "%s, %s K, %s".formatted(sample.mesh(), conditions().temperature(), system);
  }
}
