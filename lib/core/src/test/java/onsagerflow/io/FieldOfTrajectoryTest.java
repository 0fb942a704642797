package onsagerflow.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jhdf.HdfFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.TimeProgram;
import onsagerflow.field.Trajectory;
import onsagerflow.io.format.InvalidFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files whose external field varies in space, in time or in both.
class FieldOfTrajectoryTest {

  private static final Grid BLOCKS = new Grid(4, 6, 8);
  private static final Trajectory.Origin ORIGIN = new Trajectory.Origin("test", BLOCKS, 8, 1);
  private static final double[] TIMES = {0, 0.25, 1, 2.5};

  @TempDir private Path folder;

  private static ScalarField random(Grid grid, long seed) {
    var random = new SplittableRandom(seed);
    var field = new ScalarField(grid);
    for (int cell = 0; cell < field.size(); cell++) {
      field.set(cell, 2 * random.nextDouble() - 1);
    }
    return field;
  }

  /// Two runs of the same times.
  private static Trajectory trajectory(ExternalField first, ExternalField second) {
    var frames = new ArrayList<Frame>();
    for (int run = 0; run < 2; run++) {
      var conditions = new Frame.Conditions(0.8, run == 0 ? first : second);
      for (double time : TIMES) {
        frames.add(new Frame(time, run, conditions, random(BLOCKS, run), Optional.empty()));
      }
    }
    return new RecordedTrajectory(ORIGIN, frames);
  }

  private void assertFieldComesBack(ExternalField first, ExternalField second) {
    var written = trajectory(first, second);
    var path = folder.resolve("a.h5");
    TrajectoryWriter.write(path, written);
    try (var read = TrajectoryFile.open(path)) {
      read.validate();
      for (int frame = 0; frame < read.size(); frame++) {
        double t = read.time(frame);
        var field = read.conditions(frame).field();
        assertArrayEquals(
            written.conditions(frame).field().at(t, BLOCKS).values(),
            field.at(t, BLOCKS).values(),
            "frame " + frame);
        assertEquals(written.conditions(frame).field().isUniform(), field.isUniform());
      }
      if (!first.isUniform() && !first.isConstant()) {
        return; // two runs of planes are not known to be the same program
      }
      // and again: what was read is written as it was
      var copy = folder.resolve("b.h5");
      TrajectoryWriter.write(copy, read);
      assertEquals(-1, Files.mismatch(path, copy));
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void everyFormComesBackAsItWas() {
    var sites = ExternalField.pattern(random(new Grid(32, 48, 1), 3));
    var blocks = ExternalField.pattern(random(BLOCKS, 4));
    var sine = TimeProgram.harmonic(0.3, 4, 0.1);
    assertFieldComesBack(ExternalField.uniform(0.03), ExternalField.uniform(0.03));
    assertFieldComesBack(ExternalField.uniform(0.03), ExternalField.uniform(-0.1));
    assertFieldComesBack(blocks, blocks);
    assertFieldComesBack(sites, sites);
    assertFieldComesBack(ExternalField.program(sine), ExternalField.program(sine));
    assertFieldComesBack(sites.times(sine), sites.times(sine));
  }

  @Test
  void runsInDifferentPatternsAreKeptFrameByFrame() {
    var one = ExternalField.pattern(random(BLOCKS, 4));
    TrajectoryWriter.write(folder.resolve("a.h5"), trajectory(one, ExternalField.uniform(0.2)));
    try (var read = TrajectoryFile.open(folder.resolve("a.h5"))) {
      assertArrayEquals(
          one.at(0, BLOCKS).values(), read.conditions(1).field().at(0.6, BLOCKS).values(), 1e-15);
      assertEquals(0.2, read.conditions(5).field().at(7, 0.6), 1e-15);
    }
  }

  @Test
  void betweenFramesOfARunTheFieldIsLinear() {
    var ramp = TimeProgram.linear(new double[] {0, 2.5}, new double[] {0, 1});
    TrajectoryWriter.write(
        folder.resolve("a.h5"),
        trajectory(ExternalField.program(ramp), ExternalField.uniform(0.5)));
    try (var read = TrajectoryFile.open(folder.resolve("a.h5"))) {
      assertEquals(0.7, read.conditions(0).field().at(1.75), 1e-15);
      assertEquals(ExternalField.uniform(0.5), read.conditions(4).field());
      assertEquals(read.conditions(0), read.conditions(3));
    }
  }

  /// Files that h5py wrote: (y + 2x)/8 as `[y, x]`, and times 1 − t/2 as `[frame, y, x]`.
  @ParameterizedTest
  @CsvSource({"field_map.h5, 1", "field_frames.h5, 0.75"})
  void filesOfH5pyAreRead(String name, double strengthHalfwayToTheNextFrame) {
    try (var read = TrajectoryFile.open(ExternalTrajectoryTest.fixture(name))) {
      read.validate();
      var h = read.conditions(0).field().at(0.5, read.origin().grid());
      for (int y = 0; y < 8; y++) {
        for (int x = 0; x < 6; x++) {
          assertEquals(strengthHalfwayToTheNextFrame * (y + 2 * x) / 8, h.get(y, x));
        }
      }
    }
  }

  private Path spoilt(Object field, boolean attribute) {
    var file = folder.resolve("spoilt.h5");
    try (var hdf = HdfFile.write(file)) {
      hdf.putAttribute("schema", "onsagerflow-trajectory/1");
      hdf.putAttribute("model", "none");
      hdf.putAttribute("temperature", 0.8);
      hdf.putAttribute("block", 8);
      hdf.putAttribute("dimension", 2);
      hdf.putAttribute("seed", 1L);
      if (attribute) {
        hdf.putAttribute("field", 0.1);
      }
      hdf.putDataset("m", new float[4][3][5]);
      hdf.putDataset("t", new double[] {0, 1, 2, 3});
      hdf.putDataset("field", field);
    }
    return file;
  }

  private void refused(String message, Object field, boolean attribute) {
    var file = spoilt(field, attribute);
    var refusal =
        assertThrows(
            InvalidFileException.class,
            () -> {
              try (var read = TrajectoryFile.open(file)) {
                read.validate();
              }
            });
    assertEquals(file + ": " + message, refusal.getMessage());
  }

  @Test
  void aFieldThatDoesNotFitIsRefusedByShapeOrValue() {
    refused(
        "field: has shape [5, 3], not that of the blocks [3, 5] or of all frames [4, 3, 5]",
        new double[5][3],
        false);
    refused(
        "field: has shape [3, 3, 5], not that of the blocks [3, 5] or of all frames [4, 3, 5]",
        new double[3][3][5],
        false);
    refused(
        "field: has shape [4, 3, 3], not that of the blocks [3, 5] or of all frames [4, 3, 5]",
        new double[4][3][3],
        false);
    refused("field: given twice, as root attribute and as dataset", new double[3][5], true);
    var map = new double[3][5];
    map[2][4] = Double.NaN;
    refused("field: field h must be finite, got NaN in cell (y 2, x 4)", map, false);
    var planes = new double[4][3][5];
    planes[3][0][1] = Double.POSITIVE_INFINITY;
    refused(
        "field, frame 3: field h must be finite, got Infinity in cell (y 0, x 1)", planes, false);
    var words = new String[3][5];
    for (var row : words) {
      java.util.Arrays.fill(row, "a");
    }
    refused("field: holds text, not numbers", words, false);
  }

  @Test
  void theWriterTakesTheFieldItWasMadeForAndNoOther() {
    var pattern = ExternalField.pattern(random(BLOCKS, 4));
    var conditions = new Frame.Conditions(0.8, pattern);
    var other = new Frame.Conditions(0.8, ExternalField.pattern(random(BLOCKS, 5)));
    var out = folder.resolve("c.h5");
    var writer = TrajectoryWriter.create(out, ORIGIN, conditions, 2, false);
    var m = random(BLOCKS, 6);
    writer.accept(new Frame(0, 0, conditions, m, Optional.empty()));
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> writer.accept(new Frame(1, 0, other, m, Optional.empty())));
    assertEquals(out + ": frame 1 is at " + other + ", not at " + conditions, refusal.getMessage());
    assertThrows(IllegalStateException.class, writer::close);
    var numbers = TrajectoryWriter.createForSeveralConditions(out, ORIGIN, 1, false);
    assertThrows(
        IllegalArgumentException.class,
        () -> numbers.accept(new Frame(0, 0, conditions, m, Optional.empty())));
    assertThrows(IllegalStateException.class, numbers::close);
    assertEquals(List.of(), List.of(folder.toFile().list((dir, name) -> name.startsWith("c.h5"))));
  }
}
