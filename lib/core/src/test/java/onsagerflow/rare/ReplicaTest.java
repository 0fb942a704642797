package onsagerflow.rare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import onsagerflow.field.CounterRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What every replica does: start, move, remember.
class ReplicaTest {

  static Stream<Arguments> systems() {
    return Stream.of(
        Arguments.of("chain", Systems.of(Systems.chain(64, 1.2))),
        Arguments.of("spins", Systems.spins()),
        Arguments.of("equation", Systems.equation()),
        Arguments.of("flips", Systems.flips()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("systems")
  void restoredReplicasMoveAlike(String name, Supplier<Replica> system) {
    var one = system.get();
    one.magnetise(-0.5, new CounterRandom(1, 0));
    one.advance(3, new CounterRandom(1, 1));
    byte[] state = one.save();
    double[] field = one.field().values().clone();
    one.restore(state);
    one.advance(2, new CounterRandom(1, 2));
    double[] later = one.field().values().clone();
    assertFalse(Arrays.equals(field, later), "nothing moved");
    var other = system.get();
    other.magnetise(0.9, new CounterRandom(2, 0));
    other.advance(1, new CounterRandom(2, 1));
    other.restore(state);
    assertArrayEquals(state, other.save());
    assertArrayEquals(field, other.field().values());
    other.advance(2, new CounterRandom(1, 2));
    assertArrayEquals(later, other.field().values());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("systems")
  void freshStatesHaveTheMagnetisationAskedFor(String name, Supplier<Replica> system) {
    var replica = system.get();
    double sum = 0;
    int samples = 100;
    for (int i = 0; i < samples; i++) {
      replica.magnetise(-0.6, new CounterRandom(3, i));
      sum += replica.field().mean();
    }
    double standardError = 0.8 / Math.sqrt(100.0 * samples); // at most, of 100 spins or more
    assertEquals(-0.6, sum / samples, 4 * standardError);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("systems")
  void statesOfOtherSystemsAreRefused(String name, Supplier<Replica> system) {
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> system.get().restore(new byte[3]));
    assertEquals(
        "a state of 3 bytes for a system whose states have " + system.get().save().length,
        refusal.getMessage());
  }
}
