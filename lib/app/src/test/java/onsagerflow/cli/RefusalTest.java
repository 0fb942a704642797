package onsagerflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.io.ModelFile;
import onsagerflow.io.TrajectoryWriter;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.ModelFamily;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each refusal is one line that quotes what is wrong, an exit code, and no output.
class RefusalTest {

  @TempDir private static Path folder;

  @BeforeAll
  static void makeInputs() throws IOException {
    simulate("spins.h5", "--length 64 --range 8 --temperature 0.8 --times 0,1,2 --generator");
    simulate(
        "train.h5",
        "--length 128 --range 8 --temperature 0.8 --mean 0,0.4 --duration 8 --save-every 1"
            + " --generator");
    simulate("other.h5", "--length 64 --range 8 --temperature 0.9 --times 5,6");
    simulate("wide.h5", "--length 128 --range 8 --temperature 0.8 --times 0,1");
    simulate("later.h5", "--length 64 --range 8 --temperature 0.8 --times 5,6");
    simulate("one.h5", "--length 64 --range 8 --temperature 0.8 --times 1");
    simulate("tiny.h5", "--length 32 --range 8 --temperature 0.8 --times 1,1.1");
    simulate("fine.h5", "--length 64 --block 4 --range 8 --temperature 0.8 --times 0,1");
    stripes();
    var whole = Files.readAllBytes(at("spins.h5"));
    Files.write(at("cut.h5"), java.util.Arrays.copyOf(whole, whole.length / 2));
    Files.writeString(at("nan.txt"), "0 1 0\n1 0 nan\n0 1 0\n");
    Files.writeString(at("odd.txt"), "0 1 0\n2 0 1\n0 1 0\n");
    Files.writeString(at("self.txt"), "0,1,0\n1,1,1\n0,1,0\n");
    Files.writeString(at("schema.json"), "{\"schema\": \"onsagerflow-model/9\"}\n");
    var learned = Outcome.of(inFolder("learn @/train.h5 --radius 1 --out @/model.json"));
    assertEquals(0, learned.code(), learned.err());
    var cold = ModelFile.read(at("model.json"));
    String text = Files.readString(at("model.json"));
    int k = text.indexOf("\"value\"", text.indexOf("\"byField\""));
    Files.writeString(at("negative.json"), firstNumber(text, k, "-0.25"));
    Files.writeString(at("missing.json"), firstNumber(text, k, "null"));
    Files.writeString(at("narrow.json"), narrow(text));
    var warm =
        new LearnedModel(
            cold.closure(),
            new Frame.Conditions(0.85, 0),
            cold.block(),
            cold.gauge(),
            cold.functions(),
            cold.notes());
    ModelFile.write(at("family.json"), new ModelFamily(List.of(cold, warm)));
  }

  /// The text with the first number after a position replaced.
  private static String firstNumber(String text, int from, String number) {
    var found = java.util.regex.Pattern.compile("-?\\d[\\d.eE+-]*").matcher(text);
    assertTrue(found.find(from));
    return text.substring(0, found.start()) + number + text.substring(found.end());
  }

  /// The model with K(m) known in |m| < 0.01 times the range only.
  private static String narrow(String text) {
    int m = text.indexOf("\"m\"", text.indexOf("\"mobility\""));
    int open = text.indexOf('[', m);
    int close = text.indexOf(']', m);
    var scaled =
        java.util.Arrays.stream(text.substring(open + 1, close).split(",", -1))
            .map(x -> Double.toString(0.01 * Double.parseDouble(x.strip())))
            .collect(java.util.stream.Collectors.joining(", "));
    return text.substring(0, open + 1) + scaled + text.substring(close);
  }

  private static Path at(String name) {
    return folder.resolve(name);
  }

  private static String inFolder(String text) {
    return text.replace("@", folder.toString());
  }

  private static void simulate(String name, String options) {
    var outcome = Outcome.of("simulate kac " + options + " --out " + at(name));
    assertEquals(0, outcome.code(), outcome.err());
  }

  /// Frames that do not vary along y, from which no reach of J along y can be learned.
  private static void stripes() {
    var grid = new Grid(16, 16, 8);
    var conditions = new Frame.Conditions(1, 0);
    var random = new SplittableRandom(1);
    try (var writer =
        TrajectoryWriter.create(
            at("stripes.h5"),
            new Trajectory.Origin("stripes", grid, 8, 1),
            conditions,
            200,
            true)) {
      for (int t = 0; t < 200; t++) {
        var m = new ScalarField(grid);
        for (int x = 0; x < 16; x++) {
          double value = 1.6 * random.nextDouble() - 0.8;
          for (int y = 0; y < 16; y++) {
            m.set(16 * y + x, value);
          }
        }
        var drift = m.map(value -> -value);
        var generator = new Frame.Generator(drift, ScalarField.uniform(grid, 1));
        writer.accept(new Frame(t, 0, conditions, m, Optional.of(generator)));
      }
    }
  }

  private static void refused(int code, String line, String... quoted) throws IOException {
    var before = names();
    var outcome = Outcome.of(inFolder(line));
    assertEquals(code, outcome.code(), outcome.err());
    assertEquals("", outcome.out());
    assertEquals(1, outcome.err().lines().count(), outcome.err());
    assertTrue(outcome.err().startsWith("onsagerflow: "), outcome.err());
    assertFalse(outcome.err().contains("Exception"), outcome.err());
    for (String value : quoted) {
      assertTrue(outcome.err().contains(value), outcome.err());
    }
    assertEquals(before, names(), "nothing is written");
  }

  private static List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--block 7 | block size 7",
        "--temperature 0 | got 0.0",
        "--temperature -1 | got -1.0",
        "--temperature NaN | got NaN",
        "--temperature warm | 'warm'",
        "--field Infinity | got Infinity",
        "--length 0 | got 0",
        "--length 100000 | got 100000",
        "--range 40 | width 79 is wider than the lattice 64 x 64",
        "--kernel box --range 2.5 | 2.5",
        "--kernel box --range 8 --strength NaN | NaN",
        "--kernel @/nan.txt | nan.txt, line 2: value 3 is not a finite number: nan",
        "--kernel @/odd.txt | odd.txt: a kernel must be even",
        "--kernel @/self.txt | J(0) must be 0, got 1.0",
        "--kernel @/spins.h5 | spins.h5 is not text",
        "--kernel @/model.json | not a finite number",
        "--kernel @/nan.txt --range 3 | --range 3.0",
        "--kernel triangle | triangle: neither bump",
        "--mean 0,1.5 | got 1.5",
        "--runs 0 | got 0",
        "--leap 0 | got 0.0",
        "--times 0,1 --pairs 3 | --times stands alone",
        "--times 1,1 | got 1.0 after 1.0",
        "--save-every 1 | say when to record",
        "--duration 2 | say when to record",
        "--duration 2 --save-every 1 --pairs 2 | say when to record",
        "--duration 2 --save-every 0 | got 0.0",
        "--duration 2 --save-every 1e-12 | 1.0E-12",
        "--duration -2 --save-every 1 | -2.0",
        "--duration 2 --pairs 20 --lag 0.1 | 20 pairs of lag 0.1 overlap",
        "--duration 2 --pairs 0 | got 0",
        "--duration 2 --pairs 3 --lag 0 | got 0.0",
        "--duration 2 --pairs 3 --spacing geometric | starts above 0",
        "--spacing odd | must be one of even",
        "--wings 2 | --wings"
      })
  void impossibleSimulation(String options, String quoted) throws IOException {
    var line = new StringBuilder("simulate kac --out @/x.h5 ").append(options);
    addUnlessGiven(line, "--length", "64");
    addUnlessGiven(line, "--temperature", "0.8");
    if (!options.contains("--kernel")) {
      addUnlessGiven(line, "--range", "8");
    }
    if (!options.matches(".*--(duration|save-every).*")) {
      addUnlessGiven(line, "--times", "0,1");
    }
    refused(2, line.toString(), quoted);
  }

  private static void addUnlessGiven(StringBuilder line, String option, String value) {
    if (line.indexOf(option) < 0) {
      line.append(' ').append(option).append(' ').append(value);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lern @/train.h5 --out @/x.json | 2 | there is no command lern: did you mean learn?",
        "learn @/train.h5 --radus 3 --out @/x.json | 2 | did you mean --radius?",
        "learn @/train.h5 --uot @/x.json | 2 | there is no option --uot: did you mean --out?",
        "learn @/absent.h5 --out @/x.json | 2 | absent.h5: no such file",
        "learn @/cut.h5 --out @/x.json | 2 | cut.h5: truncated",
        "learn @/model.json --out @/x.json | 2 | model.json",
        "learn @/spins.h5 @/fine.h5 --out @/x.json | 2 | block size is 8",
        "learn @/one.h5 --out @/x.json | 1 | too few frames",
        "learn @/tiny.h5 --out @/x.json | 1 | too few data: 16 cells",
        "learn @/spins.h5 --radius 4 --out @/x.json | 1 | kernel radius 4 is wider than the grid",
        "learn @/stripes.h5 --radius 1 --out @/x.json | 1 | J(",
        "learn @/spins.h5 --radius 0 --out @/x.json | 1 | learn K(m)",
        "learn @/spins.h5 --radius -1 --out @/x.json | 2 | got -1",
        "learn @/spins.h5 --radius far --out @/x.json | 2 | 'far'",
        "learn @/spins.h5 --closure linear --out @/x.json | 2 | 'linear'",
        "learn @/spins.h5 --mobility phi --out @/x.json | 2 | 'phi'",
        "learn @/spins.h5 --gauge NaN --out @/x.json | 2 | 'NaN'",
        "learn @/spins.h5 --out @/model.json | 2 | model.json exists already",
        "learn @/spins.h5 --out @/absent/x.json | 2 | there is no folder",
        "learn --out @/x.json | 2 | <a.h5>",
        "learn @/spins.h5 | 2 | --out",
        "rollout @/model.json --init @/spins.h5#3 | 2 | frames 0 to 2, not 3",
        "rollout @/model.json --init @/spins.h5#-1 | 2 | not -1",
        "rollout @/model.json --init @/spins.h5 | 2 | as in a.h5#0",
        "rollout @/model.json --init @/fine.h5#0 | 2 | block size is 8",
        "rollout @/model.json --init @/spins.h5#0 --init @/wide.h5#0 | 2 | wide.h5#0",
        "rollout @/model.json --init @/spins.h5#0 --init @/spins.h5#1 | 2 | time is 0.0",
        "rollout @/model.json --init @/spins.h5#0 --ensemble 0 | 2 | got 0",
        "rollout @/model.json --init @/spins.h5#0 --time-step 0 | 2 | got 0.0",
        "rollout @/model.json --init @/spins.h5#0 --time-step 8 | 2 | time step 8.0 is too long",
        "rollout @/model.json --init @/spins.h5#0 --noise pink | 2 | 'pink'",
        "rollout @/model.json --init @/spins.h5#0 --closure onsager --noise poisson | 2 | needs the"
            + " cosh closure",
        "rollout @/model.json --init @/spins.h5#0 --equation heat | 2 | 'heat'",
        "rollout @/model.json --init @/spins.h5#0 --temperature 0.9 | 2 | one temperature cannot"
            + " tell",
        "rollout @/model.json --init @/spins.h5#0 --temperature warm | 2 | 'warm'",
        "rollout @/model.json --init @/spins.h5#0 --temperature 0 | 2 | got 0.0",
        "rollout @/model.json --init @/spins.h5#0 --field NaN | 2 | got NaN",
        "rollout @/family.json --init @/spins.h5#0 --temperature 0.7 | 2 | T = 0.7 lies outside",
        "rollout @/family.json --init @/other.h5#0 | 2 | T = 0.9 lies outside",
        "rollout @/schema.json --init @/spins.h5#0 | 2 | onsagerflow-model/9",
        "rollout @/negative.json --init @/spins.h5#0 | 2 | must not be negative, got K = -0.25",
        "rollout @/missing.json --init @/spins.h5#0 | 2 | mobility.byField.value[0][0]",
        "rollout @/narrow.json --init @/spins.h5#0 | 2 | was learned for m from",
        "rollout @/model.json --init @/spins.h5#0 --equation kramers-moyal | 2 | by --data",
        "rollout @/model.json --init @/spins.h5#0 --equation allen-cahn --data @/train.h5 | 2 |"
            + " leave out --data",
        "rollout @/spins.h5 --init @/spins.h5#0 | 2 | an HDF5 file, where a"
            + " JSON file is wanted",
        "compare @/spins.h5 @/later.h5 | 2 | no common times",
        "compare @/spins.h5 @/other.h5 | 2 | temperature is 0.8",
        "compare @/spins.h5 @/wide.h5 | 2 | blocks along y is 8",
        "compare @/spins.h5 | 2 | <a.h5>",
        "compare @/spins.h5 @/spins.h5 --csv @/model.json | 2 | model.json exists already",
        "compare @/spins.h5 @/spins.h5 --bands 0 | 2 | --bands must be at least 1, got 0",
        "statistics @/absent.h5 | 2 | absent.h5: no such file",
        "statistics @/cut.h5 | 2 | cut.h5: truncated",
        "statistics @/spins.h5 --bands -1 | 2 | got -1",
        "statistics @/spins.h5 --growth 3 | 2 | --growth needs two numbers",
        "statistics @/spins.h5 --growth 3,4 | 2 | 0 times from t = 3.0 to 4.0",
        "statistics @/spins.h5 --droplet 0.5,0.5 | 2 | got m = 0.5 outside and 0.5 inside",
        "statistics @/spins.h5 --droplet 1,0,2 | 2 | --droplet needs two numbers",
        "statistics @/spins.h5 --interfaces z | 2 | 'z'",
        "statistics @/spins.h5 --threshold NaN | 2 | got NaN",
        "statistics @/spins.h5 --threshold 2 | 2 | between -1 and 1, as M does, got 2.0",
        "statistics @/spins.h5 --reference 0.5 | 2 | run 0 has no frame at t = 0.5",
        "statistics @/spins.h5 --stationary-from 7 | 2 | no frame from t = 7.0 on",
        "statistics @/spins.h5 --csv @/model.json | 2 | model.json exists already",
        "simulate | 2 | say what to simulate",
        "simulate nearest | 2 | nearest",
        "simulate ising --times 0 --out @/x.h5 | 2 | --temperature",
        "simulate ising --temperature 0 --times 0 --out @/x.h5 | 2 | got 0.0",
        "simulate ising --temperature 2 --length 9 --block 3 --times 0 --out @/x.h5 | 2 | even"
            + " edges of 4 or more, got 9 x 9",
        "simulate ising --temperature 2 --length 64 --block 7 --times 0 --out @/x.h5 | 2 | block"
            + " size 7 does not divide",
        "simulate ising --temperature 2 --length 64 --step 2 --times 0 --out @/x.h5 | 2 | got 2.0",
        "simulate ising --temperature 2 --length 64 --mean 2 --times 0 --out @/x.h5 | 2 | got 2.0",
        "simulate ising --temperature 2 --kernel box --times 0 --out @/x.h5 | 2 | --kernel",
        "learn @/spins.h5 --slope steep --out @/x.json | 2 | 'steep'",
        "lern | 2 | lern"
      })
  void badInput(String line, int code, String quoted) throws IOException {
    boolean rollout = line.startsWith("rollout");
    refused(code, rollout ? line + " --duration 1 --save-every 1 --out @/x.h5" : line, quoted);
  }

  @Test
  void existingFileIsReplacedOnlyByForce() throws IOException {
    String line = "simulate kac --length 64 --range 8 --temperature 0.8 --times 0 --out @/one.h5";
    long size = Files.size(at("one.h5"));
    refused(2, line, "one.h5 exists already; --force replaces it");
    assertEquals(size, Files.size(at("one.h5")));
  }

  @Test
  void anOutputThatIsAFolderOrHasNoNameIsRefusedBeforeAnyWork() throws IOException {
    Files.createDirectories(at("folder"));
    String simulate = "simulate kac --length 64 --range 8 --temperature 0.8 --times 0 ";
    refused(2, simulate + "--force --out @/folder", "folder is a folder");
    refused(2, simulate + "--out @/folder", "folder is a folder");
    refused(2, "learn @/absent.h5 --force --out @/folder", "folder is a folder");
    refused(2, "statistics @/spins.h5 --force --csv @/folder", "--csv", "is a folder");
    var unnamed = Outcome.of(List.of("learn", at("spins.h5").toString(), "--out", ""));
    assertEquals(2, unnamed.code(), unnamed.err());
    assertEquals("onsagerflow: --out is empty; name a file", unnamed.err().strip());
  }

  @Test
  void fewerThanTwoFramesAreNoRecording() throws IOException {
    refused(
        2,
        "rollout @/model.json --init @/spins.h5#0 --duration 2 --save-every 3 --out @/x.h5",
        "--save-every 3.0 is longer than the recording, 2.0 sweeps");
  }

  @Test
  void aFieldBeyondThoseLearnedIsNamed() throws IOException {
    String rollout =
        "rollout @/model.json --init @/spins.h5#0 --duration 0.1 --save-every 0.1 --force --out"
            + " @/strong.h5 --field ";
    var strong = Outcome.of(inFolder(rollout + "50"));
    assertEquals(0, strong.code(), strong.err());
    assertTrue(strong.err().contains("and a field of 50.0 is beyond them"), strong.err());
    var weak = Outcome.of(inFolder(rollout + "0.1"));
    assertEquals(0, weak.code(), weak.err());
    assertFalse(weak.err().contains("beyond"), weak.err());
    Files.delete(at("strong.h5"));
  }

  @Test
  void debugAlsoShowsWhere() {
    var outcome = Outcome.of(inFolder("learn @/absent.h5 --out @/x.json --debug"));
    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("InvalidFileException"), outcome.err());
    assertTrue(outcome.err().lines().toList().getLast().startsWith("onsagerflow: "));
  }
}
