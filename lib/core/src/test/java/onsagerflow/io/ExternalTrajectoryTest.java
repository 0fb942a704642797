package onsagerflow.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.io.format.InvalidFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files that h5py wrote; `make_trajectory_fixtures.py` made them and holds the same formulas.
class ExternalTrajectoryTest {

  static Path fixture(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(ExternalTrajectoryTest.class.getResource(name)).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static double m(int f, int y, int x) {
    return ((31 * f + 7 * y + 3 * x) % 129 - 64) / 65.0;
  }

  private static double drift(int f, int y, int x) {
    return ((f + 2 * y + 3 * x) % 17 - 8) / 9.0;
  }

  private static double noise(int f, int y, int x) {
    return ((f + y + x) % 9) / 7.0;
  }

  private interface Formula {
    double at(int frame, int y, int x);
  }

  private static void assertField(Formula expected, int frame, ScalarField field, boolean single) {
    var grid = field.grid();
    IntToDoubleFunction value =
        cell -> {
          double exact = expected.at(frame, cell / grid.nx(), cell % grid.nx());
          return single ? (float) exact : exact;
        };
    assertEquals(
        IntStream.range(0, grid.size()).mapToObj(value::applyAsDouble).toList(),
        IntStream.range(0, grid.size()).mapToObj(field::get).toList());
  }

  private static void assertFrame(Trajectory trajectory, int frame, boolean single) {
    var read = trajectory.frame(frame);
    assertField(ExternalTrajectoryTest::m, frame, read.m(), single);
    read.generator()
        .ifPresent(
            g -> {
              assertField(ExternalTrajectoryTest::drift, frame, g.drift(), single);
              assertField(ExternalTrajectoryTest::noise, frame, g.noise(), single);
            });
    assertEquals(trajectory.time(frame), read.time());
    assertEquals(trajectory.run(frame), read.run());
    assertEquals(trajectory.conditions(frame), read.conditions());
  }

  @ParameterizedTest
  @CsvSource({
    "chunked_gzip_shuffle.h5, 7, true, false",
    "latest.h5, 6, true, true",
    "big_endian.h5, 5, false, true",
    "checksum_without_compression.h5, 5, true, true",
    "bitshuffle.h5, 4, false, true",
    "bitshuffle_lz4.h5, 4, false, true",
    "lz4.h5, 4, false, true",
    "skipped_filters.h5, 4, false, true",
    "soft_link.h5, 4, false, false",
  })
  void everyStorageGivesTheSameValues(String name, int frames, boolean generator, boolean single) {
    try (var trajectory = TrajectoryFile.open(fixture(name))) {
      assertEquals(frames, trajectory.size());
      assertEquals(generator, trajectory.hasGenerator());
      trajectory.validate();
      for (int frame = frames - 1; frame >= 0; frame--) { // against the order of storage
        assertFrame(trajectory, frame, single);
      }
    }
  }

  @Test
  void attributesOfAnyWidthAndShapeAreRead() {
    try (var trajectory = TrajectoryFile.open(fixture("chunked_gzip_shuffle.h5"))) {
      // An unsigned seed keeps its bits.
      assertEquals(
          new Trajectory.Origin("Kac–Ising, R = 32", new Grid(8, 6, 8), 8, -1L),
          trajectory.origin());
      assertEquals(new Frame.Conditions(0.75, 0.25), trajectory.conditions(6));
    }
    try (var trajectory = TrajectoryFile.open(fixture("latest.h5"))) {
      assertEquals(
          new Trajectory.Origin("Kac-Ising", new Grid(8, 8, 8), 8, 7), trajectory.origin());
    }
  }

  @Test
  void packedNumbersAreUnpacked() {
    try (var trajectory = TrajectoryFile.open(fixture("packed.h5"))) {
      trajectory.validate();
      var read = trajectory.frame(3).m();
      for (int y = 0; y < 12; y++) {
        for (int x = 0; x < 10; x++) {
          assertEquals(m(3, y, x), read.get(y, x), 0.5 / 26000 + 1e-8); // add_offset is float32
        }
      }
    }
  }

  @Test
  void halvesAreRead() {
    try (var trajectory = TrajectoryFile.open(fixture("half.h5"))) {
      assertEquals(
          Float.float16ToFloat(Float.floatToFloat16((float) m(2, 3, 4))),
          trajectory.frame(2).m().get(3, 4));
    }
  }

  @Test
  void theExampleOfThePageIsRead() {
    try (var trajectory = TrajectoryFile.open(fixture("mine.h5"))) {
      trajectory.validate();
      assertEquals(new Trajectory.Origin(new Grid(16, 12, 8), 8), trajectory.origin());
      assertEquals(6, trajectory.size());
      assertEquals(0.2, trajectory.time(5));
      assertEquals(1, trajectory.run(5));
      assertEquals(
          0.9 * Math.sin(0.2 * 5 + 0.4 * 3) * Math.cos(0.5 * 4),
          trajectory.frame(5).m().get(3, 4),
          1e-12);
    }
  }

  @Test
  void runsMayTakeTurns() {
    try (var trajectory = TrajectoryFile.open(fixture("chunked_gzip_shuffle.h5"))) {
      assertEquals(4, trajectory.run(2));
      assertEquals(-1, trajectory.run(3));
      assertEquals(0.1, trajectory.time(2));
      assertEquals(0.75, trajectory.time(3));
    }
  }

  @Test
  void conditionsComePerFrameOrPerRun() {
    try (var trajectory = TrajectoryFile.open(fixture("latest.h5"))) {
      assertEquals(new Frame.Conditions(0.75, 0), trajectory.conditions(2));
      assertEquals(new Frame.Conditions(1.25, 0.5), trajectory.conditions(3));
    }
    try (var trajectory = TrajectoryFile.open(fixture("big_endian.h5"))) {
      // One number per distinct run in ascending order: run 2, then run 9.
      assertEquals(new Frame.Conditions(1.25, 0.5), trajectory.conditions(0));
      assertEquals(new Frame.Conditions(0.75, 0), trajectory.conditions(4));
    }
  }

  @Test
  void chunksThatLzfLeftAsTheyWereAreRead() {
    try (var trajectory = TrajectoryFile.open(fixture("lzf.h5"))) {
      assertField((f, y, x) -> 0.5, 0, trajectory.frame(0).m(), false);
      assertFrame(trajectory, 2, false);
      assertField(
          (f, y, x) -> Math.sqrt((16 * y + 2 * x + 1) / 199.0), 3, trajectory.frame(3).m(), false);
      assertFalse(trajectory.hasGenerator());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "unwritten.h5, 'm, frame 2: was never written (no chunk at [2, 0, 0])'",
    "nan_in_chunk.h5, 'm, frame 4: NaN in cell (y 2, x 5)'",
  })
  void badFramesAreRefusedWhenReadAndByValidation(String name, String problem) {
    try (var trajectory = TrajectoryFile.open(fixture(name))) {
      trajectory.frame(1);
      String message = assertThrows(InvalidFileException.class, trajectory::validate).getMessage();
      assertTrue(message.startsWith(fixture(name) + ": " + problem), message);
      int bad = Integer.parseInt(problem.replaceAll("\\D*(\\d+):.*", "$1"));
      assertEquals(
          message,
          assertThrows(InvalidFileException.class, () -> trajectory.frame(bad)).getMessage());
    }
  }

  @Test
  void chunksThatMayLackTheirFiltersAreRefused() {
    try (var trajectory = TrajectoryFile.open(fixture("edge_chunks.h5"))) {
      assertEquals(
          fixture("edge_chunks.h5")
              + ": m, frame 0: may lack the filters of the other chunks in the one at [0, 0, 6];"
              + " copy it with h5py: new[\"m\"] = old[\"m\"][:]",
          assertThrows(InvalidFileException.class, trajectory::validate).getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vector_spins.h5 | m: holds vectors of 3 components in each block, while one number is \
          wanted here: name one of theirs (in statistics --component x, y, z or norm)
          empty.h5 | m: shape [0, 4, 0] holds no frames, no cells or too many
          latest_of_hdf5_2.h5 | m: is in a layout that is not read (Unsupported data layout \
          message version detected. Detected version = 5): write it with h5py's default libver or \
          at most 'v114'
          zstd.h5 | m: was compressed by the filter zstd (number 32015), which is not undone here; \
          copy it with h5py: new["m"] = old["m"][:]
          scale_offset.h5 | m: was compressed by the filter scale-offset (number 6), which is not \
          undone here; copy it with h5py: new["m"] = old["m"][:]
          external_link.h5 | m: is an external link to /m in the file other.h5, which is not \
          followed; copy it with h5py: new["m"] = old["m"][:]
          virtual.h5 | m: is a virtual dataset, whose numbers are in other files or datasets; copy \
          it with h5py: new["m"] = old["m"][:]
          external_storage.h5 | m: keeps its numbers in another, raw file; copy it with h5py: \
          new["m"] = old["m"][:]
          named_type.h5 | m: has a named (committed) type, which is not read; copy it with h5py: \
          new["m"] = old["m"][:]
          complex_numbers.h5 | m: holds compound values (such as complex numbers), not numbers
          booleans.h5 | m: holds names of 1 bytes (an enumeration, or booleans)
          long_double.h5 | m: holds floating-point numbers of 80 bits that are not float16, \
          float32 or float64
          """)
  void whatCannotBeReadIsRefusedByName(String name, String message) {
    var path = fixture(name);
    assertEquals(
        path + ": " + message,
        assertThrows(InvalidFileException.class, () -> TrajectoryFile.open(path)).getMessage());
  }
}
