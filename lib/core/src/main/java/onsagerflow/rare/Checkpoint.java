package onsagerflow.rare;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CancellationException;

/// A file that holds what an interrupted run has found so far.
///
/// It begins with a text that says which run it belongs to; another run refuses it. The file is
/// replaced as a whole, so that one that is there is complete.
///
/// It is still there at the end of the run: delete it when the result is in safety.
///
/// @param file where it is kept
/// @param system text that tells this system, with all its parameters, from others
public record Checkpoint(Path file, String system) {

  private static final String FORMAT = "onsagerflow-flips/1";

  /// Reads back what [Writer] wrote.
  interface Reader {
    void read(DataInputStream in) throws IOException;
  }

  /// Writes what a run has found.
  interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  /// Reads the file if there is one.
  ///
  /// @param run text that tells the sampling method and its parameters from others
  /// @throws IllegalArgumentException if the file is of another run, or damaged
  void load(String run, Reader reader) {
    if (!Files.exists(file)) {
      return;
    }
    try {
      var in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)));
      require("a checkpoint", FORMAT, in.readUTF());
      require("of this system", system, in.readUTF());
      require("of this run", run, in.readUTF());
      reader.read(in);
      if (in.available() > 0) {
        throw new IllegalArgumentException(
            file + " is damaged: " + in.available() + " bytes are left over");
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " is no checkpoint, or damaged: " + e, e);
    }
  }

  private void require(String what, String expected, String found) {
    if (!found.equals(expected)) {
      throw new IllegalArgumentException(
          "%s is not %s: it holds '%s', not '%s'; delete it to start anew"
              .formatted(file, what, found, expected));
    }
  }

  /// Replaces the file, also in a thread that has been interrupted.
  ///
  /// @throws UncheckedIOException if the disk refuses it
  /// @throws CancellationException if the thread is interrupted meanwhile; the former file is there
  void save(String run, Writer writer) {
    boolean interrupted = Thread.interrupted(); // or the file could not be written
    var part = part();
    try {
      var bytes = new ByteArrayOutputStream();
      var out = new DataOutputStream(bytes);
      out.writeUTF(FORMAT);
      out.writeUTF(system);
      out.writeUTF(run);
      writer.write(out);
      Files.write(part, bytes.toByteArray());
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (ClosedByInterruptException e) {
      throw new CancellationException("sampling interrupted");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Path part() {
    return file.resolveSibling("." + file.getFileName() + ".part");
  }

  /// Deletes the file, if it is there, and what a killed process left of it.
  public void delete() {
    try {
      Files.deleteIfExists(part());
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file + ": " + e.getMessage(), e);
    }
  }
}
