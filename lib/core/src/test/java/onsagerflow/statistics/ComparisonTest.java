package onsagerflow.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final Grid GRID = new Grid(8, 8, 4);

  /// White noise of a given variance at t = 1 … 5, and one start for all at t = 0.
  private static Trajectory noise(double variance, int runs, long seed) {
    var random = new SplittableRandom(seed);
    var frames = new ArrayList<Frame>();
    for (int run = 0; run < runs; run++) {
      for (int t = 0; t <= 5; t++) {
        var m = new ScalarField(GRID);
        for (int x = 0; x < m.size(); x++) {
          m.set(x, t == 0 ? 0.1 : Math.sqrt(variance) * random.nextGaussian());
        }
        frames.add(new Frame(t, run, new Frame.Conditions(1, 0), m, Optional.empty()));
      }
    }
    return new RecordedTrajectory(new Trajectory.Origin("noise", GRID, 4, seed), frames);
  }

  private final Comparison comparison =
      Comparison.of("spins", noise(0.02, 40, 1))
          .with("alike", noise(0.02, 60, 2))
          .with("larger", noise(0.03, 60, 3));

  @Test
  void seriesAreTheStatistics() {
    var series = comparison.series(Statistic.MEAN_SQUARE, "larger");
    assertEquals(List.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0), series.times());
    assertEquals(0.01, series.at(0).value(), 1e-15);
    // of 60 runs of 64 cells: 0.03 √(2/3840)
    assertEquals(0.03, series.at(3).value(), 4 * 0.03 * Math.sqrt(2.0 / 3840));
    assertEquals(
        0, comparison.series(Statistic.MEAN, "larger").at(5).value(), 4 * Math.sqrt(0.03 / 3840));
    assertThrows(IllegalArgumentException.class, () -> series.at(0.5));
  }

  @Test
  void differencesAreInJointStandardErrors() {
    double[] z = comparison.deviations(Statistic.MEAN_SQUARE, "alike");
    assertEquals(0, z[0], "one start");
    for (double d : z) {
      assertTrue(Math.abs(d) < 4, "deviation " + d);
    }
    // 0.01 over √(0.03²·2/3840 + 0.02²·2/2560) = 11.8
    double[] large = comparison.deviations(Statistic.MEAN_SQUARE, "larger");
    assertEquals(11.8, large[2], 4);
    double[] percent = comparison.percentAbove(Statistic.MEAN_SQUARE, "larger");
    assertEquals(50, percent[2], 4 * 150 * Math.sqrt(2.0 / 3840 + 2.0 / 2560));
    assertArrayEquals(new double[6], comparison.deviations(Statistic.MEAN_SQUARE, "spins"));
  }

  @Test
  void countsHowManyAgree() {
    double alike = comparison.shareWithin(2, "alike", Statistic.MEAN_SQUARE, Statistic.MEAN);
    assertTrue(alike >= 0.7, "share " + alike); // of 10, each 95 %
    assertEquals(0, comparison.shareWithin(2, "larger", Statistic.MEAN_SQUARE));
  }

  @Test
  void partsAreComparedLikeTheWhole() {
    var late = comparison.map(trajectory -> trajectory.between(2, 5));
    assertEquals(comparison.names(), late.names());
    assertEquals(
        comparison.series(Statistic.MEAN_SQUARE, "larger").at(3),
        late.series(Statistic.MEAN_SQUARE, "larger").at(3));
    var side = late.sideBySide("larger", Statistic.MEAN_SQUARE, Statistic.MEAN);
    assertEquals(8, side.rows().size());
    assertTrue(side.row("⟨m⟩(3)").model().isZeroWithin(5));
    assertFalse(side.row("⟨m²⟩(3)").model().isZeroWithin(5));
    assertEquals(50, side.row("⟨m²⟩(3)").percent(), 15);
  }

  @Test
  void otherTimesAndNamesAreRefused() {
    var short_ = new Series("⟨m²⟩", List.of(0.0), List.of(new Mean(1, 0.1, 2)));
    assertThrows(
        IllegalArgumentException.class,
        () -> short_.deviationsFrom(comparison.series(Statistic.MEAN_SQUARE, "spins")));
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> comparison.series(Statistic.MEAN, "other"));
    assertTrue(String.valueOf(e.getMessage()).contains("spins, alike, larger"), e.toString());
    assertThrows(IllegalArgumentException.class, () -> comparison.with("alike", noise(0.02, 2, 4)));
  }
}
