package onsagerflow.coarsen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Trajectory;
import onsagerflow.micro.KacIsing;
import onsagerflow.micro.KacKernel;
import onsagerflow.micro.NearestNeighbourIsing;
import onsagerflow.micro.SpinSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Recordings that are cut off, and gone on with.
class SpinRunsTest {

  @TempDir private Path folder;

  private static final String PLAN = "these spins, seed 3, so many frames";

  /// Stands for the end of a process at some step of the spins.
  private static final class CutOff extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static SpinRuns runs(SpinSystem spins) {
    return new SpinRuns(
        spins,
        new Recorder(new BlockAverage(8), true),
        Schedule.pairs(0.1, 0.7, 1.3, 4),
        3,
        SpinRunsTest::begin);
  }

  private static CounterRandom begin(int run, SpinSystem spins) {
    var random = new CounterRandom(3, run);
    spins.magnetise(0.2 * run, random);
    return random;
  }

  private static SpinSystem[] systems() {
    var driven = new Frame.Conditions(0.8, ExternalField.harmonic(0.1, 3));
    return new SpinSystem[] {
      new KacIsing(Grid.square(96), KacKernel.gaussian(8), driven),
      new KacIsing(Grid.square(40), KacKernel.box(3), driven),
      new NearestNeighbourIsing(Grid.square(128), new Frame.Conditions(2.3, 0.1)),
      new NearestNeighbourIsing(Grid.square(40), driven)
    };
  }

  private Trajectory.Origin origin(SpinSystem spins) {
    return new Trajectory.Origin("test", spins.grid().coarsen(8), 8, 3);
  }

  /// Spins whose process ends after so many steps.
  private static SpinSystem frail(SpinSystem spins, int steps) {
    int[] left = {steps};
    return (SpinSystem)
        Proxy.newProxyInstance(
            SpinRunsTest.class.getClassLoader(),
            new Class<?>[] {SpinSystem.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("advance") && arguments.length == 3) {
                @SuppressWarnings("unchecked")
                var told = (Consumer<SpinSystem.Advance>) arguments[2];
                Consumer<SpinSystem.Advance> afterStep =
                    advance -> {
                      told.accept(advance);
                      if (--left[0] == 0) {
                        throw new CutOff();
                      }
                    };
                arguments[2] = afterStep;
              }
              try {
                return method.invoke(spins, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void cutOffAtAnyStepTheFileIsTheSame() throws IOException {
    for (var spins : systems()) {
      var whole = folder.resolve("whole.h5");
      runs(spins).write(whole, origin(spins), PLAN, Duration.ofHours(1), count -> {});
      var out = folder.resolve("parts.h5");
      var random = new SplittableRandom(5);
      int cuts = 0;
      while (!Files.exists(out)) {
        try {
          runs(frail(spins, 2 + random.nextInt(30)))
              .write(out, origin(spins), PLAN, Duration.ZERO, count -> {});
        } catch (CutOff e) {
          cuts++;
        }
      }
      assertTrue(cuts > 5, cuts + " cuts of " + spins);
      assertEquals(-1, Files.mismatch(whole, out), spins.toString());
      assertEquals(2, folder.toFile().list().length);
      Files.delete(whole);
      Files.delete(out);
    }
  }

  @Test
  void anotherPlanIsRefusedAndTheDifferenceNamed() {
    var spins = systems()[0];
    var out = folder.resolve("a.h5");
    cutOff(spins, out);
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                runs(spins)
                    .write(
                        out,
                        origin(spins),
                        "these spins, seed 4, so many frames",
                        Duration.ZERO,
                        count -> {}));
    assertTrue(
        String.valueOf(e.getMessage())
            .contains("it holds 'seed 3', not 'seed 4'; delete it to start anew"),
        e.toString());
  }

  @Test
  void aDamagedCheckpointGivesWayToTheOneBefore() throws IOException {
    var spins = systems()[1];
    var whole = folder.resolve("whole.h5");
    runs(spins).write(whole, origin(spins), PLAN, Duration.ofHours(1), count -> {});
    var out = folder.resolve("a.h5");
    cutOff(spins, out);
    cutOff(spins, out);
    var checkpoint = folder.resolve("a.h5.runs/checkpoint");
    byte[] bytes = Files.readAllBytes(checkpoint);
    bytes[bytes.length / 2] ^= 1;
    Files.write(checkpoint, bytes);
    runs(spins).write(out, origin(spins), PLAN, Duration.ofHours(1), count -> {});
    assertEquals(-1, Files.mismatch(whole, out));
  }

  @Test
  void aRunThatWasFinishedAfterTheCheckpointIsGoneOnWith() throws IOException {
    var spins = systems()[1];
    var whole = folder.resolve("whole.h5");
    runs(spins).write(whole, origin(spins), PLAN, Duration.ofHours(1), count -> {});
    var out = folder.resolve("a.h5");
    cutOff(spins, out);
    var unfinished = folder.resolve("a.h5.runs/0.h5.unfinished");
    Files.move(unfinished, folder.resolve("a.h5.runs/0.h5"));
    runs(spins).write(out, origin(spins), PLAN, Duration.ofHours(1), count -> {});
    assertEquals(-1, Files.mismatch(whole, out));
  }

  private void cutOff(SpinSystem spins, Path out) {
    assertThrows(
        CutOff.class,
        () -> runs(frail(spins, 60)).write(out, origin(spins), PLAN, Duration.ZERO, count -> {}));
    assertTrue(Files.exists(folder.resolve("a.h5.runs/checkpoint")));
  }

  @Test
  void anInterruptedRecordingIsKeptToItsLastStep() throws IOException {
    var spins = systems()[0];
    var whole = folder.resolve("whole.h5");
    runs(spins).write(whole, origin(spins), PLAN, Duration.ofHours(1), count -> {});
    var out = folder.resolve("a.h5");
    int[] kept = {0};
    assertThrows(
        RuntimeException.class,
        () ->
            runs(spins)
                .write(
                    out,
                    origin(spins),
                    PLAN,
                    Duration.ofHours(1),
                    count -> {
                      if (count == 5) {
                        Thread.currentThread().interrupt();
                      }
                    }));
    Thread.interrupted();
    runs(spins)
        .write(
            out,
            origin(spins),
            PLAN,
            Duration.ofHours(1),
            count -> kept[0] = kept[0] == 0 ? count : kept[0]);
    assertEquals(5, kept[0]);
    assertEquals(-1, Files.mismatch(whole, out));
  }
}
