package onsagerflow.statistics.comparison;

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
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.Series;
import onsagerflow.statistics.Statistic;
import onsagerflow.statistics.StructureFactor;
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
        () -> short_.minus(comparison.series(Statistic.MEAN_SQUARE, "spins")));
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> comparison.series(Statistic.MEAN, "other"));
    assertTrue(String.valueOf(e.getMessage()).contains("spins, alike, larger"), e.toString());
    assertThrows(IllegalArgumentException.class, () -> comparison.with("alike", noise(0.02, 2, 4)));
  }

  @Test
  void theNearerOneHasTheMargin() {
    assertEquals(List.of("alike", "larger"), comparison.others());
    assertEquals(5, comparison.end());
    var margin = comparison.margin("alike", Statistic.MEAN_SQUARE);
    assertEquals("larger", margin.rival());
    assertEquals(100 * Math.log(1.5), margin.discrepancy(), 6);
    assertTrue(margin.factor() > 5, margin::toString);
    assertTrue(comparison.margin("larger", Statistic.MEAN_SQUARE).factor() < 0.2);
    var one = comparison.only("alike");
    assertEquals(List.of("spins", "alike"), one.names());
    assertThrows(IllegalArgumentException.class, () -> one.margin("alike", Statistic.MEAN_SQUARE));
  }

  @Test
  void distributionsOfOneKindAreAsFarApartAsByChance() {
    var alike = comparison.distributions("alike", 1);
    assertEquals(5, alike.times());
    assertTrue(alike.within() >= 0.6, alike::toString); // of ten distances, each 95 %
    assertEquals(alike.byChance(), alike.wasserstein(), 0.5 * alike.byChance());
    var larger = comparison.distributions("larger", 1);
    assertEquals(0, larger.within(), larger::toString);
    // W₁ of two Gaussians of mean 0: the difference of their deviations, times √(2/π)
    double exact = (Math.sqrt(0.03) - Math.sqrt(0.02)) * Math.sqrt(2 / Math.PI);
    assertEquals(exact, larger.wasserstein(), 0.005);
    assertThrows(IllegalArgumentException.class, () -> comparison.distributions("alike", 6));
  }

  @Test
  void differencesAndRatiosCarryJointErrors() {
    var square = Statistic.MEAN_SQUARE;
    Mean spins = comparison.series(square, "spins").at(3);
    Mean model = comparison.series(square, "larger").at(3);
    Mean difference = comparison.difference(square, "larger").at(3);
    assertEquals(model.value() - spins.value(), difference.value(), 1e-15);
    assertEquals(
        Math.hypot(model.standardError(), spins.standardError()),
        difference.standardError(),
        1e-15);
    Mean ratio = comparison.ratio(square, "larger").at(3);
    assertEquals(1.5, ratio.value(), 4 * ratio.standardError());
    assertEquals(1.5 * Math.sqrt(2.0 / 3840 + 2.0 / 2560), ratio.standardError(), 0.015);
    var percent = comparison.difference(square, "larger").times(-100);
    assertEquals(100 * difference.standardError(), percent.at(3).standardError(), 1e-12);
    assertEquals(1, percent.largest(), 0.25);
    double largest = comparison.largestPercent(square, "larger", 0.015);
    assertEquals(50, largest, 15);
    assertEquals(0, comparison.largestPercent(square, "spins", 0));
  }

  @Test
  void spectrumAtOneTimeIsThatOfTheSeries() {
    var spectrum = StructureFactor.at(4, comparison.trajectory("larger"), 4);
    var series = comparison.allSeries(Statistic.structureFactor(4), "larger");
    assertEquals(series.size(), spectrum.bands().size());
    for (int band = 0; band < series.size(); band++) {
      assertEquals(series.get(band).at(4), spectrum.bands().get(band).s());
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> StructureFactor.at(4.5, comparison.trajectory("larger"), 4));
  }
}
