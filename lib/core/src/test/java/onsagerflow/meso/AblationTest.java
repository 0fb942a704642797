package onsagerflow.meso;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.meso.Ablation.MobilityLaw;
import org.junit.jupiter.api.Test;

class AblationTest {

  private static final Grid GRID = new Grid(6, 5, 8);
  private static final double BETA = 1.25;
  private static final Kernel KERNEL =
      new Kernel(1, new double[] {.1, .1, .1, .1, .2, .1, .1, .1, .1});

  private static LearnedModel model(Optional<FieldTable> byField) {
    double[] m = {-1, -0.5, 0, 0.5, 1};
    double[] slope = {-2, -0.45, 0, 0.45, 2};
    double[] k = {0.1, 0.9, 1.2, 0.9, 0.1};
    var none = new double[5];
    return new LearnedModel(
        Closure.COSH,
        new Frame.Conditions(1 / BETA, 0.05),
        8,
        new Gauge.Centre(0.2),
        new LearnedModel.Functions(
            new Table(m, k, none), byField, new Table(m, slope, none), KERNEL, KERNEL.scaled(0)),
        LearnedModel.Notes.of(Map.of()));
  }

  private static Optional<FieldTable> byField() {
    double[] axis = {-1, 0, 1};
    double[][] k = {{1.1, 1, 0.2}, {1, 1.2, 1}, {0.2, 1, 1.1}};
    return Optional.of(new FieldTable(axis, axis, k, new double[3][3]));
  }

  private static double[][] evaluate(StochasticEquation equation) {
    double[] m = new SplittableRandom(1).doubles(GRID.size(), -0.9, 0.9).toArray();
    var drift = new double[m.length];
    var noise = new double[m.length];
    equation.evaluate(m, drift, noise);
    return new double[][] {m, drift, noise};
  }

  @Test
  void eightDifferentEquationsOfOneEntropyAndKernel() {
    var model = model(byField());
    var drifts = new HashSet<List<Double>>();
    var titles = new HashSet<String>();
    for (var ablation : Ablation.all()) {
      double[] drift = evaluate(ablation.equation(model, GRID))[1];
      drifts.add(Arrays.stream(drift).boxed().toList());
      titles.add(ablation.title());
      assertEquals(ablation.closure(), ablation.of(model).closure());
      assertEquals(model.kernel(), ablation.of(model).kernel());
      assertEquals(model.entropySlope(), ablation.of(model).entropySlope());
    }
    assertEquals(8, drifts.size());
    assertEquals(8, titles.size());
  }

  @Test
  void textbookMobilitiesScaleDriftAndNoiseAlike() {
    var model = model(byField());
    var constant =
        evaluate(new Ablation(Closure.ONSAGER, MobilityLaw.CONSTANT).equation(model, GRID));
    var degenerate =
        evaluate(new Ablation(Closure.ONSAGER, MobilityLaw.DEGENERATE).equation(model, GRID));
    for (int x = 0; x < GRID.size(); x++) {
      double square = 1 - constant[0][x] * constant[0][x];
      assertEquals(2.0 / 64, constant[2][x], 1e-12);
      assertEquals(square * 2 / 64, degenerate[2][x], 1e-6);
      assertEquals(square * constant[1][x], degenerate[1][x], 1e-4);
    }
  }

  @Test
  void withEverythingLearnedItIsTheModelItself() {
    var model = model(byField());
    var full = new Ablation(Closure.COSH, MobilityLaw.LEARNED_M_PHI);
    assertEquals("cosh, K(m, φ)", full.title());
    assertArrayEquals(
        evaluate(OnsagerFlow.of(model, GRID))[1], evaluate(full.equation(model, GRID))[1], 0);
    var mean = new Ablation(Closure.COSH, MobilityLaw.LEARNED_M);
    assertArrayEquals(
        evaluate(OnsagerFlow.of(model(Optional.empty()), GRID))[1],
        evaluate(mean.equation(model, GRID))[1],
        0);
  }

  @Test
  void aMobilityThatWasNotLearnedIsRefused() {
    var model = model(Optional.empty());
    var full = new Ablation(Closure.COSH, MobilityLaw.LEARNED_M_PHI);
    assertThrows(IllegalArgumentException.class, () -> full.of(model));
  }
}
