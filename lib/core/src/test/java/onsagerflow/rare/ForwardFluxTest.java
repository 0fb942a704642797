package onsagerflow.rare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import onsagerflow.io.Checkpoint;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.passage.FlipTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ForwardFluxTest {

  private static final BirthDeathChain HIGH = Systems.chain(128, 1.5);
  private static final BirthDeathChain SMALL = Systems.chain(64, 1.2);
  private static final Transition FLIP = Systems.betweenModes(SMALL, 10);

  @TempDir private Path folder;

  /// Rates of one in 10⁴ to one in 10⁷ sweeps, in a second each.
  @ParameterizedTest
  @CsvSource({"256, 1.2, 43", "512, 1.2, 86", "128, 1.5, 8"})
  void curieWeissBlocksFlipAsOftenAsTheirChain(int n, double beta, int mode) {
    var chain = Systems.chain(n, beta);
    var result =
        new ForwardFlux(Systems.betweenModes(chain, mode), Interfaces.scouted(), 8, 200, 400, 1)
            .run(Systems.of(chain), Execution.silent());
    double ratio = result.meanFlipTime().value() * chain.escapeRate(n - mode);
    double factor = result.uncertaintyFactor(0.99);
    assertTrue(factor < 2, "one run knows the rate within a factor " + factor);
    assertTrue(1 / factor < ratio && ratio < factor, ratio + " times the exact time");
    for (var probability : result.probabilities().subList(0, result.probabilities().size() - 1)) {
      assertEquals(0.3, probability.value(), 0.2);
    }
  }

  /// Looked at so rarely that whole excursions are missed, a chain still has an exact flip time:
  /// that of the chain of looks. Given interfaces make no difference to it.
  @ParameterizedTest
  @CsvSource({"-0.5, -0.25", "-0.3, -0.2", "-0.4, 0"})
  void coarselyObservedChainIsSampledWithoutBias(double first, double second) {
    var chain = Systems.chain(16, 1.3);
    double interval = 2;
    var flip = Transition.ofMagnetisation(-0.75, 20, 0.125, interval);
    var result =
        new ForwardFlux(flip, Interfaces.at(first, second), 8, 2000, 2000, 2)
            .run(Systems.of(chain), Execution.silent());
    double exact = observedTime(chain, 9, interval);
    assertTrue(exact > 1.1 / chain.escapeRate(9), "missed excursions matter");
    var time = result.meanFlipTime();
    assertEquals(exact, time.value(), 4 * time.standardError());
    assertTrue(time.standardError() < 0.03 * exact, time.toString());
  }

  /// Mean time to be seen at b or beyond, from the state that the chain settles in meanwhile.
  private static double observedTime(BirthDeathChain chain, int b, double interval) {
    double[] p = chain.quasiStationary(b);
    double survival = 0;
    for (int look = 0; look < 200; look++) {
      p = chain.evolve(p, interval);
      Arrays.fill(p, b, p.length, 0);
      survival = Arrays.stream(p).sum();
      for (int k = 0; k < b; k++) {
        p[k] /= survival;
      }
    }
    return interval / (1 - survival);
  }

  static Stream<Arguments> systems() {
    return Stream.of(
        Arguments.of("spins", Systems.spins()), Arguments.of("equation", Systems.equation()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("systems")
  void forwardFluxAgreesWithBruteForce(String name, Supplier<Replica> system) {
    var flip = Transition.ofMagnetisation(-0.65, 20, 0.65, 0.1);
    var brute =
        FlipTime.of(
            new BruteForce(flip, 100, Double.POSITIVE_INFINITY, 1).run(system, Execution.silent()),
            0.95);
    var flux =
        new ForwardFlux(flip, Interfaces.scouted(), 8, 150, 150, 1)
            .run(system, Execution.silent())
            .meanFlipTime();
    double error = Math.hypot(brute.standardError(), flux.standardError());
    assertEquals(brute.mean(), flux.value(), 3.5 * error);
    assertTrue(error < 0.16 * brute.mean());
  }

  @Test
  void errorsHoldWhatTheyPromise() {
    double exact = SMALL.escapeRate(54);
    int held = 0;
    double squares = 0;
    int samplings = 40;
    for (int seed = 0; seed < samplings; seed++) {
      var result =
          new ForwardFlux(FLIP, Interfaces.at(-0.2, 0), 8, 30, 60, seed)
              .run(Systems.of(SMALL), Execution.silent());
      held +=
          Math.abs(Math.log(result.rate().value() / exact))
                  < Math.log(result.uncertaintyFactor(0.95))
              ? 1
              : 0;
      squares += Math.pow((result.rate().value() - exact) / result.rate().standardError(), 2);
    }
    // binomial: 38 ± 1.4; Student's t of 7 degrees of freedom has variance 7/5
    assertTrue(held >= 33, held + " of 40 intervals of 95 % hold the exact rate");
    assertTrue(
        squares / samplings < 3 && squares / samplings > 0.5, "mean z² " + squares / samplings);
  }

  @Test
  void resultDoesNotDependOnTheThreads() {
    var sampling = new ForwardFlux(FLIP, Interfaces.scouted(), 3, 20, 20, 3);
    same(
        sampling.run(Systems.of(SMALL), Execution.silent(1)),
        sampling.run(Systems.of(SMALL), Execution.silent(3)));
  }

  @ParameterizedTest
  @CsvSource({
    "pilot: from interface 1, 10, false",
    "interface 1 of, 50, true",
    "interface 9 of, 1, true"
  })
  void interruptedSamplingGoesOn(String stage, int after, boolean kept) {
    var sampling =
        new ForwardFlux(Systems.betweenModes(HIGH, 8), Interfaces.scouted(), 3, 20, 30, 3);
    var whole = sampling.run(Systems.of(HIGH), Execution.silent(2));
    var file = folder.resolve("flips.checkpoint");
    var checkpoint = Optional.of(new Checkpoint(file, "a chain"));
    Execution.Progress interrupt =
        (task, done, total) -> {
          if (task.startsWith(stage) && done == after) {
            Thread.currentThread().interrupt();
          }
        };
    assertThrows(
        CancellationException.class,
        () -> sampling.run(Systems.of(HIGH), new Execution(2, interrupt, checkpoint)));
    assertEquals(kept, Files.exists(file));
    String[] first = {""};
    Execution.Progress listen =
        (task, done, total) -> first[0] = first[0].isEmpty() ? task : first[0];
    same(whole, sampling.run(Systems.of(HIGH), new Execution(2, listen, checkpoint)));
    assertTrue(first[0].startsWith(kept ? stage : "pilot: in A"), first[0]);
    first[0] = "nothing left to do";
    same(whole, sampling.run(Systems.of(HIGH), new Execution(2, listen, checkpoint)));
    assertEquals("nothing left to do", first[0]);
  }

  private static void same(ForwardFlux.Result a, ForwardFlux.Result b) {
    assertEquals(a.interfaces(), b.interfaces());
    assertEquals(a.flux(), b.flux());
    assertEquals(a.probabilities(), b.probabilities());
    assertEquals(a.rate(), b.rate());
    for (int i = 0; i < a.states().size(); i++) {
      assertArrayEquals(a.states().get(i).toArray(), b.states().get(i).toArray());
    }
  }

  @Test
  void checkpointsOfOtherRunsAreRefused() {
    var file = folder.resolve("flips.checkpoint");
    var sampling = new ForwardFlux(FLIP, Interfaces.at(-0.2, 0), 3, 10, 50, 3);
    Execution.Progress interrupt =
        (task, done, total) -> {
          if (task.equals("interface 1 of 2")) {
            Thread.currentThread().interrupt();
          }
        };
    assertThrows(
        CancellationException.class,
        () -> sampling.run(Systems.of(SMALL), with(interrupt, file, "a chain")));
    Execution.Progress none = (task, done, total) -> {};
    Refusal.of(
        "holds 'a chain', not 'another'",
        () -> sampling.run(Systems.of(SMALL), with(none, file, "another")));
    var other = new ForwardFlux(FLIP, Interfaces.at(-0.2, 0), 3, 10, 50, 4);
    Refusal.of("seed 3", () -> other.run(Systems.of(SMALL), with(none, file, "a chain")));
  }

  private static Execution with(Execution.Progress progress, Path file, String system) {
    return new Execution(1, progress, Optional.of(new Checkpoint(file, system)));
  }

  @Test
  void badInputIsRefused() {
    Refusal.of("interfaces must increase, got 0.1 after 0.1", () -> Interfaces.at(-0.1, 0.1, 0.1));
    Refusal.of("got none", Interfaces::at);
    Refusal.of(
        "interfaces must lie between a = -0.6875 and b = 0.6875, got -0.7 to 0.1",
        () -> sampling(Interfaces.at(-0.7, 0.1)));
    Refusal.of("got -0.1 to 0.7", () -> sampling(Interfaces.at(-0.1, 0.7)));
    Refusal.of("got 10 x 0.1", () -> new Interfaces.Scouted(10, 0.1));
    Refusal.of("two repeats", () -> new ForwardFlux(FLIP, Interfaces.at(0), 1, 10, 10, 1));
    var high = new Transition(ReactionCoordinate.magnetisation(), -0.7, 10, -0.3, 0.7, 0.05);
    Refusal.of(
        "put A lower",
        () ->
            new ForwardFlux(high, Interfaces.scouted(), 2, 1, 1, 1)
                .run(Systems.of(Systems.chain(512, 1.2)), Execution.silent()));
  }

  private static ForwardFlux sampling(Interfaces interfaces) {
    return new ForwardFlux(FLIP, interfaces, 8, 10, 10, 1);
  }

  @Test
  void startOutsideAIsRefused() {
    // from 0.5 the block settles at +0.86, and B is reached before A
    var flip = new Transition(ReactionCoordinate.magnetisation(), 0.5, 1, -0.8, 0.95, 0.05);
    Refusal.of(
        "the start is not in A",
        () ->
            new ForwardFlux(flip, Interfaces.at(-0.5), 2, 10, 10, 1)
                .run(Systems.of(Systems.chain(128, 1.5)), Execution.silent()));
  }

  @Test
  void medianOfTheSettledStateIsThatOfTheChain() {
    var chain = Systems.chain(256, 1.2);
    var flip = Transition.ofMagnetisation(-0.5, 40, 0.6, 0.05);
    double median = flip.withMedianA(Systems.of(chain), 200, 1, Execution.silent()).a();
    double[] p = chain.quasiStationary(chain.state(0.6));
    int k = chain.state(median);
    double below = Arrays.stream(p, 0, k).sum();
    // 200 runs of at least one throw of a coin each: 0.035
    assertTrue(below < 0.55 && below + p[k] > 0.45, below + " to " + (below + p[k]));
  }

  @Test
  void stateAThatIsNeverEnteredIsRefused() {
    var low = new Transition(ReactionCoordinate.magnetisation(), -0.7, 0.1, -0.99, 0.7, 0.05);
    Refusal.of(
        "A (order parameter <= -0.99) is not entered within 1000 x 0.1 sweeps; put it higher",
        () ->
            new ForwardFlux(low, Interfaces.at(-0.5), 2, 1, 1, 1)
                .run(Systems.of(Systems.chain(256, 1.2)), Execution.silent()));
  }

  @Test
  void gapTooWideIsAFailure() {
    var chain = Systems.chain(512, 1.5);
    var flip = Systems.betweenModes(chain, 36);
    var failure =
        assertThrows(
            ArithmeticException.class,
            () ->
                new ForwardFlux(flip, Interfaces.at(-0.84, 0.5), 2, 5, 5, 1)
                    .run(Systems.of(chain), Execution.silent()));
    assertTrue(String.valueOf(failure.getMessage()).startsWith("none of 10 trials"));
  }

  @Test
  void resultKnowsCommittorAndFlipTime() {
    var mean = new Mean(0.4, 0.01, 8);
    var last = new Mean(0.8, 0.01, 8);
    var result =
        new ForwardFlux.Result(List.of(-0.5, 0.0, 0.6), mean, List.of(mean, last), mean, List.of());
    assertEquals(0.32, result.committor(0), 1e-12);
    assertEquals(1, result.committor(2));
    assertEquals(2.5, result.meanFlipTime().value(), 1e-12);
    assertEquals(Math.exp(2.365 * 0.025), result.uncertaintyFactor(0.95), 1e-4);
  }
}
