package onsagerflow.estimate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import onsagerflow.field.Frame;
import onsagerflow.field.Trajectory;
import onsagerflow.meso.Closure;
import onsagerflow.meso.EntropySlope;
import onsagerflow.meso.ModelFamily;
import org.junit.jupiter.api.Test;

/// Several temperatures learned together, and one between them predicted.
class TemperatureTest {

  private static final double[] TEMPERATURES = {0.8, 1, 1.25};
  private static final double UNSEEN = 0.9;
  private static final Learner LEARNER = Learner.standard().withRadius(2);

  private static Synthetic system(double temperature) {
    var base = Synthetic.standard(Closure.COSH);
    return new Synthetic(
        base.grid(), 8, base.kernel(), Closure.COSH, new Frame.Conditions(temperature, 0));
  }

  private static Observations pairs(double[] temperatures, int pairs, long seed) {
    var all = new ArrayList<Trajectory>();
    for (double t : temperatures) {
      all.add(system(t).pairs(pairs, 0.1, 5, seed + (long) (1000 * t)));
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
      assertEquals("s'(m)/m -> T as m -> 0", learned.get(i).model().gauge());
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
    var squares = new double[3];
    int sets = 12;
    double[] at = {0.1, 0.3, 0.5, 0.65};
    for (int set = 0; set < sets; set++) {
      var model = family(LEARNER.fitTemperatures(pairs(TEMPERATURES, 60, set))).at(UNSEEN);
      var slope = model.entropySlope();
      double centre = model.kernel().get(0, 0);
      var k = model.mobilityByField().orElseThrow();
      for (double m : at) {
        double exact = UNSEEN * EntropySlope.artanh(m) + centre * m;
        double z = (slope.at(m) - exact) / slope.standardErrorAt(m);
        squares[0] += z * z / sets / at.length;
        z = (slope.at(m) - centre * m - (exact - centre * m)) / slope.standardErrorAt(m);
        double phi = 0.6 * m;
        double exactK = (1 - m * Math.tanh(phi / UNSEEN)) / UNSEEN;
        z = (k.at(m, phi + centre * m) - exactK) / k.standardErrorAt(m, phi + centre * m);
        squares[1] += z * z / sets / at.length;
        double trueSlope = UNSEEN * EntropySlope.artanh(m);
        z = (slope.at(m) - trueSlope) / slope.standardErrorAt(m);
        squares[2] += z * z / sets / at.length;
      }
    }
    System.out.println(java.util.Arrays.toString(squares));
  }
}
