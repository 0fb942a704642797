package onsagerflow.micromagnetic;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.ThermalUnits;
import onsagerflow.field.vector.VectorField;
import onsagerflow.llg.EffectiveField;
import onsagerflow.llg.EnergyTerm;
import onsagerflow.llg.LlgSystem;
import onsagerflow.llg.Scheme;

/// The magnetisation of a sample at a temperature, by the stochastic Landau–Lifshitz–Gilbert
/// equation of [onsagerflow.llg.Dynamics] in steps of fixed length: a cell is one moment M_s V.
///
/// The sample may have empty cells, but saturation and damping are those of one material.
public final class WarmMagnet implements Motion {

  /// How time is cut.
  ///
  /// @param scheme how a step is made
  /// @param longest step, s; NaN for the default of the scheme
  public record Stepping(Scheme scheme, double longest) {

    /// By the default scheme with its default step.
    public static final Stepping STANDARD = new Stepping(Scheme.SPLITTING, Double.NaN);

    public Stepping {
      if (longest <= 0) {
        throw new IllegalArgumentException("a step must be positive, got " + longest + " s");
      }
    }
  }

  private final Sample sample;
  private final LlgSystem system;
  private CounterRandom random;

  /// @param terms all that acts on the sample, each of this magnet only
  /// @param gyromagneticRatio γ, rad/(s T)
  /// @param temperature K
  /// @throws IllegalArgumentException if materials differ in saturation or damping, or the step is
  ///   not stable
  public WarmMagnet(
      Sample sample,
      List<EnergyTerm> terms,
      double gyromagneticRatio,
      double temperature,
      Stepping stepping,
      long seed) {
    this.sample = sample;
    this.system = system(sample, terms, gyromagneticRatio, temperature, stepping);
    this.random = new CounterRandom(seed, 0);
  }

  /// The equation of a sample.
  ///
  /// @param gyromagneticRatio,temperature,stepping as of the constructor
  /// @throws IllegalArgumentException if materials differ in saturation or damping, or the step is
  ///   not stable
  static LlgSystem system(
      Sample sample,
      List<EnergyTerm> terms,
      double gyromagneticRatio,
      double temperature,
      Stepping stepping) {
    var first = sample.materials().getFirst();
    for (var other : sample.materials()) {
      if (other.saturation() != first.saturation() || other.damping() != first.damping()) {
        throw new IllegalArgumentException(
            ("at a temperature all materials need one saturation and one damping, got %s A/m and"
                    + " %s, damping %s and %s")
                .formatted(
                    first.saturation(), other.saturation(), first.damping(), other.damping()));
      }
    }
    double moment = first.saturation() * sample.mesh().cellVolume();
    // external fields are terms of their own, in tesla; the conditions only carry T in tesla
    var conditions =
        new Frame.Conditions(
            ThermalUnits.BOLTZMANN * temperature / moment, ExternalField.uniform(0));
    var standard =
        new LlgSystem(
                new EffectiveField(sample.grid(), terms),
                conditions,
                gyromagneticRatio / (1 + first.damping() * first.damping()),
                first.damping())
            .by(stepping.scheme);
    return Double.isNaN(stepping.longest) ? standard : standard.withStep(stepping.longest);
  }

  /// Replaces all vectors; time goes on.
  ///
  /// @param vectors brought to unit length
  public void set(VectorField vectors) {
    double now = system.time();
    system.setVectors(sample.normalised(vectors));
    system.setTime(now);
  }

  @Override
  public Sample sample() {
    return sample;
  }

  @Override
  public EffectiveField effectiveField() {
    return system.effectiveField();
  }

  @Override
  public double time() {
    return system.time();
  }

  @Override
  public VectorField m() {
    return system.vectors();
  }

  @Override
  public double[] energies() {
    double[][] m = Magnet.components(m());
    return effectiveField().terms().stream().mapToDouble(term -> term.energy(m, time())).toArray();
  }

  @Override
  public void advance(double duration) {
    system.advance(duration, random);
  }

  @Override
  public void save(DataOutputStream out) throws IOException {
    system.save(out, random);
  }

  @Override
  public void restore(DataInputStream in) throws IOException {
    random = system.restore(in);
  }

  /// [#describe].
  @Override
  public String toString() {
    return describe();
  }
}
