package onsagerflow.atomistic;

import onsagerflow.field.ExternalField;
import onsagerflow.field.ThermalUnits;

/// A material in SI units and the reduced ones in which it is simulated: energies in those of J, one
/// exchange bond; moment 1; γ = 1.
///
///     T = k_B T_SI / J,   h = μ_s B / J,   t = t_SI γ_e J / ((1 + λ²) μ_s)
///
/// γ_e/(1 + λ²) is the rate of precession of the Landau–Lifshitz form that belongs to Gilbert's
/// equation of damping λ.
///
/// @param exchange J of one bond of nearest neighbours, joule
/// @param moment μ_s, Bohr magnetons
/// @param damping λ ≥ 0
/// @param gyromagneticRatio γ_e, rad/(s T)
public record Material(double exchange, double moment, double damping, double gyromagneticRatio) {

  /// μ_B, J/T (CODATA 2018).
  public static final double BOHR_MAGNETON = 9.2740100783e-24;

  /// e, C: joule of one electronvolt.
  public static final double ELECTRONVOLT = 1.602176634e-19;

  private static final double LARGEST_EXCHANGE = 1e-18;
  private static final double SMALLEST_EXCHANGE = 1e-26;
  private static final double SMALLEST_MOMENT = 1e-6;
  private static final double LARGEST_MOMENT = 1e6;
  private static final double SMALLEST_RATIO = 1e6;
  private static final double LONGEST_TIME = 1e-3;
  private static final double STRONGEST_FIELD = 1e6;

  public Material {
    double size = Math.abs(exchange);
    if (!(size <= LARGEST_EXCHANGE)) {
      throw new IllegalArgumentException(
          "an exchange of %s is not in joule: %s meV would be %s J, and J = 1 belongs to reduced"
                  .formatted(exchange, exchange, (float) (exchange * 1e-3 * ELECTRONVOLT))
              + " units");
    }
    if (!(size >= SMALLEST_EXCHANGE)) {
      throw new IllegalArgumentException(
          "an exchange of %s J is %s K: too weak to be one"
              .formatted(exchange, (float) (exchange / ThermalUnits.BOLTZMANN)));
    }
    if (!(moment >= SMALLEST_MOMENT && moment <= LARGEST_MOMENT)) {
      throw new IllegalArgumentException(
          "a moment of %s is no number of Bohr magnetons: %s J/T would be %s"
              .formatted(moment, moment, (float) (moment / BOHR_MAGNETON)));
    }
    if (!(damping >= 0) || !Double.isFinite(damping)) {
      throw new IllegalArgumentException("damping must be >= 0, got " + damping);
    }
    if (!(gyromagneticRatio >= SMALLEST_RATIO)) {
      throw new IllegalArgumentException(
          "a gyromagnetic ratio of %s is not in rad/(s T): that of the electron is %s"
              .formatted(gyromagneticRatio, ThermalUnits.ELECTRON));
    }
  }

  /// With the gyromagnetic ratio of the electron.
  public Material(double exchange, double moment, double damping) {
    this(exchange, moment, damping, ThermalUnits.ELECTRON);
  }

  /// One reduced unit of temperature, |J|/k_B, in kelvin.
  public double kelvin() {
    return Math.abs(exchange) / ThermalUnits.BOLTZMANN;
  }

  /// One reduced unit of field, |J|/μ_s, in tesla.
  public double tesla() {
    return Math.abs(exchange) / (moment * BOHR_MAGNETON);
  }

  /// One reduced unit of time, in seconds.
  public double seconds() {
    return (1 + damping * damping) / (gyromagneticRatio * tesla());
  }

  /// An energy in reduced units.
  ///
  /// @param joule of a bond or a spin
  /// @throws IllegalArgumentException if it cannot be in joule
  public double energy(double joule) {
    if (!(Math.abs(joule) <= LARGEST_EXCHANGE)) {
      throw new IllegalArgumentException(
          "an energy of %s is not in joule: %s times the exchange would be %s J"
              .formatted(joule, joule, (float) (joule * Math.abs(exchange))));
    }
    return joule / Math.abs(exchange);
  }

  /// A temperature in reduced units.
  public double temperature(double inKelvin) {
    if (!(inKelvin > 0) || !Double.isFinite(inKelvin)) {
      throw new IllegalArgumentException("temperature must be positive, got " + inKelvin + " K");
    }
    return inKelvin / kelvin();
  }

  /// A uniform field in reduced units.
  ///
  /// @param bx,by,bz tesla
  /// @throws IllegalArgumentException if no field is so strong
  public ExternalField field(double bx, double by, double bz) {
    if (!(Math.max(Math.abs(bx), Math.max(Math.abs(by), Math.abs(bz))) <= STRONGEST_FIELD)) {
      throw new IllegalArgumentException(
          "a field of (%s, %s, %s) is not in tesla: h = 1 in reduced units is %s T"
              .formatted(bx, by, bz, (float) tesla()));
    }
    return ExternalField.vector(bx / tesla(), by / tesla(), bz / tesla());
  }

  /// A time in reduced units.
  ///
  /// @throws IllegalArgumentException if no run lasts so long
  public double time(double inSeconds) {
    if (!(inSeconds >= 0 && inSeconds <= LONGEST_TIME)) {
      throw new IllegalArgumentException(
          "a time of %s is not in seconds: one unit of reduced time is %s s"
              .formatted(inSeconds, (float) seconds()));
    }
    return inSeconds / seconds();
  }
}
