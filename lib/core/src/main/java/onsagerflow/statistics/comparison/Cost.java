package onsagerflow.statistics.comparison;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.LongSupplier;

/// What it costs to let time pass, by the wall clock of this machine with all threads that the work
/// takes, or by the processor time of the whole process. Costs measured by one clock in one session
/// on one machine can be compared; the load of the machine goes into all that the wall clock shows.
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
    return of(System::nanoTime, spins, time, run);
  }

  /// The same in processor time of all threads of this process, which other processes disturb
  /// little.
  ///
  /// @param run lets the time pass
  /// @throws IllegalStateException if the system does not tell
  public static Cost inProcessorTime(double spins, double time, Runnable run) {
    if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)
        || system.getProcessCpuTime() < 0) {
      throw new IllegalStateException("this system does not tell the processor time of a process");
    }
    return of(system::getProcessCpuTime, spins, time, run);
  }

  private static Cost of(LongSupplier nanoseconds, double spins, double time, Runnable run) {
    run.run();
    long start = nanoseconds.getAsLong();
    run.run();
    return new Cost(spins, time, (nanoseconds.getAsLong() - start) * 1e-9);
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
