package onsagerflow.estimate.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.SplittableRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import org.junit.jupiter.api.Test;

class GeneratorCheckTest {

  private static final Grid GRID = new Grid(64, 64, 8);
  private static final int V = 64;
  private static final double LAG = 0.05;

  private static Frame frame(double time, ScalarField m, Optional<Frame.Generator> generator) {
    return new Frame(time, 0, new Frame.Conditions(0.8, 0), m, generator);
  }

  /// Increments of `drift` times the recorded drift and `noise` times the recorded variance.
  private static GeneratorCheck check(double drift, double noise) {
    var random = new SplittableRandom(3);
    var m = new ScalarField(GRID);
    var a = new ScalarField(GRID);
    var g = new ScalarField(GRID);
    var after = new ScalarField(GRID);
    for (int x = 0; x < GRID.size(); x++) {
      m.set(x, random.nextDouble(-0.8, 0.8));
      a.set(x, random.nextDouble(-0.5, 0.5));
      g.set(x, random.nextDouble(0.4, 1));
      double scatter = Math.sqrt(noise * 2 * g.get(x) * LAG / V) * random.nextGaussian();
      after.set(x, m.get(x) + drift * a.get(x) * LAG + scatter);
    }
    return GeneratorCheck.of(
        frame(1, m, Optional.of(new Frame.Generator(a, g))),
        frame(1 + LAG, after, Optional.empty()),
        V);
  }

  @Test
  void findsDriftAndNoiseWithinItsErrors() {
    var right = check(1, 1);
    assertEquals(1, right.drift(), 3 * right.driftError());
    assertEquals(1, right.noise(), 3 * right.noiseError());
    var wrong = check(1.5, 0.8);
    assertEquals(1.5, wrong.drift(), 3 * wrong.driftError());
    assertEquals(0.8, wrong.noise(), 4 * wrong.noiseError());
  }

  @Test
  void withoutNoiseTheSlopeIsThatOfTheDrift() {
    assertEquals(0.7, check(0.7, 0).drift(), 1e-9);
  }

  @Test
  void refusesFramesThatAreNoPair() {
    var m = new ScalarField(GRID);
    var early = frame(1, m, Optional.empty());
    assertThrows(IllegalArgumentException.class, () -> GeneratorCheck.of(early, early, V));
    assertThrows(
        IllegalArgumentException.class,
        () -> GeneratorCheck.of(early, frame(2, m, Optional.empty()), V));
  }
}
