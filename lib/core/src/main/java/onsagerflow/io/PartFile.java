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
import java.util.EnumSet;
import java.util.UUID;
import onsagerflow.io.format.InvalidFileException;

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
    this(target, hidden(WholeFile.end(target)), StandardOpenOption.CREATE_NEW);
  }

  private static Path hidden(Path end) {
    return end.resolveSibling("." + end.getFileName() + "." + UUID.randomUUID() + ".part");
  }

  /// A file that another process may go on with: it is `<target>.unfinished`, and there is but one.
  ///
  /// @param anew whether to begin with an empty one
  static PartFile unfinished(Path target, boolean anew) {
    return new PartFile(
        target,
        unfinished(target),
        anew ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.READ,
        StandardOpenOption.CREATE) {
      @Override
      void discard() {
        close();
      }
    };
  }

  /// Where the unfinished file of a target is.
  static Path unfinished(Path target) {
    var end = WholeFile.end(target);
    return end.resolveSibling(end.getFileName() + ".unfinished");
  }

  private PartFile(Path target, Path path, StandardOpenOption... how) {
    this.target = target;
    this.end = WholeFile.end(target);
    this.path = path;
    try {
      if (Files.isDirectory(end)) {
        throw new FileSystemException(target.toString(), null, "Is a directory");
      }
      if (WholeFile.isPipeOrDevice(end)) {
        throw new FileSystemException(target.toString(), null, "a pipe or device, not a file");
      }
      var options = EnumSet.of(StandardOpenOption.WRITE, how);
      this.channel = FileChannel.open(path, options);
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

  /// Puts the bytes written so far on the disk.
  void force() throws IOException {
    channel.force(false);
  }

  /// Deletes the bytes, unless others may go on with them; the target stays as it was.
  void discard() {
    close();
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  final void close() {
    try {
      channel.close();
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
