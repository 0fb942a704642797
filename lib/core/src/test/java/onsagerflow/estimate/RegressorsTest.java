package onsagerflow.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import onsagerflow.meso.EntropySlope;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegressorsTest {

  private static final double T = 0.8;
  private static final double GAUGE = -0.05;

  /// Points of s′ = T artanh m − 0.05 m with correlated errors of about 1 %.
  private static SlopePoints points() {
    int n = 14;
    var m = new double[n];
    var value = new double[n];
    var covariance = new double[n][n];
    for (int i = 0; i < n; i++) {
      m[i] = Math.tanh(0.1 * (i + 1));
      value[i] = T * 0.1 * (i + 1) + GAUGE * m[i];
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        covariance[i][j] = 1e-4 * value[i] * value[j] * Math.exp(-Math.abs(i - j) / 2.0);
      }
    }
    return new SlopePoints(T, m, value, covariance).redrawn(new SplittableRandom(3));
  }

  static Stream<Arguments> regressors() {
    return Stream.of(
        Arguments.of(Named.of("OLS", Regressors.ols(4)), 0.02),
        Arguments.of(Named.of("knots", Regressors.knots()), 0.02),
        Arguments.of(Named.of("ridge", Regressors.ridge(4, 0.1)), 0.03),
        Arguments.of(Named.of("LASSO", Regressors.lasso(4, 0.1)), 0.03),
        Arguments.of(Named.of("Gaussian process", Regressors.gaussianProcess(1)), 0.03),
        Arguments.of(Named.of("RBF network", Regressors.rbfNetwork(8)), 0.05),
        Arguments.of(Named.of("gradient boosting", Regressors.gradientBoosting(200)), 0.15),
        Arguments.of(Named.of("perceptron", Regressors.perceptron(8, 2000)), 0.05));
  }

  @ParameterizedTest
  @MethodSource("regressors")
  void everyRegressorIsOddAndFindsTheSlope(SlopeRegressor regressor, double tolerance) {
    var slope = regressor.fit(points());
    for (double m : new double[] {0.2, 0.5, 0.8}) {
      double exact = T * EntropySlope.artanh(m) + GAUGE * m;
      assertEquals(exact, slope.at(m), tolerance * T, "at m = " + m);
      assertEquals(-slope.at(m), slope.at(-m), 1e-9);
    }
  }

  @org.junit.jupiter.api.Test
  void theGaugeOfAKernelAddsItsCentre() {
    var points = points();
    var shifted = points.inGauge(0.3);
    for (int i = 0; i < points.size(); i++) {
      assertEquals(points.value(i) + 0.3 * points.m(i), shifted.value(i), 1e-15);
      assertEquals(points.standardError(i), shifted.standardError(i));
    }
  }

  @org.junit.jupiter.api.Test
  void allByNameAreDifferent() {
    var slopes = Regressors.byName().values().stream().map(r -> r.fit(points()).at(0.5)).toList();
    assertEquals(7, java.util.Set.copyOf(slopes).size());
    for (double slope : slopes) {
      assertEquals(T * EntropySlope.artanh(0.5) + GAUGE * 0.5, slope, 0.15 * T);
    }
  }

  @org.junit.jupiter.api.Test
  void knotsFollowAnyBendAndContinueStraight() {
    double[] m = {Math.tanh(0.5), Math.tanh(1), Math.tanh(1.5)};
    double[] value = {-0.4, 0.4, 0.8};
    double[][] covariance = {{1e-6, 0, 0}, {0, 1e-6, 0}, {0, 0, 1e-6}};
    var slope = Regressors.knots().fit(new SlopePoints(T, m, value, covariance));
    double[] a = {0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2};
    double[] expected = {0, -0.2, -0.4, 0, 0.4, 0.6, 0.8, 1.2};
    for (int i = 0; i < a.length; i++) {
      assertEquals(expected[i], slope.at(Math.tanh(a[i])), 1e-12);
    }
  }

  @org.junit.jupiter.api.Test
  void theSlopeGaugeFindsTheShift() {
    var points = points();
    assertEquals(-GAUGE, points.slopeGauge(), 4 * points.slopeGaugeError());
    var random = new SplittableRandom(5);
    double squares = 0;
    int draws = 2000;
    for (int draw = 0; draw < draws; draw++) {
      double d = points.redrawn(random).slopeGauge() - points.slopeGauge();
      squares += d * d / draws;
    }
    double spread = Math.sqrt(squares);
    assertEquals(spread, points.slopeGaugeError(), 5 * spread / Math.sqrt(2.0 * draws));
  }
}
