package onsagerflow.cli.simulate;

import java.time.Duration;
import onsagerflow.coarsen.SpinRuns;
import picocli.CommandLine.Option;

/// How often a simulation saves its spins.
final class CheckpointOptions {

  @Option(
      names = "--checkpoint-every",
      paramLabel = "<s>",
      description =
          "Seconds after which the spins are saved beside --out, so that the same command goes on"
              + " from there if it is cut off.")
  private double seconds = SpinRuns.EVERY.toSeconds();

  /// @throws IllegalArgumentException if it is no time
  Duration every() {
    if (!(seconds >= 0 && seconds < Integer.MAX_VALUE)) {
      throw new IllegalArgumentException("--checkpoint-every must be >= 0 seconds, got " + seconds);
    }
    return Duration.ofMillis(Math.round(1000 * seconds));
  }
}
