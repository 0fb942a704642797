package onsagerflow.meso;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import onsagerflow.field.Frame;
import onsagerflow.field.Kernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFamilyTest {

  private static final int POINTS = 41;

  /// Tables of functions of m or βφ that also depend on β.
  private record Functions(
      DoubleBinaryOperator noise, DoubleBinaryOperator fieldNoise, DoubleBinaryOperator slope) {

    /// Those of heat-bath spins of which J(0) = 0.05 has been shifted into s′.
    static Functions heatBath() {
      return new Functions(
          (m, beta) -> 1 - m * m, // with βφ = artanh m
          (m, y) -> 1 - m * Math.tanh(y),
          (m, beta) -> EntropySlope.artanh(m) + 0.05 * beta * m);
    }

    LearnedModel at(double temperature, double error) {
      return at(temperature, error, 0.9);
    }

    /// @param reach largest |m| of the tables of K
    LearnedModel at(double temperature, double error, double reach) {
      double beta = 1 / temperature;
      double[] m = axis(reach);
      double[] y = axis(1);
      double[] all = axis(63.0 / 64);
      var byField = new double[POINTS][POINTS];
      var byFieldError = new double[POINTS][POINTS];
      for (int i = 0; i < POINTS; i++) {
        for (int j = 0; j < POINTS; j++) {
          byField[i][j] = beta * fieldNoise.applyAsDouble(m[i], y[j]);
          byFieldError[i][j] = beta * error;
        }
      }
      return new LearnedModel(
          Closure.COSH,
          new Frame.Conditions(temperature, 0),
          8,
          new Gauge.Centre(0.05),
          new LearnedModel.Functions(
              table(m, x -> beta * noise.applyAsDouble(x, beta), beta * error),
              Optional.of(
                  new FieldTable(
                      m, Arrays.stream(y).map(b -> b / beta).toArray(), byField, byFieldError)),
              table(all, x -> temperature * slope.applyAsDouble(x, beta), temperature * error),
              new Kernel(1, new double[] {0, 0.1, 0, 0.1, 0.05, 0.1, 0, 0.1, 0}),
              new Kernel(1, new double[9])),
          LearnedModel.Notes.of(Map.of()));
    }

    ModelFamily family(double... temperatures) {
      return new ModelFamily(DoubleStream.of(temperatures).mapToObj(t -> at(t, 0.01)).toList());
    }
  }

  private static double[] axis(double reach) {
    return IntStream.range(0, POINTS)
        .mapToDouble(i -> reach * (2.0 * i / (POINTS - 1) - 1))
        .toArray();
  }

  private static Table table(
      double[] m, java.util.function.DoubleUnaryOperator f, double standardError) {
    var errors = new double[m.length];
    Arrays.fill(errors, standardError);
    return new Table(m, Arrays.stream(m).map(f).toArray(), errors);
  }

  private static void assertPredicts(Functions functions, ModelFamily family, double temperature) {
    var predicted = family.at(temperature);
    var exact = functions.at(temperature, 0);
    assertEquals(temperature, predicted.conditions().temperature());
    assertArrayEquals(exact.mobility().m(), predicted.mobility().m(), 1e-12);
    assertArrayEquals(exact.mobility().value(), predicted.mobility().value(), 1e-12);
    assertArrayEquals(exact.entropySlope().value(), predicted.entropySlope().value(), 1e-12);
    var byField = predicted.mobilityByField().orElseThrow();
    var exactByField = exact.mobilityByField().orElseThrow();
    assertArrayEquals(exactByField.phi(), byField.phi(), 1e-12);
    for (int i = 0; i < POINTS; i++) {
      for (int j = 0; j < POINTS; j++) {
        assertEquals(exactByField.value(i, j), byField.value(i, j), 1e-12);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.81, 0.85, 1, 1.2})
  void heatBathSpinsArePredictedExactly(double temperature) {
    var functions = Functions.heatBath();
    assertPredicts(functions, functions.family(0.8, 0.9, 1.1, 1.25), temperature);
    assertPredicts(functions, functions.family(0.8, 1.25), temperature);
    assertPredicts(functions, functions.family(0.7, 0.75, 0.8, 0.9, 1.1, 1.25, 1.5), temperature);
  }

  @Test
  void polynomialsInBetaArePredictedExactly() {
    var cubic =
        new Functions(
            (m, beta) -> 2 + m * beta - 0.3 * beta * beta + 0.1 * m * beta * beta * beta,
            (m, y) -> 1 + m * y,
            (m, beta) -> m * (1 + beta + beta * beta - 0.2 * beta * beta * beta));
    assertPredicts(cubic, cubic.family(0.8, 0.9, 1.1, 1.25), 0.95);
    var linear =
        new Functions(
            (m, beta) -> 2 + m * beta, (m, y) -> 1, (m, beta) -> (m + 0.2 * m * m * m) * beta);
    assertPredicts(linear, linear.family(0.8, 1.25), 1);
  }

  @Test
  void standardErrorsArePropagatedThroughTheWeights() {
    double t = 0.95;
    var predicted = Functions.heatBath().family(0.8, 1.1).at(t);
    double w = (1 / t - 1 / 1.1) / (1 / 0.8 - 1 / 1.1);
    double expected = 0.01 * Math.hypot(w, 1 - w);
    assertEquals(expected / t, predicted.mobility().standardErrorAt(0.3), 1e-12);
    assertEquals(expected * t, predicted.entropySlope().standardErrorAt(0.3), 1e-12);
    assertEquals(
        expected / t, predicted.mobilityByField().orElseThrow().standardErrorAt(0.3, 0.1), 1e-12);
    assertEquals(
        1,
        ((List<?>) predicted.diagnostics().getOrDefault("interpolationWeights", List.of()))
            .stream().mapToDouble(x -> (double) x).sum(),
        1e-12);
  }

  @Test
  void whereOneOfTheNearestTablesEndsTheOtherGoesOn() {
    var functions = Functions.heatBath();
    var family =
        new ModelFamily(
            List.of(
                functions.at(0.8, 0.01, 0.9),
                functions.at(0.9, 0.01, 0.6),
                functions.at(1.1, 0.01, 0.5)));
    var predicted = family.at(0.85);
    assertEquals(0.9, predicted.mobility().m(predicted.mobility().size() - 1), 1e-12);
    for (double m : functions.at(0.8, 0, 0.9).mobility().m()) {
      assertEquals((1 - m * m) / 0.85, predicted.mobility().at(m), 1e-3);
      double k = predicted.mobilityByField().orElseThrow().at(m, 0.3);
      assertEquals((1 - m * Math.tanh(0.3 / 0.85)) / 0.85, k, 1e-3);
    }
    assertEquals(0.01 / 0.85, predicted.mobility().standardErrorAt(0.8), 1e-12);
  }

  @Test
  void memberAnswersAtItsOwnTemperature() {
    var family = Functions.heatBath().family(0.8, 0.9);
    assertSame(family.members().getLast(), family.at(0.9));
    var alone = Functions.heatBath().at(0.8, 0.01);
    assertSame(alone, ModelFamily.of(alone).at(0.8));
  }

  @Test
  void predictionIsContinuousAtTheMembers() {
    var family = Functions.heatBath().family(0.8, 0.9, 1.1, 1.25, 1.4);
    for (double t : new double[] {0.9, 1.1, 1.25}) {
      double at = family.at(t).entropySlope().at(0.7);
      assertEquals(at, family.at(t - 1e-9).entropySlope().at(0.7), 1e-7);
      assertEquals(at, family.at(t + 1e-9).entropySlope().at(0.7), 1e-7);
    }
  }

  @Test
  void tablesOfUnequalLengthStayTheSameFunctions() {
    var short_ = Functions.heatBath().at(0.9, 0.01);
    var table = new Table(new double[] {-0.9, 0, 0.2}, new double[] {1, 2, 3}, new double[3]);
    var other = short_.with(short_.functions().withMobility(table, short_.mobilityByField()));
    var family = new ModelFamily(List.of(Functions.heatBath().at(0.8, 0.01), other));
    var refined = family.at(0.9).mobility();
    assertEquals(POINTS, refined.size());
    for (double m = -1; m < 1; m += 0.01) {
      assertEquals(table.at(m), refined.at(m), 1e-12);
    }
  }

  @Test
  void refusalsNameTheTemperature() {
    var functions = Functions.heatBath();
    var family = functions.family(0.8, 0.9);
    assertEquals(
        "T = 0.7 lies outside the temperatures learned, 0.8 to 0.9: K and s' are interpolated, not"
            + " extrapolated",
        refusal(() -> family.at(0.7)));
    assertTrue(refusal(() -> family.at(0.95)).startsWith("T = 0.95 lies outside"));
    assertTrue(refusal(() -> family.at(Double.NaN)).startsWith("T = NaN lies outside"));
    assertEquals(
        "the model was learned at T = 0.8 only, and one temperature cannot tell how K and s' depend"
            + " on T: got T = 0.9",
        refusal(() -> functions.family(0.8).at(0.9)));
    assertEquals("a family needs a model, got none", refusal(() -> new ModelFamily(List.of())));
    assertEquals(
        "temperatures of a family must increase, got 0.9 then 0.8",
        refusal(() -> functions.family(0.9, 0.8)));
  }

  @Test
  void membersMustBeOfOneSystem() {
    var cold = Functions.heatBath().at(0.8, 0.01);
    var warm = Functions.heatBath().at(0.9, 0.01);
    assertTrue(
        refusal(() -> new ModelFamily(List.of(cold, warm.withClosure(Closure.ONSAGER))))
            .contains("the same closure, got COSH at T = 0.8 and ONSAGER at T = 0.9"));
    var slope =
        new LearnedModel(
            warm.closure(),
            warm.conditions(),
            warm.block(),
            new Gauge.Slope(),
            warm.functions(),
            warm.notes());
    assertTrue(
        refusal(() -> new ModelFamily(List.of(cold, slope)))
            .contains(
                "the same gauge, got J(0) = 0.05 at T = 0.8 and s'(m)/m -> T as m -> 0 at T ="
                    + " 0.9"));
    var other =
        new LearnedModel.Functions(
            warm.mobility(),
            warm.mobilityByField(),
            warm.entropySlope(),
            warm.kernel().withCentre(0.06),
            warm.kernelError());
    assertTrue(
        refusal(() -> new ModelFamily(List.of(cold, warm.with(other))))
            .contains("the same J, those at T = 0.8 and T = 0.9 have not"));
  }

  private static String refusal(org.junit.jupiter.api.function.Executable executable) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, executable).getMessage());
  }

  /// Ĵ(0) = 0.45 with the J(0) = 0.05 that the field contains.
  @Test
  void uniformStatesFeelTheSumOfTheKernel() {
    var model = Functions.heatBath().at(0.9, 0.01);
    var k = model.mobilityOfUniformStates(-0.4, 0.2);
    assertEquals((1 - 0.4 * Math.tanh(0.45 * 0.4 / 0.9)) / 0.9, k.at(-0.4), 1e-3);
    assertEquals(0.01 / 0.9, k.standardErrorAt(0.2), 1e-12);
  }

  @Test
  void tablesAreSampledAndSubtracted() {
    var table = table(axis(1), x -> x * x, 0.3);
    var rest = table.sampled(-0.5, 0, 0.75).minus(x -> x * x - 2 * x).times(2);
    assertArrayEquals(new double[] {-0.5, 0, 0.75}, rest.m());
    assertArrayEquals(new double[] {-2, 0, 3}, rest.value(), 2e-3);
    assertArrayEquals(new double[] {0.6, 0.6, 0.6}, rest.standardError(), 1e-12);
  }
}
