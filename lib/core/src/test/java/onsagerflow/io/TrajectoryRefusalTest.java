package onsagerflow.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import onsagerflow.io.format.InvalidFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every departure from the schema is one line with file, object, frame and value.
class TrajectoryRefusalTest {

  private static final String RANGE = "; m must lie in -1 ... 1 as a mean of spins of +1 and -1";

  @TempDir Path folder;

  /// A valid file in pieces, for each case to spoil one.
  record Content(Map<String, Object> attributes, Map<String, Object> datasets) {

    static Content valid() {
      var attributes = new HashMap<String, Object>();
      attributes.put("schema", "onsagerflow-trajectory/1");
      attributes.put("model", "none");
      attributes.put("temperature", 0.8);
      attributes.put("field", 0.0);
      attributes.put("block", 8);
      attributes.put("dimension", 2);
      attributes.put("seed", 1L);
      var datasets = new HashMap<String, Object>();
      datasets.put("m", new float[4][3][5]);
      datasets.put("t", new double[] {0, 1, 0, 1});
      datasets.put("trajectory", new int[] {0, 0, 7, 7});
      return new Content(attributes, datasets);
    }

    Path write(Path file) {
      try (var hdf = HdfFile.write(file)) {
        attributes.forEach(hdf::putAttribute);
        datasets.forEach(hdf::putDataset);
      }
      return file;
    }
  }

  private static Arguments spoilt(String message, Consumer<Content> spoil) {
    return Arguments.of(message, spoil);
  }

  private static Arguments attribute(String message, String name, Object value) {
    return spoilt(message, c -> c.attributes.put(name, value));
  }

  private static Map<String, Object> inSi(Content content, double... cell) {
    content.attributes.put("cell", cell);
    content.attributes.put("length_unit", "m");
    content.attributes.put("time_unit", "s");
    return content.attributes;
  }

  private static Arguments dataset(String message, String name, Object value) {
    return spoilt(message, c -> c.datasets.put(name, value));
  }

  private static double[][][] mWith(double value) {
    var m = new double[4][3][5];
    m[3][1][4] = value;
    return m;
  }

  private static float[][][] constant(float value) {
    var field = new float[4][3][5];
    for (var plane : field) {
      for (var row : plane) {
        Arrays.fill(row, value);
      }
    }
    return field;
  }

  static Stream<Arguments> spoilt() {
    var missing =
        Stream.of("schema", "temperature", "field", "block", "dimension")
            .map(name -> spoilt("attribute " + name + ": missing", c -> c.attributes.remove(name)));
    var others =
        Stream.of(
            attribute(
                "attribute schema: unknown schema onsagerflow-trajectory/9, this reads"
                    + " onsagerflow-trajectory/1",
                "schema",
                "onsagerflow-trajectory/9"),
            attribute("attribute schema: must be text, got 1", "schema", 1),
            attribute(
                "attribute schema: unknown schema a b\ufffd[2J, this reads"
                    + " onsagerflow-trajectory/1",
                "schema",
                "a\nb\u001b[2J"),
            attribute("attribute block: must lie between 1 and 46340, got 0", "block", 0),
            attribute("attribute block: must lie between 1 and 46340, got -8", "block", -8),
            attribute("attribute block: must lie between 1 and 46340, got 65536", "block", 65536),
            attribute(
                "attribute block: must lie between 1 and 46340, got 2147483647",
                "block",
                Integer.MAX_VALUE),
            attribute("attribute block: must be an integer, got 2.5", "block", 2.5),
            attribute("attribute block: must be an integer, got \"eight\"", "block", "eight"),
            attribute(
                "attribute block: must be one value, got a row of 2", "block", new int[] {8, 8}),
            attribute("attribute dimension: must lie between 2 and 3, got 4", "dimension", 4),
            attribute(
                "attribute length_unit: nm, while lengths are read as lattice spacings: delete it"
                    + " if block counts spins",
                "length_unit",
                "nm"),
            attribute(
                "attribute time_unit: ps, while times are read as sweeps (one attempted update per"
                    + " spin): convert t, or delete it to have rates in that unit",
                "time_unit",
                "ps"),
            attribute(
                "attribute cell: missing: a file with a saturation is in SI units, and has its"
                    + " edges in m",
                "saturation",
                8e5),
            attribute("attribute length_unit: missing", "cell", new double[] {1e-9, 1e-9, 1e-9}),
            spoilt(
                "attribute time_unit: ps, while a file with the attribute cell is in SI units, s",
                c -> inSi(c, new double[] {1e-9, 1e-9, 1e-9}).put("time_unit", "ps")),
            spoilt(
                "attribute cell: must be 3 edges in m, got [1.0E-9]",
                c -> inSi(c, new double[] {1e-9})),
            spoilt(
                "attribute cell, saturation: the edge of a cell must lie between 0 and 0.001 m, got"
                    + " 2.0",
                c -> inSi(c, new double[] {1e-9, 2, 1e-9})),
            spoilt(
                "attribute cell, saturation: saturation must lie between 0 and 1.0E8 A/m, got -1.0",
                c -> inSi(c, new double[] {1e-9, 1e-9, 1e-9}).put("saturation", -1.0)),
            attribute("attribute model: must be text, got 3", "model", 3),
            attribute("attribute seed: must be an integer, got \"x\"", "seed", "x"),
            attribute("temperature, frame 0: must be positive, got -0.5", "temperature", -0.5),
            attribute("temperature, frame 0: must be positive, got NaN", "temperature", Double.NaN),
            attribute("attribute temperature: must be numbers", "temperature", "cold"),
            attribute(
                "temperature, frame 2: must be positive, got 0.0",
                "temperature",
                new double[] {1, 0}),
            attribute(
                "attribute temperature: holds 4 numbers for 2 runs",
                "temperature",
                new double[] {1, 1, 1, 1}),
            attribute(
                "field, frame 0: must be finite, got Infinity", "field", Double.POSITIVE_INFINITY),
            attribute(
                "attribute field: holds 3 numbers for 2 runs; a vector is the field of vectors"
                    + " only",
                "field",
                new double[] {0, 0, 0.1}),
            dataset(
                "temperature: given twice, as root attribute and as dataset",
                "temperature",
                new double[4]),
            spoilt(
                "temperature, frame 1: must be positive, got -1.0",
                c -> {
                  c.attributes.remove("temperature");
                  c.datasets.put("temperature", new double[] {1, -1, 1, 1});
                }),
            spoilt("dataset m: missing", c -> c.datasets.remove("m")),
            spoilt("dataset t: missing", c -> c.datasets.remove("t")),
            dataset(
                "m: shape [4, 15] is not that of frames in 2 dimensions", "m", new float[4][15]),
            spoilt(
                "m: holds vectors of 3 components in each block, while one number is wanted here:"
                    + " name one of theirs (in statistics --component x, y, z or norm)",
                c -> {
                  c.attributes.put("dimension", 3);
                  c.datasets.put("m", new float[4][2][2][2][3]);
                }),
            dataset(
                "m: shape [4, 3, 5, 2] is that of vectors of 2 components in 2 dimensions, they"
                    + " need 3",
                "m",
                new float[4][3][5][2]),
            attribute("attribute periodic: must be 2 numbers 0 or 1, got [1.0]", "periodic", 1),
            attribute(
                "attribute periodic: must be 2 numbers 0 or 1, got [1.0, 2.0]",
                "periodic",
                new int[] {1, 2}),
            dataset("m, frame 3: NaN in cell (y 1, x 4)", "m", mWith(Double.NaN)),
            dataset("m, frame 3: -1.00001 in cell (y 1, x 4)" + RANGE, "m", mWith(-1.00001)),
            dataset("m, frame 3: 1.000002 in cell (y 1, x 4)" + RANGE, "m", mWith(1.000002)),
            dataset("m, frame 3: 21.875 in cell (y 1, x 4)" + RANGE, "m", mWith(21.875)),
            dataset("t: has shape [3] for 4 frames of m", "t", new double[3]),
            dataset("t: has shape [4, 1] for 4 frames of m", "t", new double[4][1]),
            dataset("t: holds text, not numbers", "t", new String[] {"a", "b", "c", "d"}),
            dataset("trajectory: has shape [5] for 4 frames of m", "trajectory", new int[5]),
            dataset(
                "trajectory, frame 1: must be an int32, got 4.294967296E9",
                "trajectory",
                new long[] {0, 1L << 32, 0, 0}),
            dataset(
                "t, frame 1: time must be finite, got NaN",
                "t",
                new double[] {0, Double.NaN, 0, 1}),
            dataset(
                "t, frame 3: times must increase within run 7, got 1.0 after 1.0",
                "t",
                new double[] {0, 2, 1, 1}),
            dataset("dataset noise: missing, while drift is there", "drift", new float[4][3][5]),
            dataset("dataset drift: missing, while noise is there", "noise", new float[4][3][5]),
            spoilt(
                "noise: shape [4, 3, 4] differs from [4, 3, 5] of m",
                c -> {
                  c.datasets.put("drift", new float[4][3][5]);
                  c.datasets.put("noise", new float[4][3][4]);
                }),
            spoilt(
                "drift, frame 0: NaN in cell (y 0, x 0)",
                c -> {
                  c.datasets.put("drift", constant(Float.NaN));
                  c.datasets.put("noise", new float[4][3][5]);
                }),
            spoilt(
                "noise, frame 0: -0.5 in cell (y 0, x 0); must not be negative",
                c -> {
                  c.datasets.put("drift", new float[4][3][5]);
                  c.datasets.put("noise", constant(-0.5f));
                }));
    return Stream.concat(missing, others);
  }

  private static String refusal(Path file) {
    return assertThrows(
            InvalidFileException.class,
            () -> {
              try (var trajectory = TrajectoryFile.open(file)) {
                trajectory.validate();
              }
            })
        .getMessage();
  }

  @ParameterizedTest
  @MethodSource("spoilt")
  void isRefusedInOneLine(String message, Consumer<Content> spoil) {
    var content = Content.valid();
    spoil.accept(content);
    var file = content.write(folder.resolve("spoilt.h5"));
    assertEquals(file + ": " + message, refusal(file));
  }

  @Test
  void theUnspoiltFileIsRead() {
    try (var trajectory = TrajectoryFile.open(Content.valid().write(folder.resolve("a.h5")))) {
      trajectory.validate();
      assertEquals(4, trajectory.size());
    }
  }

  @Test
  void roundingAboveOneIsAllowed() {
    var content = Content.valid();
    content.datasets.put("m", mWith(1 + 5e-7));
    try (var trajectory = TrajectoryFile.open(content.write(folder.resolve("a.h5")))) {
      assertEquals(1 + 5e-7, trajectory.frame(3).m().get(1, 4));
    }
  }

  @Test
  void noFileIsRefused() {
    var file = folder.resolve("none.h5");
    assertEquals(file + ": no such file", refusal(file));
    assertEquals(folder + ": not a file", refusal(folder));
  }

  @Test
  void anotherFormatIsRefused() throws IOException {
    var file = Files.writeString(folder.resolve("a.h5"), "t,m\n0,1\n", StandardCharsets.UTF_8);
    assertEquals(file + ": not an HDF5 file", refusal(file));
    Files.write(file, new byte[0]);
    assertEquals(file + ": not an HDF5 file", refusal(file));
    Files.writeString(file, "CDF\u0001 and so on", StandardCharsets.UTF_8);
    assertEquals(
        file + ": a classic netCDF file, not HDF5: write it with format=\"NETCDF4\"",
        refusal(file));
    var array = ExternalTrajectoryTest.fixture("runs.npy");
    assertEquals(
        array + ": a numpy array, not an HDF5 file: NpyTrajectory and the command import read it",
        refusal(array));
  }

  /// h5py makes such files without writing a number.
  @Test
  void sizesThatAreOnlySaidTakeNoMemory() {
    assertEquals(
        ExternalTrajectoryTest.fixture("vast.h5")
            + ": t: was written in part only, 1 of 2147484 chunks",
        refusal(ExternalTrajectoryTest.fixture("vast.h5")));
  }

  @Test
  void aTextOfAnyLengthGivesAShortLine() {
    var content = Content.valid();
    content.attributes.put("schema", "x".repeat(20_000));
    String message = refusal(content.write(folder.resolve("a.h5")));
    assertTrue(message.length() < 1100 + folder.toString().length(), message);
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void aFileCutAnywhereIsRefused(String name) throws IOException {
    byte[] whole = Files.readAllBytes(ExternalTrajectoryTest.fixture(name));
    var file = folder.resolve("cut.h5");
    for (int length = 0; length < whole.length; length += 1 + whole.length / 40) {
      Files.write(file, Arrays.copyOf(whole, length));
      String message = refusal(file);
      assertTrue(message.startsWith(file + ": "), message);
      if (length > 200) {
        assertEquals(file + ": truncated: " + length + " bytes of " + whole.length, message);
      }
    }
  }

  /// Damage is refused or harmless (values may change where no checksum guards them), never another
  /// kind of failure.
  @ParameterizedTest
  @MethodSource("fixtures")
  void damagedBytesNeverEscapeAsAnotherException(String name) throws IOException {
    byte[] whole = Files.readAllBytes(ExternalTrajectoryTest.fixture(name));
    var random = new SplittableRandom(11);
    var file = folder.resolve("damaged.h5");
    int refused = 0;
    for (int trial = 0; trial < 80; trial++) {
      byte[] bytes = whole.clone();
      for (int i = 0; i < 4; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Files.write(file, bytes);
      try (var trajectory = TrajectoryFile.open(file)) {
        trajectory.validate();
      } catch (InvalidFileException e) {
        refused++;
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
      }
    }
    assertTrue(refused > 0);
  }

  static Stream<String> fixtures() {
    return Stream.of(
        "chunked_gzip_shuffle.h5",
        "latest.h5",
        "big_endian.h5",
        "checksum_without_compression.h5",
        "bitshuffle_lz4.h5",
        "lz4.h5",
        "packed.h5",
        "soft_link.h5");
  }

  @Test
  void aClosedFileIsSaidToBeClosed() {
    var file = Content.valid().write(folder.resolve("a.h5"));
    var trajectory = TrajectoryFile.open(file);
    trajectory.close();
    assertEquals(
        file + " was closed",
        assertThrows(IllegalStateException.class, () -> trajectory.frame(0)).getMessage());
  }
}
