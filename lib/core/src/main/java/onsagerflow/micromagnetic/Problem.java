package onsagerflow.micromagnetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import onsagerflow.field.ExternalField;
import onsagerflow.llg.EnergyTerm;

/// A problem of micromagnetics: a sample, what acts on it, how it begins, and how long it runs.
///
///     var problem = new Problem(sample, Setting.of(field), Start.uniform(1, 0.1, 0));
///     var magnet = problem.relaxedIn(0, 0, 0).begin();
///     magnet.advance(1e-9);
///
/// @param relaxedIn the field in tesla, constant, in which the sample comes to rest first
public record Problem(
    Sample sample, Setting setting, Start start, Optional<ExternalField> relaxedIn) {

  /// What acts on a sample.
  ///
  /// @param field applied, tesla; times in seconds
  /// @param demagnetising whether its own charges act
  /// @param gyromagneticRatio γ, rad/(s T)
  /// @param currents torques of them
  /// @param temperature K; empty for none
  public record Setting(
      ExternalField field,
      boolean demagnetising,
      double gyromagneticRatio,
      Currents currents,
      OptionalDouble temperature) {

    /// γ of Mumax3 and OOMMF, rad/(s T).
    public static final double GYROMAGNETIC_RATIO = 1.7595e11;

    private static final double HIGHEST = 1e5;

    public Setting {
      if (!(gyromagneticRatio > 0) || !Double.isFinite(gyromagneticRatio)) {
        throw new IllegalArgumentException(
            "the gyromagnetic ratio must be positive, got " + gyromagneticRatio + " rad/(s T)");
      }
      if (!(temperature.orElse(1) > 0 && temperature.orElse(1) <= HIGHEST)) {
        throw new IllegalArgumentException(
            "a temperature lies between 0 and %s K, got %s"
                .formatted(HIGHEST, temperature.getAsDouble()));
      }
    }

    /// In a field, cold, with the demagnetising field.
    public static Setting of(ExternalField field) {
      return new Setting(field, true, GYROMAGNETIC_RATIO, Currents.NONE, OptionalDouble.empty());
    }

    /// In other fields.
    public Setting in(ExternalField other) {
      return new Setting(other, demagnetising, gyromagneticRatio, currents, temperature);
    }

    /// Without the demagnetising field.
    public Setting withoutDemagnetising() {
      return new Setting(field, false, gyromagneticRatio, currents, temperature);
    }

    /// With another γ.
    public Setting withGyromagneticRatio(double other) {
      return new Setting(field, demagnetising, other, currents, temperature);
    }

    /// With torques of currents.
    public Setting with(Currents other) {
      return new Setting(field, demagnetising, gyromagneticRatio, other, temperature);
    }

    /// With thermal noise.
    ///
    /// @param kelvin > 0
    public Setting at(double kelvin) {
      return new Setting(
          field, demagnetising, gyromagneticRatio, currents, OptionalDouble.of(kelvin));
    }
  }

  /// Currents whose torques act.
  public record Currents(
      Optional<CurrentTorque.Current> through, Optional<SpinValveTorque.Current> across) {
    public static final Currents NONE = new Currents(Optional.empty(), Optional.empty());
  }

  /// From a start as it is.
  public Problem(Sample sample, Setting setting, Start start) {
    this(sample, setting, start, Optional.empty());
  }

  public Problem {
    relaxedIn.ifPresent(
        field -> {
          if (!field.isConstant()) {
            throw new IllegalArgumentException(
                "a sample comes to rest in a constant field, got " + field);
          }
        });
  }

  /// First at rest in another field, tesla.
  public Problem relaxedIn(double bx, double by, double bz) {
    return new Problem(sample, setting, start, Optional.of(ExternalField.vector(bx, by, bz)));
  }

  /// All that acts, anew at every call.
  public List<EnergyTerm> terms() {
    var terms = new ArrayList<>(energyTerms(setting.field));
    setting.currents.through.ifPresent(
        current -> terms.add(new CurrentTorque(sample, current, setting.gyromagneticRatio)));
    setting.currents.across.ifPresent(current -> terms.add(new SpinValveTorque(sample, current)));
    return List.copyOf(terms);
  }

  private List<EnergyTerm> energyTerms(ExternalField field) {
    return EnergyTerms.of(sample, setting.demagnetising, field);
  }

  /// The sample cold, at time 0, at rest first where the problem says so.
  ///
  /// @param tolerance the largest error of m that a step makes in any cell
  public Magnet magnet(double tolerance) {
    var magnet = new Magnet(sample, terms(), setting.gyromagneticRatio, tolerance);
    magnet.set(start.of(sample));
    relaxedIn.ifPresent(
        field -> {
          var resting =
              new Magnet(sample, energyTerms(field), setting.gyromagneticRatio, tolerance);
          resting.set(magnet.m());
          resting.relax();
          magnet.set(resting.m());
        });
    return magnet;
  }

  /// The sample at time 0 with standard steps, warm where the problem has a temperature.
  public Motion begin() {
    return begin(Magnet.TOLERANCE, WarmMagnet.Stepping.STANDARD, 1);
  }

  /// The sample at time 0.
  ///
  /// @param tolerance see [#magnet], where it is cold
  /// @param stepping where it is warm
  /// @param seed of the thermal noise
  public Motion begin(double tolerance, WarmMagnet.Stepping stepping, long seed) {
    var cold = magnet(tolerance);
    if (setting.temperature.isEmpty()) {
      return cold;
    }
    var warm =
        new WarmMagnet(
            sample,
            terms(),
            setting.gyromagneticRatio,
            setting.temperature.getAsDouble(),
            stepping,
            seed);
    warm.set(cold.m());
    return warm;
  }

  /// All that makes it this problem and no other, but for the start.
  public String identity() {
    return "%s, %s, relaxed in %s"
        .formatted(
            sample.identity(), setting, relaxedIn.map(ExternalField::identity).orElse("none"));
  }
}
