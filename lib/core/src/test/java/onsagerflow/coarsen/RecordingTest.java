package onsagerflow.coarsen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.ScalarField;
import onsagerflow.field.TimeProgram;
import onsagerflow.field.Trajectory;
import onsagerflow.micro.KacIsing;
import onsagerflow.micro.KacKernel;
import onsagerflow.micro.NearestNeighbourIsing;
import onsagerflow.micro.SequentialKacIsing;
import onsagerflow.micro.SpinSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {

  private static final Grid LATTICE = Grid.square(64);
  private static final Frame.Conditions CONDITIONS = new Frame.Conditions(0.9, 0.02);

  @TempDir Path folder;

  private static KacIsing spins() {
    return new KacIsing(LATTICE, KacKernel.bump(6), CONDITIONS);
  }

  private static Recording recording() {
    return Recording.of(spins()).blocks(8).starts(0, 0.5).runs(3).times(0, 0.5, 1).seed(4);
  }

  private static double[] m(Trajectory trajectory, int frame) {
    return trajectory.frame(frame).m().values();
  }

  @Test
  void runsComeStartByStartAndEachHasItsOwnStream() {
    var all = recording().inMemory();
    assertEquals(recording().frames(), all.size());
    assertEquals(
        List.of(0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5),
        IntStream.range(0, all.size()).mapToObj(all::run).toList());
    assertEquals(0.5, all.frame(12).m().mean(), 5 / 64.0);
    var fewer = Recording.of(spins()).blocks(8).runs(2).times(0, 0.5, 1).seed(4).inMemory();
    for (int frame = 0; frame < 6; frame++) {
      assertArrayEquals(m(all, frame), m(fewer, frame), "frame " + frame);
    }
  }

  @Test
  void isMadeOnceAndFoundAgain() throws IOException {
    var made = recording().in(folder);
    var memory = recording().inMemory();
    for (int frame = 0; frame < made.size(); frame++) {
      assertArrayEquals(m(memory, frame), m(made, frame), "m of 64 spins is a float");
    }
    try (var files = Files.list(folder)) {
      var file = files.toList();
      assertEquals(1, file.size());
      var when = Files.getLastModifiedTime(file.getFirst());
      assertArrayEquals(m(made, 5), m(recording().in(folder), 5));
      assertEquals(when, Files.getLastModifiedTime(file.getFirst()));
    }
  }

  /// Whatever changes the frames changes the name.
  @Test
  void isKeyedByAllThatMakesIt() {
    var kernel = KacKernel.bump(6);
    var other = new LinkedHashMap<String, Recording>();
    other.put("itself", recording());
    other.put("block", recording().blocks(16));
    other.put("starts", recording().starts(0, 0.6));
    other.put("runs", recording().runs(4));
    other.put("times", recording().times(0, 0.5, 1.5));
    other.put("pairs", recording().pairs(0.1, 0, 1));
    other.put("seed", recording().seed(5));
    other.put("generator", recording().withGenerator());
    other.put("one state", recording().startingFromOneState(0));
    other.put("one start", recording().starts(0));
    other.put("pattern", recording().startingFrom(ScalarField.uniform(LATTICE, 0.1)));
    other.put("other pattern", recording().startingFrom(stripes()));
    var pattern = new ScalarField(LATTICE.coarsen(8));
    pattern.set(3, 0.1);
    var moved = new ScalarField(LATTICE.coarsen(8));
    moved.set(4, 0.1);
    double[] times = {0, 2};
    var half = ScalarField.uniform(LATTICE.coarsen(32), 0);
    half.set(0, -1);
    half.set(1, -1);
    var stripes = ScalarField.uniform(LATTICE.coarsen(32), 0);
    stripes.set(0, -1);
    stripes.set(2, -1);
    var fields =
        List.of(
            ExternalField.pattern(half),
            ExternalField.pattern(stripes),
            ExternalField.program(linear(1, 1, -1, -1)),
            ExternalField.program(linear(1, -1, 1, -1)),
            ExternalField.uniform(0.03),
            ExternalField.harmonic(0.1, 10),
            ExternalField.pattern(pattern),
            ExternalField.pattern(moved),
            ExternalField.sequence(times, i -> pattern),
            ExternalField.sequence(times, i -> i == 0 ? pattern : moved));
    fields.forEach(
        field -> other.put(field.identity(), of(new KacIsing(LATTICE, kernel, at(0.9, field)))));
    var at = CONDITIONS;
    other.put("temperature", of(new KacIsing(LATTICE, kernel, new Frame.Conditions(0.91, 0.02))));
    other.put("leap", of(new KacIsing(LATTICE, kernel, at, 0.04)));
    other.put("kernel", of(new KacIsing(LATTICE, KacKernel.bump(6.5), at)));
    other.put("strength", of(new KacIsing(LATTICE, scaled(kernel), at)));
    other.put("lattice", of(new KacIsing(new Grid(64, 128, 1), kernel, at)));
    other.put("one by one", of(new SequentialKacIsing(LATTICE, kernel, at)));
    other.put("neighbours", of(new NearestNeighbourIsing(LATTICE, at)));
    other.put("step", of(new NearestNeighbourIsing(LATTICE, at, 0.05)));
    var identities = other.values().stream().map(Recording::identity).distinct().count();
    assertEquals(other.size(), identities, () -> other.values().toString());
    assertEquals(recording().identity(), recording().identity());
  }

  private static TimeProgram linear(double... values) {
    return TimeProgram.linear(new double[] {0, 10, 20, 30}, values);
  }

  private static Frame.Conditions at(double temperature, ExternalField field) {
    return new Frame.Conditions(temperature, field);
  }

  private static Kernel scaled(Kernel kernel) {
    return kernel.scaled(1 + 1e-12);
  }

  private static Recording of(SpinSystem spins) {
    return Recording.of(spins).blocks(8).starts(0, 0.5).runs(3).times(0, 0.5, 1).seed(4);
  }

  @Test
  void allRunsMayStartFromOneState() {
    var shared = recording().startingFromOneState(0.2).inMemory();
    assertEquals(9, shared.size());
    assertArrayEquals(m(shared, 0), m(shared, 3));
    assertArrayEquals(m(shared, 0), m(shared, 6));
    assertNotEquals(shared.frame(1).m().get(0, 0), shared.frame(4).m().get(0, 0));
  }

  private static ScalarField stripes() {
    var means = new ScalarField(LATTICE);
    for (int i = 0; i < means.size(); i++) {
      means.set(i, i % 64 < 32 ? -0.9 : 0.5);
    }
    return means;
  }

  @Test
  void spinsMayStartFromAPattern() {
    var drawn = recording().startingFrom(stripes()).runs(2).times(0).inMemory();
    assertEquals(2, drawn.size());
    for (int run = 0; run < 2; run++) {
      double low = 0;
      double high = 0;
      for (int y = 0; y < 8; y++) {
        for (int x = 0; x < 4; x++) {
          low += drawn.frame(run).m().get(y, x) / 32;
          high += drawn.frame(run).m().get(y, x + 4) / 32;
        }
      }
      assertEquals(-0.9, low, 5 * Math.sqrt(0.19 / 2048));
      assertEquals(0.5, high, 5 * Math.sqrt(0.75 / 2048));
    }
    assertNotEquals(drawn.frame(0).m().get(0), drawn.frame(1).m().get(0));
    assertThrows(
        IllegalArgumentException.class,
        () -> recording().startingFrom(new ScalarField(Grid.square(32))));
  }

  /// What is said later of one recording leaves the one before as it was.
  @Test
  void eachWordGivesAnotherRecording() {
    var base = recording();
    String before = base.identity();
    var means = new ScalarField(LATTICE);
    var fromMeans = base.startingFrom(means);
    String ofMeans = fromMeans.identity();
    means.set(0, 0.5);
    base.blocks(16).starts(0.1).runs(9).times(0, 7).withGenerator().seed(77);
    base.startingFromOneState(0.3);
    assertEquals(before, base.identity());
    assertEquals(ofMeans, fromMeans.identity());
    assertNotEquals(before, ofMeans);
  }

  @Test
  void pairsAreRunsOfTheirOwn() {
    var pairs = Recording.of(spins()).blocks(8).runs(2).pairs(0.1, 0, 1).inMemory();
    assertEquals(8, pairs.size());
    assertEquals(3, pairs.run(7));
    assertEquals(1.1, pairs.time(7), 1e-12);
    assertTrue(recording().withGenerator().in(folder).hasGenerator());
  }

  @Test
  @Timeout(60)
  void leavesNoRecordingWhereItIsCutOff() throws IOException, InterruptedException {
    var failure = new AtomicReference<Throwable>();
    var thread =
        Thread.ofPlatform()
            .uncaughtExceptionHandler((t, e) -> failure.set(e))
            .start(() -> recording().times(0, 1e6).in(folder));
    while (isEmpty()) {
      Thread.sleep(10);
    }
    thread.interrupt();
    thread.join();
    assertTrue(
        failure.get() instanceof CancellationException
            || failure.get() instanceof UncheckedIOException,
        () -> "" + failure.get());
    try (var files = Files.list(folder)) {
      assertTrue(files.allMatch(file -> file.toString().endsWith(".h5.runs")));
    }
  }

  private boolean isEmpty() throws IOException {
    try (var files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  @Test
  void refusesWhatCannotBeRecorded() {
    assertThrows(IllegalArgumentException.class, () -> recording().runs(0));
    assertThrows(IllegalArgumentException.class, () -> recording().starts());
    assertThrows(IllegalArgumentException.class, () -> recording().blocks(7).in(folder));
  }
}
