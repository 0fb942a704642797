package onsagerflow.field;

import java.util.Optional;

/// The block field of one run at one time.
///
/// @param time t, sweeps
/// @param run number of the run; frames of one run are in time order
/// @param conditions temperature and field of the run
/// @param m block magnetisation
/// @param generator exact conditional drift and noise, where the simulator recorded them
public record Frame(
    double time, int run, Conditions conditions, ScalarField m, Optional<Generator> generator) {

  /// Temperature and external field of a run.
  ///
  /// @param temperature T, in units where k_B = 1, or of a [Micromagnet] in kelvin; 0 where a
  ///   program of micromagnetics has no thermal noise, or where it is not known
  /// @param field h(x, t), with t the time of the run
  public record Conditions(double temperature, ExternalField field) {
    public Conditions {
      if (!(temperature >= 0) || !Double.isFinite(temperature)) {
        throw new IllegalArgumentException("temperature must be positive, got " + temperature);
      }
    }

    /// In a field that is the same everywhere at all times.
    ///
    /// @param field h
    public Conditions(double temperature, double field) {
      this(temperature, ExternalField.uniform(field));
    }

    /// β = 1/T.
    ///
    /// @throws IllegalArgumentException if T is 0
    public double beta() {
      return 1 / requireWarm().temperature;
    }

    /// The same conditions, for what needs thermal noise.
    ///
    /// @throws IllegalArgumentException if T is 0
    public Conditions requireWarm() {
      if (temperature == 0) {
        throw new IllegalArgumentException("temperature must be positive, got " + temperature);
      }
      return this;
    }
  }

  /// What the simulator knows of each block's next instant (PHYSICS: generator channels).
  ///
  /// @param drift A = (1/v) Σ (−σ + tanh βh), so that d⟨m⟩/dt = A
  /// @param noise G = (1/v) Σ (1 − σ tanh βh), so that the variance of m grows at 2G/v
  public record Generator(ScalarField drift, ScalarField noise) {}

  public Frame {
    generator.ifPresent(
        g -> {
          m.requireSameGrid(g.drift());
          m.requireSameGrid(g.noise());
        });
  }
}
