package onsagerflow.io;

import static onsagerflow.io.ExternalTrajectoryTest.fixture;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Grid.Boundary;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.TimeProgram;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.RecordedVectors;
import onsagerflow.field.vector.VectorField;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.io.format.InvalidFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Files of vectors in two and three dimensions, ours and those of h5py.
class VectorTrajectoryTest {

  private static final Grid PLANE = new Grid(4, 6, 8);
  private static final Grid SPACE =
      new Grid(
          List.of(
              new Grid.Axis(3, 4, Boundary.OPEN),
              new Grid.Axis(2, 4, Boundary.PERIODIC),
              new Grid.Axis(5, 4, Boundary.PERIODIC)));
  private static final double[] TIMES = {0, 0.25, 1};

  @TempDir private Path folder;

  private static VectorFrame frame(Grid grid, double time, int run, Frame.Conditions conditions) {
    var random = new SplittableRandom(run * 100L + (long) (8 * time));
    var m = new VectorField(grid, 3);
    var drift = new VectorField(grid, 3);
    var noise = new VectorField(grid, 6);
    for (int cell = 0; cell < grid.size(); cell++) {
      for (int c = 0; c < 3; c++) {
        m.set(c, cell, random.nextDouble(-0.57, 0.57));
        drift.set(c, cell, random.nextDouble(-9, 9));
        noise.set(c, cell, random.nextDouble(0.5, 1));
        noise.set(c + 3, cell, random.nextDouble(-0.5, 0.5));
      }
    }
    return new VectorFrame(
        time, run, conditions, m, Optional.of(new VectorFrame.Generator(drift, noise)));
  }

  private static RecordedVectors two(Grid grid, ExternalField first, ExternalField second) {
    var frames = new ArrayList<VectorFrame>();
    for (int run = 0; run < 2; run++) {
      var conditions = new Frame.Conditions(0.8, run == 0 ? first : second);
      for (double time : TIMES) {
        frames.add(frame(grid, time, run, conditions));
      }
    }
    int block = (int) grid.spacing();
    return new RecordedVectors(new Trajectory.Origin("LLG, λ = 0.1", grid, block, 7), frames);
  }

  private static void assertSame(VectorField expected, VectorField read) {
    var single = expected.values().clone();
    for (int i = 0; i < single.length; i++) {
      single[i] = (float) single[i];
    }
    assertArrayEquals(single, read.values());
  }

  private static ExternalField pattern(Grid grid, long seed) {
    var random = new SplittableRandom(seed);
    return ExternalField.pattern(new ScalarField(grid).map(zero -> random.nextDouble()));
  }

  static List<List<ExternalField>> fields() {
    var sine = TimeProgram.harmonic(0.3, 4, 0.1);
    return List.of(
        List.of(ExternalField.vector(0, 0.1, -0.2), ExternalField.vector(0, 0.1, -0.2)),
        List.of(ExternalField.uniform(0.3), ExternalField.uniform(0.3)),
        List.of(ExternalField.vector(0, 0.1, -0.2), ExternalField.uniform(0.3)),
        List.of(
            ExternalField.vector(0, 0, 1).times(sine), ExternalField.vector(0, 0, 1).times(sine)));
  }

  private void assertComesBack(RecordedVectors written) throws IOException {
    var file = folder.resolve("a.h5");
    VectorTrajectoryWriter.write(file, written);
    try (var read = VectorTrajectoryFile.open(file)) {
      read.validate();
      assertEquals(written.origin(), read.origin());
      assertEquals(3, read.components());
      assertEquals(written.size(), read.size());
      assertTrue(read.hasGenerator());
      for (int i = written.size() - 1; i >= 0; i--) {
        var expected = written.frame(i);
        var got = read.frame(i);
        assertEquals(expected.time(), got.time());
        assertEquals(expected.run(), got.run());
        assertEquals(expected.conditions().temperature(), got.conditions().temperature());
        assertSame(expected.m(), got.m());
        assertSame(
            expected.generator().orElseThrow().drift(), got.generator().orElseThrow().drift());
        assertSame(
            expected.generator().orElseThrow().noise(), got.generator().orElseThrow().noise());
        for (int c = 0; c < 3; c++) {
          assertArrayEquals(
              h(expected.conditions(), c, expected.time(), written.origin().grid()),
              h(got.conditions(), c, got.time(), written.origin().grid()));
        }
      }
      var copy = folder.resolve("b.h5");
      VectorTrajectoryWriter.write(copy, read);
      assertEquals(-1, Files.mismatch(file, copy)); // what was read is written as it was
    }
  }

  private static double[] h(Frame.Conditions conditions, int component, double time, Grid grid) {
    return conditions.field().component(component, 3).at(time, grid).values();
  }

  @ParameterizedTest
  @MethodSource("fields")
  void vectorsComeBackInPlaneAndSpace(List<ExternalField> fields) throws IOException {
    assertComesBack(two(PLANE, fields.getFirst(), fields.getLast()));
    assertComesBack(two(SPACE, fields.getFirst(), fields.getLast()));
  }

  @Test
  void aFieldInSpaceComesBackBlockByBlock() throws IOException {
    for (var grid : List.of(PLANE, SPACE)) {
      var field =
          ExternalField.vector(pattern(grid, 1), ExternalField.uniform(0), pattern(grid, 2));
      assertComesBack(two(grid, field, field));
      var driven = field.times(TimeProgram.harmonic(0.3, 4, 0.1));
      var written = two(grid, driven, driven);
      var file = folder.resolve("c.h5");
      VectorTrajectoryWriter.write(file, written);
      try (var read = VectorTrajectoryFile.open(file)) {
        for (int frame = 0; frame < read.size(); frame++) {
          for (int c = 0; c < 3; c++) {
            assertArrayEquals(
                h(written.conditions(frame), c, read.time(frame), grid),
                h(read.conditions(frame), c, read.time(frame), grid));
          }
        }
      }
    }
  }

  @Test
  void numbersInThreeDimensionsComeBack() throws IOException {
    var conditions = new Frame.Conditions(0.8, pattern(SPACE, 3));
    var m = frame(SPACE, 0, 0, conditions).m().component(1);
    var written =
        new RecordedTrajectory(
            new Trajectory.Origin(SPACE, 4),
            List.of(new Frame(0, 0, conditions, m, Optional.empty())));
    var file = folder.resolve("a.h5");
    TrajectoryWriter.write(file, written);
    try (var read = TrajectoryFile.open(file)) {
      assertEquals(SPACE, read.origin().grid());
      assertEquals(64, read.origin().cellVolume());
      assertArrayEquals(m.map(x -> (float) x).values(), read.m(0).values());
      assertEquals(conditions, read.conditions(0));
    }
  }

  @Test
  void runsCanBeCutOffAndGoneOnWith() throws IOException {
    var field = ExternalField.vector(0, 0, 0.1);
    var whole = two(SPACE, field, field);
    var expected = folder.resolve("whole.h5");
    VectorTrajectoryWriter.write(expected, whole);
    var out = folder.resolve("out.h5");
    for (int from = 0, to = 2; from < 6; from = to, to = Math.min(6, to + 2)) {
      try (var file =
          new ResumableVectorTrajectory(
              out, "plan", whole.origin(), whole.conditions(0), 2, 3, true, in -> {})) {
        assertEquals(from, file.written());
        for (int frame = from; frame < to; frame++) {
          file.accept(whole.frame(frame));
        }
        file.save(state -> {});
        if (to < 6) {
          file.accept(whole.frame(to)); // after the checkpoint: made again
        }
      }
      assertEquals(to < 6, ResumableVectorTrajectory.isCutOff(out));
    }
    assertEquals(-1, Files.mismatch(expected, out));
  }

  private static double m(int f, int z, int y, int x, int c) {
    return ((31 * f + 11 * z + 7 * y + 3 * x + 5 * c) % 129 - 64) / 115.0;
  }

  private static double drift(int f, int z, int y, int x, int c) {
    return ((f + 5 * z + 2 * y + 3 * x + c) % 17 - 8) / 9.0;
  }

  private static double noise(int f, int z, int y, int x, int c) {
    return c < 3 ? 1 + ((f + z + y + x + c) % 9) / 7.0 : ((f + z + y + x + c - 3) % 5 - 2) / 7.0;
  }

  private interface Formula {
    double at(int frame, int z, int y, int x, int component);
  }

  private static void assertField(Formula formula, int frame, VectorField field, boolean single) {
    var grid = field.grid();
    for (int c = 0; c < field.components(); c++) {
      for (int cell = 0; cell < grid.size(); cell++) {
        int z = cell / grid.nx() / grid.ny();
        double exact = formula.at(frame, z, cell / grid.nx() % grid.ny(), cell % grid.nx(), c);
        assertEquals(single ? (float) exact : exact, field.get(c, cell), grid.cell(cell));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void whatH5pyWroteIsRead(String name, int frames, Grid grid, boolean single) {
    try (var read = VectorTrajectoryFile.open(fixture(name))) {
      read.validate();
      assertEquals(frames, read.size());
      assertEquals(grid, read.origin().grid());
      for (int f = frames - 1; f >= 0; f--) { // against the order of storage
        var frame = read.frame(f);
        assertField(VectorTrajectoryTest::m, f, frame.m(), single);
        assertField(
            VectorTrajectoryTest::drift, f, frame.generator().orElseThrow().drift(), single);
        assertField(
            VectorTrajectoryTest::noise, f, frame.generator().orElseThrow().noise(), single);
      }
    }
  }

  static List<Arguments> files() {
    var space =
        new Grid(
            List.of(
                new Grid.Axis(4, 2, Boundary.OPEN),
                new Grid.Axis(3, 2, Boundary.PERIODIC),
                new Grid.Axis(5, 2, Boundary.PERIODIC)));
    return List.of(
        Arguments.of("vectors_in_a_plane.h5", 7, new Grid(8, 6, 4), true),
        Arguments.of("vectors_in_space.h5", 3, space, false));
  }

  @Test
  void theFieldOfVectorsIsRead() {
    try (var read = VectorTrajectoryFile.open(fixture("vectors_in_space.h5"))) {
      assertEquals(ExternalField.vector(0, 0.5, -0.25), read.conditions(2).field());
    }
    try (var read = VectorTrajectoryFile.open(fixture("vectors_in_a_plane.h5"))) {
      var field = read.conditions(4).field(); // of run 4, frames 0, 2, 4, 6
      assertEquals(ExternalField.uniform(0), field.component(0, 3));
      assertEquals(0.5, field.component(1, 3).at(0.1), 1e-12);
      assertEquals(0.75, field.component(1, 3).at(0.2), 1e-12);
      assertEquals(ExternalField.uniform(-0.5), field.component(2, 3));
    }
  }

  @Test
  void numbersOfH5pyInThreeDimensionsAreRead() {
    try (var read = TrajectoryFile.open(fixture("numbers_in_space.h5"))) {
      var grid = read.origin().grid();
      assertEquals(3, grid.dimensions());
      assertTrue(grid.isPeriodic());
      for (int cell = 0; cell < grid.size(); cell++) {
        int z = cell / 15;
        int y = cell / 5 % 3;
        int x = cell % 5;
        assertEquals(m(2, z, y, x, 0), read.m(2).get(cell));
        assertEquals((16 * z + 4 * y + x) / 64.0, read.conditions(0).field().at(cell, 0));
      }
    }
  }

  @Test
  void aFileTellsVectorsFromNumbers() {
    assertTrue(VectorTrajectoryFile.isOne(fixture("vectors_in_space.h5")));
    assertTrue(VectorTrajectoryFile.isOne(fixture("vector_spins.h5")));
    assertFalse(VectorTrajectoryFile.isOne(fixture("numbers_in_space.h5")));
    assertFalse(VectorTrajectoryFile.isOne(fixture("mine.h5")));
    assertEquals(
        fixture("mine.h5")
            + ": m: holds one number in each block, while vectors of 3 components are wanted here",
        assertThrows(
                InvalidFileException.class, () -> VectorTrajectoryFile.open(fixture("mine.h5")))
            .getMessage());
  }

  private String refusal(Map<String, Object> datasets, Object field) {
    var file = folder.resolve("bad.h5");
    try (var hdf = HdfFile.write(file)) {
      hdf.putAttribute("schema", "onsagerflow-trajectory/1");
      hdf.putAttribute("temperature", 0.8);
      hdf.putAttribute("block", 8);
      hdf.putAttribute("dimension", 2);
      if (field instanceof double[] numbers && numbers.length < 4) {
        hdf.putAttribute("field", numbers);
      } else {
        hdf.putDataset("field", field);
      }
      hdf.putDataset("t", new double[] {0, 1});
      datasets.forEach(hdf::putDataset);
    }
    return assertThrows(
            InvalidFileException.class,
            () -> {
              try (var read = VectorTrajectoryFile.open(file)) {
                read.validate();
              }
            })
        .getMessage()
        .replace(file + ": ", "");
  }

  private static float[][][][] zeros(int components) {
    return new float[2][3][5][components];
  }

  private static float[][][][] with(int components, int component, double value) {
    var field = zeros(components);
    field[1][2][4][component] = (float) value;
    return field;
  }

  @Test
  void valuesThatVectorsCannotHaveAreRefusedByFrameAndCell() {
    var none = new double[] {0, 0, 0};
    assertEquals(
        "m, frame 1: NaN in component y of cell (y 2, x 4)",
        refusal(Map.of("m", with(3, 1, Double.NaN)), none));
    assertEquals(
        "m, frame 1: |m| = 1.5 in cell (y 2, x 4); must not exceed 1, the length of a mean of unit"
            + " vectors",
        refusal(Map.of("m", with(3, 2, -1.5)), none));
    assertEquals(
        "noise, frame 1: -0.5 in component zz of cell (y 2, x 4); must not be negative",
        refusal(Map.of("m", zeros(3), "drift", zeros(3), "noise", with(6, 2, -0.5)), none));
    assertEquals(
        "noise, frame 1: 0.5 in component yz of cell (y 2, x 4); is no covariance of variances 0.0"
            + " and 0.0",
        refusal(Map.of("m", zeros(3), "drift", zeros(3), "noise", with(6, 5, 0.5)), none));
    assertEquals(
        "drift, frame 1: Infinity in component x of cell (y 2, x 4)",
        refusal(
            Map.of("m", zeros(3), "drift", with(3, 0, Double.POSITIVE_INFINITY), "noise", zeros(6)),
            none));
  }

  @Test
  void shapesThatDisagreeAreRefused() {
    var none = new double[] {0, 0, 0};
    assertEquals(
        "m: shape [2, 3, 5, 2] is that of vectors of 2 components in 2 dimensions, they need 3",
        refusal(Map.of("m", zeros(2)), none));
    assertEquals(
        "noise: shape [2, 3, 5, 3] differs from [2, 3, 5, 6] of a symmetric tensor for every m",
        refusal(Map.of("m", zeros(3), "drift", zeros(3), "noise", zeros(3)), none));
    assertEquals(
        "drift: shape [2, 3, 5, 6] differs from [2, 3, 5, 3] of m",
        refusal(Map.of("m", zeros(3), "drift", zeros(6), "noise", zeros(6)), none));
    assertEquals(
        "attribute field: holds 2 numbers for 1 runs",
        refusal(Map.of("m", zeros(3)), new double[] {0, 0}));
    assertEquals(
        "attribute field: must be finite, got [0.0, NaN, 0.0]",
        refusal(Map.of("m", zeros(3)), new double[] {0, Double.NaN, 0}));
    assertEquals(
        "field: has shape [3, 5], not that of the blocks [3, 5, 3] or of all frames [2, 3, 5, 3] or"
            + " [2, 3]",
        refusal(Map.of("m", zeros(3)), new double[3][5]));
  }

  @Test
  void theWriterRefusesWhatAReaderWould() {
    var conditions = new Frame.Conditions(0.8, 0);
    var good = frame(PLANE, 0, 0, conditions);
    var longer = good.m().copy();
    longer.set(2, 7, 1.2);
    var out = folder.resolve("a.h5");
    var writer =
        VectorTrajectoryWriter.create(out, new Trajectory.Origin(PLANE, 8), conditions, 1, false);
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> writer.accept(new VectorFrame(0, 0, conditions, longer)));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.matches(".*frame 0 has \\|m\\| 1\\.\\d+ in cell \\(y 1, x 1\\)"), message);
    assertThrows(
        IllegalArgumentException.class,
        () -> writer.accept(new VectorFrame(0, 0, conditions, new VectorField(PLANE, 2))));
    writer.accept(new VectorFrame(0, 0, new Frame.Conditions(0.8, 0), good.m()));
    writer.close();
    assertTrue(VectorTrajectoryFile.isOne(out));
  }
}
