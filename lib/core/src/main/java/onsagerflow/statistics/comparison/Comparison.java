package onsagerflow.statistics.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Starts;
import onsagerflow.field.Timeline;
import onsagerflow.field.Trajectory;
import onsagerflow.statistics.Distribution;
import onsagerflow.statistics.Frames;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.Series;
import onsagerflow.statistics.Statistic;
import onsagerflow.statistics.comparison.SideBySide.Row;

/// Trajectories beside one that they should be like, as those of equations beside that of spins.
///
/// Runs are independent of each other, but for their starts: where runs of a model and of the
/// reference begin from the same fields, three different ones or more, as those of
/// [onsagerflow.rollout.Rollouts] from a recording do, the error of what lies between the two is
/// that of the differences start by start. Of one start, all that is compared is what comes of it.
/// Distances of distributions take all runs as independent: from common starts they are smaller
/// than those of permuted runs as long as the starts are remembered.
///
/// Statistics are read once, when they are asked for.
public final class Comparison {

  /// Chance decides labels of runs only: the same trajectories always give the same distances.
  private static final long SEED = 5;

  private final String referenceName;
  private final Map<String, Member> all = new LinkedHashMap<>();
  private final Map<Statistic, Map<String, List<Series>>> known = new HashMap<>();
  private final Map<Part, List<Series>> ofParts = new HashMap<>();
  private final Map<String, Optional<SharedStarts>> shared = new HashMap<>();
  private final Map<String, Distribution> distributions = new HashMap<>();

  /// A trajectory, and the starts of its runs, which a part of it may not hold.
  private record Member(Trajectory trajectory, Supplier<Starts> starts) {

    static Member of(Trajectory trajectory) {
      return new Member(trajectory, () -> Starts.of(trajectory));
    }

    Starts present() {
      return starts.get().of(trajectory.runs());
    }
  }

  private record Part(Statistic statistic, String name, List<Integer> runs) {}

  private Comparison(String referenceName, Member reference) {
    this.referenceName = referenceName;
    all.put(referenceName, reference);
  }

  /// A comparison with one trajectory.
  public static Comparison of(String name, Trajectory reference) {
    return new Comparison(name, Member.of(reference));
  }

  /// Adds one to compare.
  ///
  /// @throws IllegalArgumentException if there is one of this name
  public Comparison with(String name, Trajectory trajectory) {
    return with(name, Member.of(trajectory));
  }

  private Comparison with(String name, Member member) {
    if (all.containsKey(name)) {
      throw new IllegalArgumentException("two trajectories are called " + name);
    }
    all.put(name, member);
    return this;
  }

  /// The comparison of a part of each trajectory, or of another field made from each; runs keep
  /// their numbers.
  public Comparison map(UnaryOperator<Trajectory> of) {
    UnaryOperator<Member> part = whole -> new Member(of.apply(whole.trajectory()), whole.starts());
    var comparison = new Comparison(referenceName, part.apply(member(referenceName)));
    others().forEach(name -> comparison.with(name, part.apply(member(name))));
    return comparison;
  }

  /// The names of all, the reference first.
  public List<String> names() {
    return List.copyOf(all.keySet());
  }

  /// The names of all but the reference.
  public List<String> others() {
    return names().subList(1, all.size());
  }

  /// The comparison of some of the others with the reference, in the order given.
  public Comparison only(String... some) {
    var comparison = new Comparison(referenceName, member(referenceName));
    for (String name : some) {
      comparison.with(name, member(name));
    }
    return comparison;
  }

  public String reference() {
    return referenceName;
  }

  /// The latest time of the reference.
  public double end() {
    var reference = trajectory(referenceName);
    return IntStream.range(0, reference.size()).mapToDouble(reference::time).max().orElseThrow();
  }

  public Trajectory trajectory(String name) {
    return member(name).trajectory();
  }

  private Member member(String name) {
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
  ///
  /// @throws IllegalArgumentException if their times or their series (bands of another grid) differ
  public Agreement agreement(String name, Statistic... statistics) {
    return Agreement.of(Arrays.stream(statistics).flatMap(s -> rows(s, name).stream()).toList());
  }

  /// All numbers of a statistic of one of them beside those of the reference.
  private List<Row> rows(Statistic statistic, String name) {
    var ofOne = allSeries(statistic, name);
    var ofReference = allSeries(statistic, referenceName);
    if (ofOne.size() != ofReference.size()) {
      throw new IllegalArgumentException(
          "%s series of %s and %s of %s cannot be compared"
              .formatted(ofOne.size(), name, ofReference.size(), referenceName));
    }
    var rows = new ArrayList<Row>();
    for (int i = 0; i < ofOne.size(); i++) {
      ofOne.get(i).requireAlike(ofReference.get(i));
      rows.addAll(sideBySide(statistic, name, ofReference.get(i), ofOne.get(i)).rows());
    }
    return rows;
  }

  private SideBySide sideBySide(Statistic statistic, String name, Series reference, Series model) {
    var starts = shared.computeIfAbsent(name, this::sharedStarts);
    return starts.isEmpty()
        ? SideBySide.of(reference, model)
        : SideBySide.of(
            reference,
            model,
            (quantity, time, one, other) ->
                starts
                    .get()
                    .row(
                        quantity,
                        one,
                        other,
                        runs -> at(time, reference, new Part(statistic, referenceName, runs)),
                        runs -> at(time, model, new Part(statistic, name, runs))));
  }

  private Optional<SharedStarts> sharedStarts(String name) {
    return name.equals(referenceName)
        ? Optional.empty()
        : SharedStarts.of(member(name).present(), member(referenceName).present());
  }

  /// The value that a series has in some runs alone; NaN where it has none.
  private double at(double time, Series whole, Part part) {
    return ofParts
        .computeIfAbsent(
            part, p -> p.statistic().allOf(trajectory(p.name()).ofRuns(Set.copyOf(p.runs()))))
        .stream()
        .filter(series -> series.quantity().equals(whole.quantity()) && series.hasTime(time))
        .findFirst()
        .map(series -> series.at(time).value())
        .orElse(Double.NaN);
  }

  /// How far P(m) of one of them is from that of the reference, over the times from one on.
  ///
  /// @param from sweeps; at a common start both are the same
  public DistributionAgreement distributions(String name, double from) {
    var differences =
        distribution(name).against(distribution(referenceName), new CounterRandom(SEED, 0)).stream()
            .filter(difference -> Timeline.isFrom(from, difference.time()))
            .toList();
    return DistributionAgreement.of(differences);
  }

  private Distribution distribution(String name) {
    return distributions.computeIfAbsent(
        name,
        n -> {
          var trajectory = trajectory(n);
          int spins = trajectory.origin().cellVolume();
          return Frames.read(trajectory, Distribution.ofBlocks(spins));
        });
  }

  /// By how much one of them is nearer to the reference than the nearest of the others.
  public Margin margin(String name, Statistic... statistics) {
    var agreements = new LinkedHashMap<String, Agreement>();
    others().forEach(other -> agreements.put(other, agreement(other, statistics)));
    return Margin.of(required(name), agreements);
  }

  /// The numbers of some statistics of the reference and of one of them, each beside the other:
  /// those that both have, of each series at each time.
  public SideBySide sideBySide(String name, Statistic... statistics) {
    var rows = new ArrayList<Row>();
    for (var statistic : statistics) {
      for (var ofReference : allSeries(statistic, referenceName)) {
        allSeries(statistic, name).stream()
            .filter(series -> series.quantity().equals(ofReference.quantity()))
            .forEach(
                series -> rows.addAll(sideBySide(statistic, name, ofReference, series).rows()));
      }
    }
    return new SideBySide(rows);
  }

  /// Differences from the reference in joint standard errors, at each time.
  public double[] deviations(Statistic statistic, String name) {
    return only(statistic, name).stream().mapToDouble(Row::deviation).toArray();
  }

  /// One of them less the reference, with joint standard errors.
  public Series difference(Statistic statistic, String name) {
    return with("%s − %s", statistic, name, Row::difference);
  }

  /// One of them over the reference, with joint standard errors.
  public Series ratio(Statistic statistic, String name) {
    return with("%s / %s", statistic, name, Row::ratio);
  }

  private Series with(String quantity, Statistic statistic, String name, Function<Row, Mean> of) {
    var model = series(statistic, name);
    var reference = series(statistic, referenceName);
    return new Series(
        quantity.formatted(model.quantity(), reference.quantity()),
        model.times(),
        only(statistic, name).stream().map(of).toList());
  }

  /// The rows of a statistic that has one series.
  private List<Row> only(Statistic statistic, String name) {
    statistic.only(allSeries(statistic, name));
    return rows(statistic, name);
  }

  /// The largest distance from the reference in per cent of it, where it is above a size.
  ///
  /// @param least |reference| that counts: where it passes through zero, per cent say nothing
  public double largestPercent(Statistic statistic, String name, double least) {
    var reference = series(statistic, referenceName).means();
    double[] above = percentAbove(statistic, name);
    return IntStream.range(0, above.length)
        .filter(i -> Math.abs(reference.get(i).value()) > least)
        .mapToDouble(i -> Math.abs(above[i]))
        .max()
        .orElseThrow();
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
