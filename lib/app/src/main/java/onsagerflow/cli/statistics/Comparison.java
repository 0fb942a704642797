package onsagerflow.cli.statistics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import onsagerflow.cli.command.Interruption;
import onsagerflow.cli.command.ProgressReporter;
import onsagerflow.cli.command.Quantity;
import onsagerflow.field.Trajectory;
import onsagerflow.statistics.Distribution;
import onsagerflow.statistics.DistributionDifference.Distance;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.Moments;
import onsagerflow.statistics.StructureFactor;

/// The statistics of one trajectory at chosen times: ⟨m⟩, ⟨m²⟩, ⟨m⁴⟩, the mean wave number of S(k),
/// S(k) in bands, and P(m).
final class Comparison {

  /// What a row compares.
  enum Kind {
    /// A mean of either sign.
    MEAN,
    /// A mean above zero, whose relative error makes sense.
    SPECTRUM,
    /// The distance of two distributions beside what it would be by chance.
    DISTANCE
  }

  /// One statistic of two trajectories at one time.
  ///
  /// @param one of the first trajectory, or a distance between both
  /// @param other of the second trajectory, or the mean and the deviation of the distance by chance
  record Row(double time, String statistic, Kind kind, Mean one, Mean other) {

    /// one − other, in joint standard errors (of a distance: in deviations by chance); NaN where an
    /// error is not known.
    double difference() {
      double difference = one.value() - other.value();
      double joint =
          kind == Kind.DISTANCE
              ? other.standardError()
              : Math.hypot(one.standardError(), other.standardError());
      return difference == 0 && joint == 0 ? 0 : difference / joint;
    }
  }

  /// Chance decides labels of runs only: the same files always give the same figures.
  private static final long SEED = 1;

  private record Named(double time, String name, Kind kind, Mean mean) {}

  private final Moments moments = new Moments();
  private final StructureFactor spectrum;
  private final Distribution distribution;

  private Comparison(Trajectory.Origin origin, int bands) {
    this.spectrum = StructureFactor.inBands(origin.grid(), bands);
    this.distribution = Distribution.ofBlocks(origin.cellVolume());
  }

  /// All statistics of both, by time.
  ///
  /// @param times that both have
  /// @param bands of S(k), at most
  /// @param progress advances by one for each frame read
  static List<Row> of(
      Trajectory one, Trajectory other, CommonTimes times, int bands, ProgressReporter progress) {
    var a = read(one, times, bands, progress);
    var b = read(other, times, bands, progress);
    var ofOther = b.named();
    var distances = distances(a, b);
    var rows = new ArrayList<Row>();
    var named = a.named();
    for (int i = 0; i < named.size(); i++) {
      var row = named.get(i);
      rows.add(new Row(row.time(), row.name(), row.kind(), row.mean(), ofOther.get(i).mean()));
      if (i + 1 == named.size() || named.get(i + 1).time() != row.time()) {
        rows.addAll(distances.getOrDefault(row.time(), List.of()));
      }
    }
    return rows;
  }

  private static Map<Double, List<Row>> distances(Comparison a, Comparison b) {
    var rows = new HashMap<Double, List<Row>>();
    var runs = a.moments.points();
    var otherRuns = b.moments.points();
    var differences = a.distribution.against(b.distribution, new SplittableRandom(SEED));
    for (int i = 0; i < differences.size(); i++) {
      var difference = differences.get(i);
      double time = runs.get(i).time();
      int ofOne = runs.get(i).m().runs();
      int ofOther = otherRuns.get(i).m().runs();
      rows.put(
          time,
          List.of(
              distance(time, "P(m) KS", difference.kolmogorovSmirnov(), ofOne, ofOther),
              distance(time, "P(m) W1", difference.wasserstein(), ofOne, ofOther)));
    }
    return rows;
  }

  private static Row distance(double time, String name, Distance distance, int one, int other) {
    return new Row(
        time,
        name,
        Kind.DISTANCE,
        new Mean(distance.value(), distance.standardError(), one),
        new Mean(distance.nullMean(), distance.nullDeviation(), other));
  }

  private static Comparison read(
      Trajectory trajectory, CommonTimes times, int bands, ProgressReporter progress) {
    var statistics = new Comparison(trajectory.origin(), bands);
    for (int frame = 0; frame < trajectory.size(); frame++) {
      if (times.contains(trajectory.time(frame))) {
        Interruption.check();
        var read = trajectory.frame(frame);
        statistics.moments.accept(read);
        statistics.spectrum.accept(read);
        statistics.distribution.accept(read);
        progress.advance();
      }
    }
    return statistics;
  }

  private List<Named> named() {
    var all = new ArrayList<Named>();
    var spectra = spectrum.spectra();
    var points = moments.points();
    for (int i = 0; i < points.size(); i++) {
      var point = points.get(i);
      double time = point.time();
      all.add(new Named(time, "<m>", Kind.MEAN, point.m()));
      all.add(new Named(time, "<m^2>", Kind.SPECTRUM, point.m2()));
      all.add(new Named(time, "<m^4>", Kind.MEAN, point.m4()));
      all.add(new Named(time, "mean k", Kind.MEAN, spectra.get(i).meanWaveNumber()));
      for (var band : spectra.get(i).bands()) {
        all.add(
            new Named(time, "S(k=%s)".formatted(Quantity.of(band.k())), Kind.SPECTRUM, band.s()));
      }
    }
    return all;
  }
}
