package onsagerflow.cli.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import onsagerflow.cli.command.Interruption;
import onsagerflow.cli.command.ProgressReporter;
import onsagerflow.cli.statistics.Comparison.Kind;
import onsagerflow.cli.statistics.Comparison.Row;
import onsagerflow.field.vector.VectorTrajectory;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.vector.Axis;
import onsagerflow.statistics.vector.VectorMoments;
import onsagerflow.statistics.vector.VectorStructureFactor;

/// The statistics of one trajectory of vectors at chosen times: moments, and S(k) in bands along
/// and across the mean magnetisation of each frame.
final class VectorComparison {

  private final VectorMoments moments = new VectorMoments();
  private final VectorStructureFactor factor;

  private VectorComparison(
      VectorTrajectory trajectory, CommonTimes times, int bands, ProgressReporter progress) {
    this.factor = new VectorStructureFactor(trajectory.origin().grid(), bands, Axis.ofMean());
    for (int frame = 0; frame < trajectory.size(); frame++) {
      if (times.contains(trajectory.time(frame))) {
        Interruption.check();
        var read = trajectory.frame(frame);
        moments.accept(read);
        factor.accept(read);
        progress.advance();
      }
    }
  }

  /// All statistics of both, by time.
  ///
  /// @param times that both have
  /// @param bands of S(k), at most
  /// @param progress advances by one for each frame read
  static List<Row> of(
      VectorTrajectory one,
      VectorTrajectory other,
      CommonTimes times,
      int bands,
      ProgressReporter progress) {
    var a = new VectorComparison(one, times, bands, progress);
    var b = new VectorComparison(other, times, bands, progress);
    var rows = new ArrayList<Row>();
    for (int i = 0; i < a.moments.points().size(); i++) {
      double time = a.moments.points().get(i).time();
      add(
          rows,
          time,
          VectorStatistics.named(a.moments.points().get(i)),
          VectorStatistics.named(b.moments.points().get(i)));
      add(
          rows,
          time,
          VectorStatistics.named(a.factor.spectra().get(i)),
          VectorStatistics.named(b.factor.spectra().get(i)));
    }
    return rows;
  }

  private static void add(
      List<Row> rows, double time, Map<String, Mean> one, Map<String, Mean> other) {
    var ofOther = List.copyOf(other.values());
    for (var named : one.entrySet()) {
      boolean positive = named.getKey().startsWith("S") || named.getKey().equals("<m^2>");
      var kind = positive ? Kind.SPECTRUM : Kind.MEAN;
      int i = List.copyOf(one.keySet()).indexOf(named.getKey());
      rows.add(new Row(time, named.getKey(), kind, named.getValue(), ofOther.get(i)));
    }
  }
}
