package onsagerflow.statistics.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Trajectory;
import onsagerflow.statistics.Attempt;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.Samples;
import onsagerflow.statistics.Series;
import onsagerflow.statistics.Stationary;
import onsagerflow.statistics.Sweep;
import org.junit.jupiter.api.Test;

/// Numbers of a reference and of a model, and those of a stationary state.
class SideBySideTest {

  private final SideBySide both =
      new SideBySide(
          List.of(
              new SideBySide.Row("χ", new Mean(10, 0.3, 9), new Mean(13, 0.4, 9)),
              new SideBySide.Row("S(k)", new Mean(4, 0, 9), new Mean(4 / 1.3, 0.4, 9))));

  @Test
  void rowsSayHowFarOffTheModelIs() {
    var row = both.row("χ");
    assertEquals(30, row.percent(), 1e-12);
    assertEquals(5, row.percentError(), 1e-12);
    assertEquals(6, row.standardErrors(), 1e-12);
    assertEquals(1.3, row.ratio().value(), 1e-12);
    assertEquals("χ: +30.0 ± 5.0 %", row.toString());
    assertThrows(IllegalArgumentException.class, () -> both.row("m"));
  }

  @Test
  void allTogether() {
    double other = 100 * (1 / 1.3 - 1);
    assertEquals(Math.sqrt((900 + other * other) / 2), both.rootMeanSquare(), 1e-12);
    assertEquals(Math.sqrt((25 + 100) / 2.0), both.noise(), 1e-12);
    assertEquals(1, both.ratio(), 1e-12);
    assertEquals(List.of(both.row("χ")), both.beyond(25).rows());
    assertEquals(List.of(both.row("S(k)")), both.only("S", "m").rows());
    assertFalse(both.without("χ").has("χ"));
  }

  @Test
  void seriesMeetAtTheTimesThatBothHave() {
    var one = new Mean(1, 0.1, 4);
    var two = new Mean(2, 0.1, 4);
    var reference = new Series("ρ", List.of(0.0, 2.0, 4.0), List.of(one, one, one));
    var model = new Series("ρ", List.of(0.0, 4.0 * (1 + 1e-12)), List.of(one, two));
    var side = SideBySide.of(reference, model);
    assertEquals(2, side.rows().size());
    assertEquals(100, side.row("ρ(4)").percent(), 1e-9);
  }

  /// Cells that each follow an autoregressive process of the correlation time −1/ln 0.8.
  private static Trajectory processes(double mean, int runs, long seed) {
    var grid = new Grid(8, 8, 4);
    var random = new SplittableRandom(seed);
    var frames = new ArrayList<Frame>();
    for (int run = 0; run < runs; run++) {
      var x = new double[64];
      for (int t = -40; t < 200; t++) {
        for (int cell = 0; cell < x.length; cell++) {
          x[cell] = 0.8 * x[cell] + 0.6 * 0.1 * random.nextGaussian();
        }
        if (t >= 0) {
          frames.add(Samples.frame(t, run, Samples.field(grid, cell -> mean + x[cell])));
        }
      }
    }
    return Samples.trajectory(frames);
  }

  @Test
  void aStationaryStateIsComparedByItsMoments() {
    var state = Stationary.from(50);
    var comparison =
        Comparison.of("spins", processes(0.3, 12, 1)).with("model", processes(0.3, 12, 2));
    var side = comparison.sideBySide("model", state.statics(3), state.correlationTimes(16));
    assertEquals(3 + 3 + 4, side.rows().size());
    assertEquals(0.3, state.mean().of(processes(0.3, 12, 4)).at(50).value(), 0.01);
    for (var row : side.rows()) {
      assertTrue(row.standardErrors() < 4.5, row.toString());
    }
    assertEquals(0.01, side.row("variance of blocks").reference().value(), 0.001);
    assertEquals(0.01, side.row("S(k), band 2").model().value(), 0.002);
    // τ = ½ + Σ 0.8^j and ρ = 1/e at 1/ln 1.25
    var time = side.row("τ of blocks").reference();
    assertEquals(4.5, time.value(), 5 * time.standardError());
    var decay = side.row("1/e of waves ≥ 16").reference();
    assertEquals(1 / Math.log(1.25), decay.value(), 5 * decay.standardError());
    var lags = comparison.series(state.correlationOfBlocks(6), "model");
    assertEquals(Math.pow(0.8, 4), lags.at(4).value(), 5 * lags.at(4).standardError());
    var mean = comparison.sideBySide("model", state.correlationTime());
    assertTrue(mean.row("τ of M").standardErrors() < 4, mean.toString());
    var stretches = mean.row("τ of M").reference();
    // 12 runs of 64 − 50 and more frames, each as good as an independent one in 2τ
    assertTrue(stretches.runs() >= 2 && stretches.runs() < 12 * 400, stretches.toString());
    double square = 1024 * (0.09 + 0.01 / 64);
    assertEquals(
        square, state.squareOfMean().of(processes(0.3, 12, 3)).at(50).value(), 0.01 * square);
  }

  @Test
  void meansInOtherUnitsAndRatios() {
    var mean = Mean.of(List.of(1, 2, 3), x -> x);
    assertEquals(2, mean.value(), 1e-12);
    assertEquals(1 / Math.sqrt(3), mean.standardError(), 1e-12);
    assertEquals(3, mean.runs());
    assertEquals(4, mean.times(-2).value() * -1, 1e-12);
    assertEquals(0.4, new Mean(1, 0.2, 3).times(-2).standardError(), 1e-12);
    var ratio = new Mean(6, 0.18, 5).over(new Mean(2, 0.08, 7));
    assertEquals(3, ratio.value(), 1e-12);
    assertEquals(0.5, new Mean(6, 0.3, 5).minus(new Mean(2, 0.4, 7)).standardError(), 1e-12);
    assertEquals(0.15, ratio.standardError(), 1e-12);
    // −0.9 is the larger number
    assertEquals(10, new Mean(-0.9, 0.02, 5).percentAbove(new Mean(-1, 0.1, 5)), 1e-9);
    assertEquals(10, new Mean(-0.9, 0.02, 5).percentOff(-1).value(), 1e-9);
    var off = new Mean(1.1, 0.02, 5).percentOff(1);
    assertEquals(10, off.value(), 1e-9);
    assertEquals(2, off.standardError(), 1e-12);
  }

  @Test
  void seriesThinOut() {
    var one = new Mean(1, 0.1, 4);
    var series =
        new Series(
            "x", List.of(1.0, 2.0, 3.0, 4.0, 5.0, 9.0), java.util.Collections.nCopies(6, one));
    assertEquals(List.of(1.0, 2.0, 4.0, 9.0), series.thinned(2).times());
    assertEquals(List.of(1.0, 4.0), series.every(3).times());
    assertEquals(List.of(3.0, 9.0), series.only(3, 9, 12).times());
    assertThrows(IllegalArgumentException.class, () -> series.only(6));
  }

  @Test
  void anAttemptSaysWhyNothingCameOut() {
    var good = Attempt.at(() -> 4).map(x -> x / 2.0);
    assertEquals(2, good.number(x -> x));
    var bad =
        good.map(
            x -> {
              throw new IllegalArgumentException("too few data");
            });
    assertEquals("too few data", bad.refusal());
    assertEquals("too few data", bad.map(x -> "").refusal());
    assertTrue(Double.isNaN(bad.number(x -> 1.0)));
  }

  @Test
  void theBestOfASweep() {
    assertEquals(3, Sweep.over("x", 1, 5, 3, 2).of(x -> Math.abs(x - 3.4)).least(d -> d));
  }
}
