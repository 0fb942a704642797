package onsagerflow.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;

/// Text files: written aside, named when complete; and what tells two of them apart.
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

  /// CRC-32 of a file's bytes, in hexadecimal.
  static String checksum(Path file) {
    try {
      var crc = new CRC32();
      crc.update(Files.readAllBytes(file));
      return Long.toHexString(crc.getValue());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
