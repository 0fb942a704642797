package onsagerflow.plot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Writing pictures: whole or not at all.
final class PictureFile {

  private PictureFile() {}

  /// Writes aside, then renames, and makes the folder that the file goes to.
  static Path write(Path file, byte[] bytes) {
    try {
      var target = file.toAbsolutePath();
      Files.createDirectories(target.getParent());
      var partial = target.resolveSibling(target.getFileName() + ".part");
      Files.write(partial, bytes);
      Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
    return file;
  }
}
