package onsagerflow.neural;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import onsagerflow.field.Curve;

/// How a training went.
///
/// @param epochs of Adam, in order
/// @param scoring the steps of Fisher scoring that followed, the first of what Adam left; empty
///   where there were none
public record TrainingHistory(List<Epoch> epochs, List<ScoringStep> scoring) {

  public TrainingHistory {
    epochs = List.copyOf(epochs);
    scoring = List.copyOf(scoring);
  }

  static TrainingHistory of(List<TrainingReport> reports) {
    var epochs = new ArrayList<Epoch>();
    var scoring = new ArrayList<ScoringStep>();
    for (var report : reports) {
      switch (report) {
        case Epoch epoch -> epochs.add(epoch);
        case ScoringStep step -> scoring.add(step);
      }
    }
    return new TrainingHistory(epochs, scoring);
  }

  /// The held-out loss above another loss, in 10⁻⁶: after epochs 1 to n of Adam and, where there
  /// was Fisher scoring, after it as the point n + 1.
  public Curve heldOut(double reference) {
    var losses = new ArrayList<>(epochs.stream().map(Epoch::heldOut).toList());
    if (!scoring.isEmpty()) {
      losses.add(scoring.getLast().heldOut());
    }
    var numbers = IntStream.range(0, losses.size()).boxed().toList();
    return Curve.of(numbers, i -> i + 1, i -> 1e6 * (losses.get(i) - reference), i -> 0);
  }

  /// How far the maximum of the likelihood is after each step of Fisher scoring, in standard
  /// errors.
  public Curve distances() {
    return Curve.of(scoring, ScoringStep::number, ScoringStep::distance, s -> 0);
  }

  /// How far it is at the end; NaN where nothing was scored.
  public double distance() {
    return scoring.isEmpty() ? Double.NaN : scoring.getLast().distance();
  }

  /// One line.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d epochs and %d steps of Fisher scoring, %.2g standard errors from the maximum",
        epochs.size(),
        Math.max(0, scoring.size() - 1),
        distance());
  }
}
