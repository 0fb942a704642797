package onsagerflow.coarsen;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import onsagerflow.field.Frame;
import onsagerflow.micro.SpinSystem;

/// Runs spins along a schedule and hands on one block field at a time; nothing is kept.
///
/// @param average the block average
/// @param withGenerator whether frames carry the exact drift and noise of each block
public record Recorder(BlockAverage average, boolean withGenerator) {

  /// One run of spins from each initial magnetisation in turn; recorded runs are numbered from 0.
  ///
  /// @param initialMeans ⟨σ⟩ of the independent spins that each run starts from at time 0
  /// @param frames receives the frames in order
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted
  public void record(
      SpinSystem spins,
      Schedule schedule,
      double[] initialMeans,
      RandomGenerator random,
      Consumer<Frame> frames) {
    int run = 0;
    for (double mean : initialMeans) {
      spins.magnetise(mean, random);
      run = record(spins, schedule, run, random, frames);
    }
  }

  /// One run from the spins as they are, their clock set to 0.
  ///
  /// @param firstRun number of the first recorded run
  /// @return the next free number of a run
  /// @throws IllegalArgumentException if the external field ends before the schedule
  public int record(
      SpinSystem spins,
      Schedule schedule,
      int firstRun,
      RandomGenerator random,
      Consumer<Frame> frames) {
    spins.conditions().field().requireKnown(0, schedule.last());
    int run = firstRun;
    double now = 0;
    spins.setTime(0);
    for (var times : schedule.runs()) {
      for (double time : times) {
        spins.advance(time - now, random);
        now = time;
        frames.accept(frame(spins, time, run));
      }
      run++;
    }
    return run;
  }

  private Frame frame(SpinSystem spins, double time, int run) {
    Optional<Frame.Generator> generator =
        withGenerator ? Optional.of(average.generator(spins)) : Optional.empty();
    return new Frame(time, run, spins.conditions(), average.magnetisation(spins), generator);
  }
}
