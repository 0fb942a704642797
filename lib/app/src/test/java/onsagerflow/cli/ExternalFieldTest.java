package onsagerflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import onsagerflow.io.TrajectoryFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Fields from files and programs, through the commands.
class ExternalFieldTest {

  private static final String SPINS = "simulate kac --length 64 --range 8 --temperature 0.85 ";

  @TempDir private static Path folder;

  @BeforeAll
  static void makeInputs() throws IOException {
    var map = new StringBuilder();
    for (int y = 0; y < 8; y++) {
      map.append("-0.2 -0.2 0 0 0 0 0.2 0.2\n");
    }
    Files.writeString(folder.resolve("map.txt"), map);
    Files.writeString(
        folder.resolve("map16.txt"),
        ("-0.2 ".repeat(4) + "0 ".repeat(8) + "0.2 ".repeat(4) + "\n").repeat(16));
    Files.writeString(folder.resolve("odd.txt"), "1 2 3\n4 5 6\n");
    Files.writeString(folder.resolve("nan.txt"), "1 2\n4 nan\n");
    Files.writeString(folder.resolve("ramp.txt"), "# t h\n0 0\n4 0.4\n");
    Files.writeString(folder.resolve("back.txt"), "0 0\n4 0.4\n3 1\n");
    succeed(SPINS + "--times 0,1,2 --generator --out @/flat.h5");
    succeed(
        "simulate kac --length 128 --range 8 --temperature 0.85 --mean 0,0.4 --duration 8"
            + " --save-every 1 --generator --out @/train.h5");
    succeed("learn @/train.h5 --radius 1 --out @/model.json");
  }

  private static Outcome run(String command) {
    return Outcome.of(command.replace("@", folder.toString()));
  }

  private static void succeed(String command) {
    var outcome = run(command);
    assertEquals(0, outcome.code(), outcome.err());
  }

  @Test
  void mapsAndProgramsReachTheFile() {
    succeed(SPINS + "--field 0.1 --field-map @/map.txt --times 0,2 --out @/m.h5");
    try (var file = TrajectoryFile.open(folder.resolve("m.h5"))) {
      var h = file.conditions(0).field();
      assertTrue(h.isConstant());
      assertEquals(-0.1, h.at(0, 0), 1e-15);
      assertEquals(0.1 + 0.2, h.at(7, 0), 1e-15);
    }
    succeed(SPINS + "--field-program @/ramp.txt --times 0,1,4 --out @/p.h5");
    try (var file = TrajectoryFile.open(folder.resolve("p.h5"))) {
      assertEquals(0.1, file.conditions(0).field().at(1), 1e-15);
      assertEquals(0.25, file.conditions(0).field().at(2.5), 1e-15);
    }
    succeed(SPINS + "--field-map @/map.txt --field-sine 2,8,0 --times 0,2 --runs 2 --out @/s.h5");
    try (var file = TrajectoryFile.open(folder.resolve("s.h5"))) {
      assertEquals(0.4, file.conditions(1).field().at(7, 2), 1e-15); // 0.2 · 2 sin(π/2)
    }
    succeed("learn @/m.h5 @/p.h5 --radius 1 --mobility m --symmetry c4 --out @/of.json");
  }

  @Test
  void aRolloutFollowsTheFieldAsTheSpinsDo() {
    succeed(
        SPINS
            + "--field-map @/map.txt --field-sine 1,8 --times 0,1,2,3 --runs 4 --mean 0"
            + " --out @/spins.h5");
    succeed(
        "rollout @/model.json --init @/spins.h5#1 --field-map @/map.txt --field-sine 1,8"
            + " --duration 2 --save-every 1 --ensemble 4 --out @/r.h5");
    var compared = run("compare @/r.h5 @/spins.h5");
    assertEquals(0, compared.code(), compared.err());
    // the field of another phase is another field
    succeed(
        "rollout @/model.json --init @/spins.h5#1 --field-map @/map.txt --field-sine 1,8,1"
            + " --duration 2 --save-every 1 --ensemble 4 --out @/other.h5");
    var other = run("compare @/other.h5 @/spins.h5");
    assertEquals(2, other.code(), other.out());
    assertTrue(other.err().contains("field is "), other.err());
  }

  @Test
  void aModelLearnedInAFieldThatVariesRunsInThatOfTheFrameAndSaysSo() throws IOException {
    succeed(
        "simulate kac --length 128 --range 8 --temperature 0.85 --mean 0,0.4 --duration 8"
            + " --save-every 1 --generator --field-map @/map16.txt --out @/varied.h5");
    succeed("learn @/varied.h5 --radius 1 --out @/varied.json");
    String json = Files.readString(folder.resolve("varied.json"));
    assertTrue(json.contains("\"field\": \"16 x 16 values, -0.2 to 0.2"), json);
    String rollout =
        "rollout @/varied.json --duration 1 --save-every 1 --force --out @/v.h5 --init ";
    var there = run(rollout + "@/varied.h5#1");
    assertEquals(0, there.code(), there.err());
    assertTrue(
        there
            .out()
            .contains(
                "in the field of @/varied.h5#1: h = 16 x 16 values"
                    .replace("@", folder.toString())),
        there.out());
    assertField(-0.2, 0);
    assertField(0.2, 15);
    var elsewhere = run(rollout + "@/train.h5#1");
    assertEquals(0, elsewhere.code(), elsewhere.err());
    assertTrue(elsewhere.out().contains("train.h5#1: h = 0.0"), elsewhere.out());
    var told = run(rollout + "@/varied.h5#1 --field 0.05");
    assertEquals(0, told.code(), told.err());
    assertFalse(told.out().contains("in the field of"), told.out());
    assertField(0.05, 0);
    // where there is no frame to take it from
    var flips = run("flips model @/varied.json --cells 4 --out @/f.json");
    assertEquals(2, flips.code(), flips.out());
    assertEquals(1, flips.err().lines().count(), flips.err());
    assertTrue(
        flips.err().contains("was learned in fields that differ or vary (16 x 16 values"),
        flips.err());
    assertTrue(flips.err().contains("): say in which, --field"), flips.err());
    assertFalse(Files.exists(folder.resolve("f.json")));
  }

  private static void assertField(double expected, int cell) {
    try (var file = TrajectoryFile.open(folder.resolve("v.h5"))) {
      assertEquals(expected, file.conditions(0).field().at(cell, 0), 1e-15);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--field-map @/odd.txt --times 0,1|a field of 2 x 3 values does not fit",
        "--field-map @/nan.txt --times 0,1|nan.txt: must be finite, got NaN in row 1, column 1",
        "--field-map @/none.txt --times 0,1|none.txt: no such file",
        "--field-program @/ramp.txt --times 0,5|the field program ends at t = 4.0 sweeps, the run"
            + " at t = 5.0: give values up to there",
        "--field-program @/back.txt --times 0,1|back.txt: times of a field program must be finite"
            + " and increase, got 3.0 after 4.0",
        "--field-program @/map.txt --times 0,1|map.txt: a field program needs a time and a value a"
            + " line, got 8 numbers",
        "--field-sine 0.1 --times 0,1|--field-sine needs an amplitude, a period and, if not 0, a"
            + " phase, got [0.1]",
        "--field-sine 0.1,0 --times 0,1|and a positive period, got amplitude 0.1, period 0.0"
            + " sweeps",
        "--field-sine 0.1,5 --field-program @/ramp.txt --times 0,1|give either --field-program or"
            + " --field-sine, not both",
        "--field NaN --times 0,1|--field must be finite, got NaN",
      })
  void badFieldsAreRefusedInOneLineAndNothingIsWritten(String options, String message) {
    var outcome = run(SPINS + options + " --out @/refused.h5");
    assertEquals(2, outcome.code(), outcome.err());
    assertEquals(1, outcome.err().lines().count(), outcome.err());
    assertTrue(outcome.err().contains(message), outcome.err());
    assertFalse(Files.exists(folder.resolve("refused.h5")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "flips kac --length 16 --block 4 --range 4 --temperature 0.9 --field-sine 0.1,5 --out"
            + " @/f.json|a flip in a field that varies is not defined here",
        "flips model @/model.json --field-sine 0.1,5 --out @/f.json|one number h is wanted here",
        "rollout @/model.json --init @/flat.h5#1 --field-program @/ramp.txt --duration 9"
            + " --save-every 1 --out @/f.h5|the field program ends at t = 4.0 sweeps, the run at t"
            + " = 10.0",
        "rollout @/model.json --init @/flat.h5#1 --field-map @/odd.txt --duration 1 --save-every 1"
            + " --out @/f.h5|a field of 2 x 3 values does not fit 8 x 8 cells",
      })
  void whereAFieldThatVariesHasNoMeaningItIsRefused(String command, String message) {
    var outcome = run(command);
    assertEquals(2, outcome.code(), outcome.err());
    assertEquals(1, outcome.err().lines().count(), outcome.err());
    assertTrue(outcome.err().contains(message), outcome.err());
    assertFalse(Files.exists(folder.resolve("f.h5")) || Files.exists(folder.resolve("f.json")));
  }
}
