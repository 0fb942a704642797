package onsagerflow.rollout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.RecordedVectors;
import onsagerflow.field.vector.VectorField;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.meso.StochasticEquation;

/// Independent runs of one equation, in parallel; the same bits whatever the number of threads.
///
/// Run i draws from its own stream, [CounterRandom] of the seed and i. Frames reach the sink run
/// after run, each run in time order. At most two runs per thread are held, each by its queue of at
/// most 64 frames, so memory does not grow with the number of runs or frames; a run whose queue is
/// full waits for its turn.
///
/// @param runs number of runs
/// @param seed of the streams
/// @param threads that compute; the calling thread feeds the sink
/// @param first number of the first run to compute: runs before it were finished earlier
public record Ensemble(int runs, long seed, int threads, int first) {

  public Ensemble {
    if (runs < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "an ensemble needs a run and a thread, got " + runs + " and " + threads);
    }
    if (first < 0 || first > runs) {
      throw new IllegalArgumentException("of " + runs + " runs, none has number " + first);
    }
  }

  /// All runs.
  public Ensemble(int runs, long seed, int threads) {
    this(runs, seed, threads, 0);
  }

  /// On as many threads as there are processors.
  public Ensemble(int runs, long seed) {
    this(runs, seed, Runtime.getRuntime().availableProcessors());
  }

  /// What is left of this ensemble when the runs before `first` are finished.
  public Ensemble from(int first) {
    return new Ensemble(runs, seed, threads, first);
  }

  /// Rolls out every run and hands the frames over in the calling thread.
  ///
  /// @param rollout time step and times to save at
  /// @param equation makes one equation per run, because an equation holds work space
  /// @param initial initial field of run i
  /// @param sink receives the frames of the first run, then those of the next, …
  /// @return steps and reflections of all runs together
  /// @throws CancellationException if the thread is interrupted
  public Rollout.Report run(
      Rollout rollout,
      Supplier<? extends StochasticEquation> equation,
      IntFunction<ScalarField> initial,
      Consumer<? super Frame> sink) {
    return each(
        (run, random, frames) ->
            rollout.run(equation.get(), initial.apply(run), run, random, frames),
        sink);
  }

  /// The same of an equation of vectors.
  public Rollout.Report runVectors(
      Rollout rollout,
      Supplier<? extends StochasticEquation> equation,
      IntFunction<VectorField> initial,
      Consumer<? super VectorFrame> sink) {
    return each(
        (run, random, frames) ->
            rollout.run(equation.get(), initial.apply(run), run, random, frames),
        sink);
  }

  private interface Computation<F> {
    Rollout.Report of(int run, RandomGenerator random, Consumer<F> frames);
  }

  private <F> Rollout.Report each(Computation<F> computation, Consumer<? super F> sink) {
    var waiting = new ArrayDeque<QueuedRun<F>>();
    var total = new Rollout.Report(0, 0, 0);
    var pool = Executors.newFixedThreadPool(threads, Ensemble::worker);
    try {
      int started = first;
      for (int i = first; i < runs; i++) {
        while (started < Math.min(runs, i + 2 * threads)) {
          int run = started++;
          waiting.add(
              QueuedRun.start(
                  pool, queue -> computation.of(run, new CounterRandom(seed, run), queue)));
        }
        var report = waiting.remove().deliver(sink);
        total = report.plus(total);
      }
      return total;
    } catch (InterruptedException interrupted) {
      throw new CancellationException("ensemble interrupted");
    } finally {
      pool.shutdownNow();
    }
  }

  /// The same, all runs from one initial field.
  public Rollout.Report run(
      Rollout rollout,
      Supplier<? extends StochasticEquation> equation,
      ScalarField initial,
      Consumer<? super Frame> sink) {
    return run(rollout, equation, run -> initial, sink);
  }

  /// Keeps all frames in memory.
  ///
  /// @param model text naming what was rolled out
  public RecordedTrajectory record(
      String model,
      Rollout rollout,
      Supplier<? extends StochasticEquation> equation,
      IntFunction<ScalarField> initial) {
    var frames = new ArrayList<Frame>();
    run(rollout, equation, initial, frames::add);
    var grid = frames.getFirst().m().grid();
    return new RecordedTrajectory(new Trajectory.Origin(model, grid, seed), frames);
  }

  /// The same of an equation of vectors.
  public RecordedVectors recordVectors(
      String model,
      Rollout rollout,
      Supplier<? extends StochasticEquation> equation,
      IntFunction<VectorField> initial) {
    var frames = new ArrayList<VectorFrame>();
    runVectors(rollout, equation, initial, frames::add);
    var grid = frames.getFirst().m().grid();
    return new RecordedVectors(new Trajectory.Origin(model, grid, seed), frames);
  }

  private static Thread worker(Runnable task) {
    var thread = new Thread(task, "rollout");
    thread.setDaemon(true);
    return thread;
  }
}
