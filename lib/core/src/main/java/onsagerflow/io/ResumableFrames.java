package onsagerflow.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import onsagerflow.field.Frame;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.VectorFrame;

/// A trajectory file of runs, of numbers or of vectors, whose making can be cut off at any moment,
/// by whatever, and gone on with.
///
/// Until it is complete there is a folder `<out>.runs`: finished runs, a trajectory file each, that
/// of the present one with its frames so far, and a checkpoint with the number of frames that count
/// and what the computation needs to go on. What came after the last checkpoint is made again.
/// Whoever does not want to go on deletes the folder.
///
/// For one thread.
final class ResumableFrames implements AutoCloseable {

  private static final String RUN = "a trajectory";

  private final Path out;
  private final Trajectory.Origin origin;
  private final int axis;
  private final Frame.Conditions conditions;
  private final int runs;
  private final int framesPerRun;
  private final boolean generator;
  private final Checkpoint checkpoint;
  private int written;
  private Optional<FrameWriter> writer = Optional.empty();

  /// Goes on where an earlier process was cut off, or begins.
  ///
  /// @param plan text that says all that decides the frames, in parts separated by `", "`
  /// @param axis length of the axis of the components of m; 0 for one number, which has none
  /// @param runs of the whole trajectory
  /// @param state reads what the last [#save] has written, where there is something to go on from
  /// @throws IllegalArgumentException if what is there was made by another plan, or is damaged
  /// @throws java.io.UncheckedIOException if the disk refuses the file
  ResumableFrames(
      Path out,
      String plan,
      Trajectory.Origin origin,
      int axis,
      Frame.Conditions conditions,
      int runs,
      int framesPerRun,
      boolean generator,
      Checkpoint.Reader state) {
    this.out = out;
    this.origin = origin;
    this.axis = axis;
    this.conditions = conditions;
    this.runs = runs;
    this.framesPerRun = framesPerRun;
    this.generator = generator;
    this.checkpoint = new Checkpoint(checkpoint(out), plan);
    checkpoint.load(
        RUN,
        in -> {
          written = in.readInt();
          state.read(in);
        });
    try {
      begin();
    } catch (RuntimeException e) {
      deleteUnlessKept();
      throw e;
    }
  }

  private static Path folder(Path out) {
    var end = WholeFile.end(out);
    return end.resolveSibling(end.getFileName() + ".runs");
  }

  private static Path checkpoint(Path out) {
    return folder(out).resolve("checkpoint");
  }

  private Path file(int run) {
    return folder(out).resolve(run + ".h5");
  }

  /// Opens the file of the present run.
  private void begin() {
    int run = written / framesPerRun;
    if (run == runs) {
      return;
    }
    try {
      Files.createDirectories(folder(out));
      var unfinished = PartFile.unfinished(file(run));
      if (Files.exists(file(run)) && !Files.exists(unfinished)) {
        Files.move(file(run), unfinished); // finished after the checkpoint
      }
    } catch (IOException e) {
      throw PartFile.failure(folder(out), e);
    }
    writer =
        Optional.of(
            FrameWriter.resume(
                file(run),
                origin,
                axis,
                conditions,
                framesPerRun,
                generator,
                written % framesPerRun));
  }

  /// The number of frames that are there.
  int written() {
    return written;
  }

  /// Writes the next frame; it counts from the next [#save] on.
  void accept(VectorFrame frame) {
    writer.orElseThrow().accept(frame);
    written++;
    if (written % framesPerRun == 0) {
      writer.orElseThrow().close();
      writer = Optional.empty();
      begin();
    }
  }

  /// Makes the frames so far, and a state, what another process goes on from, also in a thread that
  /// has been interrupted.
  ///
  /// @throws java.io.UncheckedIOException if the disk refuses it; the checkpoint before stays
  void save(Checkpoint.Writer state) {
    boolean interrupted = Thread.interrupted(); // or the files could not be written
    try {
      writer.ifPresent(FrameWriter::force);
      checkpoint.save(
          RUN,
          to -> {
            to.writeInt(written);
            state.write(to);
          });
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Makes one file of all runs and deletes the folder; of an incomplete one it stays.
  @Override
  public void close() {
    if (written == runs * framesPerRun) {
      join();
      delete();
    } else {
      writer.ifPresent(FrameWriter::cutOff);
      deleteUnlessKept();
    }
  }

  /// Deletes what nobody goes on from.
  private void deleteUnlessKept() {
    if (!Files.exists(checkpoint.file())) {
      delete();
    }
  }

  private void join() {
    try (var whole =
        FrameWriter.create(
            out, origin, axis, Optional.of(conditions), runs * framesPerRun, generator)) {
      for (int run = 0; run < runs; run++) {
        try (var file = FrameFile.open(file(run))) {
          for (int frame = 0; frame < framesPerRun; frame++) {
            whole.accept(file.frame(frame));
          }
        }
      }
    }
  }

  private void delete() {
    try {
      for (int run = 0; run < runs; run++) {
        Files.deleteIfExists(file(run));
        Files.deleteIfExists(PartFile.unfinished(file(run)));
      }
      checkpoint.delete();
      Files.deleteIfExists(folder(out));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder(out) + ": " + e.getMessage(), e);
    }
  }

  /// Whether there is something to go on from.
  static boolean isCutOff(Path out) {
    return Files.exists(checkpoint(out));
  }
}
