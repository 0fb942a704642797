package onsagerflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import onsagerflow.io.TrajectoryFile;
import onsagerflow.io.WholeFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What commands write, and where.
class OutputTest {

  private static final String SPINS =
      "simulate kac --length 96 --range 12 --temperature 0.9 --mean 0,0.4 --duration 4"
          + " --save-every 0.5 --generator --out ";
  private static final String LEARN = " --radius 2 --symmetry c4 --out ";
  private static final int FRAMES = 9; // of each run

  @TempDir private static Path folder;

  @BeforeAll
  static void simulateAndLearn() {
    succeed(SPINS + at("a.h5"));
    succeed("learn " + at("a.h5") + LEARN + at("m.json"));
  }

  private static Path at(String name) {
    return folder.resolve(name);
  }

  private static Outcome succeed(String line) {
    var outcome = Outcome.of(line);
    assertEquals(0, outcome.code(), outcome.err());
    return outcome;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "learn F/a.h5 --force --out F/a.h5",
        "learn F/a.h5 F/linked.h5 --force --out F/./b/../a.h5",
        "learn F/linked.h5 --force --out F/a.h5",
        "learn F/a.h5 --force --out F/linked.h5",
        "learn F/a.h5 --force --out F/hard.h5",
        "rollout F/m.json --init F/a.h5#0 --duration 1 --save-every 1 --force --out F/m.json",
        "rollout F/m.json --init F/a.h5#0 --duration 1 --save-every 1 --force --out F/a.h5",
        "rollout F/m.json --init F/a.h5#0 --duration 1 --save-every 1 --force"
            + " --equation allen-cahn-fitted --data F/hard.h5 --out F/linked.h5",
        "statistics F/a.h5 --force --csv F/hard.h5",
        "compare F/m.json F/a.h5 --force --csv F/a.h5",
        "flips model F/m.json --cells 4 --force --out F/m.json"
      })
  @DisabledOnOs(OS.WINDOWS)
  void anInputIsNeverAnOutput(String line) throws IOException {
    Files.createDirectories(at("b"));
    if (!Files.exists(at("linked.h5"))) {
      Files.createSymbolicLink(at("linked.h5"), at("a.h5"));
      Files.createLink(at("hard.h5"), at("a.h5"));
    }
    byte[] trajectory = Files.readAllBytes(at("a.h5"));
    byte[] model = Files.readAllBytes(at("m.json"));
    var outcome = Outcome.of(line.replace("F/", folder + "/"));
    assertEquals(2, outcome.code(), outcome.err());
    assertTrue(outcome.err().contains("is the same file as"), outcome.err());
    assertEquals(1, outcome.err().lines().count());
    assertEquals(-1, mismatch(trajectory, "a.h5"));
    assertEquals(-1, mismatch(model, "m.json"));
    assertTrue(Files.isSymbolicLink(at("linked.h5")));
  }

  private static int mismatch(byte[] expected, String name) throws IOException {
    return java.util.Arrays.mismatch(expected, Files.readAllBytes(at(name)));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aTableAndAModelGoIntoAPipeButNoTrajectory() throws IOException, InterruptedException {
    var pipe = at("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    succeed("statistics " + at("a.h5") + " --csv " + at("s.csv"));
    assertEquals(Files.readString(at("s.csv")), read(pipe, "statistics " + at("a.h5") + " --csv "));
    assertEquals(
        Files.readString(at("m.json")), read(pipe, "learn " + at("a.h5") + " --force" + LEARN));
    var refused = Outcome.of(SPINS + pipe + " --force");
    assertEquals(1, refused.code());
    assertTrue(refused.err().contains("a pipe or device, not a file"), refused.err());
    assertTrue(WholeFile.isPipeOrDevice(pipe));
  }

  private static String read(Path pipe, String command) {
    var read =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.readString(pipe);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    succeed(command + pipe);
    return read.join();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkLeadsToWhatIsWritten() throws IOException {
    var link = Files.createSymbolicLink(at("link.h5"), at("real.h5"));
    succeed(SPINS + link);
    succeed(SPINS + link + " --force");
    assertTrue(Files.isSymbolicLink(link));
    assertEquals(-1, Files.mismatch(at("a.h5"), at("real.h5")));
  }

  @Test
  void aFolderIsNoOutput() throws IOException {
    var there = Files.createDirectories(at("there"));
    for (String command :
        new String[] {
          "statistics " + at("a.h5") + " --csv ", "learn " + at("a.h5") + LEARN, SPINS
        }) {
      var refused = Outcome.of(command + there + " --force");
      assertEquals(2, refused.code());
      assertTrue(refused.err().contains(there + " is a folder"), refused.err());
    }
  }

  /// Digits, decimal points and letters of other languages stay out of files and summaries.
  @ParameterizedTest
  @ValueSource(strings = {"fa", "ar-EG", "de", "tr", "hi-IN-u-nu-deva"})
  void theSameInEveryLanguage(String language) throws IOException {
    var before = Locale.getDefault();
    var here = Files.createDirectories(at(language));
    var expected = outputs(Files.createDirectories(at("plain-" + language)));
    try {
      Locale.setDefault(Locale.forLanguageTag(language));
      assertEquals(expected, outputs(here));
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String outputs(Path here) throws IOException {
    var text = new StringBuilder();
    for (String command :
        new String[] {
          SPINS + "F/a.h5",
          "learn F/a.h5 --force" + LEARN + "F/m.json",
          "statistics F/a.h5 --threshold 0.2 --csv F/s.csv",
          "rollout F/m.json --init F/a.h5#0 --init F/a.h5#9 --duration 1 --save-every 0.5 --out"
              + " F/r.h5",
          "compare F/r.h5 F/a.h5 --csv F/c.csv",
          "flips kac --length 8 --block 4 --kernel box --range 3 --temperature 0.8 --leap 0.1"
              + " --settling 20 --runs 5 --out F/f.json"
        }) {
      var outcome = succeed(command.replace("F/", here + "/"));
      text.append(outcome.out()).append(outcome.err());
    }
    for (String name : new String[] {"m.json", "s.csv", "c.csv", "f.json"}) {
      text.append(Files.readString(here.resolve(name)));
    }
    try (var rollout = TrajectoryFile.open(here.resolve("r.h5"))) {
      text.append(rollout.origin());
    }
    return text.toString().replace(here.toString(), "F").replaceAll("\\d+ pairs/s", "");
  }

  @Test
  void everyInitialFrameHasARun() {
    String rollout =
        "rollout "
            + at("m.json")
            + " --init "
            + at("a.h5#0")
            + " --init "
            + at("a.h5#" + FRAMES)
            + " --duration 1 --save-every 1 --force --out "
            + at("two.h5");
    var outcome = succeed(rollout);
    assertTrue(outcome.out().contains("4 frames") && outcome.out().contains("2 runs"));
    assertEquals("", outcome.err());
    var one = succeed(rollout + " --ensemble 1");
    assertTrue(
        one.err().contains("--ensemble 1 starts from the first 1 of 2 initial frames only"),
        one.err());
  }

  @Test
  void runsFromOtherStatesAreNotComparedInSilence() {
    String rollout = "rollout " + at("m.json") + " --duration 2 --save-every 1 --init ";
    succeed(rollout + at("a.h5#0") + " --ensemble 3 --out " + at("one.h5"));
    var unlike = succeed("compare " + at("one.h5") + " " + at("a.h5"));
    assertTrue(unlike.err().contains("the runs do not start alike"), unlike.err());
    assertTrue(unlike.err().contains("<m> at t = 0.0 is"), unlike.err());

    succeed(rollout + at("a.h5#0") + " --init " + at("a.h5#" + FRAMES) + " --out " + at("like.h5"));
    assertEquals("", succeed("compare " + at("like.h5") + " " + at("a.h5")).err());

    succeed(SPINS + at("other-seed.h5") + " --seed 2");
    assertEquals("", succeed("compare " + at("other-seed.h5") + " " + at("a.h5")).err());
  }

  @Test
  void singleRunsAreNotSaidToAgree() {
    String rollout =
        "rollout "
            + at("m.json")
            + " --init "
            + at("a.h5#0")
            + " --duration 1 --save-every 1 --seed ";
    succeed(rollout + "1 --out " + at("r1.h5"));
    succeed(rollout + "2 --out " + at("r2.h5"));
    var table = succeed("compare " + at("r1.h5") + " " + at("r2.h5"));
    assertTrue(table.out().contains("Whether they agree cannot be said"), table.out());
  }
}
