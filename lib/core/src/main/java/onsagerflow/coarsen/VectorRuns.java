package onsagerflow.coarsen;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.io.ResumableVectorTrajectory;
import onsagerflow.llg.VectorSystem;

/// Runs of one system of unit vectors, one after the other, each recorded by the same schedule.
///
/// @param runs how many
/// @param start how they begin
public record VectorRuns(
    VectorSystem vectors, VectorRecorder recorder, Schedule schedule, int runs, Start start) {

  /// How often a state is written to the disk, unless that takes more than a twentieth of the time.
  public static final Duration EVERY = SpinRuns.EVERY;

  /// How runs begin.
  @FunctionalInterface
  public interface Start {

    /// Puts the vectors in the state at the beginning of a run.
    ///
    /// @return the random numbers that go on to drive them
    CounterRandom begin(int run, VectorSystem vectors);
  }

  /// Where a recording stands: which run, how far, and the vectors with their random numbers.
  public final class Stand {
    private int run;
    private VectorRecorder.Position position = VectorRecorder.Position.BEGINNING;
    private CounterRandom random = new CounterRandom(0, 0);
    private boolean isBegun;

    private Stand() {}

    /// Writes all that is needed to go on from here.
    public void write(DataOutputStream out) throws IOException {
      out.writeInt(run);
      out.writeInt(position.frames());
      out.writeDouble(position.advance().start());
      out.writeDouble(position.advance().duration());
      out.writeLong(position.advance().steps());
      vectors.save(out, random);
    }

    /// Takes up what [#write] left, and puts the vectors in that state.
    public void read(DataInputStream in) throws IOException {
      run = in.readInt();
      position =
          new VectorRecorder.Position(
              in.readInt(),
              new VectorSystem.Advance(in.readDouble(), in.readDouble(), in.readLong()));
      random = vectors.restore(in);
      isBegun = true;
    }
  }

  /// All frames.
  public int frames() {
    return Math.multiplyExact(runs, framesPerRun());
  }

  /// Those of one run.
  public int framesPerRun() {
    return schedule.runs().stream().mapToInt(run -> run.size()).sum();
  }

  /// Before the first frame.
  public Stand beginning() {
    return new Stand();
  }

  /// Hands over the frames as they come.
  public void record(Consumer<VectorFrame> frames) {
    record(beginning(), frames, _ -> {});
  }

  /// Hands over the frames that are left.
  ///
  /// @param stand where the recording is, which moves on with it
  /// @param atStep told between the steps of the vectors, when the stand may be written
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted
  public void record(Stand stand, Consumer<VectorFrame> frames, Consumer<Stand> atStep) {
    for (; stand.run < runs; stand.run++) {
      if (!stand.isBegun) {
        stand.random = start.begin(stand.run, vectors);
        stand.position = VectorRecorder.Position.BEGINNING;
        vectors.setTime(0);
        stand.isBegun = true;
      }
      recorder.record(
          vectors,
          schedule,
          stand.run * schedule.runs().size(),
          stand.random,
          frames,
          stand.position,
          position -> {
            stand.position = position;
            atStep.accept(stand);
          });
      stand.isBegun = false;
    }
  }

  /// Writes the frames to a file, from where an earlier process was cut off.
  ///
  /// @param plan text that says all that decides the frames, in parts separated by `", "`
  /// @param every how often what a new process needs is written, besides the frames
  /// @param afterFrame told the number of frames that are there
  /// @throws IllegalArgumentException if what an earlier process has left is of another plan
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted; the same call
  ///   goes on from there
  public void write(
      Path file,
      Trajectory.Origin origin,
      String plan,
      Duration every,
      Consumer<Integer> afterFrame) {
    var stand = beginning();
    try (var out =
        new ResumableVectorTrajectory(
            file,
            plan,
            origin,
            vectors.conditions(),
            runs,
            framesPerRun(),
            recorder.withGenerator(),
            stand::read)) {
      afterFrame.accept(out.written());
      var clock = new CheckpointClock(every);
      record(
          stand,
          frame -> {
            out.accept(frame);
            afterFrame.accept(out.written());
          },
          now -> clock.perhaps(() -> out.save(now::write)));
    }
  }
}
