package onsagerflow.neural;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// What a training is after a number of epochs.
final class State {

  final Adam adam;
  final double[] bestWeights;
  int epochs;
  int bestEpoch;
  double bestHeldOut = Double.POSITIVE_INFINITY;

  State(double[] start) {
    adam = new Adam(start);
    bestWeights = start.clone();
  }

  /// Counts an epoch.
  ///
  /// @return whether the averaged weights are the best so far
  boolean finishEpoch(double heldOut) {
    epochs++;
    if (!(heldOut < bestHeldOut)) {
      return false;
    }
    bestHeldOut = heldOut;
    bestEpoch = epochs;
    System.arraycopy(adam.average, 0, bestWeights, 0, bestWeights.length);
    return true;
  }

  boolean isFinished(Training training) {
    return epochs >= training.descent().epochs()
        || epochs - bestEpoch >= training.descent().patience();
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(epochs);
    out.writeInt(bestEpoch);
    out.writeDouble(bestHeldOut);
    out.writeInt(adam.steps);
    for (var values : vectors()) {
      for (double value : values) {
        out.writeDouble(value);
      }
    }
  }

  void read(DataInputStream in) throws IOException {
    epochs = in.readInt();
    bestEpoch = in.readInt();
    bestHeldOut = in.readDouble();
    adam.steps = in.readInt();
    for (var values : vectors()) {
      for (int i = 0; i < values.length; i++) {
        values[i] = in.readDouble();
      }
    }
  }

  private double[][] vectors() {
    return new double[][] {adam.weights, adam.first, adam.second, adam.average, bestWeights};
  }
}
