package onsagerflow.statistics.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.RunningMean;
import org.junit.jupiter.api.Test;

class AgreementTest {

  private static final int RUNS = 16;

  /// Means over runs of numbers that scatter by a tenth about 1, times a factor.
  private static List<Mean> means(int points, double factor, long seed) {
    var random = new SplittableRandom(seed);
    var all = new ArrayList<Mean>();
    for (int i = 0; i < points; i++) {
      var mean = new RunningMean();
      for (int run = 0; run < RUNS; run++) {
        mean.add(factor * (1 + 0.1 * random.nextGaussian()));
      }
      all.add(mean.mean());
    }
    return all;
  }

  /// Student's t of 30 degrees of freedom is within 2 with probability 0.9454.
  @Test
  void equalSystemsAgreeAsOftenAsStudentSays() {
    int points = 4000;
    var agreement = Agreement.of(means(points, 1, 1), means(points, 1, 2));
    assertEquals(points, agreement.points());
    assertEquals(0.9454, agreement.expectedWithin(), 0.004);
    double error = Math.sqrt(0.945 * 0.055 / points);
    assertEquals(agreement.expectedWithin(), agreement.within(), 4 * error);
    assertEquals(0, agreement.difference(), 100 * 4 * 0.1 * Math.sqrt(2.0 / RUNS / points));
    assertTrue(agreement.discrepancy() < 4 * agreement.resolution(), agreement::toString);
    double jointError = 0.1 * Math.sqrt(2.0 / RUNS);
    assertEquals(100 * jointError * Math.pow(2.0 / points, 0.25), agreement.resolution(), 0.1);
  }

  @Test
  void aFactorIsSeenThroughTheErrors() {
    var agreement = Agreement.of(means(400, 1.2, 1), means(400, 1, 2));
    assertEquals(20, agreement.difference(), 2);
    assertEquals(100 * Math.log(1.2), agreement.discrepancy(), 1);
    assertTrue(agreement.within() < 0.05, agreement::toString);
  }

  @Test
  void whatIsEqualIsNotCounted() {
    var one = means(3, 1, 1);
    var other = new ArrayList<>(means(3, 1, 2));
    other.set(0, one.getFirst());
    assertEquals(2, Agreement.of(one, other).points());
    assertThrows(IllegalArgumentException.class, () -> Agreement.of(one, one));
    assertThrows(IllegalArgumentException.class, () -> Agreement.of(one, other.subList(0, 2)));
  }

  /// An equation without noise has one run, which is exact; spins know their errors by their runs.
  @Test
  void aSingleRunIsExactAsAModelAndNoReference() {
    var spins = means(50, 1, 1);
    var exact = List.copyOf(spins.stream().map(m -> new Mean(1, Double.NaN, 1)).toList());
    assertTrue(Agreement.of(exact, spins).within() > 0.8);
    assertThrows(IllegalArgumentException.class, () -> Agreement.of(spins, exact));
  }

  /// A quantity may not exist everywhere, and a mean of equal runs has no error to weigh by.
  @Test
  void whatIsNotKnownIsNotCounted() {
    var spins = new ArrayList<>(means(50, 1, 1));
    var model = new ArrayList<>(means(50, 1, 2));
    spins.set(3, new Mean(Double.NaN, Double.NaN, 16));
    model.set(7, new Mean(Double.NaN, Double.NaN, 16));
    spins.set(9, new Mean(1, Double.NaN, 1));
    spins.set(11, new Mean(1, 0, 16));
    var agreement = Agreement.of(model, spins);
    assertEquals(46, agreement.points());
    assertTrue(Double.isFinite(agreement.discrepancy()), agreement::toString);
  }
}
