package onsagerflow.field;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// External fields at times, linear between; see [ExternalField#sequence].
final class FieldSequence implements ExternalField {

  private record Interval(int i, ScalarField start, ScalarField end) {}

  private final double[] times;
  private final IntFunction<ScalarField> pattern;
  private volatile @Nullable Interval latest;

  FieldSequence(double[] times, IntFunction<ScalarField> pattern) {
    TimeProgram.Linear.requireIncreasing(times);
    this.times = times.clone();
    this.pattern = pattern;
  }

  @Override
  public boolean isConstant() {
    return false;
  }

  @Override
  public boolean isUniform() {
    return false;
  }

  @Override
  public double begin() {
    return times[0];
  }

  @Override
  public double end() {
    return times[times.length - 1];
  }

  @Override
  public FieldSequence on(Grid grid) {
    return new FieldSequence(times, i -> pattern(i).on(grid).h());
  }

  @Override
  public double at(int cell, double t) {
    int i = TimeProgram.Linear.interval(times, t);
    double w = TimeProgram.Linear.weight(times, i, t);
    if (times.length == 1) {
      return pattern(0).at(cell, t);
    }
    var between = between(i);
    return (1 - w) * between.start.get(cell) + w * between.end.get(cell);
  }

  @Override
  public void addTo(double[] field, double t) {
    int i = TimeProgram.Linear.interval(times, t);
    double w = TimeProgram.Linear.weight(times, i, t);
    if (w == 0 || w == 1) {
      pattern(i + (int) w).addTo(field, t);
      return;
    }
    var between = between(i);
    for (int cell = 0; cell < field.length; cell++) {
      field[cell] += (1 - w) * between.start.get(cell) + w * between.end.get(cell);
    }
  }

  private FieldPattern pattern(int i) {
    return new FieldPattern(pattern.apply(i));
  }

  private Interval between(int i) {
    var known = latest;
    if (known == null || known.i != i) {
      var start = known != null && known.i == i - 1 ? known.end : pattern(i).h();
      known = new Interval(i, start, pattern(i + 1).h());
      latest = known;
    }
    return known;
  }

  /// Reads all its patterns.
  @Override
  public String identity() {
    var all = new StringBuilder(Digest.of(times));
    for (int i = 0; i < times.length; i++) {
      all.append(Digest.of(pattern(i).h().values()));
    }
    return this + " (" + Digest.of(all.toString()) + ")";
  }

  @Override
  public String toString() {
    return "%s patterns, t = %s to %s".formatted(times.length, begin(), end());
  }
}
