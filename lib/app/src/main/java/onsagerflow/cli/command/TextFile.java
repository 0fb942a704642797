package onsagerflow.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import onsagerflow.io.WholeFile;

/// Text files: written aside, named when complete; and what tells two of them apart.
public final class TextFile {

  private TextFile() {}

  /// @throws UncheckedIOException if the disk refuses it; nothing is left then
  public static void write(Path file, String text) {
    WholeFile.write(file, text);
  }

  /// CRC-32 of a file's bytes, in hexadecimal.
  public static String checksum(Path file) {
    try {
      var crc = new CRC32();
      crc.update(Files.readAllBytes(file));
      return Long.toHexString(crc.getValue());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
