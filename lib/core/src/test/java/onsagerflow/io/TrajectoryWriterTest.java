package onsagerflow.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrajectoryWriterTest {

  private static final Grid GRID = new Grid(6, 10, 4);
  private static final Trajectory.Origin ORIGIN =
      new Trajectory.Origin("Kac–Ising, β = 1.2", GRID, 4, -42);
  private static final Frame.Conditions COLD = new Frame.Conditions(0.8, 0.03);
  private static final Frame.Conditions HOT = new Frame.Conditions(1.25, 0);

  @TempDir Path folder;

  private static ScalarField random(Grid grid, SplittableRandom random, double least, double most) {
    return new ScalarField(grid).map(zero -> random.nextDouble(least, most));
  }

  private static Frame frame(double time, int run, Frame.Conditions conditions) {
    var random = new SplittableRandom((long) (100 * time) + run);
    var m = random(GRID, random, -1, 1);
    var drift = random(GRID, random, -2, 2);
    var noise = random(GRID, random, 0, 2);
    return new Frame(time, run, conditions, m, Optional.of(new Frame.Generator(drift, noise)));
  }

  private static Frame bare(Frame frame) {
    return new Frame(frame.time(), frame.run(), frame.conditions(), frame.m(), Optional.empty());
  }

  private static void assertSameInSinglePrecision(ScalarField expected, ScalarField read) {
    assertArrayEquals(expected.map(v -> (float) v).values(), read.values());
  }

  private static void assertSame(Trajectory expected, Trajectory read) {
    assertEquals(expected.origin(), read.origin());
    assertEquals(expected.size(), read.size());
    assertEquals(expected.hasGenerator(), read.hasGenerator());
    for (int i = 0; i < expected.size(); i++) {
      var wanted = expected.frame(i);
      var got = read.frame(i);
      assertEquals(wanted.time(), got.time());
      assertEquals(wanted.run(), got.run());
      assertEquals(wanted.conditions(), got.conditions());
      assertSameInSinglePrecision(wanted.m(), got.m());
      wanted
          .generator()
          .ifPresent(
              g -> {
                var read2 = got.generator().orElseThrow();
                assertSameInSinglePrecision(g.drift(), read2.drift());
                assertSameInSinglePrecision(g.noise(), read2.noise());
              });
    }
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void oneConditionIsKeptAsAttributes() {
    var file = folder.resolve("a.h5");
    var written =
        new RecordedTrajectory(
            ORIGIN,
            List.of(frame(0, 3, COLD), frame(0.1, 3, COLD), frame(-7, 1, COLD), frame(5, 3, COLD)));
    TrajectoryWriter.write(file, written);
    try (var read = TrajectoryFile.open(file);
        var hdf = new HdfFile(file)) {
      assertSame(written, read);
      assertEquals(Set.of("m", "drift", "noise", "t", "trajectory"), hdf.getChildren().keySet());
      assertEquals(0.8, hdf.getAttribute("temperature").getData());
    }
  }

  @Test
  void severalConditionsAreKeptPerFrame() {
    var file = folder.resolve("a.h5");
    var written =
        new RecordedTrajectory(
            ORIGIN,
            List.of(bare(frame(0, 0, COLD)), bare(frame(0, 1, HOT)), bare(frame(2, 0, COLD))));
    TrajectoryWriter.write(file, written);
    try (var read = TrajectoryFile.open(file);
        var hdf = new HdfFile(file)) {
      assertSame(written, read);
      assertEquals(
          Set.of("m", "t", "trajectory", "temperature", "field"), hdf.getChildren().keySet());
    }
  }

  @Test
  void whatIsNotKnownOfTheOriginStaysUnknown() {
    var file = folder.resolve("a.h5");
    var written =
        new RecordedTrajectory(
            new Trajectory.Origin(GRID, 4), List.of(frame(0, 0, COLD), frame(1, 0, COLD)));
    TrajectoryWriter.write(file, written);
    try (var read = TrajectoryFile.open(file);
        var hdf = new HdfFile(file)) {
      assertSame(written, read);
      assertFalse(hdf.getAttributes().containsKey("model"));
      assertFalse(hdf.getAttributes().containsKey("seed"));
    }
  }

  @Test
  void severalThreadsReadTheSame() {
    var file = folder.resolve("a.h5");
    var written =
        new RecordedTrajectory(
            ORIGIN, IntStream.range(0, 40).mapToObj(i -> frame(i, 0, COLD)).toList());
    TrajectoryWriter.write(file, written);
    for (var path : List.of(file, ExternalTrajectoryTest.fixture("chunked_gzip_shuffle.h5"))) {
      try (var serial = TrajectoryFile.open(path);
          var shared = TrajectoryFile.open(path)) {
        int size = serial.size();
        var expected = IntStream.range(0, size).mapToObj(i -> serial.frame(i).m()).toList();
        IntStream.range(0, 2000)
            .parallel()
            .map(i -> (int) (i * 7919L % size))
            .forEach(
                i ->
                    assertArrayEquals(
                        expected.get(i).values(), shared.frame(i).m().values(), "frame " + i));
      }
    }
  }

  @Test
  void theFileAppearsWhenItIsComplete() throws IOException {
    var file = folder.resolve("a.h5");
    try (var writer = TrajectoryWriter.create(file, ORIGIN, COLD, 2, true)) {
      writer.accept(frame(0, 0, COLD));
      writer.accept(frame(1, 0, COLD));
      assertFalse(Files.exists(file));
    }
    assertEquals(List.of("a.h5"), names());
  }

  @Test
  void aWriterClosedEarlyLeavesWhatWasThere() throws IOException {
    var file = Files.writeString(folder.resolve("a.h5"), "before", StandardCharsets.UTF_8);
    var writer = TrajectoryWriter.create(file, ORIGIN, COLD, 3, true);
    writer.accept(frame(0, 0, COLD));
    assertEquals(
        file + " was not made: 1 of 3 frames were written",
        assertThrows(IllegalStateException.class, writer::close).getMessage());
    writer.close();
    assertEquals(List.of("a.h5"), names());
    assertEquals("before", Files.readString(file, StandardCharsets.UTF_8));
  }

  @Test
  void aFullDiskIsOneLineAndLeavesWhatWasThere() throws IOException {
    var file = Files.writeString(folder.resolve("a.h5"), "before", StandardCharsets.UTF_8);
    var full =
        new PartFile(file) {
          private int left = 2 * GRID.size() * Float.BYTES;

          @Override
          void write(ByteBuffer bytes, long position) throws IOException {
            left -= bytes.remaining();
            if (left < 0) {
              throw new IOException("No space left on device");
            }
            super.write(bytes, position);
          }
        };
    try (var writer =
        new FrameWriter(full, ORIGIN, 0, Optional.of(COLD), FieldLayout.ATTRIBUTE, 3, false, 0)) {
      writer.accept(Scalars.asVectors(bare(frame(0, 0, COLD))));
      assertEquals(
          "cannot write " + file + ": No space left on device",
          assertThrows(
                  UncheckedIOException.class,
                  () -> writer.accept(Scalars.asVectors(bare(frame(1, 0, COLD)))))
              .getMessage());
      assertEquals(List.of("a.h5"), names());
      assertThrows(
          IllegalStateException.class,
          () -> writer.accept(Scalars.asVectors(bare(frame(2, 0, COLD)))));
    }
    assertEquals("before", Files.readString(file, StandardCharsets.UTF_8));
  }

  @Test
  void aPlaceThatTakesNoFileIsNamed() throws IOException {
    var nowhere = folder.resolve("none").resolve("a.h5");
    assertEquals(
        "cannot write " + nowhere + ": no such directory",
        assertThrows(
                UncheckedIOException.class,
                () -> TrajectoryWriter.create(nowhere, ORIGIN, COLD, 1, true))
            .getMessage());
    assertEquals(
        "cannot write " + folder + ": Is a directory",
        assertThrows(
                UncheckedIOException.class,
                () -> TrajectoryWriter.create(folder, ORIGIN, COLD, 1, true))
            .getMessage());
    assertEquals(List.of(), names());
  }

  @Test
  void aTrajectoryWithoutFramesIsRefused() throws IOException {
    var file = folder.resolve("a.h5");
    assertEquals(
        "a trajectory needs frames, got 0",
        assertThrows(
                IllegalArgumentException.class,
                () -> TrajectoryWriter.create(file, ORIGIN, COLD, 0, true))
            .getMessage());
    assertEquals(List.of(), names());
  }

  @Test
  void aGridThatIsNotOfBlocksIsRefused() {
    var origin = new Trajectory.Origin("none", GRID, 8, 1);
    assertEquals(
        "a grid of spacing 4.0 is not one of blocks of 8",
        assertThrows(
                IllegalArgumentException.class,
                () -> TrajectoryWriter.create(folder.resolve("a.h5"), origin, COLD, 1, true))
            .getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -8, 46341, 65536, Integer.MAX_VALUE})
  void blocksWhoseSpinsCannotBeCountedAreRefused(int block) {
    assertEquals(
        "block size must lie between 1 and 46340, got " + block,
        assertThrows(IllegalArgumentException.class, () -> new Trajectory.Origin(GRID, block))
            .getMessage());
    assertEquals(2_147_395_600, new Trajectory.Origin(GRID, 46340).cellVolume());
  }

  private static Frame spoilt(double m, double noise) {
    var frame = frame(1, 0, COLD);
    frame.m().set(13, m);
    frame.generator().orElseThrow().noise().set(13, noise);
    return frame;
  }

  @Test
  void framesThatTheReaderWouldRefuseAreNotWritten() {
    var file = folder.resolve("a.h5");
    var other = new Grid(6, 8, 4);
    try (var writer = TrajectoryWriter.create(file, ORIGIN, COLD, 2, true)) {
      writer.accept(frame(0.5, 0, COLD));
      var refusals =
          List.of(
              refusal(writer, spoilt(Double.NaN, 1)),
              refusal(writer, spoilt(-1.1, 1)),
              refusal(writer, spoilt(0, -0.5)),
              refusal(writer, bare(frame(1, 0, COLD))),
              refusal(writer, frame(1, 0, HOT)),
              refusal(writer, frame(0.5, 0, COLD)),
              refusal(writer, frame(Double.NaN, 1, COLD)),
              refusal(writer, new Frame(1, 0, COLD, new ScalarField(other), Optional.empty())));
      assertEquals(
          List.of(
              "has m NaN in cell (y 1, x 3)",
              "has m -1.1 in cell (y 1, x 3)",
              "has noise -0.5 in cell (y 1, x 3)",
              "lacks generator channels",
              "is at " + HOT + ", not at " + COLD,
              "has time 0.5, not after 0.5 in run 0",
              "has time NaN",
              "is on " + other + ", not on " + GRID),
          refusals);
      writer.accept(frame(1, 0, COLD)); // the refused ones left no trace
      assertThrows(IllegalStateException.class, () -> writer.accept(frame(2, 0, COLD)));
    }
    try (var read = TrajectoryFile.open(file)) {
      assertSame(
          new RecordedTrajectory(ORIGIN, List.of(frame(0.5, 0, COLD), frame(1, 0, COLD))), read);
    }
  }

  private String refusal(TrajectoryWriter writer, Frame frame) {
    String prefix = folder.resolve("a.h5") + ": frame 1 ";
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> writer.accept(frame)).getMessage());
    assertTrue(message.startsWith(prefix), message);
    return message.substring(prefix.length());
  }
}
