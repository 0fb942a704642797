package onsagerflow.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Writes text aside and gives it its name when it is complete.
final class TextFile {

  private TextFile() {}

  /// @throws UncheckedIOException if the disk refuses it; nothing is left then
  static void write(Path file, String text) {
    var part = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      try {
        Files.writeString(part, text);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
