package onsagerflow.rare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import onsagerflow.io.Checkpoint;
import onsagerflow.statistics.passage.ExponentialTest;
import onsagerflow.statistics.passage.FlipTime;
import onsagerflow.statistics.passage.Passage;
import onsagerflow.statistics.passage.Survival;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BruteForceTest {

  private static final BirthDeathChain CHAIN = Systems.chain(64, 1.2);
  private static final Transition FLIP = Systems.betweenModes(CHAIN, 10);
  private static final double RATE = CHAIN.escapeRate(54);

  @TempDir private Path folder;

  @Test
  void chainFlipsAtItsExactRate() {
    var passages =
        new BruteForce(FLIP, 1000, Double.POSITIVE_INFINITY, 1)
            .run(Systems.of(CHAIN), Execution.silent());
    var time = FlipTime.of(passages, 0.999);
    assertEquals(1000, time.passed());
    assertTrue(time.low() * RATE < 1 && 1 < time.high() * RATE, time + " not 1/" + RATE);
    assertTrue(
        ExponentialTest.of(passages).probability() > 0.01, ExponentialTest.of(passages)::toString);
    var survival = Survival.of(passages).at(1 / RATE);
    assertEquals(Math.exp(-1), survival.survival(), 4 * survival.standardError());
  }

  @Test
  void replicasGivenUpEarlyTellTheSameRate() {
    double longest = 0.3 / RATE;
    var passages =
        new BruteForce(FLIP, 1000, longest, 2).run(Systems.of(CHAIN), Execution.silent());
    var time = FlipTime.of(passages, 0.999);
    assertTrue(time.low() * RATE < 1 && 1 < time.high() * RATE, time + " not 1/" + RATE);
    double flipped = 1 - Math.exp(-0.3);
    assertEquals(1000 * flipped, time.passed(), 4 * Math.sqrt(1000 * flipped * (1 - flipped)));
    for (var passage : passages) {
      assertTrue(passage.passed() || passage.time() > longest - FLIP.interval());
    }
  }

  @Test
  void resultDoesNotDependOnTheThreads() {
    var flip = new BruteForce(FLIP, 20, 200, 3);
    assertEquals(
        flip.run(Systems.of(CHAIN), Execution.silent(1)),
        flip.run(Systems.of(CHAIN), Execution.silent(3)));
  }

  @Test
  void interruptedRunGoesOn() {
    var flip = new BruteForce(FLIP, 20, 200, 4);
    var whole = flip.run(Systems.of(CHAIN), Execution.silent(2));
    var file = folder.resolve("flips.checkpoint");
    var checkpoint = Optional.of(new Checkpoint(file, "a chain"));
    Execution.Progress afterSeven =
        (task, done, total) -> {
          if (done == 7) {
            Thread.currentThread().interrupt();
          }
        };
    assertThrows(
        CancellationException.class,
        () -> flip.run(Systems.of(CHAIN), new Execution(2, afterSeven, checkpoint)));
    assertTrue(Files.exists(file));
    int[] first = {0};
    Execution.Progress listen = (task, done, total) -> first[0] = first[0] == 0 ? done : first[0];
    assertEquals(whole, flip.run(Systems.of(CHAIN), new Execution(2, listen, checkpoint)));
    assertEquals(8, first[0]);
    first[0] = 0;
    assertEquals(whole, flip.run(Systems.of(CHAIN), new Execution(2, listen, checkpoint)));
    assertEquals(0, first[0], "nothing left to do");
    checkpoint.orElseThrow().delete();
    assertTrue(Files.notExists(file));
  }

  @Test
  void moreRunsLeaveTheFormerOnesAsTheyWere() {
    var two = new BruteForce(FLIP, 2, 200, 5).run(Systems.of(CHAIN), Execution.silent());
    var three = new BruteForce(FLIP, 3, 200, 5).run(Systems.of(CHAIN), Execution.silent());
    assertEquals(two, three.subList(0, 2));
    assertEquals(2, three.stream().map(Passage::time).limit(2).distinct().count());
  }

  @Test
  void badInputIsRefused() {
    Refusal.of("needs a run, got 0", () -> new BruteForce(FLIP, 0, 100, 1));
    Refusal.of("got 0.01 sweeps", () -> new BruteForce(FLIP, 1, 0.01, 1));
    Refusal.of(
        "A, up to a = 0.5, must lie below B, from b = 0.5",
        () -> Transition.ofMagnetisation(0.5, 10, 0.5, 0.1));
    Refusal.of("got 10.0 and 0.0", () -> Transition.ofMagnetisation(-0.5, 10, 0.5, 0));
    Refusal.of(
        "a start at magnetisation 0.6 is not in A",
        () -> new Transition(ReactionCoordinate.magnetisation(), 0.6, 10, -0.5, 0.5, 0.1));
    Refusal.of(
        "start at magnetisation NaN",
        () -> new Transition(ReactionCoordinate.magnetisation(), Double.NaN, 10, -0.5, 0.5, 0.1));
  }

  @Test
  void stateThatDoesNotLastIsRefused() {
    var free = Systems.chain(16, 0.1);
    var flip = Transition.ofMagnetisation(-0.75, 1000, 0.5, 0.1);
    Refusal.of(
        "no lasting state",
        () -> new BruteForce(flip, 1, 100, 1).run(Systems.of(free), Execution.silent()));
  }

  @Test
  void brokenOrderParameterIsAFailure() {
    var flip = new Transition(m -> Double.NaN, -0.7, 10, -0.7, 0.7, 0.1);
    assertThrows(
        ArithmeticException.class,
        () -> new BruteForce(flip, 1, 100, 1).run(Systems.of(CHAIN), Execution.silent()));
  }
}
