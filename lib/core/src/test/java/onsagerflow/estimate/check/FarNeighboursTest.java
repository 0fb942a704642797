package onsagerflow.estimate.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import onsagerflow.estimate.Learner;
import onsagerflow.estimate.MobilityForm;
import onsagerflow.estimate.Synthetic;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.equations.Estimate;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Symmetry;
import onsagerflow.field.Trajectory;
import onsagerflow.meso.Closure;
import onsagerflow.meso.Gauge;
import org.junit.jupiter.api.Test;

class FarNeighboursTest {

  private static Optional<FarNeighbours> of(ToDoubleBiFunction<Integer, Integer> j) {
    var orbits = Symmetry.INVERSION.orbits(4);
    var value = new double[orbits.size()];
    var covariance = new double[orbits.size()][orbits.size()];
    for (int o = 0; o < value.length; o++) {
      value[o] = j.applyAsDouble(orbits.get(o).dy(), orbits.get(o).dx());
      covariance[o][o] = 1e-6;
    }
    return FarNeighbours.of(new Estimate(value, covariance), orbits, 4);
  }

  /// A long ellipse aslant, a core with a negative rim, and a ring that repels.
  @Test
  void kernelsOfSpinsAreStrongestAtTheNearest() {
    assertEquals(
        Optional.empty(),
        of(
            (y, x) -> {
              double along = 0.88 * x + 0.48 * y;
              double across = 0.88 * y - 0.48 * x;
              return 0.2 * Math.exp(-along * along / 4 - across * across / 0.5);
            }));
    assertEquals(
        Optional.empty(),
        of((y, x) -> 0.2 * Math.exp(-0.5 * Math.hypot(y, x)) * Math.cos(1.2 * Math.hypot(y, x))));
    assertEquals(Optional.empty(), of((y, x) -> y * y + x * x < 2 ? 0.1 : -0.03));
  }

  /// Of 12 x 16 blocks given as 16 x 12, those one apart along y are 16 apart in the array: one row
  /// of 12 down and four columns to the right.
  @Test
  void aGridOfTheWrongShapeIsNamed() {
    var right =
        new Synthetic(
            new Grid(12, 16, 8),
            8,
            Synthetic.ANISOTROPIC,
            Closure.COSH,
            new Frame.Conditions(0.9, 0));
    var learner = Learner.standard().with(MobilityForm.M).with(new Gauge.Centre(0)).withRadius(4);
    var data = right.pairs(300, 0.1, 4, 1);
    assertTrue(
        learner.fit(Observations.of(data)).cautions().stream()
            .noneMatch(c -> c.contains("not the nearest")));
    var turned = new Grid(16, 12, 8);
    var frames = new ArrayList<Frame>();
    for (var f : data.frames()) {
      frames.add(
          new Frame(
              f.time(),
              f.run(),
              f.conditions(),
              new ScalarField(turned, f.m().values().clone()),
              Optional.empty()));
    }
    var wrong = new RecordedTrajectory(new Trajectory.Origin("turned", turned, 8, 1), frames);
    List<String> cautions = learner.fit(Observations.of(wrong)).cautions();
    assertTrue(
        cautions.stream()
            .anyMatch(
                c ->
                    c.contains("the strongest neighbours are not the nearest")
                        && c.contains("at the offset (1, 4)")),
        cautions.toString());
  }
}
