package onsagerflow.cli.flips;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import onsagerflow.cli.command.Common;
import onsagerflow.cli.command.Interruption;
import onsagerflow.cli.command.KeptRunsException;
import onsagerflow.cli.command.ProgressReporter;
import onsagerflow.io.Checkpoint;
import onsagerflow.io.ResultFile;
import onsagerflow.jobs.Task;
import onsagerflow.rare.Committor;
import onsagerflow.rare.Execution;
import onsagerflow.rare.Replica;
import onsagerflow.rare.Transition;
import onsagerflow.rare.Trials;

/// Samples the flips of one system as the options say, and writes what was found.
///
/// @param system makes replicas
/// @param description of the system, in words
/// @param identity text that tells the system from others
record FlipSampling(Supplier<? extends Replica> system, String description, String identity) {

  /// Trajectories from each state of which the committor is wanted.
  private static final int SHOTS = 20;

  /// Replicas that say where state A is.
  private static final int PILOT = 50;

  void run(Path out, FlipOptions options, Transition transition, Common common) {
    var file = out.resolveSibling(out.getFileName() + ".checkpoint");
    var results = new LinkedHashMap<String, Object>();
    results.put("system", description);
    results.put("flip", transition.describe());
    results.put("seed", options.seed());
    String summary;
    try (var progress = common.progress("flips", "replicas", ProgressReporter.UNKNOWN)) {
      summary =
          options
              .engine()
              .with(
                  common,
                  progress::note,
                  jobs -> {
                    var execution =
                        new Execution(
                            options.threads(),
                            (task, done, total) ->
                                progress.note(task + ": " + done + " of " + total),
                            Optional.of(new Checkpoint(file, identity)),
                            jobs.map(some -> some::run));
                    return switch (options.method()) {
                      case BRUTE -> bruteForce(options, transition, execution, results);
                      case FFS -> forwardFlux(options, transition, execution, results);
                    };
                  });
    } catch (RuntimeException e) {
      if (!Interruption.explains(e)) {
        throw e;
      }
      throw Files.exists(file)
          ? new KeptRunsException(
              "interrupted; what was found is kept in %s, the same command goes on from it"
                  .formatted(file))
          : new CancellationException();
    }
    ResultFile.write(out, results);
    new Checkpoint(file, identity).delete();
    common.print(out + ": " + summary);
  }

  /// Does single trials, all on one replica.
  Task task() {
    var replica = system.get();
    return trial -> Trials.answer(trial, replica);
  }

  private String bruteForce(
      FlipOptions options,
      Transition transition,
      Execution execution,
      Map<String, Object> results) {
    var passages = options.bruteForce(transition).run(system, execution);
    var report = FlipReport.of(passages);
    results.putAll(report.results());
    return report.summary();
  }

  private String forwardFlux(
      FlipOptions options,
      Transition transition,
      Execution execution,
      Map<String, Object> results) {
    var flip =
        options.wantsMedianA()
            ? transition.withMedianA(system, PILOT, options.seed(), execution)
            : transition;
    results.put("flip", flip.describe());
    var sampling = options.forwardFlux(flip);
    var found = sampling.run(system, execution);
    var report = FlipReport.of(found);
    results.putAll(report.results());
    if (options.committorStates() == 0) {
      return report.summary();
    }
    double halfway = sampling.halfway(found, system, execution);
    var states = sampling.statesAt(halfway, found, system, execution);
    int used = Math.min(options.committorStates(), states.size());
    var sample =
        new Committor(flip, SHOTS, options.seed()).of(states.subList(0, used), system, execution);
    var committor = FlipReport.of(halfway, sample);
    results.putAll(committor.results());
    return report.summary() + "; " + committor.summary();
  }
}
