package onsagerflow.estimate;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import onsagerflow.estimate.likelihood.HatBasis;
import onsagerflow.meso.EntropySlope;
import smile.base.cart.Loss;
import smile.base.rbf.RBF;
import smile.data.DataFrame;
import smile.data.Tuple;
import smile.data.formula.Formula;
import smile.math.MathEx;
import smile.math.kernel.GaussianKernel;
import smile.regression.GaussianProcessRegression;
import smile.regression.GradientTreeBoost;
import smile.regression.LASSO;
import smile.regression.LinearModel;
import smile.regression.MLP;
import smile.regression.OLS;
import smile.regression.RBFNetwork;
import smile.regression.RidgeRegression;

/// Smile's regressors for s′(m).
///
/// The linear ones fit `artanh m, m, m³, m⁵, …` to the points whitened by their covariance, which
/// is generalised least squares. The others learn in the coordinate a = artanh m, where s′ of
/// independent spins is a straight line. All see the points mirrored to ±m, and are odd.
public final class Regressors {

  private static final String RESPONSE = "slope";
  private static final int SEED = 1;

  private Regressors() {}

  /// All that smooth, at settings that suit some twenty points, by name.
  public static Map<String, SlopeRegressor> byName() {
    var all = new LinkedHashMap<String, SlopeRegressor>();
    all.put("least squares", ols(4));
    all.put("ridge", ridge(4, 0.1));
    all.put("LASSO", lasso(4, 0.1));
    all.put("Gaussian process", gaussianProcess(1));
    all.put("RBF network", rbfNetwork(8));
    all.put("perceptron", perceptron(8, 1000));
    all.put("gradient boosting", gradientBoosting(200));
    return Collections.unmodifiableMap(all);
  }

  /// Least squares on `terms` functions, artanh m first; the default with 4.
  public static SlopeRegressor ols(int terms) {
    return linear(terms, data -> OLS.fit(Formula.lhs(RESPONSE), data));
  }

  /// No smoothing: straight from point to point in a = artanh m, through 0, the last segment
  /// continued. It is the function that was fitted, for an s′ which no few smooth terms describe,
  /// as that of blocks of nearest-neighbour spins below T_c.
  public static SlopeRegressor knots() {
    return points -> {
      int n = points.size();
      var a = new double[n + 1];
      var value = new double[n + 1];
      for (int i = 0; i < n; i++) {
        a[i + 1] = EntropySlope.artanh(points.m(i));
        value[i + 1] = points.value(i);
      }
      var hats = new HatBasis(a, true);
      return m -> {
        double x = EntropySlope.artanh(Math.abs(m));
        int k = hats.segment(x);
        double w = hats.weight(k, x);
        return Math.signum(m) * ((1 - w) * value[k] + w * value[k + 1]);
      };
    };
  }

  /// Ridge regression.
  ///
  /// @param penalty λ ≥ 0, against the sum over points in units of their variance
  public static SlopeRegressor ridge(int terms, double penalty) {
    return linear(terms, data -> RidgeRegression.fit(Formula.lhs(RESPONSE), data, penalty));
  }

  /// The LASSO, which drops functions that the data do not ask for.
  ///
  /// @param penalty λ ≥ 0, as in [#ridge]
  public static SlopeRegressor lasso(int terms, double penalty) {
    return linear(
        terms, data -> LASSO.fit(Formula.lhs(RESPONSE), data, new LASSO.Options(penalty)));
  }

  /// A Gaussian process with a Gaussian kernel in a, its noise that of the points.
  ///
  /// @param length correlation length in a = artanh m
  public static SlopeRegressor gaussianProcess(double length) {
    return points -> {
      double noise =
          IntStream.range(0, points.size())
              .mapToDouble(i -> points.standardError(i) * points.standardError(i))
              .average()
              .orElseThrow();
      return mirrored(
              (x, y) -> {
                var options = new GaussianProcessRegression.Options(noise);
                var kernel = new GaussianKernel(length);
                return GaussianProcessRegression.fit(x, y, kernel, options)::predict;
              })
          .fit(points);
    };
  }

  /// A network of radial basis functions in a.
  public static SlopeRegressor rbfNetwork(int neurons) {
    return mirrored((x, y) -> RBFNetwork.fit(x, y, RBF.fit(x, neurons))::predict);
  }

  /// Gradient-boosted regression trees in a: steps, shown for comparison.
  public static SlopeRegressor gradientBoosting(int trees) {
    return mirrored(
        (x, y) -> {
          var data = frame(x, y);
          var options =
              new GradientTreeBoost.Options(Loss.ls(), trees, 20, 6, 2, 0.05, 1.0, null, null);
          var model = GradientTreeBoost.fit(Formula.lhs(RESPONSE), data, options);
          return a -> model.predict(Tuple.of(data.schema(), new double[] {a[0], 0}));
        });
  }

  /// A multilayer perceptron in a, one hidden layer of tanh units.
  public static SlopeRegressor perceptron(int units, int epochs) {
    return mirrored(
        (x, y) -> {
          var parameters = new Properties();
          parameters.setProperty("smile.mlp.layers", "Tanh(" + units + ")");
          parameters.setProperty("smile.mlp.scaler", "Standardizer");
          parameters.setProperty("smile.mlp.epochs", Integer.toString(epochs));
          parameters.setProperty("smile.mlp.mini_batch", "8");
          parameters.setProperty("smile.mlp.learning_rate", "0.05");
          parameters.setProperty("smile.mlp.momentum", "0.9");
          return MLP.fit(x, y, parameters)::predict;
        });
  }

  /// Trains a regressor on inputs `[point][1]` and responses.
  @FunctionalInterface
  public interface Trainer {
    ToDoubleFunction<double[]> fit(double[][] x, double[] y);
  }

  /// Any regressor of one input, trained on a = artanh m of the points mirrored to ±m.
  public static SlopeRegressor mirrored(Trainer trainer) {
    return points -> {
      int n = points.size();
      var x = new double[2 * n][1];
      var y = new double[2 * n];
      for (int i = 0; i < n; i++) {
        x[i][0] = EntropySlope.artanh(points.m(i));
        y[i] = points.value(i);
        x[n + i][0] = -x[i][0];
        y[n + i] = -y[i];
      }
      MathEx.setSeed(SEED);
      var model = trainer.fit(x, y);
      return m -> {
        double a = EntropySlope.artanh(m);
        return 0.5
            * (model.applyAsDouble(new double[] {a}) - model.applyAsDouble(new double[] {-a}));
      };
    };
  }

  /// Smile's least squares takes more rows than columns.
  private record OfPoints(int leastPoints, SlopeRegressor regressor) implements SlopeRegressor {
    @Override
    public SlopeRegressor.Function fit(SlopePoints points) {
      return regressor.fit(points);
    }
  }

  private static SlopeRegressor linear(int terms, Function<DataFrame, LinearModel> fit) {
    if (terms < 1) {
      throw new IllegalArgumentException("a regression needs a function, got " + terms + " terms");
    }
    return new OfPoints(2, points -> whitened(points, Math.min(terms, points.size()), fit));
  }

  private static SlopeRegressor.Function whitened(
      SlopePoints points, int p, Function<DataFrame, LinearModel> fit) {
    int n = points.size();
    var columns = new double[p][n];
    var y = new double[n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < p; k++) {
        columns[k][i] = function(k, points.m(i));
      }
      y[i] = points.value(i);
    }
    double[] white = points.whiten(y);
    double[][] whiteColumns = Arrays.stream(columns).map(points::whiten).toArray(double[][]::new);
    // Each row also with its sign reversed: the intercept that Smile adds is then 0.
    var x = new double[2 * n][p];
    var both = new double[2 * n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < p; k++) {
        x[i][k] = whiteColumns[k][i];
        x[n + i][k] = -whiteColumns[k][i];
      }
      both[i] = white[i];
      both[n + i] = -white[i];
    }
    double[] coefficients = fit.apply(frame(x, both)).coefficients();
    // Without an intercept Smile returns p coefficients, else the intercept comes first.
    int skip = coefficients.length - p;
    return m -> {
      double sum = 0;
      for (int k = 0; k < p; k++) {
        sum += coefficients[skip + k] * function(k, m);
      }
      return sum;
    };
  }

  private static DataFrame frame(double[][] x, double[] y) {
    int p = x[0].length;
    var names = new String[p + 1];
    for (int k = 0; k < p; k++) {
      names[k] = "x" + k;
    }
    names[p] = RESPONSE;
    var rows = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      rows[i] = Arrays.copyOf(x[i], p + 1);
      rows[i][p] = y[i];
    }
    return DataFrame.of(rows, names);
  }

  /// artanh m, m, m³, m⁵, …
  private static double function(int k, double m) {
    return k == 0 ? EntropySlope.artanh(m) : Math.pow(m, 2 * k - 1);
  }
}
