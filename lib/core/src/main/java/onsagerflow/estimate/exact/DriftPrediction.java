package onsagerflow.estimate.exact;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import onsagerflow.field.Curve;
import onsagerflow.field.Frame;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;

/// How well the drift of blocks is predicted, on frames whose exact drift is known.
///
/// The exact drift a is that of the generator channels. It depends on all spins of a block, so that
/// a function of block fields does not reach it quite.
public final class DriftPrediction {

  private final List<ScalarField> predicted = new ArrayList<>();
  private final List<ScalarField> exact = new ArrayList<>();

  private DriftPrediction() {}

  /// Predicts the drift of every frame.
  ///
  /// @param drift of a block field
  /// @param frames with generator channels
  /// @throws IllegalArgumentException if a frame has none, or there are no frames
  public static DriftPrediction of(UnaryOperator<ScalarField> drift, Trajectory frames) {
    if (frames.size() == 0) {
      throw new IllegalArgumentException("a prediction is judged by frames, got none");
    }
    var prediction = new DriftPrediction();
    for (int f = 0; f < frames.size(); f++) {
      int frame = f;
      var generator =
          frames
              .frame(f)
              .generator()
              .orElseThrow(
                  () -> new IllegalArgumentException("frame " + frame + " tells no exact drift"));
      prediction.add(drift.apply(frames.frame(f).m()), generator);
    }
    return prediction;
  }

  private void add(ScalarField prediction, Frame.Generator generator) {
    prediction.requireSameGrid(generator.drift());
    predicted.add(prediction);
    exact.add(generator.drift());
  }

  /// Root mean square of prediction − a over that of a.
  public double relativeError() {
    return Math.sqrt(sum((p, a) -> (p - a) * (p - a)) / sum((p, a) -> a * a));
  }

  /// The slope of the prediction on a, through 0: 1 for a faithful one, less for one that takes
  /// blocks to be more alike than they are.
  public double slope() {
    return sum((p, a) -> p * a) / sum((p, a) -> a * a);
  }

  /// The root mean square of prediction − a by the size |a|, both in 1/sweep, in bins of equal
  /// width from 0 on; empty ones are left out. Standard errors are those of independent blocks.
  public Curve errorBySize(double width, int bins) {
    var squares = new double[bins];
    var counts = new int[bins];
    sum(
        (p, a) -> {
          int bin = (int) (Math.abs(a) / width);
          if (bin < bins) {
            squares[bin] += (p - a) * (p - a);
            counts[bin]++;
          }
          return 0;
        });
    var seen = IntStream.range(0, bins).filter(bin -> counts[bin] > 0).boxed().toList();
    return Curve.of(
        seen,
        bin -> (bin + 0.5) * width,
        bin -> Math.sqrt(squares[bin] / counts[bin]),
        bin -> Math.sqrt(squares[bin] / 2) / counts[bin]);
  }

  /// Of prediction and exact drift of a block.
  private interface OfBlock {
    double at(double prediction, double a);
  }

  private double sum(OfBlock term) {
    double sum = 0;
    for (int f = 0; f < exact.size(); f++) {
      double[] p = predicted.get(f).values();
      double[] a = exact.get(f).values();
      for (int x = 0; x < a.length; x++) {
        sum += term.at(p[x], a[x]);
      }
    }
    return sum;
  }

  /// One line.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "drift of %d frames predicted within %.3g %%",
        exact.size(),
        100 * relativeError());
  }
}
