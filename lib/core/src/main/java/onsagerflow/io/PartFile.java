package onsagerflow.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// A file in the making: a hidden sibling of its target that takes the target's name at the end.
///
/// Whoever looks at the target sees the old file or the whole new one, never a part. Where the
/// target is a symbolic link, the file that it leads to is meant.
class PartFile {

  private final Path target;
  private final Path end;
  private final Path path;
  private final FileChannel channel;

  /// @throws UncheckedIOException if the folder takes no new file, or the target is no file: a
  ///   folder, a pipe, a device
  PartFile(Path target) {
    this.target = target;
    this.end = WholeFile.end(target);
    this.path = end.resolveSibling("." + end.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      if (Files.isDirectory(end)) {
        throw new FileSystemException(target.toString(), null, "Is a directory");
      }
      if (WholeFile.isPipeOrDevice(end)) {
        throw new FileSystemException(target.toString(), null, "a pipe or device, not a file");
      }
      this.channel =
          FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  Path target() {
    return target;
  }

  /// Where the bytes are until [#commit].
  Path path() {
    return path;
  }

  /// Writes all remaining bytes at `position`.
  void write(ByteBuffer bytes, long position) throws IOException {
    while (bytes.hasRemaining()) {
      position += channel.write(bytes, position);
    }
  }

  /// Puts the bytes on the disk and gives them the target's name; on failure nothing is left.
  void commit() {
    try {
      channel.force(true);
      channel.close();
      Files.move(path, end, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      discard();
      throw failure(e);
    }
  }

  /// Deletes the bytes; the target stays as it was.
  void discard() {
    try {
      channel.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /// Deletes what a process that was killed has left of the same target.
  static void deleteLeftovers(Path target) throws IOException {
    var end = WholeFile.end(target).toAbsolutePath();
    var folder = end.getParent();
    String start = "." + end.getFileName() + ".";
    if (folder == null) {
      return;
    }
    try (var left =
        Files.newDirectoryStream(
            folder,
            path -> {
              String name = String.valueOf(path.getFileName());
              return name.startsWith(start)
                  && name.substring(start.length()).matches("[0-9a-f-]{36}\\.part");
            })) {
      for (var path : left) {
        Files.deleteIfExists(path);
      }
    }
  }

  /// One line for a failed write to the target.
  UncheckedIOException failure(IOException cause) {
    return failure(target, cause);
  }

  /// One line for a failed write to a file.
  static UncheckedIOException failure(Path target, IOException cause) {
    String reason =
        switch (cause) {
          case NoSuchFileException e -> "no such directory";
          case AccessDeniedException e -> "permission denied";
          case FileSystemException e when e.getReason() != null -> e.getReason();
          default -> InvalidFileException.reason(cause);
        };
    return new UncheckedIOException("cannot write " + target + ": " + reason, cause);
  }
}
