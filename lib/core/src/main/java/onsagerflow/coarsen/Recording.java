package onsagerflow.coarsen;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Digest;
import onsagerflow.field.Frame;
import onsagerflow.field.Progress;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.io.TrajectoryFile;
import onsagerflow.micro.SpinSystem;

/// Spins to record: how they start, how often, when to look, in blocks of which size. Said in one
/// sentence, made once; each word gives another recording and leaves the one before as it was:
///
///     Recording.of(spins).blocks(8).starts(0, 0.4).runs(16).times(0, 1, 2).seed(2).in(folder)
///
/// Each run draws its start and its updates from a [CounterRandom] of the seed and its number, so
/// that run 3 of 16 is run 3 of 4. Runs come start by start; frames of one run carry one number,
/// and where the schedule makes several recorded runs of one (pairs), these are numbered on.
public final class Recording {

  /// The stream of the state that all runs start from, which no run has.
  private static final long ONE_STATE = -1;

  private final SpinSystem spins;
  private int block = 1;
  private double[] starts = {0};
  private boolean fromOneState;
  private Optional<ScalarField> pattern = Optional.empty();
  private int runs = 1;
  private Schedule schedule = Schedule.series(0);
  private boolean generator;
  private long seed = 1;

  private Recording(SpinSystem spins) {
    this.spins = spins;
  }

  /// This one with something said otherwise.
  private Recording with(Consumer<Recording> change) {
    var other = new Recording(spins);
    other.block = block;
    other.starts = starts;
    other.fromOneState = fromOneState;
    other.pattern = pattern;
    other.runs = runs;
    other.schedule = schedule;
    other.generator = generator;
    other.seed = seed;
    change.accept(other);
    return other;
  }

  /// Of a system, which is run from one start after the other and is left at the end of the last.
  public static Recording of(SpinSystem spins) {
    return new Recording(spins);
  }

  /// In blocks of B × B spins; of single spins unless said.
  public Recording blocks(int edge) {
    return with(other -> other.block = edge);
  }

  /// From independent spins of given means ⟨σ⟩; of mean 0 unless said. Statistics take all runs as
  /// draws of one ensemble, to which what the starts differ in is scatter: take those of one start
  /// by themselves ([Trajectory#ofRuns]), or differences from a model with the same starts
  /// ([onsagerflow.statistics.comparison.Comparison]), in which it drops out.
  public Recording starts(double... means) {
    if (means.length == 0) {
      throw new IllegalArgumentException("a recording needs a mean to start from, got none");
    }
    return startingFrom(means.clone(), false, Optional.empty());
  }

  /// From one and the same configuration of independent spins in every run.
  ///
  /// @param mean ⟨σ⟩
  public Recording startingFromOneState(double mean) {
    return startingFrom(new double[] {mean}, true, Optional.empty());
  }

  /// From independent spins whose means vary in space, drawn afresh in every run.
  ///
  /// @param means ⟨σ⟩ of each spin, in [−1, 1]
  /// @throws IllegalArgumentException if they are not on the lattice of the spins
  public Recording startingFrom(ScalarField means) {
    if (!means.grid().equals(spins.grid())) {
      throw new IllegalArgumentException(
          "means on " + means.grid() + " for spins on " + spins.grid());
    }
    for (double mean : means.values()) {
      if (!(Math.abs(mean) <= 1)) {
        throw new IllegalArgumentException("mean magnetisation must lie in [-1, 1], got " + mean);
      }
    }
    return startingFrom(new double[] {means.mean()}, false, Optional.of(means.copy()));
  }

  private Recording startingFrom(double[] means, boolean oneState, Optional<ScalarField> inSpace) {
    return with(
        other -> {
          other.starts = means;
          other.fromOneState = oneState;
          other.pattern = inSpace;
        });
  }

  /// So many runs from each start; one unless said.
  public Recording runs(int ofEachStart) {
    if (ofEachStart < 1) {
      throw new IllegalArgumentException("a recording needs a run, got " + ofEachStart);
    }
    return with(other -> other.runs = ofEachStart);
  }

  /// At these times of every run, sweeps.
  public Recording times(double... times) {
    return schedule(Schedule.series(times));
  }

  /// In pairs m(t), m(t + lag).
  ///
  /// @param times t, more than a lag apart
  public Recording pairs(double lag, double... times) {
    return schedule(Schedule.pairs(lag, times));
  }

  public Recording schedule(Schedule when) {
    return with(other -> other.schedule = when);
  }

  /// With the exact drift and noise of every block beside m.
  public Recording withGenerator() {
    return with(other -> other.generator = true);
  }

  public Recording seed(long number) {
    return with(other -> other.seed = number);
  }

  /// The number of frames.
  public int frames() {
    return spinRuns().frames();
  }

  /// All that makes it: of two recordings with one identity the frames are the same.
  public String identity() {
    return "%s; blocks of %s, %s runs from %s%s%s, at %s%s, seed %s"
        .formatted(
            spins.identity(),
            block,
            runs,
            Arrays.toString(starts),
            fromOneState ? " of one state" : "",
            pattern.map(means -> " as " + Digest.of(means.values())).orElse(""),
            schedule.runs(),
            generator ? " with generator" : "",
            seed);
  }

  /// The file of this recording in a folder, made there where it is missing: its name is that of
  /// all that makes it. Cut off, it goes on from where it was. Fields are rounded to float32, and
  /// an external field that changes in time is known at the frames only, linear between them.
  /// Whoever wants the space deletes the folder.
  ///
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted
  /// @throws IllegalArgumentException if the block does not divide the lattice
  public TrajectoryFile in(Path folder) {
    return TrajectoryFile.open(
        KeptRecordings.file(
            folder,
            "T%s-B%s".formatted((float) spins.conditions().temperature(), block),
            identity(),
            file -> spinRuns().write(file, origin(), identity(), SpinRuns.EVERY, this::say)));
  }

  private void say(int frames) {
    Progress.say("spins", frames, frames(), "frames");
  }

  /// The frames in memory, made now.
  public RecordedTrajectory inMemory() {
    var frames = new ArrayList<Frame>();
    record(frames::add);
    return new RecordedTrajectory(origin(), frames);
  }

  private Trajectory.Origin origin() {
    return new Trajectory.Origin(spins.identity(), spins.grid().coarsen(block), block, seed);
  }

  /// Hands over the frames as they come.
  public void record(Consumer<? super Frame> frames) {
    int[] count = {0};
    spinRuns()
        .record(
            frame -> {
              frames.accept(frame);
              say(++count[0]);
            });
  }

  private SpinRuns spinRuns() {
    var recorder = new Recorder(new BlockAverage(block), generator);
    return new SpinRuns(
        spins, recorder, schedule, Math.multiplyExact(starts.length, runs), this::begin);
  }

  private CounterRandom begin(int run, SpinSystem system) {
    var random = new CounterRandom(seed, run);
    if (pattern.isPresent()) {
      system.setSpins(draw(pattern.get(), random));
    } else {
      double mean = starts[run / runs];
      system.magnetise(mean, fromOneState ? new CounterRandom(seed, ONE_STATE) : random);
    }
    return random;
  }

  private static byte[] draw(ScalarField means, RandomGenerator random) {
    var drawn = new byte[means.size()];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = (byte) (2 * random.nextDouble() < 1 + means.get(i) ? 1 : -1);
    }
    return drawn;
  }

  /// One line.
  @Override
  public String toString() {
    return frames() + " frames of " + identity();
  }
}
