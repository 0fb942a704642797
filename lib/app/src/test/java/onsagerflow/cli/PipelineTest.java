package onsagerflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
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
    assertTrue(error < 0.02, learned.out());
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
    assertEquals(1 + 3 * 8, rows.size(), table.out());
    for (String row : rows.subList(1, rows.size())) {
      var columns = row.split(",", -1);
      assertEquals("8", columns[4]);
      assertTrue(Math.abs(Double.parseDouble(columns[8])) < 5, row);
      if (columns[0].equals("0.0")) {
        assertEquals(columns[2], columns[5], "the rollout starts from the spins' own frames");
      }
    }
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
