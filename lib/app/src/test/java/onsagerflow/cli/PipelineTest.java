package onsagerflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import onsagerflow.field.ExternalField;
import onsagerflow.io.ModelFile;
import onsagerflow.io.TrajectoryFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From spins to a compared rollout, each step on the files of the one before.
class PipelineTest {

  private static final String SPINS =
      "simulate kac --length 128 --block 8 --range 16 --temperature 0.8 ";

  @TempDir private static Path folder;

  private static Outcome learned;

  @BeforeAll
  static void simulateAndLearn() {
    succeed(SPINS + "--mean 0,0.4 --duration 8 --save-every 1 --runs 2 --generator --out " + a());
    learned = succeed("learn " + a() + " --radius 3 --symmetry c4 --out " + model());
  }

  private static String a() {
    return folder + "/a.h5";
  }

  private static String model() {
    return folder + "/model.json";
  }

  private static Outcome succeed(String line) {
    var outcome = Outcome.of(line);
    assertEquals(0, outcome.code(), outcome.err());
    return outcome;
  }

  @Test
  void simulationHoldsEveryRunOfEveryMean() {
    try (var file = TrajectoryFile.open(Path.of(a()))) {
      assertEquals(4 * 9, file.size());
      assertTrue(file.hasGenerator());
      assertEquals(3, file.run(35));
      assertEquals(8, file.time(35));
      // Independent spins: the mean of 128² of them has standard error √(1 − m²)/128.
      assertEquals(0.0, file.frame(0).m().mean(), 5.0 / 128);
      assertEquals(0.4, file.frame(9).m().mean(), 5.0 / 128);
    }
  }

  @Test
  void learnedStrengthIsThatOfTheSpins() {
    var found = Pattern.compile("total strength of J +(\\S+) ± (\\S+)").matcher(learned.out());
    assertTrue(found.find(), learned.out());
    double strength = Double.parseDouble(found.group(1));
    double error = Double.parseDouble(found.group(2));
    assertEquals(1, strength, 5 * error);
    assertTrue(error < 0.03, learned.out());
    var model = ModelFile.read(Path.of(model()));
    assertEquals(3, model.kernel().radius());
    assertEquals(strength, model.kernel().total(), error);
  }

  @Test
  void summarySaysWhatWasLearned() {
    for (String entry : new String[] {"radius of J", "K(0)", "slope of s'", "|u| ="}) {
      assertTrue(learned.out().contains(entry), learned.out());
    }
    assertEquals("", learned.err());
  }

  /// At T = 2 the spontaneous magnetisation is 0.911319.
  @Test
  void nearestNeighbourSpinsAndTheirEquationHaveOnsagersMagnetisation() {
    String spins = folder + "/ising.h5";
    String model = folder + "/ising.json";
    String rollout = folder + "/ising-rollout.h5";
    succeed(
        "simulate ising --length 128 --block 16 --temperature 2 --mean 1 --first 40"
            + " --duration 1000 --save-every 4 --runs 2 --generator --out "
            + spins);
    assertEquals(0.911319, meanOfM(spins), 4 * 0.001);
    succeed(
        "learn " + spins + " --mobility m --radius 1 --symmetry c4 --slope knots --out " + model);
    succeed(
        "rollout "
            + model
            + " --init "
            + spins
            + "#1 --ensemble 4 --duration 400 --save-every 10"
            + " --time-step 0.25 --out "
            + rollout);
    assertEquals(0.911319, meanOfM(rollout), 0.005);
  }

  private static double meanOfM(String path) {
    try (var file = TrajectoryFile.open(Path.of(path))) {
      return IntStream.range(0, file.size())
          .mapToDouble(i -> file.frame(i).m().mean())
          .average()
          .orElseThrow();
    }
  }

  @Test
  void distantPairsAreToldToBias() {
    String pairs = folder + "/pairs.h5";
    succeed(SPINS + "--mean 0,0.4 --duration 20 --pairs 30 --lag 0.6 --out " + pairs);
    var outcome =
        succeed("learn " + pairs + " --radius 2 --symmetry radial --out " + folder + "/p.json");
    assertTrue(outcome.out().contains("60 frame pairs"), outcome.out());
    assertTrue(outcome.out().contains("residual variance"), outcome.out());
    assertTrue(outcome.err().contains("up to 0.60 sweeps apart"), outcome.err());
  }

  /// The same random numbers in two files, and generator channels in one of them alone.
  @Test
  void filesThatDoNotGoTogetherAreNamed() {
    String one = folder + "/one-seed.h5";
    String other = folder + "/other-field.h5";
    succeed(SPINS + "--mean 0,0.4 --duration 4 --pairs 20 --generator --out " + one);
    succeed(SPINS + "--mean 0,0.4 --duration 4 --pairs 20 --field 0.01 --out " + other);
    String learn = " --radius 1 --symmetry radial --force --out " + folder + "/both.json";
    var both = succeed("learn " + one + " " + other + learn);
    assertTrue(both.err().contains("other-field.h5 were made with one seed, 1,"), both.err());
    assertTrue(both.err().contains("other-field.h5 has no generator channels"), both.err());
    succeed(SPINS + "--mean 0,0.4 --duration 4 --pairs 20 --seed 2 --force --out " + other);
    var apart = succeed("learn " + one + " " + other + " --use-generator never" + learn);
    assertFalse(apart.err().contains("seed"), apart.err());
    assertFalse(apart.err().contains("generator"), apart.err());
  }

  @Test
  void pairsBelowTwoLeapsAreToldToScatterTooLittle() {
    String options = "--duration 1 --pairs 2 --lag 0.1 --force --out " + folder + "/short.h5";
    assertTrue(succeed(SPINS + options + " --leap 0.1").err().contains("frames 0.1 sweeps apart"));
    assertEquals("", succeed(SPINS + options + " --leap 0.05").err());
  }

  @Test
  void rolloutAgreesWithSpins() throws IOException {
    String spins = folder + "/spins.h5";
    String rollout = folder + "/rollout.h5";
    String csv = folder + "/comparison.csv";
    succeed(SPINS + "--times 0,2,4 --runs 8 --seed 2 --out " + spins);
    var starts = new StringBuilder();
    for (int run = 0; run < 8; run++) {
      starts.append(" --init ").append(spins).append('#').append(3 * run);
    }
    succeed(
        "rollout "
            + model()
            + starts
            + " --duration 4 --save-every 2 --ensemble 8 --seed 3 --out "
            + rollout);
    var table = succeed("compare " + rollout + " " + spins + " --csv " + csv);
    assertTrue(table.out().contains("mean k"), table.out());
    assertFalse(table.out().contains("no standard error"), table.out());
    var rows = Files.readAllLines(Path.of(csv));
    // four moments, P(m) twice, and the bands of S(k) of 16 x 16 blocks that hold a wave vector
    assertEquals(1 + 3 * (6 + 10), rows.size(), table.out());
    assertTrue(table.out().contains("P(m) KS"), table.out());
    var agreement =
        Pattern.compile("(\\d+) of 32 comparisons .* lie within 2 joint .* expected of so")
            .matcher(table.out());
    assertTrue(agreement.find(), table.out());
    assertTrue(Integer.parseInt(agreement.group(1)) >= 24, table.out());
    assertTrue(table.out().contains("<m^2> and S(k) differ by"), table.out());
    assertTrue(table.out().contains("the same frames are not counted"), table.out());
    assertTrue(
        succeed("compare " + rollout + " " + spins + " --bands 3").out().contains("of 18 comp"));
    assertTrue(succeed("compare " + a() + " " + a()).out().contains("Both hold the same frames."));
    for (String row : rows.subList(1, rows.size())) {
      var columns = row.split(",", -1);
      assertEquals("8", columns[4]);
      assertTrue(Double.parseDouble(columns[8]) < 5, row);
      assertTrue(columns[1].startsWith("P(m)") || Double.parseDouble(columns[8]) > -5, row);
      if (columns[0].equals("0.0") && !columns[1].startsWith("P(m)")) {
        assertEquals(columns[2], columns[5], "the rollout starts from the spins' own frames");
      }
    }
  }

  /// Spins at T = 0.8 in two fields and at T = 1.1 in none.
  @Test
  void severalTemperaturesAndFieldsMakeAFamily() {
    String options =
        "simulate kac --length 128 --range 16 --mean 0,0.5 --duration 6 --save-every 1"
            + " --generator --out "
            + folder;
    succeed(options + "/cold.h5 --temperature 0.8");
    succeed(options + "/pushed.h5 --temperature 0.8 --field 0.1 --seed 2");
    succeed(options + "/warm.h5 --temperature 1.1 --seed 3");
    String family = folder + "/family.json";
    var summary =
        succeed(
            "learn "
                + folder
                + "/cold.h5 "
                + folder
                + "/pushed.h5 "
                + folder
                + "/warm.h5 --radius 3 --symmetry c4 --out "
                + family);
    assertTrue(summary.out().contains("T = 0.8, 1.1, h = 0.0, 0.1"), summary.out());
    assertTrue(summary.out().contains("T = 0.8, h = 0.0, 0.1, 28 frames"), summary.out());
    assertTrue(summary.out().contains("T = 1.1, h = 0.0, 14 frames"), summary.out());
    var read = ModelFile.readFamily(Path.of(family));
    assertEquals(List.of(0.8, 1.1), read.temperatures());
    assertEquals(
        List.of(ExternalField.uniform(0), ExternalField.uniform(0.1)),
        read.members().getFirst().notes().fields());
    // Heat-bath spins: s' = T artanh m, in the gauge of the family.
    var slope = read.at(0.9).entropySlope();
    assertEquals(0.9 * Math.log(3) / 2, slope.at(0.5), 5 * slope.standardErrorAt(0.5) + 0.01);

    String rollout = "rollout " + family + " --duration 1 --save-every 1 --force --out " + folder;
    assertConditions("0.9 0.0", succeed(rollout + "/x.h5 --init " + a() + "#0 --temperature 0.9"));
    assertConditions("0.8 0.1", succeed(rollout + "/x.h5 --init " + folder + "/pushed.h5#0"));
    assertConditions(
        "0.8 -0.2", succeed(rollout + "/x.h5 --init " + folder + "/pushed.h5#0 --field -0.2"));
  }

  private static void assertConditions(String expected, Outcome outcome) {
    assertEquals("", outcome.err());
    try (var file = TrajectoryFile.open(folder.resolve("x.h5"))) {
      var conditions = file.conditions(0);
      assertEquals(expected, conditions.temperature() + " " + conditions.field());
    }
  }

  @Test
  void anotherConditionThanTheModelsIsToldUnlessAskedFor() {
    String warm = folder + "/other.h5";
    succeed(
        "simulate kac --length 128 --range 16 --temperature 0.9 --field 0.1 --times 0 --out "
            + warm);
    String line =
        "rollout "
            + model()
            + " --duration 1 --save-every 1 --force --out "
            + folder
            + "/y.h5 --init "
            + warm
            + "#0";
    assertTrue(succeed(line).err().contains("T = 0.9, h = 0.1, the model at T = 0.8, h = 0.0"));
    assertEquals("", succeed(line + " --temperature 0.8 --field 0.1").err());
  }

  @Test
  void singleRunHasNoStandardError() {
    String one = folder + "/one.h5";
    succeed(
        "rollout "
            + model()
            + " --init "
            + a()
            + "#0 --duration 2 --save-every 1 --equation mean-field --stepper euler --out "
            + one);
    var table = succeed("compare " + one + " " + a());
    assertTrue(table.out().contains("one.h5 has one run"), table.out());
    assertFalse(table.out().contains("NaN"), table.out());
  }

  @Test
  void rolloutTimesCountOnFromTheInitialFrame() {
    String late = folder + "/late.h5";
    succeed(
        "rollout " + model() + " --init " + a() + "#5 --duration 2 --save-every 1 --out " + late);
    try (var file = TrajectoryFile.open(Path.of(late))) {
      assertEquals(5, file.time(0));
      assertEquals(7, file.time(2));
    }
  }
}
