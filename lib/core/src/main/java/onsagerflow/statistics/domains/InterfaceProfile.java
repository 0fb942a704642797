package onsagerflow.statistics.domains;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import onsagerflow.field.Curve;
import onsagerflow.field.Frame;
import onsagerflow.field.Trajectory;
import onsagerflow.statistics.RunningMean;

/// The mean profile across a flat interface that wanders: each frame is shifted to where its own
/// falling interface stands ([FlatInterfaces]), rounded to a cell, before frames are averaged.
public final class InterfaceProfile {

  private InterfaceProfile() {}

  /// The mean over lines and frames of a run, then over runs, with the error between them.
  ///
  /// @param trajectory of slabs with interfaces across the x axis; frames without are left out
  /// @param reach largest distance from the interface, lattice spacings
  /// @return m against the distance in lattice spacings, from positive m to negative
  public static Curve of(Trajectory trajectory, double reach) {
    int cells = (int) Math.floor(reach / trajectory.origin().grid().spacing());
    var ofRuns = new TreeMap<Integer, List<RunningMean>>();
    trajectory.stream()
        .forEach(
            frame -> add(frame, cells, ofRuns.computeIfAbsent(frame.run(), run -> empty(cells))));
    var overRuns = empty(cells);
    for (var ofRun : ofRuns.values()) {
      for (int i = 0; i < ofRun.size(); i++) {
        double m = ofRun.get(i).mean().value();
        if (!Double.isNaN(m)) {
          overRuns.get(i).add(m);
        }
      }
    }
    double a = trajectory.origin().grid().spacing();
    return Curve.of(
        IntStream.rangeClosed(-cells, cells).boxed().toList(),
        i -> i * a,
        i -> overRuns.get(i + cells).mean().value(),
        i -> overRuns.get(i + cells).mean().errorBetweenRuns());
  }

  private static List<RunningMean> empty(int cells) {
    var means = new ArrayList<RunningMean>();
    for (int i = 0; i < 2 * cells + 1; i++) {
      means.add(new RunningMean());
    }
    return means;
  }

  private static void add(Frame frame, int cells, List<RunningMean> means) {
    var m = frame.m();
    double a = m.grid().spacing();
    double falling = FlatInterfaces.in(m, FlatInterfaces.Normal.X).falling().value() / a;
    for (int x = 0; !Double.isNaN(falling) && x < m.grid().nx(); x++) {
      int at = (int) Math.rint(Math.IEEEremainder(x + 0.5 - falling, m.grid().nx()));
      if (Math.abs(at) <= cells) {
        double sum = 0;
        for (int y = 0; y < m.grid().ny(); y++) {
          sum += m.get(y, x);
        }
        means.get(at + cells).add(sum / m.grid().ny());
      }
    }
  }
}
