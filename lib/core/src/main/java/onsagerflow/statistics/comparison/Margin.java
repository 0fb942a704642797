package onsagerflow.statistics.comparison;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/// By how much one model is nearer to a reference than the nearest of its rivals, by their
/// discrepancies ([Agreement]).
///
/// @param rival the nearest of the others
/// @param discrepancy of the rival, per cent
/// @param own discrepancy of the model, per cent
/// @param resolution below which a discrepancy of the model is chance, per cent
public record Margin(String rival, double discrepancy, double own, double resolution) {

  /// Of one model among several. A rival whose discrepancy is not a number is the farthest.
  ///
  /// @throws IllegalArgumentException if there is no other
  static Margin of(String name, Map<String, Agreement> agreements) {
    var own = agreements.get(name);
    if (own == null || agreements.size() < 2) {
      throw new IllegalArgumentException(
          "a margin of " + name + " needs it and a rival, got " + agreements.keySet());
    }
    var nearest =
        agreements.entrySet().stream()
            .filter(entry -> !entry.getKey().equals(name))
            .min(Comparator.comparingDouble(entry -> entry.getValue().discrepancy()))
            .orElseThrow();
    return new Margin(
        nearest.getKey(), nearest.getValue().discrepancy(), own.discrepancy(), own.resolution());
  }

  /// How many times as far off the rival is. Where the discrepancy of the model is below the
  /// resolution, that stands in for it, and the factor is a lower bound.
  public double factor() {
    return discrepancy / Math.max(own, resolution);
  }

  /// One line.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "off by %.2g %% (resolution %.2g %%), %s by %.2g %%: %.2g times as much",
        own,
        resolution,
        rival,
        discrepancy,
        factor());
  }
}
