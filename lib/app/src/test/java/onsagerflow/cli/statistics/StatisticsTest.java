package onsagerflow.cli.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Pattern;
import onsagerflow.cli.Outcome;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.io.TrajectoryWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Statistics of trajectories whose statistics are known.
class StatisticsTest {

  private static final Grid GRID = new Grid(16, 16, 8);
  private static final Frame.Conditions CONDITIONS = new Frame.Conditions(0.8, 0);

  @TempDir private Path folder;

  /// What a frame of run `run` at time `t` holds in each cell.
  @FunctionalInterface
  private interface Cells {
    IntToDoubleFunction at(int run, int t);
  }

  private String write(String name, int runs, int times, Cells cells) throws IOException {
    return write(GRID, name, runs, times, cells);
  }

  private String write(Grid grid, String name, int runs, int times, Cells cells)
      throws IOException {
    var file = folder.resolve(name);
    var origin = new Trajectory.Origin("test", grid, 8, 1);
    try (var writer = TrajectoryWriter.create(file, origin, CONDITIONS, runs * times, false)) {
      for (int run = 0; run < runs; run++) {
        for (int t = 0; t < times; t++) {
          var m = new ScalarField(grid);
          java.util.Arrays.setAll(m.values(), cells.at(run, t));
          writer.accept(new Frame(t, run, CONDITIONS, m, Optional.empty()));
        }
      }
    }
    return file.toString();
  }

  private static Outcome succeed(String line) {
    var outcome = Outcome.of(line);
    assertEquals(0, outcome.code(), outcome.err());
    assertEquals("", outcome.err());
    assertFalse(outcome.out().contains("NaN"), outcome.out());
    assertFalse(outcome.out().contains("Infinity"), outcome.out());
    return outcome;
  }

  private static double number(String regex, String text) {
    var found = Pattern.compile(regex, Pattern.MULTILINE).matcher(text);
    assertTrue(found.find(), regex + " is missing in:\n" + text);
    return Double.parseDouble(found.group(1));
  }

  @Test
  void whiteNoiseByTime() throws IOException {
    var random = new SplittableRandom(1);
    String noise = write("noise.h5", 8, 6, (run, t) -> cell -> 0.2 * random.nextGaussian());
    String csv = folder + "/noise.csv";
    var outcome = succeed("statistics " + noise + " --stationary-from 0 --csv " + csv);
    assertTrue(outcome.out().startsWith("noise.h5: test: 48 frames of 16 x 16"), outcome.out());
    assertTrue(
        outcome.out().lines().skip(1).findFirst().orElse("").startsWith("t             0.0 "));
    assertTrue(outcome.out().contains("Shown are 4 of 6 times."), outcome.out());
    assertEquals(0.04, number("^<m\\^2> +(\\S+) ± ", outcome.out()), 0.004);
    // χ of independent cells: n β σ²/cells
    double chi = 64 * 0.04 / 0.8;
    assertEquals(chi, number("chi = (\\S+) ± ", outcome.out()), 5 * chi * Math.sqrt(2.0 / 48));
    assertTrue(outcome.out().contains("The runs are too short"), outcome.out());
    double total = 0;
    boolean found = false;
    for (String row : Files.readAllLines(Path.of(csv))) {
      var columns = row.split(",", -1);
      assertEquals(5, columns.length, row);
      if (columns[0].equals("3.0") && columns[1].startsWith("P(m=")) {
        total += Double.parseDouble(columns[2]);
      }
      found |= row.startsWith("3.0,<m^2>,0.0") && row.endsWith(",8");
    }
    assertEquals(1, total, 1e-9);
    assertTrue(found);
    assertTrue(succeed("statistics " + noise + " --bands 1").out().contains("S(k="));
  }

  @Test
  void flipsInterfacesAndDroplets() throws IOException {
    // run r flips at t = r + 1.5: 6 of 8 within the 8 frames
    String flips = write("flips.h5", 8, 8, (run, t) -> cell -> t > run + 1 ? 0.5 : -0.5);
    var flip = succeed("statistics " + flips + " --threshold 0").out();
    assertTrue(flip.contains("6 of 8 runs passed M = 0.0."), flip);
    // times 1.5 … 6.5 and twice 7: 38 sweeps over 6
    assertEquals(38.0 / 6, number("Mean flip time (\\S+) ±", flip), 0.06);
    assertTrue(flip.contains("Exponential law: Anderson-Darling"), flip);
    var none = succeed("statistics " + flips + " --threshold 0.9").out();
    assertTrue(none.contains("0 of 8 runs passed M = 0.9. Mean flip time above"), none);

    String slab =
        write(
            "slab.h5", 3, 3, (run, t) -> cell -> cell % 16 >= 4 + t && cell % 16 < 12 ? -0.7 : 0.7);
    var faces = succeed("statistics " + slab + " --interfaces x --droplet 0.7,-0.7 --reference 1");
    assertEquals(64, number("^thickness +(\\S+)", faces.out()), 1);
    assertEquals(8 * 128, number("^droplet area +(\\S+)", faces.out()) / 8, 1);
    assertEquals(-1024, number("changes by (\\S+)", faces.out()), 1);
    assertFalse(faces.out().contains("is none"), faces.out());
    var other = succeed("statistics " + slab + " --droplet 0.1,0.3").out();
    assertTrue(other.contains("m of the phases is not 0.1 around and 0.3 inside"), other);
    assertEquals(1, number("^normalised +(\\S+)", faces.out()), 1e-6);
  }

  @Test
  void singleBlocksHaveNoLengthsButFlip() throws IOException {
    var block = new Grid(1, 1, 8);
    String flips = write(block, "block.h5", 5, 9, (run, t) -> cell -> t > 2 * run ? 0.5 : -0.5);
    var text = succeed("statistics " + flips + " --threshold 0 --stationary-from 3").out();
    assertTrue(text.contains("4 of 5 runs passed"), text);
    assertFalse(text.contains("\nL "), text);
    assertEquals(2, Outcome.of("statistics " + flips + " --growth 1,4").code());
    assertTrue(succeed("compare " + flips + " " + flips).out().contains("the same frames"));
  }

  @Test
  void growthOfStripes() throws IOException {
    // wavelengths 2, 4, 4 and 8 cells at t = 1, 2, 3, 4: the regression by hand gives 0.8862
    String stripes =
        write(
            "stripes.h5",
            2,
            5,
            (run, t) -> cell -> 0.5 * Math.cos(2 * Math.PI * cell / (t < 2 ? 2 : t < 4 ? 4 : 8)));
    var text = succeed("statistics " + stripes + " --growth 1,4").out();
    assertTrue(text.contains("L grows as t^e from t = 1.0 to 4.0"), text);
    assertEquals(0.8862, number("e = (\\S+) ±", text), 1e-3);
  }

  @Test
  void oneRunHasNoStandardError() throws IOException {
    String one = write("one.h5", 1, 3, (run, t) -> cell -> cell % 2 == 0 ? 0.5 : -0.25 * (t + 1));
    var text = succeed("statistics " + one + " --stationary-from 1 --droplet 1,-1").out();
    assertTrue(text.contains("One run: there is no standard error"), text);
    assertFalse(text.contains("±"), text);
    assertFalse(text.contains("\nU "), text);
    var uniform = write("uniform.h5", 1, 1, (run, t) -> cell -> 0.25);
    assertTrue(
        Pattern.compile("(?m)^L +-$").matcher(succeed("statistics " + uniform).out()).find());
  }
}
