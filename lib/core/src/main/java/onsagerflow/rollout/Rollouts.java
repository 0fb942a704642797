package onsagerflow.rollout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import onsagerflow.field.Digest;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Progress;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.OnsagerFlow;
import onsagerflow.meso.StochasticEquation;

/// Rollouts of an equation from the fields that the runs of another trajectory start from, at its
/// times: what a comparison sets beside it.
///
///     Rollouts.of(model).startingFrom(spins).seed(3).trajectory()
///
/// Run i starts from the first frame of run i of the other trajectory, counted round where there are
/// more rollouts than runs. An equation without noise is rolled out once from each different start.
public final class Rollouts {

  private final Function<Grid, ? extends StochasticEquation> equation;
  private final List<ScalarField> starts = new ArrayList<>();
  private double[] times = {};
  private int runs;
  private long seed = 1;
  private Function<StochasticEquation, Stepper> method = Stepper::fast;
  private double dt = Rollout.DEFAULT_TIME_STEP;
  private double mostReflections = Rollout.MOST_REFLECTIONS;

  private Rollouts(Function<Grid, ? extends StochasticEquation> equation) {
    this.equation = equation;
  }

  /// Of an equation on any grid.
  public static Rollouts of(Function<Grid, ? extends StochasticEquation> equation) {
    return new Rollouts(equation);
  }

  /// Of a learned equation.
  public static Rollouts of(LearnedModel model) {
    return new Rollouts(grid -> OnsagerFlow.of(model, grid));
  }

  /// From where the runs of a trajectory start, as many, at the times of its first run.
  ///
  /// @throws IllegalArgumentException if it has no frames
  public Rollouts startingFrom(Trajectory trajectory) {
    if (trajectory.size() == 0) {
      throw new IllegalArgumentException("no frames to start rollouts from");
    }
    var first = new ArrayList<Double>();
    var seen = new HashMap<Integer, Double>();
    starts.clear();
    for (int frame = 0; frame < trajectory.size(); frame++) {
      int run = trajectory.run(frame);
      if (!seen.containsKey(run)) {
        seen.put(run, trajectory.time(frame));
        starts.add(trajectory.frame(frame).m());
      }
      if (run == trajectory.run(0)) {
        first.add(trajectory.time(frame));
      }
    }
    times = first.stream().mapToDouble(t -> t).toArray();
    runs = starts.size();
    return this;
  }

  /// From given fields at time 0, one run of each; [#times] says when to look.
  public Rollouts startingAt(ScalarField... fields) {
    starts.clear();
    starts.addAll(List.of(fields));
    times = new double[] {0};
    runs = fields.length;
    return this;
  }

  /// At other times, the first of which is that of the start.
  public Rollouts times(double... other) {
    times = other.clone();
    return this;
  }

  /// So many runs, of the starts in turn.
  public Rollouts runs(int number) {
    runs = number;
    return this;
  }

  public Rollouts seed(long number) {
    seed = number;
    return this;
  }

  /// By another stepper or in other steps than [Stepper#fast] in steps of
  /// [Rollout#DEFAULT_TIME_STEP].
  public Rollouts by(Function<StochasticEquation, Stepper> stepper, double longestStep) {
    method = stepper;
    dt = longestStep;
    return this;
  }

  /// Lets cells be reflected at |m| = 1 as often as they are, where noise knows no bound.
  public Rollouts allowingReflections() {
    mostReflections = 1;
    return this;
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
    boolean noise = hasNoise(equation.apply(grid));
    var from = noise ? starts : different(starts);
    int number = noise ? runs : Math.min(runs, from.size());
    var after = new double[times.length];
    for (int i = 0; i < times.length; i++) {
      after[i] = times[i] - times[0];
    }
    var rollout = new Rollout(method, dt, SaveAt.times(after), mostReflections, times[0]);
    var frames = new ArrayList<Frame>();
    new Ensemble(number, seed)
        .run(
            rollout,
            () -> equation.apply(grid),
            run -> from.get(run % from.size()),
            frame -> {
              frames.add(frame);
              if (frames.size() % after.length == 0) {
                Progress.say("rollouts", frames.size() / after.length, number, "runs");
              }
            });
    int block = Math.max(1, Math.toIntExact(Math.round(grid.spacing())));
    String model = equation.apply(grid).setting();
    return new RecordedTrajectory(new Trajectory.Origin(model, grid, block, seed), frames);
  }

  private boolean hasNoise(StochasticEquation one) {
    var drift = new double[one.grid().size()];
    var noise = new double[one.grid().size()];
    one.evaluate(times[0], starts.getFirst().values(), drift, noise);
    return Arrays.stream(noise).anyMatch(variance -> variance != 0);
  }

  private static List<ScalarField> different(List<ScalarField> fields) {
    var byBits = new LinkedHashMap<String, ScalarField>();
    fields.forEach(field -> byBits.putIfAbsent(Digest.of(field.values()), field));
    return List.copyOf(byBits.values());
  }
}
