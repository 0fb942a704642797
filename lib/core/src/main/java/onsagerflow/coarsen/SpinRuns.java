package onsagerflow.coarsen;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Trajectory;
import onsagerflow.io.ResumableTrajectory;
import onsagerflow.micro.SpinSystem;

/// Runs of one system of spins, one after the other, each recorded by the same schedule.
///
/// @param runs how many
/// @param start how they begin
public record SpinRuns(
    SpinSystem spins, Recorder recorder, Schedule schedule, int runs, Start start) {

  /// How runs begin.
  @FunctionalInterface
  public interface Start {

    /// Puts the spins in the state at the beginning of a run.
    ///
    /// @return the random numbers that go on to drive them
    CounterRandom begin(int run, SpinSystem spins);
  }

  /// How often a state is written to the disk, unless that takes more than a twentieth of the time.
  public static final Duration EVERY = Duration.ofMinutes(1);

  /// All frames.
  public int frames() {
    return Math.multiplyExact(runs, framesPerRun());
  }

  /// Those of one run.
  public int framesPerRun() {
    return schedule.runs().stream().mapToInt(run -> run.size()).sum();
  }

  /// Hands over the frames as they come.
  public void record(Consumer<Frame> frames) {
    for (int run = 0; run < runs; run++) {
      record(run, frames);
    }
  }

  /// The frames of one run, which do not depend on those before.
  public void record(int run, Consumer<Frame> frames) {
    var random = start.begin(run, spins);
    recorder.record(spins, schedule, run * schedule.runs().size(), random, frames);
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
    var stand = new Stand();
    try (var out =
        new ResumableTrajectory(
            file,
            plan,
            origin,
            spins.conditions(),
            runs,
            framesPerRun(),
            recorder.withGenerator(),
            stand::read)) {
      afterFrame.accept(out.written());
      var clock = new CheckpointClock(every);
      Consumer<Frame> frames =
          frame -> {
            out.accept(frame);
            afterFrame.accept(out.written());
          };
      int first = stand.run < 0 ? out.written() / framesPerRun() : stand.run;
      for (int run = first; run < runs; run++) {
        int number = run;
        var random = stand.random(run);
        recorder.record(
            spins,
            schedule,
            run * schedule.runs().size(),
            random,
            frames,
            stand.position(run),
            position ->
                clock.perhaps(() -> out.save(state -> write(state, number, position, random))));
      }
    }
  }

  private void write(
      DataOutputStream out, int run, Recorder.Position position, CounterRandom random)
      throws IOException {
    out.writeInt(run);
    out.writeInt(position.frames());
    out.writeDouble(position.advance().start());
    out.writeDouble(position.advance().sweeps());
    out.writeLong(position.advance().steps());
    spins.save(out, random);
  }

  /// Where a process that was cut off stood.
  private final class Stand {
    private int run = -1; // none
    private Recorder.Position position = Recorder.Position.BEGINNING;
    private CounterRandom random = new CounterRandom(0, 0);

    void read(DataInputStream in) throws IOException {
      if (in.available() == 0) {
        return; // whole runs, made elsewhere
      }
      run = in.readInt();
      position =
          new Recorder.Position(
              in.readInt(),
              new SpinSystem.Advance(in.readDouble(), in.readDouble(), in.readLong()));
      random = spins.restore(in);
    }

    CounterRandom random(int other) {
      return run == other ? random : start.begin(other, spins);
    }

    Recorder.Position position(int other) {
      return run == other ? position : Recorder.Position.BEGINNING;
    }
  }
}
