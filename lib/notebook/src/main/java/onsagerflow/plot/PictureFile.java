package onsagerflow.plot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import onsagerflow.io.WholeFile;

/// Writing pictures and tables: whole or not at all.
final class PictureFile {

  private PictureFile() {}

  /// Writes aside, then renames, and makes the folder that the file goes to.
  static void write(Path file, byte[] bytes) {
    try {
      var target = file.toAbsolutePath();
      Files.createDirectories(target.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot make the folder of " + file + ": " + e.getMessage(), e);
    }
    WholeFile.write(file, bytes);
  }
}
