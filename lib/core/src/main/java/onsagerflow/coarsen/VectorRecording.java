package onsagerflow.coarsen;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Digest;
import onsagerflow.field.Progress;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.RecordedVectors;
import onsagerflow.field.vector.VectorField;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.io.VectorTrajectoryFile;
import onsagerflow.llg.VectorSystem;

/// Unit vectors to record, as [Recording] records spins up and down. Said in one sentence; each word
/// gives another recording and leaves the one before as it was:
///
///     VectorRecording.of(vectors).blocks(8).start(0, 0, 0.4).runs(16).times(0, 1, 2).inMemory()
///
/// Each run draws its start and its noise from a [CounterRandom] of the seed and its number. Runs
/// come start by start; where the schedule makes several recorded runs of one (pairs), these are
/// numbered on.
public final class VectorRecording {

  private final VectorSystem vectors;
  private int block = 1;
  private List<double[]> starts = List.of(new double[3]);
  private Optional<VectorField> state = Optional.empty();
  private int runs = 1;
  private Schedule schedule = Schedule.series(0);
  private boolean generator;
  private long seed = 1;

  private VectorRecording(VectorSystem vectors) {
    this.vectors = vectors;
  }

  /// This one with something said otherwise.
  private VectorRecording with(Consumer<VectorRecording> change) {
    var other = new VectorRecording(vectors);
    other.block = block;
    other.starts = starts;
    other.state = state;
    other.runs = runs;
    other.schedule = schedule;
    other.generator = generator;
    other.seed = seed;
    change.accept(other);
    return other;
  }

  /// Of a system, which is run from one start after the other and is left at the end of the last.
  public static VectorRecording of(VectorSystem vectors) {
    return new VectorRecording(vectors);
  }

  /// In blocks of edge B; of single vectors unless said.
  public VectorRecording blocks(int edge) {
    return with(other -> other.block = edge);
  }

  /// From independent vectors of a given mean; of mean 0 unless said.
  public VectorRecording start(double mx, double my, double mz) {
    return starts(List.of(new double[] {mx, my, mz}));
  }

  /// From independent vectors of given means.
  ///
  /// @param means of three numbers each, |mean| ≤ 1
  public VectorRecording starts(List<double[]> means) {
    if (means.isEmpty()) {
      throw new IllegalArgumentException("a recording needs a mean to start from, got none");
    }
    var copies = means.stream().map(double[]::clone).toList();
    return with(
        other -> {
          other.starts = copies;
          other.state = Optional.empty();
        });
  }

  /// From one and the same state in every run.
  ///
  /// @param unitVectors on the lattice
  public VectorRecording startingFrom(VectorField unitVectors) {
    var copy = unitVectors.copy();
    return with(
        other -> {
          other.starts = List.of(new double[3]);
          other.state = Optional.of(copy);
        });
  }

  /// So many runs from each start; one unless said.
  public VectorRecording runs(int ofEachStart) {
    if (ofEachStart < 1) {
      throw new IllegalArgumentException("a recording needs a run, got " + ofEachStart);
    }
    return with(other -> other.runs = ofEachStart);
  }

  /// At these times of every run.
  public VectorRecording times(double... times) {
    return schedule(Schedule.series(times));
  }

  /// In pairs m(t), m(t + lag).
  ///
  /// @param times t, more than a lag apart
  public VectorRecording pairs(double lag, double... times) {
    return schedule(Schedule.pairs(lag, times));
  }

  public VectorRecording schedule(Schedule when) {
    return with(other -> other.schedule = when);
  }

  /// With the exact drift and noise of every block beside m.
  public VectorRecording withGenerator() {
    return with(other -> other.generator = true);
  }

  public VectorRecording seed(long number) {
    return with(other -> other.seed = number);
  }

  /// All that makes it: of two recordings with one identity the frames are the same.
  public String identity() {
    return "%s; blocks of %s, %s runs from %s%s, at %s%s, seed %s"
        .formatted(
            vectors.identity(),
            block,
            runs,
            starts.stream().map(Arrays::toString).toList(),
            state.map(s -> " as " + Digest.of(s.values())).orElse(""),
            schedule.runs(),
            generator ? " with generator" : "",
            seed);
  }

  /// What a trajectory of it says of itself.
  public Trajectory.Origin origin() {
    return new Trajectory.Origin(
        vectors.identity(),
        vectors.grid().coarsen(block),
        block,
        OptionalLong.of(seed),
        vectors.micromagnet());
  }

  /// The runs, for whoever writes them to where they can be taken up again.
  public VectorRuns vectorRuns() {
    var recorder = new VectorRecorder(new VectorAverage(block), generator);
    return new VectorRuns(
        vectors, recorder, schedule, Math.multiplyExact(starts.size(), runs), this::begin);
  }

  private CounterRandom begin(int run, VectorSystem system) {
    var random = new CounterRandom(seed, run);
    if (state.isPresent()) {
      system.setVectors(state.get());
    } else {
      system.magnetise(starts.get(run / runs), random);
    }
    return random;
  }

  /// The file of this recording in a folder, as of [Recording#in].
  ///
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted
  /// @throws IllegalArgumentException if the block does not divide the lattice
  public VectorTrajectoryFile in(Path folder) {
    return VectorTrajectoryFile.open(
        KeptRecordings.file(
            folder,
            "vectors-T%s-B%s".formatted((float) vectors.conditions().temperature(), block),
            identity(),
            file -> vectorRuns().write(file, origin(), identity(), VectorRuns.EVERY, this::say)));
  }

  private void say(int frames) {
    Progress.say("vectors", frames, vectorRuns().frames(), "frames");
  }

  /// The frames in memory, made now.
  ///
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted
  /// @throws IllegalArgumentException if the block does not divide the lattice
  public RecordedVectors inMemory() {
    var frames = new ArrayList<VectorFrame>();
    vectorRuns()
        .record(
            frame -> {
              frames.add(frame);
              say(frames.size());
            });
    return new RecordedVectors(origin(), frames);
  }

  /// One line.
  @Override
  public String toString() {
    return vectorRuns().frames() + " frames of " + identity();
  }
}
