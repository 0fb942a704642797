package onsagerflow.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.statistics.comparison.CurveDifference;
import org.junit.jupiter.api.Test;

/// Profiles of fields that vary along one axis.
class ProfileTest {

  private static final Grid GRID = new Grid(6, 10, 4);
  private static final double SIGMA = 0.3;

  /// Cells of the mean y/10 + x/100 with white noise, runs of ten frames.
  private static Trajectory noisy(int runs) {
    var random = new SplittableRandom(8);
    var frames = new ArrayList<Frame>();
    for (int run = 0; run < runs; run++) {
      for (int t = 0; t < 11; t++) {
        var m = new ScalarField(GRID);
        for (int cell = 0; cell < m.size(); cell++) {
          int y = cell / GRID.nx();
          double mean = y / 10.0 + cell % GRID.nx() / 100.0;
          m.set(cell, t == 0 ? 7 : mean + SIGMA * random.nextGaussian());
        }
        var conditions = new Frame.Conditions(1, ExternalField.uniform(0));
        frames.add(new Frame(t, run, conditions, m, Optional.empty()));
      }
    }
    return new RecordedTrajectory(new Trajectory.Origin("test", GRID, 4, 8), frames);
  }

  @Test
  void eitherAxisHasItsLinesAndTheirErrors() {
    var data = noisy(30);
    var alongY = Profile.of(data, Profile.Axis.Y, 1);
    var alongX = Profile.of(data, Profile.Axis.X, 1);
    assertArrayEquals(new double[] {2, 6, 10, 14, 18, 22}, alongY.positions());
    assertEquals(10, alongX.points().size());
    for (int y = 0; y < 6; y++) {
      check(y / 10.0 + 0.045, 10, alongY.points().get(y).m());
    }
    for (int x = 0; x < 10; x++) {
      check(0.25 + x / 100.0, 6, alongX.m().get(x));
      assertEquals(4 * (x + 0.5), alongX.points().get(x).position());
    }
  }

  private static void check(double expected, int cells, Mean mean) {
    double error = SIGMA / Math.sqrt(cells * 10.0 * 30);
    assertEquals(expected, mean.value(), 4.5 * error);
    assertEquals(error, mean.standardError(), 0.5 * error);
    assertEquals(30, mean.runs());
  }

  @Test
  void framesOfAnotherGridAndNoneAtAllAreRefused() {
    var late = Profile.of(noisy(1), Profile.Axis.Y, 99);
    var none = assertThrows(IllegalArgumentException.class, late::points);
    assertEquals("no frame from t = 99.0 on", none.getMessage());
    var other = ScalarField.uniform(new Grid(6, 6, 4), 0);
    var frame = new Frame(0, 0, new Frame.Conditions(1, 0), other, Optional.empty());
    var refused = assertThrows(IllegalArgumentException.class, () -> late.accept(frame));
    assertTrue(String.valueOf(refused.getMessage()).contains("a frame on "));
  }

  @Test
  void equalCurvesDifferByTheirErrorsAndOthersByMore() {
    var one = Profile.of(noisy(20), Profile.Axis.X, 1).m();
    var same =
        one.stream().map(m -> new Mean(m.value() + m.standardError(), m.standardError(), 20));
    var near = CurveDifference.of(one, same.toList());
    assertEquals(10, near.points());
    assertEquals(10, near.within());
    assertEquals(0.5, near.chiSquare(), 1e-9); // one of √2 joint errors
    assertEquals(near.expected() / Math.sqrt(2), near.rootMeanSquare(), 1e-12);
    var far = one.stream().map(m -> new Mean(m.value() + 0.5, Double.NaN, 1)).toList();
    var off = CurveDifference.of(one, far); // a single run is exact
    assertEquals(0, off.within());
    assertEquals(0.5, off.rootMeanSquare(), 1e-12);
    assertTrue(off.expected() < 0.02 && off.chiSquare() > 100, off.toString());
    assertTrue(off.toString().startsWith("0 of 10 points within two joint standard errors"));
    assertThrows(IllegalArgumentException.class, () -> CurveDifference.of(far, far));
    assertThrows(IllegalArgumentException.class, () -> CurveDifference.of(one, List.of()));
  }
}
