package onsagerflow.plot;

import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import onsagerflow.field.Trajectory;
import onsagerflow.statistics.comparison.Comparison;

/// Pictures of all that are compared, beside each other, each with its name above it.
public final class Snapshots {

  private Snapshots() {}

  /// The fields of the first run at a time.
  ///
  /// @param style what the pictures have in common, such as `map -> map.limit(1).size(280)`
  public static Graphic at(double time, Comparison comparison, UnaryOperator<Heatmap> style) {
    return beside(
        comparison,
        style,
        (name, record) ->
            Heatmap.of(record.ofRuns(Set.of(record.run(0))).at(time).frame(0).m()).title(name));
  }

  /// The middle row of cells of the first run in space and time.
  ///
  /// @param style what the pictures have in common
  public static Graphic spaceTime(Comparison comparison, UnaryOperator<Heatmap> style) {
    return beside(
        comparison,
        style,
        (name, record) ->
            Heatmap.spaceTime(
                    record.ofRun(record.run(0)).frames(), record.origin().grid().ny() / 2, 1)
                .title(name));
  }

  private static Graphic beside(
      Comparison comparison,
      UnaryOperator<Heatmap> style,
      BiFunction<String, Trajectory, Heatmap> picture) {
    return Panels.beside(
        comparison.names().stream()
            .map(name -> style.apply(picture.apply(name, comparison.trajectory(name))))
            .toArray(Graphic[]::new));
  }
}
