package onsagerflow.statistics.passage;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import onsagerflow.field.Frame;
import onsagerflow.field.Trajectory;
import onsagerflow.statistics.Frames;
import org.jspecify.annotations.Nullable;

/// The first time at which a number taken from each frame, such as its mean, passes a threshold.
///
/// Time counts from the first frame of a run, and the side of the threshold on which that frame
/// lies says in which direction the run has to pass. Between the last frame before and the first
/// frame beyond, the passage is interpolated. Excursions that begin and end between two frames are
/// not seen, so a diffusing number passes later than it did, by about the time between frames or
/// less: save frames closely against the relaxation time, or put the threshold beyond the saddle,
/// where there is no return. Redner, A Guide to First-Passage Processes (Cambridge, 2001).
public final class FirstPassage implements Consumer<Frame> {

  private static final class Run {
    final double start;
    final double side;
    double time;
    double distance;
    @Nullable Passage passage;

    Run(double start, double distance) {
      this.start = start;
      this.side = Math.signum(distance);
      this.time = start;
      this.distance = distance;
    }
  }

  private final ToDoubleFunction<Frame> of;
  private final double threshold;
  private final Map<Integer, Run> runs = new TreeMap<>();

  /// @param of what is watched
  public FirstPassage(ToDoubleFunction<Frame> of, double threshold) {
    if (!Double.isFinite(threshold)) {
      throw new IllegalArgumentException("the threshold must be finite, got " + threshold);
    }
    this.of = of;
    this.threshold = threshold;
  }

  /// Watches the mean of m over all cells.
  public static FirstPassage ofMean(double threshold) {
    return new FirstPassage(frame -> frame.m().mean(), threshold);
  }

  /// The passages of the mean of m, run by run.
  public static List<Passage> of(Trajectory trajectory, double threshold) {
    return Frames.read(trajectory, ofMean(threshold)).passages();
  }

  /// Takes the next frame of a run; frames of several runs may come in turns.
  @Override
  public void accept(Frame frame) {
    double distance = of.applyAsDouble(frame) - threshold;
    if (Double.isNaN(distance)) {
      throw new IllegalArgumentException(
          "no number to watch in run %s at t = %s".formatted(frame.run(), frame.time()));
    }
    var run = runs.get(frame.run());
    if (run == null) {
      if (distance == 0) {
        throw new IllegalArgumentException(
            "run %s starts on the threshold %s".formatted(frame.run(), threshold));
      }
      runs.put(frame.run(), new Run(frame.time(), distance));
    } else if (run.passage == null) {
      if (!(frame.time() > run.time)) {
        throw new IllegalArgumentException(
            "run %s goes back from t = %s to %s".formatted(frame.run(), run.time, frame.time()));
      }
      if (distance * run.side <= 0) {
        double share = run.distance / (run.distance - distance);
        double time = run.time + share * (frame.time() - run.time);
        run.passage = new Passage(frame.run(), time - run.start, true);
      }
      run.time = frame.time();
      run.distance = distance;
    }
  }

  /// One passage per run, by number of the run; a run that has not passed counts up to its last
  /// frame.
  public List<Passage> passages() {
    return runs.entrySet().stream()
        .map(
            e -> {
              var run = e.getValue();
              return run.passage != null
                  ? run.passage
                  : new Passage(e.getKey(), run.time - run.start, false);
            })
        .toList();
  }
}
