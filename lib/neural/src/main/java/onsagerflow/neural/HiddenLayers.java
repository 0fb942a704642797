package onsagerflow.neural;

/// The last hidden layer of a network for one input: the functions whose linear combination is the
/// output, and their derivatives along a direction of the inputs.
final class HiddenLayers {

  private final Network network;
  private final double[] weights;

  /// Its units, then 1: one for each weight and the bias of the output.
  final double[] values;

  /// Derivatives of the values.
  final double[] slopes;

  private final double[] formerValues;
  private final double[] formerSlopes;

  /// @param weights of which those of the hidden layers are read
  HiddenLayers(Network network, double[] weights) {
    this.network = network;
    this.weights = weights.clone();
    int units = network.output().rows();
    values = new double[units + 1];
    slopes = new double[units + 1];
    formerValues = new double[units + 1];
    formerSlopes = new double[units + 1];
    values[units] = 1;
  }

  /// @param direction of the inputs along which to differentiate, or empty for values alone
  void evaluate(double[] input, double... direction) {
    boolean sloping = direction.length > 0;
    var from = input;
    var along = direction;
    for (var layer : network.layers().subList(0, network.layers().size() - 1)) {
      linear(layer, from, values);
      for (int k = 0; k < layer.columns(); k++) {
        values[k] = Math.tanh(values[k] + weights[layer.biases() + k]);
      }
      System.arraycopy(values, 0, formerValues, 0, layer.columns());
      from = formerValues;
      if (sloping) {
        linear(layer, along, slopes);
        for (int k = 0; k < layer.columns(); k++) {
          slopes[k] *= 1 - values[k] * values[k];
        }
        System.arraycopy(slopes, 0, formerSlopes, 0, layer.columns());
        along = formerSlopes;
      }
    }
  }

  private void linear(Network.Layer layer, double[] from, double[] to) {
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
}
