package onsagerflow.estimate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import onsagerflow.estimate.data.Observations;
import onsagerflow.field.Frame;
import onsagerflow.field.Trajectory;
import onsagerflow.meso.Closure;
import onsagerflow.meso.EntropySlope;
import onsagerflow.meso.Gauge;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.ModelFamily;
import org.junit.jupiter.api.Test;

/// Several temperatures learned together, and one between them predicted.
class TemperatureTest {

  private static final double[] TEMPERATURES = {0.8, 1, 1.25};
  private static final double UNSEEN = 0.9;
  private static final int SUBSTEPS = 20;
  private static final double[] MAGNETISATIONS = {0.1, 0.3, 0.5, 0.65};
  private static final Learner LEARNER = Learner.standard().withRadius(2);

  private static Synthetic system(double temperature) {
    var base = Synthetic.standard(Closure.COSH);
    return new Synthetic(
        base.grid(), 8, base.kernel(), Closure.COSH, new Frame.Conditions(temperature, 0));
  }

  private static Observations pairs(double[] temperatures, int pairs, long seed) {
    var all = new ArrayList<Trajectory>();
    for (double t : temperatures) {
      all.add(system(t).pairs(pairs, 0.1, SUBSTEPS, seed + (long) (1000 * t)));
    }
    return Observations.of(all, Observations.UseGenerator.NEVER);
  }

  private static ModelFamily family(List<Learned> learned) {
    return new ModelFamily(learned.stream().map(Learned::model).toList());
  }

  @Test
  void allTemperaturesAreInOneGauge() {
    var learned = LEARNER.fitTemperatures(pairs(TEMPERATURES, 40, 1));
    double[] first = learned.getFirst().kernel().values();
    double[] own = new double[TEMPERATURES.length];
    for (int i = 0; i < TEMPERATURES.length; i++) {
      assertArrayEquals(first, learned.get(i).kernel().values());
      assertEquals(new Gauge.Slope(), learned.get(i).model().gauge());
      own[i] = learned.get(i).slopePoints().slopeGaugeError();
    }
    double centre = learned.getFirst().kernel().get(0, 0);
    double error = learned.getFirst().kernelError().get(0, 0);
    assertEquals(0, centre, 4 * error);
    assertTrue(error < Math.min(own[0], Math.min(own[1], own[2])), "the mean is the sharpest");
  }

  @Test
  void oneTemperatureIsFittedAsBefore() {
    var data = pairs(new double[] {0.9}, 40, 1);
    var learned = LEARNER.fit(data);
    assertEquals(learned.slopePoints().slopeGauge(), learned.kernel().get(0, 0));
    assertEquals(learned.slopePoints().slopeGaugeError(), learned.kernelError().get(0, 0), 1e-12);
  }

  @Test
  void predictionIsThatOfTheSpinsWithinItsErrors() {
    int sets = 8;
    double predictedSlope = 0;
    double memberSlope = 0;
    double predictedK = 0;
    double memberK = 0;
    for (int set = 0; set < sets; set++) {
      var family = family(LEARNER.fitTemperatures(pairs(TEMPERATURES, 40, set)));
      predictedSlope += squaredSlope(family.at(UNSEEN)) / sets;
      memberSlope += squaredSlope(family.at(1)) / sets;
      predictedK += squaredMobility(family.at(UNSEEN)) / sets;
      memberK += squaredMobility(family.at(1)) / sets;
    }
    // The points of one set are correlated: count each set as one deviate, whose square is 1 ± √2.
    double tolerance = 4 * Math.sqrt(2.0 / sets);
    assertEquals(1, predictedSlope, tolerance, "s' of a member: " + memberSlope);
    assertEquals(1, predictedK, tolerance, "K of a member: " + memberK);
  }

  /// Mean square deviation of s′ from the truth in standard errors.
  private static double squaredSlope(LearnedModel model) {
    double t = model.conditions().temperature();
    return Arrays.stream(MAGNETISATIONS)
        .map(
            m ->
                (model.entropySlope().at(m) - t * EntropySlope.artanh(m))
                    / model.entropySlope().standardErrorAt(m))
        .map(z -> z * z)
        .average()
        .orElseThrow();
  }

  private static double squaredMobility(LearnedModel model) {
    double t = model.conditions().temperature();
    var k = model.mobilityByField().orElseThrow();
    double centre = model.kernel().get(0, 0);
    return Arrays.stream(MAGNETISATIONS)
        .map(
            m -> {
              double exact = (1 - m * Math.tanh(0.6 * m / t)) / t;
              double phi = (0.6 + centre) * m;
              return (k.at(m, phi) - exact) / k.standardErrorAt(m, phi);
            })
        .map(z -> z * z)
        .average()
        .orElseThrow();
  }
}
