package onsagerflow.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/// Writes a file as a whole or not at all.
///
/// A symbolic link stays one: the file that it leads to is replaced. A pipe or a device stays one
/// too: the bytes are written into it.
public final class WholeFile {

  /// Links that may follow each other, as in Linux.
  private static final int MOST_LINKS = 40;

  private WholeFile() {}

  /// Writes text in UTF-8.
  ///
  /// @throws UncheckedIOException if the disk refuses it, with one line saying why; a file that was
  ///   there is as before
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /// Writes bytes.
  ///
  /// @throws UncheckedIOException if the disk refuses it, with one line saying why; a file that was
  ///   there is as before
  public static void write(Path file, byte[] bytes) {
    if (isPipeOrDevice(file)) {
      try (var out = Files.newOutputStream(end(file), StandardOpenOption.WRITE)) {
        out.write(bytes);
      } catch (IOException e) {
        throw PartFile.failure(file, e);
      }
      return;
    }
    var part = new PartFile(file);
    try {
      part.write(ByteBuffer.wrap(bytes), 0);
    } catch (IOException e) {
      part.discard();
      throw part.failure(e);
    }
    part.commit();
  }

  /// Whether the name leads to something that takes bytes but is no file: a pipe, a terminal, a
  /// device.
  public static boolean isPipeOrDevice(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).isOther();
    } catch (IOException e) {
      return false; // nothing is there, or nothing that we may see
    }
  }

  /// The name at the end of symbolic links, whether something has it or not.
  ///
  /// @throws UncheckedIOException if the links lead round in a circle, or to an open file of the
  ///   process by its number, such as standard output, where nothing can be written aside
  public static Path end(Path file) {
    try {
      var end = file;
      for (int links = 0; Files.isSymbolicLink(end); links++) {
        if (links == MOST_LINKS) {
          throw new FileSystemException(file.toString(), null, "too many symbolic links");
        }
        var folder = end.toAbsolutePath().getParent();
        if (folder != null && folder.toRealPath().startsWith("/proc")) {
          if (!isPipeOrDevice(end)) {
            throw new FileSystemException(
                file.toString(), null, "it is an open file of this process; name the file itself");
          }
          return end;
        }
        end = end.resolveSibling(Files.readSymbolicLink(end));
      }
      return end;
    } catch (IOException e) {
      throw PartFile.failure(file, e);
    }
  }
}
