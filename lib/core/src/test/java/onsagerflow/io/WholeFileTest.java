package onsagerflow.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Trajectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

  @TempDir private Path folder;

  @Test
  void aFileIsReplacedAndNothingIsLeftBesideIt() throws IOException {
    var file = folder.resolve("a.csv");
    WholeFile.write(file, "old");
    WholeFile.write(file, "new, é");
    assertEquals("new, é", Files.readString(file));
    assertEquals(1, names());
  }

  private long names() throws IOException {
    try (var names = Files.list(folder)) {
      return names.count();
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkStaysAndItsTargetIsReplaced() throws IOException {
    var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    var file = Files.writeString(elsewhere.resolve("a.csv"), "old");
    var middle = Files.createSymbolicLink(elsewhere.resolve("b.csv"), Path.of("a.csv"));
    var link = Files.createSymbolicLink(folder.resolve("c.csv"), Path.of("elsewhere/b.csv"));
    WholeFile.write(link, "new");
    assertEquals("new", Files.readString(file));
    assertTrue(Files.isSymbolicLink(middle) && Files.isSymbolicLink(link));

    var toNothing = Files.createSymbolicLink(folder.resolve("d.csv"), Path.of("elsewhere/n.csv"));
    WholeFile.write(toNothing, "made");
    assertEquals("made", Files.readString(elsewhere.resolve("n.csv")));
    assertTrue(Files.isSymbolicLink(toNothing));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void linksInACircleAreRefused() throws IOException {
    var a = Files.createSymbolicLink(folder.resolve("a"), Path.of("b"));
    Files.createSymbolicLink(folder.resolve("b"), Path.of("a"));
    assertRefused(a, "too many symbolic links");
  }

  @Test
  void aFolderIsRefused() throws IOException {
    assertRefused(Files.createDirectory(folder.resolve("d")), "Is a directory");
    assertEquals(1, names());
  }

  private static void assertRefused(Path file, String why) {
    var refused = assertThrows(UncheckedIOException.class, () -> WholeFile.write(file, "x"));
    assertEquals("cannot write " + file + ": " + why, refused.getMessage());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aPipeIsWrittenIntoAlsoThroughALink() throws IOException, InterruptedException {
    var pipe = pipe();
    var link = Files.createSymbolicLink(folder.resolve("link"), pipe);
    for (var name : new Path[] {pipe, link}) {
      var read =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return Files.readString(pipe);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      WholeFile.write(name, "through " + name);
      assertEquals("through " + name, read.join());
    }
    assertTrue(WholeFile.isPipeOrDevice(pipe));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals(2, names());
  }

  private Path pipe() throws IOException, InterruptedException {
    var pipe = folder.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    return pipe;
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aTrajectoryGoesToNoPipe() throws IOException, InterruptedException {
    var pipe = pipe();
    var origin = new Trajectory.Origin("spins", new Grid(2, 2, 4), 4, 1);
    var refused =
        assertThrows(
            UncheckedIOException.class,
            () -> TrajectoryWriter.create(pipe, origin, new Frame.Conditions(1, 0), 1, false));
    assertEquals("cannot write " + pipe + ": a pipe or device, not a file", refused.getMessage());
    assertTrue(WholeFile.isPipeOrDevice(pipe));
  }

  /// As where standard output is redirected into a file and `/dev/stdout` named as another output.
  @Test
  @EnabledOnOs(OS.LINUX)
  void aFileThatIsOpenIsNotReplacedByItsNumber() throws IOException {
    var file = Files.writeString(folder.resolve("open"), "kept");
    try (var open = FileChannel.open(file, StandardOpenOption.READ);
        var numbers = Files.list(Path.of("/proc/self/fd"))) {
      var number =
          numbers
              .filter(n -> Files.isSymbolicLink(n) && n.toAbsolutePath().startsWith("/proc"))
              .filter(n -> WholeFileTest.leadsTo(n, file))
              .findAny()
              .orElseThrow();
      assertRefused(number, "it is an open file of this process; name the file itself");
      assertTrue(open.isOpen());
    }
    assertEquals("kept", Files.readString(file));
  }

  private static boolean leadsTo(Path link, Path file) {
    try {
      return Files.readSymbolicLink(link).equals(file.toRealPath());
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }

  @Test
  void oneWriterAtATime() throws IOException {
    var file = folder.resolve("a.h5");
    try (var _ = OutputLock.tryAcquire(file).orElseThrow()) {
      assertTrue(OutputLock.tryAcquire(file).isEmpty());
      assertTrue(OutputLock.tryAcquire(folder.resolve(".").resolve("a.h5")).isEmpty());
      OutputLock.tryAcquire(folder.resolve("b.h5")).orElseThrow().close();
      assertEquals(1, names());
    }
    OutputLock.tryAcquire(file).orElseThrow().close();
    assertEquals(0, names());
  }

  @Test
  void whatAKilledProcessLeftIsDeletedAndNothingElse() throws IOException {
    var left = folder.resolve(".a.h5.01234567-89ab-cdef-0123-456789abcdef.part");
    var ofAnother = folder.resolve(".a.h5.b.01234567-89ab-cdef-0123-456789abcdef.part");
    var ours = folder.resolve(".a.h5.part");
    for (var file : new Path[] {left, ofAnother, ours}) {
      Files.writeString(file, "x");
    }
    OutputLock.tryAcquire(folder.resolve("a.h5")).orElseThrow().close();
    assertFalse(Files.exists(left, LinkOption.NOFOLLOW_LINKS));
    assertTrue(Files.exists(ofAnother) && Files.exists(ours));
  }
}
