package onsagerflow.io.format;

import java.util.Set;

/// The units that a trajectory file's numbers are read in.
public enum UnitSystem {
  /// Sweeps, or the unit of time of a simulator; temperatures and fields in those of J.
  REDUCED,
  /// Micromagnetics: seconds, kelvin, tesla.
  SI;

  private static final Set<String> PURE = Set.of("", "1", "dimensionless", "none", "unitless");
  private static final Set<String> SWEEPS = Set.of("", "1", "sweep", "sweeps");
  private static final Set<String> PER_SWEEP =
      Set.of("", "1", "1/sweep", "1/sweeps", "sweep-1", "sweep^-1", "per sweep");
  private static final Set<String> SECONDS = Set.of("", "s", "second", "seconds");
  private static final Set<String> PER_SECOND = Set.of("", "1/s", "s-1", "s^-1", "per second");

  /// Whether a dataset's unit of this name is the one that it is read in.
  public boolean accepts(String dataset, String unit) {
    return names(dataset).contains(unit.strip());
  }

  private Set<String> names(String dataset) {
    return switch (dataset) {
      case "t" -> this == SI ? SECONDS : SWEEPS;
      case "drift", "noise" -> this == SI ? PER_SECOND : PER_SWEEP;
      case "temperature" -> this == SI ? Set.of("", "K", "kelvin") : PURE;
      case "field" -> this == SI ? Set.of("", "T", "tesla") : PURE;
      default -> PURE;
    };
  }

  /// How a dataset is read, in words.
  String words(String dataset) {
    return switch (dataset) {
      case "t" ->
          "while times are read as "
              + (this == SI ? "seconds" : "sweeps (one attempted update per spin)");
      case "drift", "noise" -> "while it is read as 1/" + (this == SI ? "s" : "sweep");
      case "temperature" -> "while it is read as " + (this == SI ? "kelvin" : "a pure number");
      case "field" -> "while it is read as " + (this == SI ? "tesla" : "a pure number");
      default -> "while it is read as a pure number";
    };
  }
}
