package onsagerflow.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import onsagerflow.field.Trajectory;

/// Trajectories beside one that they should be like, as those of equations beside that of spins.
///
/// Statistics are read once, when they are asked for.
public final class Comparison {

  private final String referenceName;
  private final Map<String, Trajectory> all = new LinkedHashMap<>();
  private final Map<Statistic, Map<String, List<Series>>> known = new HashMap<>();

  private Comparison(String referenceName, Trajectory reference) {
    this.referenceName = referenceName;
    all.put(referenceName, reference);
  }

  /// A comparison with one trajectory.
  public static Comparison of(String name, Trajectory reference) {
    return new Comparison(name, reference);
  }

  /// Adds one to compare.
  ///
  /// @throws IllegalArgumentException if there is one of this name
  public Comparison with(String name, Trajectory trajectory) {
    if (all.containsKey(name)) {
      throw new IllegalArgumentException("two trajectories are called " + name);
    }
    all.put(name, trajectory);
    return this;
  }

  /// The comparison of a part of each trajectory, or of another field made from each.
  public Comparison map(UnaryOperator<Trajectory> of) {
    var comparison = of(referenceName, of.apply(trajectory(referenceName)));
    all.keySet().stream()
        .skip(1)
        .forEach(name -> comparison.with(name, of.apply(trajectory(name))));
    return comparison;
  }

  /// The names of all, the reference first.
  public List<String> names() {
    return List.copyOf(all.keySet());
  }

  public String reference() {
    return referenceName;
  }

  public Trajectory trajectory(String name) {
    return Objects.requireNonNull(all.get(required(name)));
  }

  /// A statistic of one of them, which has one series.
  public Series series(Statistic statistic, String name) {
    return statistic.only(allSeries(statistic, name));
  }

  /// All series of a statistic of one of them, such as S(k) in bands.
  public List<Series> allSeries(Statistic statistic, String name) {
    return known
        .computeIfAbsent(statistic, s -> new LinkedHashMap<>())
        .computeIfAbsent(name, n -> statistic.allOf(trajectory(n)));
  }

  /// How one of them agrees with the reference, over all times and series of some statistics.
  public Agreement agreement(String name, Statistic... statistics) {
    return Agreement.of(means(name, statistics), means(referenceName, statistics));
  }

  private List<Mean> means(String name, Statistic... statistics) {
    return Arrays.stream(statistics)
        .flatMap(statistic -> allSeries(statistic, name).stream())
        .flatMap(series -> series.means().stream())
        .toList();
  }

  /// The numbers of some statistics of the reference and of one of them, each beside the other:
  /// those that both have, of each series at each time.
  public SideBySide sideBySide(String name, Statistic... statistics) {
    var rows = new ArrayList<SideBySide.Row>();
    for (var statistic : statistics) {
      for (var ofReference : allSeries(statistic, referenceName)) {
        allSeries(statistic, name).stream()
            .filter(series -> series.quantity().equals(ofReference.quantity()))
            .forEach(series -> rows.addAll(SideBySide.of(ofReference, series).rows()));
      }
    }
    return new SideBySide(rows);
  }

  /// Differences from the reference in joint standard errors, at each time.
  public double[] deviations(Statistic statistic, String name) {
    return series(statistic, name).deviationsFrom(series(statistic, referenceName));
  }

  /// How far above the reference, per cent, at each time.
  public double[] percentAbove(Statistic statistic, String name) {
    return series(statistic, name).percentAbove(series(statistic, referenceName));
  }

  /// The share of all times, but those at which both are equal, at which some statistics lie within
  /// so many joint standard errors of the reference.
  public double shareWithin(double standardErrors, String name, Statistic... statistics) {
    double[] z =
        Arrays.stream(statistics)
            .flatMapToDouble(s -> Arrays.stream(deviations(s, name)))
            .filter(d -> d != 0)
            .toArray();
    return (double) Arrays.stream(z).filter(d -> Math.abs(d) <= standardErrors).count() / z.length;
  }

  private String required(String name) {
    if (!all.containsKey(name)) {
      throw new IllegalArgumentException(
          "no trajectory is called " + name + "; there are " + String.join(", ", all.keySet()));
    }
    return name;
  }
}
