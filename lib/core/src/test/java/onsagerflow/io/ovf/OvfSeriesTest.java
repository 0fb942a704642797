package onsagerflow.io.ovf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Micromagnet;
import onsagerflow.io.VectorTrajectoryFile;
import onsagerflow.io.VectorTrajectoryWriter;
import onsagerflow.io.format.InvalidFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OvfSeriesTest {

  private static final int NX = 6;
  private static final int NY = 4;

  @TempDir private Path folder;

  /// Unit vectors whose angle to x grows with cell and frame.
  private static double[] spiral(int nodes, int frame, double length) {
    var values = new double[3 * nodes];
    for (int i = 0; i < nodes; i++) {
      double angle = 0.1 * i + 0.3 * frame;
      values[3 * i] = length * Math.cos(angle);
      values[3 * i + 1] = length * 0.6 * Math.sin(angle);
      values[3 * i + 2] = length * 0.8 * Math.sin(angle);
    }
    return values;
  }

  private static OvfHeader header(int nx, int nz, String unit, String... description) {
    return new OvfHeader(
        "m",
        List.of(description),
        new OvfMesh.Rectangular(
            "m",
            new OvfMesh.Axis(nx, 2e-9, 4e-9),
            new OvfMesh.Axis(NY, 2e-9, 4e-9),
            new OvfMesh.Axis(nz, 1e-9, 2e-9)),
        3,
        List.of(),
        List.of(unit));
  }

  private static String time(double t) {
    return "Total simulation time:  %s  s".formatted(t);
  }

  private Path write(String name, OvfHeader header, double[] values) {
    var file = folder.resolve(name);
    new Ovf(header, values).write(file, OvfEncoding.BINARY_8);
    return file;
  }

  /// Three frames, 2 ps apart.
  private void writeSeries(String unit, double length) {
    for (int i = 0; i < 3; i++) {
      write(
          "m00000%s.ovf".formatted(i),
          header(NX, 1, unit, time(2e-12 * i)),
          spiral(NX * NY, i, length));
    }
  }

  private OvfSeries open(OvfSeries.Options options) {
    return OvfSeries.open(List.of(folder), options);
  }

  private String refusal(OvfSeries.Options options) {
    var refused =
        assertThrows(
            InvalidFileException.class,
            () -> {
              var series = open(options);
              for (int i = 0; i < series.size(); i++) {
                series.frame(i);
              }
            });
    assertEquals(1, refused.getMessage().lines().count());
    return refused.getMessage();
  }

  /// What two blocks of cells along x and y should be.
  private static double mean(int frame, int component, int blockX, int blockY) {
    double sum = 0;
    double[] values = spiral(NX * NY, frame, 1);
    for (int y = 2 * blockY; y < 2 * blockY + 2; y++) {
      for (int x = 2 * blockX; x < 2 * blockX + 2; x++) {
        sum += values[3 * (y * NX + x) + component];
      }
    }
    return sum / 4;
  }

  private static void requireMeans(OvfSeries series) {
    for (int frame = 0; frame < series.size(); frame++) {
      for (int c = 0; c < 3; c++) {
        for (int y = 0; y < 2; y++) {
          for (int x = 0; x < 3; x++) {
            assertEquals(mean(frame, c, x, y), series.m(frame).get(c, 3 * y + x), 1e-15);
          }
        }
      }
    }
  }

  @Test
  void aSeriesIsATrajectoryOfBlockMeans() {
    writeSeries("1", 1);
    var series = open(OvfSeries.Options.blocks(2));
    assertEquals(3, series.size());
    assertEquals(4e-12, series.time(2));
    assertEquals(0, series.run(2));
    assertEquals(2, series.origin().block());
    assertEquals(4, series.origin().cellVolume());
    var grid = series.origin().grid();
    assertEquals(List.of(2, 3), grid.axes().stream().map(Grid.Axis::cells).toList());
    assertTrue(grid.axes().stream().allMatch(a -> a.boundary() == Grid.Boundary.OPEN));
    assertEquals(
        Optional.of(new Micromagnet(4e-9, 4e-9, 2e-9, OptionalDouble.empty())),
        series.origin().micromagnet());
    assertEquals(new Frame.Conditions(0, ExternalField.vector(0, 0, 0)), series.conditions(0));
    requireMeans(series);
  }

  @Test
  void theSaturationDividesWhatIsInAmperePerMetre() {
    writeSeries("A/m", 8e5);
    var series = open(OvfSeries.Options.blocks(2).withSaturation(8e5));
    requireMeans(series);
    assertEquals(OptionalDouble.of(8e5), series.origin().micromagnet().orElseThrow().saturation());
    String missing = refusal(OvfSeries.Options.blocks(2));
    assertTrue(missing.contains("vectors as long as 800000.0 A/m"), missing);
    assertTrue(missing.contains("--saturation"), missing);
    String small = refusal(OvfSeries.Options.blocks(2).withSaturation(7e5));
    assertTrue(small.contains("is the saturation right?"), small);
  }

  @Test
  void unitVectorsAreLeftAsTheyAre() {
    writeSeries("1", 1);
    requireMeans(open(OvfSeries.Options.blocks(2).withSaturation(8e5)));
  }

  @Test
  void severalLayersStayThreeDimensions() {
    write("m0.ovf", header(2, 4, "1", time(0)), spiral(2 * NY * 4, 0, 1));
    write("m1.ovf", header(2, 4, "1", time(1e-12)), spiral(2 * NY * 4, 1, 1));
    var series = open(OvfSeries.Options.blocks(2).periodicAlong("xz"));
    var grid = series.origin().grid();
    assertEquals(
        List.of(
            new Grid.Axis(2, 2, Grid.Boundary.PERIODIC),
            new Grid.Axis(2, 2, Grid.Boundary.OPEN),
            new Grid.Axis(1, 2, Grid.Boundary.PERIODIC)),
        grid.axes());
    double sum = 0;
    for (int z = 2; z < 4; z++) {
      for (int y = 0; y < 2; y++) {
        for (int x = 0; x < 2; x++) {
          sum += Math.cos(0.1 * ((z * NY + y) * 2 + x) + 0.3);
        }
      }
    }
    assertEquals(sum / 8, series.m(1).get(0, 2), 1e-15);
    String odd = refusal(OvfSeries.Options.blocks(4));
    assertTrue(odd.contains("2 x 4 x 4 nodes are no blocks of 4 cells along every axis"), odd);
  }

  /// An HDF5 file of a series says what its numbers are in, and is read as the series.
  @Test
  void aTrajectoryFileKeepsUnits() {
    writeSeries("A/m", 8e5);
    var options =
        OvfSeries.Options.blocks(2)
            .withSaturation(8e5)
            .withTemperature(300)
            .withField(ExternalField.vector(0, 0.01, -0.02));
    var series = open(options);
    var file = folder.resolve("a.h5");
    VectorTrajectoryWriter.write(file, series);
    try (var read = VectorTrajectoryFile.open(file)) {
      assertEquals(series.origin(), read.origin());
      assertEquals(series.conditions(1), read.conditions(1));
      for (int frame = 0; frame < 3; frame++) {
        assertEquals(series.time(frame), read.time(frame));
        var wanted = series.m(frame).values();
        assertArrayEquals(
            Arrays.stream(wanted).map(m -> (float) m).toArray(), read.m(frame).values());
      }
      assertTrue(read.toString().contains("cells of 4 x 4 x 2 nm, Ms = 800000 A/m"));
    }
  }

  @Test
  void timesComeFromHeadersOrTheTableOrEqualSteps() throws IOException {
    for (int i = 0; i < 3; i++) {
      write("m%s.ovf".formatted(i), header(NX, 1, "1", time(0)), spiral(NX * NY, i, 1));
    }
    String missing = refusal(OvfSeries.Options.blocks(2));
    assertTrue(missing.contains("m0.ovf and m1.ovf are both of t = 0.0"), missing);
    assertTrue(missing.contains("there is no table.txt"), missing);
    assertTrue(missing.contains("--time-step"), missing);
    assertEquals(2e-11, open(OvfSeries.Options.blocks(2).withTimeStep(1e-11)).time(2));
    Files.writeString(folder.resolve("table.txt"), "# t (s)\tmx ()\n0\t1\n3e-12\t1\n7e-12\t1\n");
    assertEquals(7e-12, open(OvfSeries.Options.blocks(2)).time(2));
    Files.writeString(folder.resolve("table.txt"), "# t (s)\tmx ()\n0\t1\n3e-12\t1\n");
    String rows = refusal(OvfSeries.Options.blocks(2));
    assertTrue(rows.contains("table.txt has 2 rows for 3 files"), rows);
  }

  @Test
  void filesComeInTheOrderOfTheirTimes() {
    write("m9.ovf", header(NX, 1, "1", time(1e-12)), spiral(NX * NY, 0, 1));
    write("m10.ovf", header(NX, 1, "1", time(2e-12)), spiral(NX * NY, 1, 1));
    var series =
        OvfSeries.open(
            List.of(folder.resolve("m10.ovf"), folder.resolve("m9.ovf")),
            OvfSeries.Options.blocks(2));
    requireMeans(series);
    String step = refusal(OvfSeries.Options.blocks(2).withTimeStep(2e-12));
    assertTrue(step.contains("headers say 1.0E-12 s after the field before"), step);
  }

  @Test
  void theLogOfMumaxSaysWhatFieldsDoNot() throws IOException {
    writeSeries("1", 1);
    Files.writeString(
        folder.resolve("log.txt"),
        """
        //mumax 3.10
        SetGridsize(6, 4, 1)
        SetPBC(4, 4, 0)
        Msat = 8e5
        Temp = 300; alpha = 0.1
        """);
    var series = open(OvfSeries.Options.blocks(2));
    assertEquals(300, series.conditions(0).temperature());
    assertEquals(OptionalDouble.of(8e5), series.origin().micromagnet().orElseThrow().saturation());
    assertTrue(series.origin().grid().isPeriodic());
    assertEquals(
        10, open(OvfSeries.Options.blocks(2).withTemperature(10)).conditions(0).temperature());
    Files.writeString(folder.resolve("log.txt"), "Msat = 8e5\nMsat = 7e5\nTemp = T0\n");
    var unclear = open(OvfSeries.Options.blocks(2));
    assertEquals(0, unclear.conditions(0).temperature());
    assertEquals(OptionalDouble.empty(), unclear.origin().micromagnet().orElseThrow().saturation());
  }

  @Test
  void ofSeveralSeriesTheMagnetisationIsTaken() {
    writeSeries("1", 1);
    write("B_demag000000.ovf", header(NX, 1, "T", time(0)), spiral(NX * NY, 0, 1));
    assertEquals(3, open(OvfSeries.Options.blocks(2)).size());
    for (int i = 0; i < 3; i++) {
      assertTrue(folder.resolve("m00000%s.ovf".formatted(i)).toFile().delete());
    }
    String field = refusal(OvfSeries.Options.blocks(2));
    assertTrue(field.contains("'T': not a magnetisation"), field);
    write("u0.omf", header(NX, 1, "1", time(0)), spiral(NX * NY, 0, 1));
    String several = refusal(OvfSeries.Options.blocks(2));
    assertTrue(several.contains("holds several series, [B_demag#.ovf, u#.omf]"), several);
  }

  @Test
  void meshesThatDifferAndVectorsThatAreNoneAreRefused() {
    writeSeries("1", 1);
    write("m000003.ovf", header(NX + 2, 1, "1", time(6e-12)), spiral((NX + 2) * NY, 3, 1));
    String mesh = refusal(OvfSeries.Options.blocks(2));
    assertTrue(mesh.contains("m000003.ovf: mesh: 8 x 4 x 1 nodes"), mesh);
    double[] hole = spiral(NX * NY, 3, 1);
    Arrays.fill(hole, 9, 12, 0);
    write("m000003.ovf", header(NX, 1, "1", time(6e-12)), hole);
    String zero = refusal(OvfSeries.Options.blocks(2));
    assertTrue(
        zero.contains("m000003.ovf: data: the vector of node (x 3, y 0, z 0) is zero"), zero);
    double[] longer = spiral(NX * NY, 3, 1);
    longer[0] = 1.1;
    write("m000003.ovf", header(NX, 1, "1", time(6e-12)), longer);
    String length = refusal(OvfSeries.Options.blocks(2));
    assertTrue(length.contains("in node (x 0, y 0, z 0); must not exceed 1"), length);
    var scalar = new OvfHeader("m", List.of(), header(NX, 1, "1").mesh(), 1, List.of(), List.of());
    write("m000003.ovf", scalar, new double[NX * NY]);
    String components = refusal(OvfSeries.Options.blocks(2));
    assertTrue(components.contains("valuedim: 1: a trajectory is one of vectors"), components);
  }

  @Test
  void aFolderWithoutFieldsAndAnAbsentFileAreRefused() {
    assertTrue(refusal(OvfSeries.Options.blocks(1)).contains("holds no .ovf or .omf file"));
    var absent = List.of(folder.resolve("a.ovf"), folder.resolve("b.ovf"));
    assertThrows(
        InvalidFileException.class, () -> OvfSeries.open(absent, OvfSeries.Options.blocks(1)));
    assertThrows(IllegalArgumentException.class, () -> OvfSeries.Options.blocks(0));
    assertThrows(
        IllegalArgumentException.class, () -> OvfSeries.Options.blocks(1).withSaturation(-1));
    assertThrows(IllegalArgumentException.class, () -> OvfSeries.Options.blocks(1).withTimeStep(0));
  }

  /// 200 frames of OOMMF, where they are; its README has these numbers.
  @Test
  void aThermalFilmByOommf() {
    var film = OvfSamples.REFERENCE.resolve("oommf-thermal");
    assumeTrue(Files.isDirectory(film));
    var series =
        OvfSeries.open(
            List.of(film), OvfSeries.Options.blocks(4).withSaturation(8e5).withTemperature(300));
    assertEquals(200, series.size());
    assertEquals(1e-12, series.time(1) - series.time(0), 1e-18);
    assertEquals("16 x 16", series.origin().grid().extent());
    var mean = new double[3];
    var norms = new ArrayList<Double>();
    for (int frame = 0; frame < 200; frame++) {
      var m = series.m(frame);
      for (int c = 0; c < 3; c++) {
        mean[c] += m.component(c).mean() / 200;
      }
      Arrays.stream(m.norm().values()).forEach(norms::add);
    }
    assertArrayEquals(new double[] {0.00253, 0.00142, 0.89282}, mean, 5e-6);
    double norm = norms.stream().mapToDouble(n -> n).average().orElseThrow();
    double square =
        norms.stream().mapToDouble(n -> (n - norm) * (n - norm)).average().orElseThrow();
    assertEquals(0.920, norm, 5e-4);
    assertEquals(0.024, Math.sqrt(square), 5e-4);
    assertEquals(0.722, norms.stream().mapToDouble(n -> n).min().orElseThrow(), 5e-4);
  }
}
