package onsagerflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.VectorField;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.io.VectorTrajectoryWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the commands make of files of vectors.
class VectorFilesTest {

  private static final Grid SPACE =
      new Grid(Collections.nCopies(3, new Grid.Axis(4, 2, Grid.Boundary.PERIODIC)));
  private static final int RUNS = 4;
  private static final int TIMES = 40;
  private static final double TURN = 0.3; // of the longest wave along x, radians per unit of time

  @TempDir private Path folder;
  private String vectors = "";

  @BeforeEach
  void write() {
    vectors = write("v.h5", 1, 0.7);
  }

  /// About z, white noise and a wave along x that turns and does not decay much.
  private String write(String name, long seed, double moment) {
    var random = new SplittableRandom(seed);
    var conditions = new Frame.Conditions(0.5, ExternalField.vector(0, 0.1, 0.2));
    var file = folder.resolve(name);
    try (var writer =
        VectorTrajectoryWriter.create(
            file, new Trajectory.Origin("LLG", SPACE, 2, 1), conditions, RUNS * TIMES, false)) {
      for (int run = 0; run < RUNS; run++) {
        for (int t = 0; t < TIMES; t++) {
          var m = new VectorField(SPACE, 3);
          for (int cell = 0; cell < SPACE.size(); cell++) {
            double phase = Math.PI / 2 * (cell % 4) + TURN * t + run;
            m.set(0, cell, 0.2 * Math.cos(phase) + 0.02 * random.nextGaussian());
            m.set(1, cell, 0.2 * Math.sin(phase) + 0.02 * random.nextGaussian());
            m.set(2, cell, moment + 0.02 * random.nextGaussian());
          }
          writer.accept(new VectorFrame(t, run, conditions, m));
        }
      }
    }
    return file.toString();
  }

  private static String succeed(String line) {
    var outcome = Outcome.of(line);
    assertEquals(0, outcome.code(), outcome.err());
    assertEquals("", outcome.err());
    return outcome.out();
  }

  private static double number(String regex, String text) {
    var found = Pattern.compile(regex, Pattern.MULTILINE).matcher(text);
    assertTrue(found.find(), regex + " is missing in:\n" + text);
    return Double.parseDouble(found.group(1));
  }

  @Test
  void statisticsOfVectors() throws IOException {
    String csv = folder + "/v.csv";
    String waves = folder + "/w.csv";
    var outcome =
        Outcome.of(
            "statistics %s --bands 3 --stationary-from 0 --waves 1 --csv %s --waves-csv %s"
                    .formatted(vectors, csv, waves)
                + " --spectrum-csv "
                + folder
                + "/s.csv");
    assertEquals(0, outcome.code(), outcome.err());
    String out = outcome.out();
    assertTrue(out.startsWith("v.h5: LLG: 160 frames of 4 x 4 x 4 blocks (B = 2)"), out);
    assertEquals(0.728, number("^<\\|m\\|> +(0.\\d+)", out), 0.002);
    assertEquals(0.7, number("^<m_z> +(0.\\d+)", out), 0.005);
    assertEquals(0.7, number("^\\|M\\| +(0.\\d+)", out), 0.005);
    assertEquals(TURN, number("^0.7854 +3 +(0.\\d+).* half width below the resolution", out), 0.01);
    assertTrue(
        outcome
            .err()
            .contains("waves of k = 0.785 across the magnetisation have a half width below"),
        outcome.err());
    assertTrue(
        outcome.err().contains("along the magnetisation are too fast for frames 1.00 apart"));
    String peaks = Files.readString(Path.of(waves));
    assertEquals(TURN, number("^perpendicular,0.785\\d+,3,(0.\\d+),", peaks), 0.01);
    assertTrue(peaks.contains(",4,half width below the resolution\n"), peaks);
    String spectrum = Files.readString(folder.resolve("s.csv"));
    assertEquals(1 + 2 * TIMES, spectrum.lines().count());
    assertTrue(spectrum.startsWith("part,k,frequency,s,standard_error,runs\nperpendicular,0.785"));
    assertTrue(out.contains("Spar is S(k) along the mean magnetisation, Sperp across it"), out);
    String table = Files.readString(Path.of(csv));
    assertEquals(4e-4, number("^0.0,Spar\\(.*\\),([\\d.E-]+),", table), 1e-4);
    // the wave holds n·0.2²/2 of one of 6 longest modes, 16 of a band
    assertTrue(number("^0.0,Sperp\\(.*\\),([\\d.E-]+),", table) > 0.05, table);
  }

  /// ω = h + 2J(1 − cos k) of a cold square lattice and Γ = λω, of blocks that hold shorter waves
  /// too.
  @Test
  void magnonsOfAColdLattice() throws IOException {
    String cold = folder + "/cold.h5";
    String waves = folder + "/magnons.csv";
    succeed(
        "simulate heisenberg --length 16 --block 2 --temperature 0.005 --damping 0.1 --field"
            + " 0,0,0.1 --mean 0,0,1 --duration 200 --save-every 0.5 --runs 6 --quiet --out "
            + cold);
    succeed("statistics " + cold + " --stationary-from 40 --waves-csv " + waves + " --quiet");
    var lines =
        Files.readAllLines(Path.of(waves)).stream()
            .filter(line -> line.startsWith("perpendicular"))
            .map(line -> line.split(",", -1))
            .toList();
    assertEquals(4, lines.size());
    for (int j = 1; j <= 3; j++) {
      String[] peak = lines.get(j - 1);
      double k = 2 * Math.PI * j / 16;
      double omega = 0.1 + 2 * (1 - Math.cos(k));
      assertEquals(k, Double.parseDouble(peak[1]), 1e-9);
      assertEquals(omega, Double.parseDouble(peak[3]), 4 * Double.parseDouble(peak[4]) + 0.01);
      assertEquals(
          0.1 * omega, Double.parseDouble(peak[5]), 4 * Double.parseDouble(peak[6]), "width " + j);
      assertTrue(Double.parseDouble(peak[4]) < 0.02 && Double.parseDouble(peak[6]) < 0.03);
      assertEquals("", peak[12]);
    }
  }

  @Test
  void oneNumberOfVectorsIsATrajectoryLikeAnyOther() {
    String out = succeed("statistics " + vectors + " --component z --stationary-from 0");
    assertEquals(0.7, number("^<m> +(0.\\d+)", out), 0.005);
    assertTrue(out.contains("Lengths and domains are measured in two dimensions only."), out);
    String norm = succeed("statistics " + vectors + " --component norm --threshold 0.9");
    assertEquals(0.728, number("^<m> +(0.\\d+)", norm), 0.002);
    assertTrue(norm.contains("0 of 4 runs passed M = 0.9."), norm);
    String along = succeed("statistics " + vectors + " --axis 0,0,2");
    assertTrue(along.contains("Spar is S(k) along [0.0, 0.0, 1.0], Sperp across it"), along);
  }

  @Test
  void twoTrajectoriesOfVectorsAreComparedByTime() throws IOException {
    String csv = folder + "/c.csv";
    String alike = succeed("compare " + vectors + " " + write("w.h5", 2, 0.7) + " --csv " + csv);
    assertTrue(number("\\(([\\d.]+) %\\) lie within 2 joint", alike) > 80, alike);
    assertTrue(!alike.contains("P(m)"), alike);
    for (String name : List.of("<|m|>", "<m_x>", "<m_z>", "|M|", "Spar(", "Sperp(")) {
      assertTrue(Files.readString(Path.of(csv)).contains("0.0," + name), name);
    }
    String other = succeed("compare " + vectors + " " + write("w.h5", 2, 0.68));
    assertTrue(number("^0\\S* +<m_z> .* \\+([\\d.]+)$", other) > 3, other);
  }

  private static void refused(String line, String message) {
    var outcome = Outcome.of(line);
    assertTrue(outcome.code() != 0, outcome.out());
    assertEquals(List.of("onsagerflow: " + message), outcome.err().lines().toList());
  }

  @Test
  void whatVectorsOrNumbersLackIsRefusedInOneLine() {
    refused(
        "statistics " + vectors + " --growth 1,3 --threshold 0",
        vectors
            + ": holds vectors, while --growth, --threshold needs one number in each block: add"
            + " --component x, y, z or norm");
    refused(
        "statistics " + vectors + " --waves 2",
        "--waves needs --stationary-from, the time from which on the state is stationary");
    refused(
        "statistics " + vectors + " --axis 1,2",
        "--axis needs three numbers separated by commas, got 2");
    String numbers = folder + "/n.h5";
    succeed(
        "simulate kac --length 64 --range 8 --block 8 --temperature 0.9 --duration 1 --save-every 1"
            + " --quiet --out "
            + numbers);
    refused(
        "statistics " + numbers + " --component x --waves 3",
        numbers + ": holds one number in each block, while --component, --waves is for vectors");
  }

  /// Nearest neighbours on a cubic lattice, whose learned equation keeps their order.
  @Test
  void spinsInSpaceAreLearnedAndRolledOut() {
    String spins = folder + "/s.h5";
    String model = folder + "/s.json";
    String rolled = folder + "/r.h5";
    succeed(
        "simulate heisenberg --lattice sc --length 24 --temperature 0.9 --damping 0.3 --mean 0,0,1"
            + " --block 4 --duration 12 --save-every 0.2 --quiet --out "
            + spins);
    var learned = Outcome.of("learn " + spins + " --radius 1 --symmetry c4 --quiet --out " + model);
    assertEquals(0, learned.code(), learned.err());
    assertEquals(1, number("gamma +([0-9.]+) ", learned.out()), 0.3);
    succeed(
        "rollout "
            + model
            + " --init "
            + spins
            + "#30 --duration 6 --save-every 0.2 --ensemble 2 --quiet --out "
            + rolled);
    double of = number("Stationary .*?<.m.> = ([0-9.]+)", stationary(spins));
    assertEquals(of, number("Stationary .*?<.m.> = ([0-9.]+)", stationary(rolled)), 0.03 * of);
  }

  private static String stationary(String file) {
    return succeed("statistics " + file + " --stationary-from 6 --quiet");
  }
}
