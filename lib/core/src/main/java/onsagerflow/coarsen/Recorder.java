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

  /// How far the recording of a run of spins is.
  ///
  /// @param frames handed on so far
  /// @param advance how far the spins are on their way to the next
  public record Position(int frames, SpinSystem.Advance advance) {

    /// Before the first frame.
    static final Position BEGINNING = new Position(0, new SpinSystem.Advance(0, Double.NaN, 0));

    private boolean isBegun() {
      return advance.steps() > 0;
    }
  }

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
    spins.setTime(0);
    return record(spins, schedule, firstRun, random, frames, Position.BEGINNING, position -> {});
  }

  /// The rest of a run from a position on, where the spins are now.
  ///
  /// @param atStep told the position between the steps of the spins, which may be saved then
  int record(
      SpinSystem spins,
      Schedule schedule,
      int firstRun,
      RandomGenerator random,
      Consumer<Frame> frames,
      Position from,
      Consumer<Position> atStep) {
    spins.conditions().field().requireKnown(0, schedule.last());
    int run = firstRun;
    double now = 0;
    int frame = 0;
    for (var times : schedule.runs()) {
      for (double time : times) {
        int done = frame++;
        if (done >= from.frames()) {
          var advance =
              done == from.frames() && from.isBegun()
                  ? from.advance()
                  : new SpinSystem.Advance(spins.time(), time - now, 0);
          atStep.accept(new Position(done, advance));
          spins.advance(advance, random, step -> atStep.accept(new Position(done, step)));
          frames.accept(frame(spins, time, run));
        }
        now = time;
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
