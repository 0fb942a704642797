package onsagerflow.io;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.zip.CRC32C;

/// A file that holds what an interrupted computation has found so far.
///
/// It begins with texts that say which computation it belongs to; another one refuses it. It is
/// replaced as a whole, and ends with a checksum; the one before is kept beside it, hidden, and
/// serves where the disk has spoilt the last one.
///
/// It is still there at the end of the computation: delete it when the result is in safety.
///
/// @param file where it is kept
/// @param system text that tells what is computed, with all its parameters, from others
public record Checkpoint(Path file, String system) {

  private static final String FORMAT = "onsagerflow-checkpoint/1";

  /// Reads back what [Writer] wrote.
  public interface Reader {
    void read(DataInputStream in) throws IOException;
  }

  /// Writes what has been found.
  public interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  /// Reads the file if there is one.
  ///
  /// @param run text that tells the method and its parameters from others
  /// @return whether there is one
  /// @throws IllegalArgumentException if the file is of another computation, or damaged as is the
  ///   one before
  public boolean load(String run, Reader reader) {
    if (!Files.exists(file)) {
      return false;
    }
    try {
      var in = new DataInputStream(new ByteArrayInputStream(sound()));
      require("a checkpoint", FORMAT, in.readUTF());
      require("of this system", system, in.readUTF());
      require("of this run", run, in.readUTF());
      reader.read(in);
      if (in.available() > 0) {
        throw new IllegalArgumentException(
            file + " is damaged: " + in.available() + " bytes are left over");
      }
      return true;
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " is no checkpoint, or damaged: " + e, e);
    }
  }

  /// The bytes before the checksum, of the file or of the one before.
  private byte[] sound() throws IOException {
    for (var path : List.of(file, previous())) {
      byte[] bytes = Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
      int length = bytes.length - Long.BYTES;
      if (length > 0
          && ByteBuffer.wrap(bytes).getLong(length) == checksum(Arrays.copyOf(bytes, length))) {
        return Arrays.copyOf(bytes, length);
      }
    }
    throw new IllegalArgumentException(
        file
            + " is no checkpoint, or damaged, and there is none before it; delete it to start"
            + " anew");
  }

  private static long checksum(byte[] bytes) {
    var checksum = new CRC32C();
    checksum.update(bytes);
    return checksum.getValue();
  }

  private void require(String what, String expected, String found) {
    if (!found.equals(expected)) {
      var ours = new ArrayList<>(List.of(expected.split(", ")));
      var theirs = new ArrayList<>(List.of(found.split(", ")));
      if (ours.size() == theirs.size()) { // only what differs
        for (int i = ours.size() - 1; i >= 0; i--) {
          if (ours.get(i).equals(theirs.get(i))) {
            ours.remove(i);
            theirs.remove(i);
          }
        }
      }
      throw new IllegalArgumentException(
          "%s is not %s: it holds '%s', not '%s'; delete it to start anew"
              .formatted(file, what, String.join(", ", theirs), String.join(", ", ours)));
    }
  }

  /// Replaces the file, also in a thread that has been interrupted.
  ///
  /// @throws UncheckedIOException if the disk refuses it
  /// @throws CancellationException if the thread is interrupted meanwhile; the former file is there
  public void save(String run, Writer writer) {
    boolean interrupted = Thread.interrupted(); // or the file could not be written
    try {
      var bytes = new ByteArrayOutputStream();
      var out = new DataOutputStream(bytes);
      out.writeUTF(FORMAT);
      out.writeUTF(system);
      out.writeUTF(run);
      writer.write(out);
      out.writeLong(checksum(bytes.toByteArray()));
      if (Files.exists(file)) {
        Files.copy(file, previous(), StandardCopyOption.REPLACE_EXISTING);
      }
      WholeFile.write(file, bytes.toByteArray());
    } catch (ClosedByInterruptException e) {
      throw new CancellationException("interrupted");
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof ClosedByInterruptException) {
        throw new CancellationException("interrupted");
      }
      throw e;
    } catch (IOException e) {
      throw PartFile.failure(file, e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Path previous() {
    return file.resolveSibling("." + file.getFileName() + ".previous");
  }

  /// Deletes the file, if it is there, the one before, and what a killed process left of it.
  public void delete() {
    try {
      PartFile.deleteLeftovers(file);
      Files.deleteIfExists(previous());
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file + ": " + e.getMessage(), e);
    }
  }
}
