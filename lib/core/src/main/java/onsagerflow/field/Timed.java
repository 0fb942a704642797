package onsagerflow.field;

import java.time.Duration;
import java.util.function.Supplier;

/// What came out of some work, and what it cost.
///
/// Processor time is that of the whole process, all its threads and other work included, and counts
/// threads that wait busily.
///
/// @param result of the work
/// @param seconds of wall time
/// @param processorSeconds of processor time; NaN where the system does not tell
public record Timed<T>(T result, double seconds, double processorSeconds) {

  /// Does the work and times it.
  public static <T> Timed<T> of(Supplier<? extends T> work) {
    long start = System.nanoTime();
    double before = processor();
    T result = work.get();
    double spent = processor() - before;
    return new Timed<>(result, (System.nanoTime() - start) * 1e-9, spent);
  }

  private static double processor() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(Duration::toMillis)
        .map(milliseconds -> milliseconds / 1000.0)
        .orElse(Double.NaN);
  }
}
