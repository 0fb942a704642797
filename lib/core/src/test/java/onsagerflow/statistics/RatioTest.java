package onsagerflow.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import onsagerflow.field.CounterRandom;
import onsagerflow.statistics.passage.FlipTime;
import onsagerflow.statistics.passage.Passage;
import onsagerflow.statistics.passage.Survival;
import org.junit.jupiter.api.Test;

class RatioTest {

  @Test
  void geometricMeanOfRatiosIsThatOfTheirLogarithms() {
    var mean = Mean.geometric(List.of(0.5, 2.0));
    assertEquals(1, mean.value(), 1e-15);
    assertEquals(Math.log(2), mean.standardError(), 1e-15);
    assertEquals(2, mean.runs());
    assertThrows(IllegalArgumentException.class, () -> Mean.geometric(List.of(1.0, 0.0)));
  }

  /// The error of a ratio is the scatter that ratios of drawn numbers have.
  @Test
  void ratioScattersByItsError() {
    Mean a = new Mean(3, 0.06, 8);
    Mean b = new Mean(-2, 0.03, 5);
    var random = new CounterRandom(1, 0);
    var ratios = new RunningMean();
    IntStream.range(0, 4000)
        .forEach(i -> ratios.add(random.nextGaussian(3, 0.06) / random.nextGaussian(-2, 0.03)));
    double scatter = ratios.mean().standardError() * Math.sqrt(4000);
    var ratio = a.over(b);
    assertEquals(-1.5, ratio.value(), 1e-15);
    assertEquals(scatter, ratio.standardError(), 0.06 * scatter);
    assertEquals(Math.hypot(0.02, 0.015), ratio.relativeError(), 1e-12);
  }

  @Test
  void flipTimesCompare() {
    var two = List.of(new Passage(0, 3, true), new Passage(1, 5, true));
    var never = List.of(new Passage(0, 9, false));
    FlipTime time = FlipTime.of(two, 0.95);
    assertEquals(1, time.over(time).value(), 0);
    assertEquals(1, time.over(time).standardError(), 1e-15); // 1/√2 twice
    assertEquals(Double.POSITIVE_INFINITY, FlipTime.of(never, 0.95).over(time).value());
    assertEquals("4.000 [1.436, 33.03]", time.toString());
    assertEquals("∞ [2.440, ∞]", FlipTime.of(never, 0.95).toString()); // 2·9 over χ² of 2 degrees
  }

  @Test
  void survivalCountsInOtherUnitsAndUntilFewAreLeft() {
    var passages = IntStream.rangeClosed(1, 10).mapToObj(i -> new Passage(i, i, true)).toList();
    var survival = Survival.of(passages).inUnitsOf(2).whileWatching(7);
    assertArrayEquals(
        new double[] {0, 0.5, 1, 1.5},
        survival.steps().stream().mapToDouble(Survival.Step::time).toArray());
    assertEquals(0.7, survival.at(1.6).survival(), 1e-15);
    assertThrows(IllegalArgumentException.class, () -> survival.inUnitsOf(0));
  }
}
