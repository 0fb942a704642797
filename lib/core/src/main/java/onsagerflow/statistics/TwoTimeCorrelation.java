package onsagerflow.statistics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import onsagerflow.field.Frame;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Timeline;
import onsagerflow.field.Trajectory;

/// The two-time autocorrelation C(t, s) = ⟨m(x, s) m(x, t)⟩ for t ≥ s, averaged over the cells of a
/// frame, then over runs: Fisher and Huse, Phys. Rev. B 38, 373 (1988); Bray, Adv. Phys. 43, 357
/// (1994).
///
/// Of each run the frame at s is kept. The connected correlation subtracts the means of the two
/// frames, m̄(s) m̄(t), and is normalised by √(Var m(s) Var m(t)), variances over the cells;
/// averages over runs come first, the error of the normalised one is by the jackknife.
public final class TwoTimeCorrelation implements Consumer<Frame> {

  /// The correlation of time t with s.
  ///
  /// @param time t, sweeps
  /// @param correlation ⟨m(s) m(t)⟩
  /// @param connected ⟨m(s) m(t)⟩ − m̄(s) m̄(t)
  /// @param normalised connected, 1 at t = s; NaN if a field is uniform
  public record Point(double time, Mean correlation, Mean connected, Mean normalised) {}

  private final double reference;
  private final Map<Integer, ScalarField> references = new HashMap<>();
  private final RunTable table = new RunTable();

  /// @param reference s, sweeps, a time at which every run has a frame
  public TwoTimeCorrelation(double reference) {
    this.reference = reference;
  }

  /// The correlations of all frames of a trajectory with those at the reference time.
  public static List<Point> of(Trajectory trajectory, double reference) {
    return Frames.read(trajectory, new TwoTimeCorrelation(reference)).points();
  }

  /// Takes the next frame of a run; frames of several runs may come in turns, and those before s
  /// are left out.
  ///
  /// @throws IllegalArgumentException if a run goes beyond s without a frame there
  @Override
  public void accept(Frame frame) {
    if (!Timeline.isFrom(reference, frame.time())) {
      return;
    }
    if (Timeline.isSameTime(reference, frame.time())) {
      references.put(frame.run(), frame.m().copy());
    }
    var then = references.get(frame.run());
    if (then == null) {
      throw new IllegalArgumentException(
          "run %s has no frame at t = %s".formatted(frame.run(), reference));
    }
    frame.m().requireSameGrid(then);
    double product = 0;
    for (int cell = 0; cell < then.size(); cell++) {
      product += then.get(cell) * frame.m().get(cell);
    }
    product /= then.size();
    table.put(
        frame,
        product,
        product - then.mean() * frame.m().mean(),
        then.meanSquare() - Math.pow(then.mean(), 2),
        frame.m().meanSquare() - Math.pow(frame.m().mean(), 2));
  }

  /// The correlations so far, in order of time.
  public List<Point> points() {
    return table.rows().stream()
        .map(
            rows ->
                new Point(
                    rows.time(),
                    rows.mean(0),
                    rows.mean(1),
                    rows.jackknife(row -> row[1] / Math.sqrt(row[2] * row[3]))))
        .toList();
  }
}
