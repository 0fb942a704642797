package onsagerflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import onsagerflow.io.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Commands in processes of their own: killed, two at once, short of memory or of libraries.
class ProcessTest {

  private static final String SPINS =
      "simulate kac --length 128 --range 12 --temperature 0.9 --duration 30 --save-every 0.5"
          + " --mean 0,0.1,0.2,0.3 --runs 6 --out ";

  @TempDir private Path folder;

  private Path at(String name) {
    return folder.resolve(name);
  }

  private List<String> names() {
    return Arrays.stream(java.util.Objects.requireNonNull(new File(folder.toString()).list()))
        .sorted()
        .toList();
  }

  private static final String CLASS_PATH = System.getProperty("java.class.path");

  private Process start(String classPath, List<String> flags, String line) throws IOException {
    var command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
    command.add("@../../environment/jvm.options");
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath, "onsagerflow.cli.Main"));
    command.addAll(List.of(line.split(" ")));
    return new ProcessBuilder(command)
        .redirectOutput(at("out").toFile())
        .redirectError(at("err").toFile())
        .start();
  }

  private Outcome outcome(Process process) throws IOException, InterruptedException {
    int code = process.waitFor();
    var outcome = new Outcome(code, Files.readString(at("out")), Files.readString(at("err")));
    Files.delete(at("out"));
    Files.delete(at("err"));
    return outcome;
  }

  /// Kills a command at the given moment as the system does where memory or time is out.
  private void kill(String line, BooleanSupplier when) throws IOException, InterruptedException {
    var process = start(CLASS_PATH, List.of(), line);
    while (!when.getAsBoolean() && process.isAlive()) {
      Thread.sleep(1);
    }
    Thread.sleep(50); // into the next run
    assertTrue(process.isAlive(), "ended too early to be killed");
    process.destroyForcibly();
    outcome(process);
  }

  /// Twenty times, at moments that nobody chose: at its start, between checkpoints, while one is
  /// written.
  @Test
  void aKilledSimulationGoesOn() throws IOException, InterruptedException {
    String spins =
        "simulate kac --length 128 --range 12 --temperature 0.9 --duration 1000 --save-every 25"
            + " --mean 0,0.1 --checkpoint-every 0.05 --generator --quiet --out ";
    var random = new SplittableRandom(3);
    int kills = 0;
    while (kills < 20) {
      var process = start(CLASS_PATH, List.of(), spins + at("a.h5"));
      boolean finished = process.waitFor(500 + random.nextInt(1500), TimeUnit.MILLISECONDS);
      process.destroyForcibly();
      outcome(process);
      if (finished) {
        break;
      }
      kills++;
    }
    assertTrue(kills > 3, kills + " kills");
    if (!Files.exists(at("a.h5"))) {
      var again = Outcome.of(spins + at("a.h5"));
      assertEquals(0, again.code(), again.err());
    }
    assertEquals(List.of("a.h5"), names());
    Outcome.of(spins + at("whole.h5"));
    assertEquals(-1, Files.mismatch(at("a.h5"), at("whole.h5")));
  }

  @Test
  void killedFlipsGoOn() throws IOException, InterruptedException {
    String flips =
        "flips kac --length 16 --block 4 --kernel box --range 3 --temperature 0.8 --leap 0.1"
            + " --settling 20 --method ffs --trials 600 --quiet --out "
            + at("f.json");
    kill(flips, () -> Files.exists(at("f.json.checkpoint")));
    assertTrue(names().contains("f.json.checkpoint"));
    var again = Outcome.of(flips);
    assertEquals(0, again.code(), again.err());
    assertEquals(List.of("f.json"), names());
  }

  @Test
  void ofTwoThatWriteOneFileOneSaysWhy() throws IOException, InterruptedException {
    var first = start(CLASS_PATH, List.of(), SPINS + at("a.h5"));
    while (!Files.exists(at("a.h5.runs").resolve("0.h5")) && first.isAlive()) {
      Thread.sleep(1);
    }
    for (String more : new String[] {"", " --force"}) {
      var second = Outcome.of(SPINS + at("a.h5") + more);
      assertEquals(2, second.code());
      assertEquals(
          "onsagerflow: --out " + at("a.h5") + " is being written by another process",
          second.err().strip());
    }
    var outcome = outcome(first);
    assertEquals(0, outcome.code(), outcome.err());
    assertEquals(List.of("a.h5"), names());
    assertTrue(Outcome.of(SPINS + at("a.h5")).err().contains("exists already"));
  }

  @Test
  void littleMemoryIsToldInOneLine() throws IOException, InterruptedException {
    String spins = SPINS.replace("--duration 30", "--duration 4");
    assertEquals(0, Outcome.of(spins + at("a.h5")).code());
    for (String command :
        new String[] {
          "learn " + at("a.h5") + " --radius 7 --quiet --out " + at("m.json"),
          "simulate kac --length 4096 --temperature 0.9 --duration 1 --save-every 1 --quiet --out "
              + at("b.h5")
        }) {
      var outcome = outcome(start(CLASS_PATH, List.of("-Xmx14m"), command));
      assertEquals(1, outcome.code(), outcome.err());
      assertTrue(outcome.err().startsWith("onsagerflow: not enough memory"), outcome.err());
      assertEquals(1, outcome.err().lines().count(), outcome.err());
    }
    // a lock may stay where deleting it wanted memory too; whoever comes next takes it over
    assertEquals(List.of("a.h5"), names().stream().filter(n -> !n.endsWith(".lock")).toList());
  }

  @Test
  void aMissingLibraryIsToldInOneLine() throws IOException, InterruptedException {
    var outcome = outcome(start(without("jhdf-.*"), List.of(), "statistics " + at("a.h5")));
    assertEquals(1, outcome.code(), outcome.err());
    assertTrue(outcome.err().startsWith("onsagerflow: a library is missing"), outcome.err());
    assertEquals(1, outcome.err().lines().count(), outcome.err());
  }

  /// @param jar pattern of the names of files to leave out
  private static String without(String jar) {
    return Arrays.stream(CLASS_PATH.split(File.pathSeparator))
        .filter(path -> !Path.of(path).getFileName().toString().matches(jar))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /// As on a platform that FFTW has no build for.
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void withoutTheNativesOfFftwTheResultsAreTheSame() throws IOException, InterruptedException {
    String spins = SPINS.replace("--duration 30", "--duration 4 --generator") + at("a.h5");
    assertEquals(0, Outcome.of(spins).code());
    String learn = "learn " + at("a.h5") + " --radius 2 --quiet --out ";
    assertEquals(0, Outcome.of(learn + at("fftw.json")).code());
    var natives = without("fftw-[0-9.]+-[0-9.]+-[a-z].*");
    assertNotEquals(CLASS_PATH, natives);
    var outcome = outcome(start(natives, List.of(), learn + at("portable.json")));
    assertEquals(0, outcome.code(), outcome.err());
    assertEquals("", outcome.err());
    var fftw = ModelFile.read(at("fftw.json")).kernel();
    var other = ModelFile.read(at("portable.json")).kernel();
    for (int i = 0; i < fftw.values().length; i++) {
      assertEquals(fftw.values()[i], other.values()[i], 1e-6);
    }
  }
}
