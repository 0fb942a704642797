package onsagerflow.cli.flips;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import onsagerflow.cli.Outcome;
import onsagerflow.field.Frame;
import onsagerflow.field.Kernel;
import onsagerflow.io.ModelFile;
import onsagerflow.meso.Closure;
import onsagerflow.meso.EntropySlope;
import onsagerflow.meso.Gauge;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.ModelFamily;
import onsagerflow.meso.Table;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Flips of a box of 64 spins, and of a model with the functions of spins, from the command line.
class FlipsTest {

  private static final String KAC =
      "flips kac --length 8 --block 4 --kernel box --range 3 --temperature 0.8 --leap 0.1"
          + " --settling 20 ";

  @TempDir private static Path folder;

  @BeforeAll
  static void writeModels() {
    ModelFile.write(at("model.json"), model(0.85));
    ModelFile.write(at("family.json"), new ModelFamily(List.of(model(0.85), model(0.9))));
  }

  private static LearnedModel model(double temperature) {
    int points = 39;
    var m = new double[points];
    var mobility = new double[points];
    var slope = new double[points];
    for (int i = 0; i < points; i++) {
      m[i] = -0.95 + 0.05 * i;
      mobility[i] = (1 - m[i] * m[i]) / temperature;
      slope[i] = temperature * EntropySlope.artanh(m[i]);
    }
    return new LearnedModel(
        Closure.COSH,
        new Frame.Conditions(temperature, 0),
        4,
        new Gauge.Slope(),
        new LearnedModel.Functions(
            new Table(m, mobility, new double[points]),
            Optional.empty(),
            new Table(m, slope, new double[points]),
            new Kernel(1, new double[] {0, 0.1, 0, 0.1, 0.6, 0.1, 0, 0.1, 0}),
            new Kernel(1, new double[9])),
        LearnedModel.Notes.of(Map.of()));
  }

  private static Path at(String name) {
    return folder.resolve(name);
  }

  private static Outcome succeed(String line) {
    var outcome = Outcome.of(line);
    assertEquals(0, outcome.code(), outcome.err());
    return outcome;
  }

  private static double number(Path file, String name) throws IOException {
    var found = Pattern.compile("\"" + name + "\": (\\S+?),?\\R").matcher(Files.readString(file));
    assertTrue(found.find(), name + " is missing in " + file);
    return Double.parseDouble(found.group(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {KAC, "flips model @/model.json --cells 3 --settling 20 "})
  void bothMethodsGiveOneFlipTime(String command) throws IOException {
    String line = command.replace("@", folder.toString()) + " --force ";
    var brute = succeed(line + "--runs 100 --out " + at("brute.json"));
    assertTrue(brute.out().contains("100 of 100 replicas flipped, mean flip time"), brute.out());
    assertTrue(brute.out().contains("exponential law p ="), brute.out());
    var flux = succeed(line + "--method ffs --trials 100 --committor 50 --out " + at("flux.json"));
    assertTrue(flux.out().contains("commit to B with probability"), flux.out());
    double error =
        Math.hypot(
            number(at("brute.json"), "mean_flip_time_standard_error"),
            number(at("flux.json"), "mean_flip_time_standard_error"));
    assertEquals(
        number(at("brute.json"), "mean_flip_time"),
        number(at("flux.json"), "mean_flip_time"),
        4 * error);
    assertEquals(0.5, number(at("flux.json"), "mean"), 0.15);
    for (String entry :
        List.of("interfaces", "probabilities", "committor", "flux", "rate", "histogram")) {
      assertTrue(Files.readString(at("flux.json")).contains("\"" + entry + "\""), entry);
    }
    assertTrue(Files.readString(at("brute.json")).contains("\"survival\""));
    assertFalse(Files.exists(at("flux.json.checkpoint")));
  }

  @Test
  void replicasGivenUpLeaveABound() throws IOException {
    var out = at("bound.json");
    var outcome = succeed(KAC + "--runs 4 --longest 0.5 --out " + out);
    assertTrue(
        outcome.out().contains("0 of 4 replicas flipped, mean flip time above"), outcome.out());
    assertTrue(Files.readString(out).contains("\"mean_flip_time\": null"));
  }

  @Test
  void interruptedCommandGoesOnToTheSameFile() throws IOException, InterruptedException {
    String sampling = KAC + "--method ffs --trials 300 --threads ";
    var whole = at("whole.json");
    succeed(sampling + "1 --out " + whole);
    var out = at("resumed.json");
    var checkpoint = at("resumed.json.checkpoint");
    String command = sampling + "3 --out " + out;
    var answer = new CompletableFuture<Outcome>();
    var thread = new Thread(() -> answer.complete(Outcome.of(command)));
    thread.start();
    while (!Files.exists(checkpoint) && thread.isAlive()) {
      Thread.sleep(1);
    }
    thread.interrupt();
    var outcome = answer.join();
    assertEquals(130, outcome.code(), outcome.err());
    assertTrue(outcome.err().contains("is kept in " + checkpoint), outcome.err());
    var other = Outcome.of(command + " --seed 2");
    assertEquals(2, other.code());
    assertTrue(other.err().contains("delete it to start anew"), other.err());
    succeed(command);
    assertEquals(-1, Files.mismatch(whole, out));
    assertFalse(Files.exists(checkpoint));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "flips kac --temperature 1.2 --length 64 --range 8 | one lasting uniform state only",
        "flips kac --temperature 0.8 --length 60 --block 8 --range 8 | block size 8",
        "flips kac --temperature 0.8 --length 8 --range 8 | wider than the lattice",
        "flips kac --length 64 --range 8 | --temperature",
        "flips kac --temperature 0.8 --length 64 --range 8 --threshold -0.9 | from b = -0.9",
        "flips kac --temperature 0.8 --length 64 --range 8 --start 2 | up to a = 2.0",
        "flips kac --temperature 0.8 --length 64 --range 8 --runs 0 | needs a run, got 0",
        "flips kac --temperature 0.8 --length 64 --range 8 --runs 5 --method ffs | --runs 5 belongs"
            + " to --method brute",
        "flips kac --temperature 0.8 --length 64 --range 8 --trials 5 | --trials 5 belongs to"
            + " --method ffs",
        "flips kac --temperature 0.8 --length 64 --range 8 --method wait | must be one of brute",
        "flips kac --temperature 0.8 --length 64 --range 8 --settling 0 | got 0.0",
        "flips kac --temperature 0.8 --length 64 --range 8 --threads 0 | needs a thread, got 0",
        "flips kac --temperature 0.8 --length 8 --block 4 --range 2 --method ffs --interfaces"
            + " 0,-0.1 | got -0.1 after 0.0",
        "flips kac --temperature 0.8 --length 8 --block 4 --range 2 --method ffs --state-a -0.7"
            + " --interfaces -0.8 | got -0.8 to -0.8",
        "flips model @/absent.json | absent.json: no such file",
        "flips model @/family.json | learned at T = [0.85, 0.9]: say at which",
        "flips model @/model.json --cells 0 | --cells must be at least 3",
        "flips model @/model.json --cells 1 | the width of the learned kernel, got 1",
        "flips model @/model.json --equation mean-field | deterministic",
        "flips model @/model.json --closure onsager --noise poisson | cosh closure",
        "flips model @/model.json --time-step 50 | is too long",
        "flips | say whose flips: kac or model"
      })
  void impossibleFlipsAreRefused(String line, String quoted) {
    String out = line.equals("flips") ? "" : " --out " + at("x.json");
    var outcome = Outcome.of(line.replace("@", folder.toString()) + out);
    assertEquals(2, outcome.code(), outcome.out());
    assertEquals(1, outcome.err().strip().lines().count(), outcome.err());
    assertTrue(outcome.err().contains(quoted), outcome.err());
    assertFalse(Files.exists(at("x.json")));
  }

  @Test
  void noiseThatLeavesTheRangeOfMIsAFailure() {
    var outcome =
        Outcome.of("flips model " + at("model.json") + " --noise gaussian --out " + at("x.json"));
    assertEquals(1, outcome.code(), outcome.err());
    assertTrue(outcome.err().contains("take poisson noise"), outcome.err());
  }

  /// Curie–Weiss magnetisations at β = 1.2, and in a field.
  @Test
  void uniformStatesAreThoseOfMeanField() {
    double beta = 1.2;
    assertEquals(0.65857, UniformStates.upper(m -> EntropySlope.artanh(m) / beta - m), 1e-5);
    assertEquals(-0.65857, UniformStates.lower(m -> EntropySlope.artanh(m) / beta - m), 1e-5);
    double h = 0.01;
    double upper = UniformStates.upper(m -> EntropySlope.artanh(m) / beta - m - h);
    double lower = UniformStates.lower(m -> EntropySlope.artanh(m) / beta - m - h);
    assertEquals(Math.tanh(beta * (upper + h)), upper, 1e-9);
    assertEquals(Math.tanh(beta * (lower + h)), lower, 1e-9);
    assertTrue(lower < -0.6 && upper > 0.66);
  }
}
