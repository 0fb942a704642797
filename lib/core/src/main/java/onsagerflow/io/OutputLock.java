package onsagerflow.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps other processes from writing the same file at the same time.
///
/// The lock is on a hidden file beside it, which the system frees when its process ends, however it
/// ends. What a killed process left unfinished under a name of [PartFile] is deleted by the next
/// one.
public final class OutputLock implements AutoCloseable {

  /// Locks of this process, for the system frees all that a process has on a file as soon as it
  /// closes that file once.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  /// Milliseconds between looks at a lock of others.
  private static final long PAUSE = 200;

  private final Path path;
  private final FileChannel channel;

  private OutputLock(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /// Locks a file that is to be written.
  ///
  /// @return empty if another process, or another thread of this one, writes it
  /// @throws java.io.UncheckedIOException if its folder takes no new file, with one line saying why
  public static Optional<OutputLock> tryAcquire(Path file) {
    var target = WholeFile.end(file).toAbsolutePath().normalize();
    var path = target.resolveSibling("." + target.getFileName() + ".lock");
    if (!HELD.add(path)) {
      return Optional.empty();
    }
    try {
      while (true) {
        var channel = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        var opened = key(path);
        if (!lock(channel)) {
          channel.close();
          HELD.remove(path);
          return Optional.empty();
        }
        if (Files.exists(path) && Objects.equals(opened, key(path))) {
          PartFile.deleteLeftovers(target);
          return Optional.of(new OutputLock(path, channel));
        }
        channel.close(); // of a file that its owner has deleted meanwhile
      }
    } catch (IOException e) {
      HELD.remove(path);
      throw PartFile.failure(file, e);
    }
  }

  /// Locks a file that is to be written, once no other process writes it.
  ///
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted meanwhile
  public static OutputLock acquire(Path file) {
    while (true) {
      var lock = tryAcquire(file);
      if (lock.isPresent()) {
        return lock.get();
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        throw new CancellationException("interrupted while another process writes " + file);
      }
    }
  }

  private static boolean lock(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException noLocksHere) {
      return true; // some network file systems have none: better to write than to refuse
    }
  }

  /// What tells a file from a later one of its name; null where the system has no such thing.
  private static Object key(Path path) throws IOException {
    return Objects.requireNonNullElse(
        Files.readAttributes(path, BasicFileAttributes.class).fileKey(), "");
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
      channel.close();
    } catch (IOException e) {
      throw PartFile.failure(path, e);
    } finally {
      HELD.remove(path);
    }
  }
}
