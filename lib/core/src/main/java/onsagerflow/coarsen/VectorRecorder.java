package onsagerflow.coarsen;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.llg.VectorSystem;

/// Runs unit vectors along a schedule and hands on one block field at a time; nothing is kept.
///
/// @param average the block average
/// @param withGenerator whether frames carry the exact drift and noise of each block
public record VectorRecorder(VectorAverage average, boolean withGenerator) {

  /// How far the recording of a run is.
  ///
  /// @param frames handed on so far
  /// @param advance how far the vectors are on their way to the next
  public record Position(int frames, VectorSystem.Advance advance) {

    /// Before the first frame.
    static final Position BEGINNING = new Position(0, new VectorSystem.Advance(0, Double.NaN, 0));

    private boolean isBegun() {
      return advance.steps() > 0;
    }
  }

  /// One run from the vectors as they are, their clock set to 0.
  ///
  /// @param firstRun number of the first recorded run
  /// @return the next free number of a run
  /// @throws IllegalArgumentException if the external field ends before the schedule
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted
  public int record(
      VectorSystem vectors,
      Schedule schedule,
      int firstRun,
      RandomGenerator random,
      Consumer<VectorFrame> frames) {
    vectors.setTime(0);
    return record(vectors, schedule, firstRun, random, frames, Position.BEGINNING, position -> {});
  }

  /// The rest of a run from a position on, where the vectors are now.
  ///
  /// @param atStep told the position between the steps of the vectors, which may be saved then
  int record(
      VectorSystem vectors,
      Schedule schedule,
      int firstRun,
      RandomGenerator random,
      Consumer<VectorFrame> frames,
      Position from,
      Consumer<Position> atStep) {
    vectors.conditions().field().requireKnown(0, schedule.last());
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
                  : new VectorSystem.Advance(vectors.time(), time - now, 0);
          atStep.accept(new Position(done, advance));
          vectors.advance(advance, random, step -> atStep.accept(new Position(done, step)));
          frames.accept(frame(vectors, time, run));
        }
        now = time;
      }
      run++;
    }
    return run;
  }

  private VectorFrame frame(VectorSystem vectors, double time, int run) {
    Optional<VectorFrame.Generator> generator =
        withGenerator ? Optional.of(average.generator(vectors)) : Optional.empty();
    return new VectorFrame(
        time, run, vectors.conditions(), average.magnetisation(vectors), generator);
  }
}
