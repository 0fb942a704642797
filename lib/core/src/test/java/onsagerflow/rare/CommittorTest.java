package onsagerflow.rare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import onsagerflow.field.CounterRandom;
import org.junit.jupiter.api.Test;

class CommittorTest {

  @Test
  void chainsCommitAsCalculated() {
    var chain = Systems.chain(64, 1.2);
    int a = 10;
    // looked at so often that nothing is missed
    var flip =
        Transition.ofMagnetisation(chain.magnetisation(a), 10, -chain.magnetisation(a), 0.005);
    int[] states = {20, 28, 32, 40};
    int shots = 1000;
    var sample =
        new Committor(flip, shots, 1).of(at(chain, states), Systems.of(chain), Execution.silent());
    double[] exact = chain.committor(a, 64 - a);
    for (int i = 0; i < states.length; i++) {
      double q = exact[states[i]];
      assertEquals(q, sample.values().get(i), 4 * Math.sqrt(q * (1 - q) / shots));
    }
  }

  private static List<byte[]> at(BirthDeathChain chain, int... states) {
    return IntStream.of(states)
        .mapToObj(
            k -> {
              var replica = new ChainReplica(chain);
              replica.magnetise(chain.magnetisation(k), new CounterRandom(0, 0));
              return replica.save();
            })
        .toList();
  }

  /// The states at which forward flux says that all is open are those with p_B = ½; for a chain, λ
  /// is all there is, and p_B has no spread.
  @Test
  void statesHalfwayAreUndecided() {
    var chain = Systems.chain(256, 1.2);
    var flip = Systems.betweenModes(chain, 43);
    var sampling = new ForwardFlux(flip, Interfaces.scouted(), 8, 200, 300, 1);
    var system = Systems.of(chain);
    var result = sampling.run(system, Execution.silent());
    double halfway = sampling.halfway(result, system, Execution.silent());
    assertEquals(0, halfway, 0.07); // by symmetry; λ comes in steps of 1/128
    var states = sampling.statesAt(halfway, result, system, Execution.silent());
    assertTrue(states.size() > 300, states.size() + " states");
    var sample = new Committor(flip, 40, 2).of(states.subList(0, 300), system, Execution.silent());
    assertEquals(0.5, sample.mean().value(), 0.05);
    assertTrue(sample.spread() < 0.05, "spread " + sample.spread()); // steps over λ included
    var histogram = sample.histogram(5);
    assertEquals(300, histogram.stream().mapToInt(count -> count).sum());
    assertTrue(histogram.get(2) > 200, histogram.toString());
    var share = sample.shares(5).get(2);
    assertEquals(histogram.get(2) / 300.0, share.value(), 1e-12);
    assertEquals(
        Math.sqrt(share.value() * (1 - share.value()) / 300), share.standardError(), 1e-12);
    var drawn = sampling.committor(halfway, 300, 40, result, system, Execution.silent());
    assertEquals(300, drawn.values().size());
    assertEquals(0, drawn.mean().standardErrorsFrom(sample.mean()), 4);
  }

  /// The mean p_B of the states at an interface is the product of what comes after it, also for an
  /// order parameter that leaves much out; the spread of p_B tells that it does.
  @Test
  void poorOrderParameterIsFoundOut() {
    var system = Systems.equation();
    var whole = Transition.ofMagnetisation(-0.65, 20, 0.65, 0.1);
    var oneCell = new Transition(m -> m.get(0), -0.65, 20, -0.65, 0.65, 0.1);
    assertTrue(spreadHalfway(whole, system) < 0.5 * spreadHalfway(oneCell, system));
  }

  private static double spreadHalfway(Transition flip, Supplier<Replica> system) {
    var sampling = new ForwardFlux(flip, Interfaces.scouted(), 8, 100, 200, 3);
    var result = sampling.run(system, Execution.silent());
    int at = result.probabilities().size() - 1;
    var states = new ArrayList<>(result.states().get(at));
    Collections.shuffle(states, new Random(1));
    var sample =
        new Committor(flip, 20, 4)
            .of(states.subList(0, Math.min(200, states.size())), system, Execution.silent());
    double error =
        Math.hypot(sample.mean().standardError(), result.probabilities().getLast().standardError());
    assertEquals(result.committor(at), sample.mean().value(), 4 * error);
    return sample.spread();
  }

  @Test
  void spreadIsWhatTheShotsDoNotExplain() {
    var random = new CounterRandom(5, 0);
    int shots = 10;
    var equal = IntStream.range(0, 4000).mapToObj(i -> share(0.5, shots, random)).toList();
    assertTrue(new Committor.Sample(equal, shots).spread() < 0.045);
    var either =
        IntStream.range(0, 4000)
            .mapToObj(i -> share(i % 2 == 0 ? 0.3 : 0.7, shots, random))
            .toList();
    var sample = new Committor.Sample(either, shots);
    assertEquals(0.2, sample.spread(), 0.01);
    assertEquals(0.5, sample.mean().value(), 4 * sample.mean().standardError());
  }

  private static double share(double p, int shots, CounterRandom random) {
    return (double) IntStream.range(0, shots).filter(i -> random.nextDouble() < p).count() / shots;
  }

  @Test
  void badInputIsRefused() {
    var chain = Systems.chain(64, 1.2);
    var flip = Systems.betweenModes(chain, 10);
    Refusal.of("got 1", () -> new Committor(flip, 1, 1));
    Refusal.of(
        "got none",
        () -> new Committor(flip, 2, 1).of(List.of(), Systems.of(chain), Execution.silent()));
  }
}
