package onsagerflow.neural;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// A tanh network with one linear output, its weights a stretch of a vector.
record Network(String name, List<Layer> layers) {

  /// Weights `[rows][columns]` at `from`, then as many biases as columns.
  record Layer(int from, int rows, int columns) {
    int biases() {
      return from + rows * columns;
    }

    int end() {
      return biases() + columns;
    }
  }

  static Network at(int from, String name, int inputs, int hiddenLayers, int units) {
    var layers = new ArrayList<Layer>();
    int rows = inputs;
    for (int l = 0; l < hiddenLayers; l++) {
      layers.add(new Layer(from, rows, units));
      from = layers.getLast().end();
      rows = units;
    }
    layers.add(new Layer(from, rows, 1));
    return new Network(name, List.copyOf(layers));
  }

  int end() {
    return output().end();
  }

  /// The linear layer.
  Layer output() {
    return layers.getLast();
  }

  /// Hidden layers that tell apart inputs between −1 and 1; the output is constant.
  void start(double[] weights, double output, RandomGenerator random) {
    for (var layer : layers.subList(0, layers.size() - 1)) {
      double spread = layer.equals(layers.getFirst()) ? 2 : 1.5;
      for (int i = layer.from(); i < layer.end(); i++) {
        double scale = i < layer.biases() ? spread / Math.sqrt(layer.rows()) : 1;
        weights[i] = scale * random.nextGaussian();
      }
    }
    weights[output().biases()] = output;
  }

  /// What the output layer makes of [HiddenLayers].
  ///
  /// @param hidden values, or their derivatives
  double output(double[] weights, double[] hidden) {
    double sum = 0;
    for (int k = 0; k < hidden.length; k++) {
      sum += hidden[k] * weights[output().from() + k];
    }
    return sum;
  }

  /// Whose output for one input.
  double at(double[] weights, double... input) {
    double[] values = input;
    for (int l = 0; l < layers.size(); l++) {
      var layer = layers.get(l);
      var next = new double[layer.columns()];
      for (int k = 0; k < next.length; k++) {
        double sum = weights[layer.biases() + k];
        for (int i = 0; i < values.length; i++) {
          sum += values[i] * weights[layer.from() + i * next.length + k];
        }
        next[k] = l < layers.size() - 1 ? Math.tanh(sum) : sum;
      }
      values = next;
    }
    return values[0];
  }
}
