package onsagerflow.io;

import static onsagerflow.io.ExternalTrajectoryTest.fixture;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Trajectory;
import onsagerflow.io.format.InvalidFileException;
import onsagerflow.io.format.Npy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Arrays that numpy wrote; `make_trajectory_fixtures.py` made them.
class NpyTest {

  private static final Frame.Conditions CONDITIONS = new Frame.Conditions(0.85, 0.03);

  @TempDir Path folder;

  private static double m(int f, int y, int x) {
    return ((31 * f + 7 * y + 3 * x) % 129 - 64) / 65.0;
  }

  private static double spin(int f, int y, int x) {
    return m(f, y, x) < 0 ? -1 : 1;
  }

  private interface Formula {
    double at(int frame, int y, int x);
  }

  private static void assertFrames(Formula expected, Trajectory read) {
    for (int frame = read.size() - 1; frame >= 0; frame--) { // against the order of storage
      int f = frame;
      assertArrayEquals(
          IntStream.range(0, 120).mapToDouble(i -> expected.at(f, i / 10, i % 10)).toArray(),
          read.frame(frame).m().values());
    }
  }

  @ParameterizedTest
  @CsvSource({"runs.npy, true", "runs_fortran_big_endian.npy, false"})
  void runsOfFramesAreRead(String name, boolean single) {
    double[] times = {0.5, 1, 3, 10};
    try (var read = NpyTrajectory.open(fixture(name), 8, CONDITIONS, times)) {
      assertEquals(new Trajectory.Origin(new Grid(12, 10, 8), 8), read.origin());
      assertEquals(8, read.size());
      assertFrames((f, y, x) -> single ? (float) m(f, y, x) : m(f, y, x), read);
      var frame = read.frame(6);
      assertEquals(3, frame.time());
      assertEquals(1, frame.run());
      assertEquals(CONDITIONS, frame.conditions());
      assertFalse(read.hasGenerator());
    }
  }

  @Test
  void oneRunIsRead() {
    try (var read = NpyTrajectory.open(fixture("run_fortran.npy"), 8, CONDITIONS, 0.25)) {
      assertFrames((f, y, x) -> (float) m(f, y, x), read);
      assertEquals(1.75, read.time(7));
      assertEquals(0, read.run(7));
    }
  }

  @ParameterizedTest
  @CsvSource({"spins_format_2.npy", "spins_format_3.npy"})
  void integersAreRead(String name) {
    try (var read = NpyTrajectory.open(fixture(name), 1, CONDITIONS, 1)) {
      assertFrames(NpyTest::spin, read);
    }
  }

  @Test
  void halvesAreRead() {
    try (var read = NpyTrajectory.open(fixture("halves.npy"), 8, CONDITIONS, 1)) {
      assertFrames(
          (f, y, x) -> Float.float16ToFloat(Float.floatToFloat16((float) m(f, y, x))), read);
    }
  }

  @ParameterizedTest
  @CsvSource({"runs.npy", "runs_fortran_big_endian.npy"})
  void aWholeArrayComesInCOrder(String name) {
    var read = Npy.read(fixture(name));
    assertEquals(List.of(2, 4, 12, 10), read.shape());
    assertArrayEquals(
        IntStream.range(0, 960).mapToDouble(i -> m(i / 120, i / 10 % 12, i % 10)).toArray(),
        read.values(),
        1e-7);
  }

  @Test
  void slabsOfALargeArrayInFortranOrderFitTogether() throws IOException {
    // 3 frames of 2048 x 2048 bytes fit into 32 MiB 8 times: 9 frames need two slabs.
    int frames = 9;
    int edge = 2048;
    var file = folder.resolve("large.npy");
    byte[] header = header("|i1", "True", "(9, 2048, 2048)");
    var bytes = Arrays.copyOf(header, header.length + frames * edge * edge);
    for (int i = 0; i < frames * edge * edge; i++) {
      bytes[header.length + i] = (byte) (i % frames == i / frames % 7 ? 1 : -1);
    }
    Files.write(file, bytes);
    try (var read = NpyTrajectory.open(file, 1, CONDITIONS, 1)) {
      for (int frame : new int[] {8, 0, 7}) {
        var m = read.frame(frame).m();
        for (int y = 0; y < edge; y += 100) {
          for (int x = 0; x < edge; x += 100) {
            assertEquals(frame == (x * edge + y) % 7 ? 1 : -1, m.get(y, x));
          }
        }
      }
    }
  }

  private static byte[] header(String type, String fortran, String shape) {
    String dictionary =
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }\n".formatted(type, fortran, shape);
    return header(dictionary);
  }

  private static byte[] header(String dictionary) {
    byte[] text = dictionary.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(10 + text.length)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
        .put((byte) text.length)
        .put((byte) (text.length >> 8))
        .put(text)
        .array();
  }

  private String refusal(byte[] bytes) throws IOException {
    var file = Files.write(folder.resolve("a.npy"), bytes);
    String message =
        assertThrows(
                InvalidFileException.class,
                () -> {
                  try (var read = NpyTrajectory.open(file, 8, CONDITIONS, 1)) {
                    for (int frame = 0; frame < read.size(); frame++) {
                      read.frame(frame);
                    }
                  }
                })
            .getMessage();
    assertTrue(message.startsWith(file + ": "), message);
    assertFalse(message.contains("\n"), message);
    return message.substring((file + ": ").length());
  }

  private static final String SAVE =
      ": save floating-point numbers or integers, with m.astype(\"f4\")";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <c8    | (2, 3, 4)    | npy header: says type 'c8' (complex numbers)%s
          b1     | (2, 3, 4)    | npy header: says type 'b1' (booleans)%s
          <f16   | (2, 3, 4)    | npy header: says type 'f16' (floating-point numbers beyond float64)%s
          O8     | (2, 3, 4)    | npy header: says type 'O8' (Python objects)%s
          <U5    | (2, 3, 4)    | npy header: says type 'U5' (text)%s
          <f4    | (2, 3, 4)    | npy header: says that 96 bytes follow, but 64 do (truncated)
          <f4    | (2, 2, 2)    | npy header: says that 32 bytes follow, but 64 do
          <f4    | (4, 4)       | shape [4, 4]: must be [frame, y, x] or [run, frame, y, x]
          <f8    | ()           | npy header: says that 8 bytes follow, but 64 do
          <f4    | (0, 4, 4)    | npy header: says that 0 bytes follow, but 64 do
          <f4    | (-1, 4, 4)   | npy header: lacks a part ({'descr': '<f4', 'fortran_order': False, 'shape': (-1, 4, 4), })
          <f4    | (9999999999, 4, 4) | npy header: missing or damaged (For input string: "9999999999")
          <f4    | (2000000000, 2000000000, 2000000000) | npy header: is damaged, or too large to be read (long overflow)
          <f4    | (1, 1, 4, 4) | m, frame 0: NaN in cell (y 3, x 3)
          <f4    | (1, 4, 4)    | m, frame 0: NaN in cell (y 3, x 3)
          <i4    | (1, 4, 4)    | m, frame 0: 2.143289344E9 in cell (y 3, x 3); m must lie in -1 ... 1 as a mean of spins of +1 and -1
          <f4    | (16,)        | shape [16]: must be [frame, y, x] or [run, frame, y, x]
          """)
  void whatIsNotReadIsRefusedByName(String type, String shape, String message) throws IOException {
    byte[] header = header(type, "False", shape);
    byte[] bytes = Arrays.copyOf(header, header.length + 64);
    ByteBuffer.wrap(bytes).putInt(bytes.length - 4, Integer.reverseBytes(0x7fc00000));
    assertEquals(message.formatted(SAVE), refusal(bytes));
  }

  @Test
  void vectorSpinsAreNotTakenForRuns() throws IOException {
    byte[] header = header("|i1", "False", "(2, 4, 4, 3)");
    assertEquals(
        "shape [2, 4, 4, 3]: vector spins, or runs of three columns: neither is read",
        refusal(Arrays.copyOf(header, header.length + 96)));
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    assertEquals(
        "npy header: is that of an .npz archive: save one array, with np.save(\"m.npy\", m)",
        refusal("PK\3\4 and so on".getBytes(StandardCharsets.UTF_8)));
    assertEquals(
        "npy header: is not that of an .npy file",
        refusal("t,m\n0,1\n1,2\n".getBytes(StandardCharsets.UTF_8)));
    assertEquals(
        "npy header: missing or damaged (the file ends after 0 bytes)", refusal(new byte[0]));
    assertEquals(
        "npy header: describes a structured array or none ({'descr': [('a', '<f4')],"
            + " 'fortran_order': False, 'shape': (3,), }): save one of numbers",
        refusal(header("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (3,), }")));
  }

  @Test
  void timesMustIncreaseAndBeOneForEachFrame() {
    var file = fixture("runs.npy");
    assertEquals(
        file + ": shape [2, 4, 12, 10]: 3 times for 4 frames of a run",
        assertThrows(
                InvalidFileException.class,
                () -> NpyTrajectory.open(file, 8, CONDITIONS, new double[] {0, 1, 2}))
            .getMessage());
    assertEquals(
        "times must increase, got 1.0 sweeps for frame 2",
        assertThrows(
                IllegalArgumentException.class,
                () -> NpyTrajectory.open(file, 8, CONDITIONS, new double[] {0, 1, 1, 2}))
            .getMessage());
    assertEquals(
        "the time between frames must be positive, got 0.0 sweeps",
        assertThrows(
                IllegalArgumentException.class, () -> NpyTrajectory.open(file, 8, CONDITIONS, 0.0))
            .getMessage());
    assertEquals(
        "block size must lie between 1 and 46340, got 0",
        assertThrows(
                IllegalArgumentException.class, () -> NpyTrajectory.open(file, 0, CONDITIONS, 1.0))
            .getMessage());
  }

  @Test
  void damagedBytesNeverEscapeAsAnotherException() throws IOException {
    byte[] whole = Files.readAllBytes(fixture("runs.npy"));
    var random = new SplittableRandom(3);
    int refused = 0;
    for (int trial = 0; trial < 500; trial++) {
      byte[] bytes = Arrays.copyOf(whole, random.nextInt(3) == 0 ? random.nextInt(200) : 4000);
      for (int i = 0; i < 3 && bytes.length > 0; i++) {
        bytes[random.nextInt(Math.min(bytes.length, 128))] = (byte) random.nextInt(256);
      }
      var file = Files.write(folder.resolve("damaged.npy"), bytes);
      try (var read = NpyTrajectory.open(file, 8, CONDITIONS, 1)) {
        read.frame(0);
      } catch (InvalidFileException e) {
        refused++;
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
      }
    }
    assertTrue(refused > 0);
  }

  @Test
  void aClosedFileIsSaidToBeClosed() {
    var file = fixture("runs.npy");
    var read = NpyTrajectory.open(file, 8, CONDITIONS, 1);
    read.close();
    assertEquals(
        file + " was closed",
        assertThrows(IllegalStateException.class, () -> read.frame(0)).getMessage());
  }
}
