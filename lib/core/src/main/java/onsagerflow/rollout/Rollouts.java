package onsagerflow.rollout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Progress;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Timeline;
import onsagerflow.field.Trajectory;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.OnsagerFlow;
import onsagerflow.meso.StochasticEquation;

/// Rollouts of an equation from the fields that the runs of another trajectory start from, at its
/// times: what a comparison sets beside it.
///
///     Rollouts.of(model).startingFrom(spins).seed(3).trajectory()
///
/// Each word gives other rollouts and leaves those before as they were. Run i, from 0, starts from the
/// first frame of the i-th run of the other trajectory; more rollouts than runs go round them, fewer
/// are spread over them. Rollouts that share a start share its chance, which the scatter between them
/// does not show; a [onsagerflow.statistics.comparison.Comparison] with the trajectory that they
/// start from takes both into account. An equation without noise is rolled out once where all starts
/// are one. The random numbers are others than those of a recording of the same seed.
public final class Rollouts {

  /// Sets the streams apart from those of recordings.
  private static final long APART = 0x5DEECE66DL;

  private final Function<Grid, ? extends StochasticEquation> equation;
  private List<ScalarField> starts = List.of();
  private double[] ofStarts = {0};
  private Optional<double[]> times = Optional.empty();
  private OptionalInt runs = OptionalInt.empty();
  private long seed = 1;
  private Function<StochasticEquation, Stepper> method = Stepper::fast;
  private double dt = Rollout.DEFAULT_TIME_STEP;
  private double mostReflections = Rollout.MOST_REFLECTIONS;

  private Rollouts(Function<Grid, ? extends StochasticEquation> equation) {
    this.equation = equation;
  }

  /// These with something said otherwise.
  private Rollouts with(Consumer<Rollouts> change) {
    var others = new Rollouts(equation);
    others.starts = starts;
    others.ofStarts = ofStarts;
    others.times = times;
    others.runs = runs;
    others.seed = seed;
    others.method = method;
    others.dt = dt;
    others.mostReflections = mostReflections;
    change.accept(others);
    return others;
  }

  /// Of an equation on any grid.
  public static Rollouts of(Function<Grid, ? extends StochasticEquation> equation) {
    return new Rollouts(equation);
  }

  /// Of a learned equation.
  public static Rollouts of(LearnedModel model) {
    return new Rollouts(grid -> OnsagerFlow.of(model, grid));
  }

  /// From where the runs of a trajectory start, one of each and at the times of its first run
  /// unless said otherwise.
  ///
  /// @throws IllegalArgumentException if it has no frames, or its runs do not start at one time
  public Rollouts startingFrom(Trajectory trajectory) {
    if (trajectory.size() == 0) {
      throw new IllegalArgumentException("no frames to start rollouts from");
    }
    var ofFirstRun = new ArrayList<Double>();
    var begun = new HashSet<Integer>();
    var fields = new ArrayList<ScalarField>();
    for (int frame = 0; frame < trajectory.size(); frame++) {
      int run = trajectory.run(frame);
      double time = trajectory.time(frame);
      if (run == trajectory.run(0)) {
        ofFirstRun.add(time);
      }
      if (begun.add(run)) {
        if (!Timeline.isSameTime(time, ofFirstRun.getFirst())) {
          throw new IllegalArgumentException(
              "rollouts start at one time: run %s begins at t = %s, run %s at t = %s"
                  .formatted(trajectory.run(0), ofFirstRun.getFirst(), run, time));
        }
        fields.add(trajectory.m(frame));
      }
    }
    return startingAt(fields, ofFirstRun.stream().mapToDouble(t -> t).toArray());
  }

  /// From given fields at time 0, one run of each; [#times] says when to look.
  public Rollouts startingAt(ScalarField... fields) {
    return startingAt(List.of(fields), 0);
  }

  private Rollouts startingAt(List<ScalarField> fields, double... at) {
    return with(
        others -> {
          others.starts = List.copyOf(fields);
          others.ofStarts = at;
        });
  }

  /// At other times, the first of which is that of the start.
  public Rollouts times(double... other) {
    if (other.length == 0) {
      throw new IllegalArgumentException("rollouts need a time to look at, got none");
    }
    return with(others -> others.times = Optional.of(other.clone()));
  }

  /// So many runs.
  public Rollouts runs(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("rollouts need a run, got " + number);
    }
    return with(others -> others.runs = OptionalInt.of(number));
  }

  public Rollouts seed(long number) {
    return with(others -> others.seed = number);
  }

  /// By another stepper or in other steps than [Stepper#fast] in steps of
  /// [Rollout#DEFAULT_TIME_STEP].
  public Rollouts by(Function<StochasticEquation, Stepper> stepper, double longestStep) {
    return with(
        others -> {
          others.method = stepper;
          others.dt = longestStep;
        });
  }

  /// Lets cells be reflected at |m| = 1 as often as they are, where noise knows no bound.
  public Rollouts allowingReflections() {
    return with(others -> others.mostReflections = 1);
  }

  /// Rolls out, on all processors, and keeps the frames.
  ///
  /// @throws IllegalStateException if there is nothing to start from
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted
  public RecordedTrajectory trajectory() {
    if (starts.isEmpty()) {
      throw new IllegalStateException("rollouts need a trajectory to start from");
    }
    var grid = starts.getFirst().grid();
    double[] when = times.orElse(ofStarts);
    int number = areAlike(equation.apply(grid), when[0]) ? 1 : runs.orElse(starts.size());
    double[] after = Arrays.stream(when).map(t -> t - when[0]).toArray();
    var rollout = new Rollout(method, dt, SaveAt.times(after), mostReflections, when[0]);
    var frames = new ArrayList<Frame>();
    new Ensemble(number, seed ^ APART)
        .run(
            rollout,
            () -> equation.apply(grid),
            run -> start(run, number),
            frame -> {
              double time = when[frames.size() % when.length]; // not rounded by way of t - t₀
              frames.add(
                  new Frame(time, frame.run(), frame.conditions(), frame.m(), frame.generator()));
              if (frames.size() % when.length == 0) {
                Progress.say("rollouts", frames.size() / when.length, number, "runs");
              }
            });
    String model = equation.apply(grid).setting();
    return new RecordedTrajectory(new Trajectory.Origin(model, grid, seed), frames);
  }

  private ScalarField start(int run, int number) {
    int n = starts.size();
    return starts.get(number < n ? (int) ((long) run * n / number) : run % n);
  }

  /// Whether all rollouts would be the same: from one start, without noise.
  private boolean areAlike(StochasticEquation one, double time) {
    double[] first = starts.getFirst().values();
    return starts.stream().allMatch(start -> Arrays.equals(start.values(), first))
        && isZero(noise(one, time, first))
        && isZero(
            noise(one, time, new double[first.length])); // it may vanish where spins are all up
  }

  private static double[] noise(StochasticEquation one, double time, double[] m) {
    var noise = new double[one.noiseSize()];
    one.evaluate(time, m, new double[m.length], noise);
    return noise;
  }

  private static boolean isZero(double[] variances) {
    return Arrays.stream(variances).allMatch(variance -> variance == 0);
  }
}
