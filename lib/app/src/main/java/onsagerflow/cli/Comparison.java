package onsagerflow.cli;

import java.util.ArrayList;
import java.util.List;
import onsagerflow.field.Grid;
import onsagerflow.field.Trajectory;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.Moments;
import onsagerflow.statistics.StructureFactor;

/// The statistics of one trajectory at chosen times: ⟨m⟩, ⟨m²⟩, ⟨m⁴⟩, the mean wave number of S(k),
/// and S(k) in bands one octave apart.
final class Comparison {

  /// One statistic of two trajectories at one time.
  record Row(double time, String statistic, Mean one, Mean other) {

    /// one − other, in joint standard errors; NaN where an error is not known.
    double difference() {
      double difference = one.value() - other.value();
      double joint = Math.hypot(one.standardError(), other.standardError());
      return difference == 0 && joint == 0 ? 0 : difference / joint;
    }
  }

  private static final int MOST_BANDS = 5;

  private record Named(double time, String name, Mean mean) {}

  private final Moments moments = new Moments();
  private final StructureFactor spectrum;

  private Comparison(Grid grid) {
    this.spectrum = new StructureFactor(grid);
  }

  /// All statistics of both, by time.
  ///
  /// @param times that both have
  /// @param progress advances by one for each frame read
  static List<Row> of(
      Trajectory one, Trajectory other, CommonTimes times, ProgressReporter progress) {
    var a = read(one, times, progress);
    var b = read(other, times, progress);
    var rows = new ArrayList<Row>();
    for (int i = 0; i < a.size(); i++) {
      rows.add(new Row(a.get(i).time(), a.get(i).name(), a.get(i).mean(), b.get(i).mean()));
    }
    return rows;
  }

  private static List<Named> read(
      Trajectory trajectory, CommonTimes times, ProgressReporter progress) {
    var statistics = new Comparison(trajectory.origin().grid());
    for (int frame = 0; frame < trajectory.size(); frame++) {
      if (times.contains(trajectory.time(frame))) {
        Interruption.check();
        var read = trajectory.frame(frame);
        statistics.moments.accept(read);
        statistics.spectrum.accept(read);
        progress.advance();
      }
    }
    return statistics.named();
  }

  private List<Named> named() {
    var all = new ArrayList<Named>();
    var spectra = spectrum.spectra();
    var points = moments.points();
    for (int i = 0; i < points.size(); i++) {
      var point = points.get(i);
      all.add(new Named(point.time(), "<m>", point.m()));
      all.add(new Named(point.time(), "<m^2>", point.m2()));
      all.add(new Named(point.time(), "<m^4>", point.m4()));
      all.add(new Named(point.time(), "mean k", spectra.get(i).meanWaveNumber()));
      var bands = spectra.get(i).bands();
      for (int band = 1, n = 0; band <= bands.size() && n < MOST_BANDS; band *= 2, n++) {
        var octave = bands.get(band - 1);
        all.add(new Named(point.time(), "S(k=" + Quantity.fixed(octave.k(), 3) + ")", octave.s()));
      }
    }
    return all;
  }
}
