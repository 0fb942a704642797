package onsagerflow.statistics.comparison;

import java.util.Locale;

/// What it costs to let time pass, by the wall clock of this machine with all threads that the work
/// takes. Costs measured in one session on one machine can be compared; the load of the machine
/// goes into all of them.
///
/// @param spins that the system has, or would have where its cells stand for spins
/// @param time that passed in the system, sweeps
/// @param seconds that it took
public record Cost(double spins, double time, double seconds) {

  public Cost {
    if (!(spins > 0 && time > 0)) {
      throw new IllegalArgumentException(
          "a cost needs spins and time, got %s spins and %s sweeps".formatted(spins, time));
    }
  }

  /// Runs once untimed, so that what is compiled and planned is, and once by the clock.
  ///
  /// @param run lets the time pass
  public static Cost of(double spins, double time, Runnable run) {
    run.run();
    long start = System.nanoTime();
    run.run();
    return new Cost(spins, time, (System.nanoTime() - start) * 1e-9);
  }

  /// Seconds for a unit of time.
  public double perSweep() {
    return seconds / time;
  }

  /// Nanoseconds for a spin and a unit of time.
  public double perSpin() {
    return 1e9 * perSweep() / spins;
  }

  /// How many times as much another costs for each spin and unit of time.
  public double timesLessThan(Cost other) {
    return other.perSpin() / perSpin();
  }

  /// One line.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.3g s per sweep of %.4g spins, %.3g ns a spin",
        perSweep(),
        spins,
        perSpin());
  }
}
