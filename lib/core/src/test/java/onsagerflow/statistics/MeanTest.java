package onsagerflow.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MeanTest {

  @Test
  void ofThingsIsTheMeanOfTheirNumbers() {
    var mean = Mean.of(List.of("a", "abc", "ab"), String::length);
    assertEquals(2, mean.value(), 1e-15);
    assertEquals(1 / Math.sqrt(3), mean.standardError(), 1e-15);
    assertEquals(3, mean.runs());
    assertTrue(Double.isNaN(Mean.of(List.of("a"), String::length).standardError()));
  }

  /// The quoted error of a quotient and of a difference is the scatter of many.
  @Test
  void errorsOfQuotientsAndDifferencesAreTheirScatter() {
    var random = new SplittableRandom(1);
    var one = new Mean(3, 0.06, 8);
    var other = new Mean(-2, 0.05, 16);
    var quotients = new RunningMean();
    var differences = new RunningMean();
    int draws = 4000;
    for (int i = 0; i < draws; i++) {
      double a = 3 + 0.06 * random.nextGaussian();
      double b = -2 + 0.05 * random.nextGaussian();
      quotients.add(a / b);
      differences.add(a - b);
    }
    double tolerance = 4 / Math.sqrt(2.0 * draws);
    double quotient = quotients.mean().standardError() * Math.sqrt(draws);
    assertEquals(1, one.over(other).standardError() / quotient, tolerance);
    assertEquals(-1.5, one.over(other).value(), 1e-15);
    double difference = differences.mean().standardError() * Math.sqrt(draws);
    assertEquals(1, one.minus(other).standardError() / difference, tolerance);
    assertEquals(5, one.minus(other).value(), 1e-15);
  }

  @Test
  void aSingleRunAddsNoError() {
    var exact = new Mean(2, Double.NaN, 1);
    assertEquals(new Mean(1.5, 0.05, 8), new Mean(3, 0.1, 8).over(exact));
    assertEquals(new Mean(1, 0.1, 8), new Mean(3, 0.1, 8).minus(exact));
    assertEquals(new Mean(-6, 0.2, 8), new Mean(3, 0.1, 8).times(-2));
  }

  /// Of two runs each with equal scatter: t of 2 degrees, of which |t| < 2 has 2/√(2 + 4).
  @Test
  void meansOfFewRunsAreFartherApart() {
    var two = new Mean(1, 0.1, 2);
    assertEquals(2 / Math.sqrt(6), Mean.chanceWithin(2, two, two), 1e-8); // of the incomplete beta
    var many = new Mean(1, 0.1, 100_000);
    assertEquals(0.9545, Mean.chanceWithin(2, many, many), 1e-4);
    var single = new Mean(1, Double.NaN, 1);
    assertEquals(Mean.chanceWithin(2, many, many), Mean.chanceWithin(2, single, many), 1e-4);
    assertEquals(1, Mean.chanceWithin(2, single, single));
  }
}
