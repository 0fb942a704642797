package onsagerflow.coarsen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import onsagerflow.field.Digest;
import onsagerflow.io.OutputLock;

/// Recordings in a folder, each made once and found again by all that makes it.
final class KeptRecordings {

  private KeptRecordings() {}

  /// The file of a recording, made unless it is there.
  ///
  /// @param folder made where it is missing
  /// @param start of the file's name, for whoever looks into the folder
  /// @param identity all that makes the recording
  /// @param make writes the file, and goes on where another process was cut off
  static Path file(Path folder, String start, String identity, Consumer<Path> make) {
    var file = folder.resolve(start + "-" + Digest.of(identity) + ".h5");
    if (!Files.exists(file)) {
      makeFolder(folder);
      try (var _ = OutputLock.acquire(file)) {
        if (!Files.exists(file)) { // no other process has made it meanwhile
          make.accept(file);
        }
      }
    }
    return file;
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("no folder " + folder + " for recordings", e);
    }
  }
}
