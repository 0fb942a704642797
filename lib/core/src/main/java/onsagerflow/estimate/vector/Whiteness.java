package onsagerflow.estimate.vector;

import java.util.Optional;

/// Correlations of whitened residuals: of one cell in pairs that follow each other, and of cells
/// side by side.
final class Whiteness {

  double time;
  long times;
  double space;
  long spaces;

  void add(Whiteness other) {
    time += other.time;
    times += other.times;
    space += other.space;
    spaces += other.spaces;
  }

  Optional<VectorDiagnostics.Correlation> inTime() {
    return correlation(time, times);
  }

  Optional<VectorDiagnostics.Correlation> inSpace() {
    return correlation(space, spaces);
  }

  private static Optional<VectorDiagnostics.Correlation> correlation(double sum, long count) {
    return count == 0
        ? Optional.empty()
        : Optional.of(
            new VectorDiagnostics.Correlation(sum / count, 1 / Math.sqrt((double) count)));
  }
}
