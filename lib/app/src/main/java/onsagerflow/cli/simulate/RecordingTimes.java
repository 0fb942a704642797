package onsagerflow.cli.simulate;

import java.util.Arrays;
import onsagerflow.cli.command.Times;
import onsagerflow.coarsen.Schedule;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say when to record: an even series, frame pairs, or listed times.
public final class RecordingTimes {

  /// How the starts of pairs are spread.
  enum Spacing {
    EVEN,
    GEOMETRIC
  }

  @Option(names = "--duration", paramLabel = "<t>", description = "Sweeps of each run.")
  private @Nullable Double duration;

  @Option(
      names = "--save-every",
      paramLabel = "<dt>",
      description = "Record a series, a frame every dt sweeps.")
  private @Nullable Double saveEvery;

  @Option(
      names = "--pairs",
      paramLabel = "<N>",
      description =
          "Record N pairs of frames m(t), m(t + lag) in each run: more information per byte than a"
              + " series.")
  private @Nullable Integer pairs;

  @Option(
      names = "--lag",
      paramLabel = "<lag>",
      description = "Sweeps between the two of a pair.%n  Default: 0.1")
  private @Nullable Double lag;

  @Option(
      names = "--spacing",
      paramLabel = "even|geometric",
      defaultValue = "even",
      description = "How pairs are spread over the run; geometric needs --first > 0.")
  private Spacing spacing = Spacing.EVEN;

  @Option(
      names = "--first",
      paramLabel = "<t>",
      description = "Time of the first frame or pair, in sweeps.")
  private double first;

  @Option(
      names = "--times",
      split = ",",
      paramLabel = "<t>",
      description = "Record at these times instead, in sweeps, separated by commas.")
  private double @Nullable [] times;

  /// When one run records.
  ///
  /// @throws IllegalArgumentException if options contradict each other or a number makes no sense
  public Schedule schedule() {
    return schedule(1);
  }

  /// The same of options in another unit of time.
  ///
  /// @param unit so many of theirs are one of the spins
  Schedule schedule(double unit) {
    if (times != null) {
      if (duration != null || saveEvery != null || pairs != null) {
        throw new IllegalArgumentException(
            "--times stands alone: leave out --duration, --save-every and --pairs");
      }
      return Schedule.series(Arrays.stream(times).map(t -> t / unit).toArray());
    }
    if (duration == null || (saveEvery == null) == (pairs == null)) {
      throw new IllegalArgumentException(
          "say when to record: --duration with either --save-every or --pairs, or --times");
    }
    double end = duration / unit;
    return saveEvery != null
        ? Schedule.series(Times.every(first / unit, saveEvery / unit, end))
        : pairs(pairs, first / unit, end, lag == null ? 0.1 : lag / unit);
  }

  private Schedule pairs(int count, double first, double end, double lag) {
    if (count < 1) {
      throw new IllegalArgumentException("--pairs must be at least 1, got " + count);
    }
    Times.requireDuration(first, end - lag);
    double[] starts =
        count == 1
            ? new double[] {first}
            : spacing == Spacing.EVEN
                ? Schedule.even(first, end - lag, count)
                : Schedule.geometric(first, end - lag, count);
    // Pairs that touch share a frame: that is a series, and its errors are not independent.
    if (count > 1 && starts[1] - starts[0] <= lag * (1 + 1e-9)) {
      throw new IllegalArgumentException(
          count + " pairs of lag " + lag + " overlap between " + first + " and " + end + " sweeps");
    }
    return Schedule.pairs(lag, starts);
  }
}
