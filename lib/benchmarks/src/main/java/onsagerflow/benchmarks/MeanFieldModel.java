package onsagerflow.benchmarks;

import java.util.Map;
import java.util.Optional;
import onsagerflow.field.Frame;
import onsagerflow.field.Kernel;
import onsagerflow.meso.Closure;
import onsagerflow.meso.FieldTable;
import onsagerflow.meso.Gauge;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.Table;

/// A model as learned ones are, with known functions.
final class MeanFieldModel {

  private MeanFieldModel() {}

  /// The exact functions of a mean-field system at T = 0.8, as tables.
  static LearnedModel of(Closure closure, int radius) {
    double temperature = 0.8;
    int points = 64;
    var x = new double[points];
    var slope = new double[points];
    var mobility = new double[points];
    var byField = new double[points][points];
    for (int i = 0; i < points; i++) {
      x[i] = -0.98 + 1.96 * i / (points - 1);
    }
    for (int i = 0; i < points; i++) {
      slope[i] = temperature * 0.5 * Math.log((1 + x[i]) / (1 - x[i]));
      mobility[i] = (1 - x[i] * Math.tanh(x[i] / temperature)) / temperature;
      for (int j = 0; j < points; j++) {
        byField[i][j] = (1 - x[i] * Math.tanh(x[j] / temperature)) / temperature;
      }
    }
    var none = new double[points];
    return new LearnedModel(
        closure,
        new Frame.Conditions(temperature, 0),
        8,
        new Gauge.Slope(),
        new LearnedModel.Functions(
            new Table(x, mobility, none),
            Optional.of(new FieldTable(x, x, byField, new double[points][points])),
            new Table(x, slope, none),
            kernel(radius),
            kernel(radius).scaled(0)),
        LearnedModel.Notes.of(Map.of()));
  }

  /// A cone of total strength 1.
  static Kernel kernel(int radius) {
    int width = 2 * radius + 1;
    var values = new double[width * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0, radius - Math.hypot(i / width - radius, i % width - radius));
    }
    var cone = new Kernel(radius, values);
    return cone.scaled(1 / cone.total());
  }
}
