package onsagerflow.neural;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The state of a training between two epochs, in a file that is whole or the former one.
final class Checkpoint {

  private static final long MAGIC = 0x4f4e5341474e4e31L; // "ONSAGNN1"

  private final Path path;
  private final String setting;

  /// @param setting all that must be the same to go on
  Checkpoint(Path path, String setting) {
    this.path = path;
    this.setting = setting;
  }

  /// Writes aside, then renames.
  void write(State state) {
    var part = path.resolveSibling("." + path.getFileName() + ".part");
    try {
      try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
        out.writeLong(MAGIC);
        out.writeUTF(setting);
        state.write(out);
      }
      Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the checkpoint " + path, e);
    }
  }

  /// Reads into a fresh state; leaves it as it is if there is no file.
  ///
  /// @throws IllegalArgumentException if the file is no checkpoint or that of another training
  void readInto(State state) {
    if (!Files.exists(path)) {
      return;
    }
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
      if (in.readLong() != MAGIC) {
        throw new IllegalArgumentException(path + " is no checkpoint");
      }
      String other = in.readUTF();
      if (!other.equals(setting)) {
        throw new IllegalArgumentException(
            path + " is the checkpoint of another training: " + other + ", not " + setting);
      }
      state.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the checkpoint " + path, e);
    }
  }
}
