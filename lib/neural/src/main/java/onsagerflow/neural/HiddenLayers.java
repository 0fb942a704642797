package onsagerflow.neural;

/// The last hidden layer of a network for one input: the functions whose linear combination is the
/// output, and their derivatives along a direction of the inputs.
final class HiddenLayers {

  private final Network network;

  /// Its units, then 1: one for each weight and the bias of the output.
  final double[] values;

  /// Derivatives of the values.
  final double[] slopes;

  private final double[] formerValues;
  private final double[] formerSlopes;

  HiddenLayers(Network network) {
    this.network = network;
    int units = network.output().rows();
    values = new double[units + 1];
    slopes = new double[units + 1];
    formerValues = new double[units + 1];
    formerSlopes = new double[units + 1];
    values[units] = 1;
  }

  /// @param direction of the inputs along which to differentiate, or empty for values alone
  void evaluate(double[] weights, double[] input, double... direction) {
    boolean sloping = direction.length > 0;
    var from = input;
    var along = direction;
    for (var layer : network.layers().subList(0, network.layers().size() - 1)) {
      linear(layer, weights, from, values);
      for (int k = 0; k < layer.columns(); k++) {
        values[k] = Math.tanh(values[k] + weights[layer.biases() + k]);
      }
      System.arraycopy(values, 0, formerValues, 0, layer.columns());
      from = formerValues;
      if (sloping) {
        linear(layer, weights, along, slopes);
        for (int k = 0; k < layer.columns(); k++) {
          slopes[k] *= 1 - values[k] * values[k];
        }
        System.arraycopy(slopes, 0, formerSlopes, 0, layer.columns());
        along = formerSlopes;
      }
    }
  }

  private static void linear(Network.Layer layer, double[] weights, double[] from, double[] to) {
    int columns = layer.columns();
    for (int k = 0; k < columns; k++) {
      to[k] = 0;
    }
    for (int i = 0; i < layer.rows(); i++) {
      double value = from[i];
      int at = layer.from() + i * columns;
      for (int k = 0; k < columns; k++) {
        to[k] += value * weights[at + k];
      }
    }
  }

  /// The network's output, or its derivative.
  ///
  /// @param of values or slopes
  double output(double[] weights, double[] of) {
    int at = network.output().from();
    double sum = 0;
    for (int k = 0; k < of.length; k++) {
      sum += of[k] * weights[at + k];
    }
    return sum;
  }
}
