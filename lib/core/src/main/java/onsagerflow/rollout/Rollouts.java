package onsagerflow.rollout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Progress;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Timeline;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.RecordedVectors;
import onsagerflow.field.vector.VectorField;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.field.vector.VectorTrajectory;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.OnsagerFlow;
import onsagerflow.meso.StochasticEquation;
import onsagerflow.meso.vector.LearnedVectorModel;
import onsagerflow.meso.vector.VectorOnsagerFlow;

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
  private Starts starts = new Starts(Optional.empty(), 1, List.of());
  private double[] ofStarts = {0};
  private Optional<double[]> times = Optional.empty();
  private OptionalInt runs = OptionalInt.empty();
  private long seed = 1;
  private Function<StochasticEquation, Stepper> method = Stepper::fast;
  private OptionalDouble dt = OptionalDouble.empty();
  private double mostReflections = Rollout.MOST_REFLECTIONS;

  /// What runs start from: states of so many components.
  private record Starts(Optional<Grid> grid, int components, List<double[]> states) {}

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

  /// Of a learned equation of vectors.
  public static Rollouts of(LearnedVectorModel model) {
    return new Rollouts(grid -> VectorOnsagerFlow.of(model, grid));
  }

  /// From where the runs of a trajectory start, one of each and at the times of its first run
  /// unless said otherwise.
  ///
  /// @throws IllegalArgumentException if it has no frames, or its runs do not start at one time
  public Rollouts startingFrom(Trajectory trajectory) {
    return startingFrom(
        trajectory, trajectory.origin().grid(), 1, frame -> trajectory.m(frame).values());
  }

  /// The same from where the runs of a trajectory of vectors start.
  public Rollouts startingFrom(VectorTrajectory trajectory) {
    return startingFrom(
        trajectory,
        trajectory.origin().grid(),
        trajectory.components(),
        frame -> trajectory.m(frame).values());
  }

  private Rollouts startingFrom(
      Timeline trajectory, Grid grid, int components, IntFunction<double[]> state) {
    if (trajectory.size() == 0) {
      throw new IllegalArgumentException("no frames to start rollouts from");
    }
    var ofFirstRun = new ArrayList<Double>();
    var begun = new HashSet<Integer>();
    var states = new ArrayList<double[]>();
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
        states.add(state.apply(frame));
      }
    }
    return startingAt(
        new Starts(Optional.of(grid), components, states),
        ofFirstRun.stream().mapToDouble(t -> t).toArray());
  }

  /// From given fields at time 0, one run of each; [#times] says when to look.
  public Rollouts startingAt(ScalarField... fields) {
    return startingAt(
        new Starts(
            Arrays.stream(fields).map(ScalarField::grid).findFirst(),
            1,
            Arrays.stream(fields).map(ScalarField::values).toList()),
        0);
  }

  /// The same from fields of vectors.
  public Rollouts startingAt(VectorField... fields) {
    return startingAt(
        new Starts(
            Arrays.stream(fields).map(VectorField::grid).findFirst(),
            Arrays.stream(fields).mapToInt(VectorField::components).findFirst().orElse(1),
            Arrays.stream(fields).map(VectorField::values).toList()),
        0);
  }

  private Rollouts startingAt(Starts fields, double... at) {
    return with(
        others -> {
          others.starts = fields;
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
  /// [Rollout#defaultTimeStep].
  public Rollouts by(Function<StochasticEquation, Stepper> stepper, double longestStep) {
    return with(
        others -> {
          others.method = stepper;
          others.dt = OptionalDouble.of(longestStep);
        });
  }

  /// Lets cells be reflected at |m| = 1 as often as they are, where noise knows no bound.
  public Rollouts allowingReflections() {
    return with(others -> others.mostReflections = 1);
  }

  /// Rolls out, on all processors, and keeps the frames.
  ///
  /// @throws IllegalStateException if there is nothing to start from, or what there is are vectors
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted
  public RecordedTrajectory trajectory() {
    var grid = grid();
    if (starts.components != 1) {
      throw new IllegalStateException(
          "rollouts of vectors of "
              + starts.components
              + " components are no trajectory of numbers");
    }
    var one = equation.apply(grid);
    int number = number(one);
    var kept = new Kept<Frame>(number);
    ensemble(number)
        .run(
            rollout(one),
            () -> equation.apply(grid),
            run -> new ScalarField(grid, state(run, number)),
            frame ->
                kept.add(
                    new Frame(
                        kept.time(),
                        frame.run(),
                        frame.conditions(),
                        frame.m(),
                        frame.generator())));
    return new RecordedTrajectory(new Trajectory.Origin(one.setting(), grid, seed), kept.frames);
  }

  /// The same of an equation of vectors.
  public RecordedVectors vectors() {
    var grid = grid();
    var one = equation.apply(grid);
    int number = number(one);
    var kept = new Kept<VectorFrame>(number);
    ensemble(number)
        .runVectors(
            rollout(one),
            () -> equation.apply(grid),
            run -> new VectorField(grid, starts.components, state(run, number)),
            frame ->
                kept.add(new VectorFrame(kept.time(), frame.run(), frame.conditions(), frame.m())));
    return new RecordedVectors(new Trajectory.Origin(one.setting(), grid, seed), kept.frames);
  }

  /// Frames as they come, at the times that were asked for: not rounded by way of t − t₀.
  private final class Kept<F> {
    private final List<F> frames = new ArrayList<>();
    private final double[] when = when();
    private final int number;

    Kept(int number) {
      this.number = number;
    }

    /// Of the next frame.
    double time() {
      return when[frames.size() % when.length];
    }

    void add(F frame) {
      frames.add(frame);
      if (frames.size() % when.length == 0) {
        Progress.say("rollouts", frames.size() / when.length, number, "runs");
      }
    }
  }

  private Grid grid() {
    return starts.grid.orElseThrow(
        () -> new IllegalStateException("rollouts need a trajectory to start from"));
  }

  private double[] when() {
    return times.orElse(ofStarts);
  }

  private Ensemble ensemble(int number) {
    return new Ensemble(number, seed ^ APART);
  }

  private Rollout rollout(StochasticEquation one) {
    double[] when = when();
    double[] after = Arrays.stream(when).map(t -> t - when[0]).toArray();
    double step = dt.orElseGet(() -> Rollout.defaultTimeStep(one, when));
    return new Rollout(method, step, SaveAt.times(after), mostReflections, when[0]);
  }

  private double[] state(int run, int number) {
    int n = starts.states.size();
    return starts.states.get(number < n ? (int) ((long) run * n / number) : run % n);
  }

  private int number(StochasticEquation one) {
    return areAlike(one, when()[0]) ? 1 : runs.orElse(starts.states.size());
  }

  /// Whether all rollouts would be the same: from one start, without noise.
  private boolean areAlike(StochasticEquation one, double time) {
    double[] first = starts.states.getFirst();
    if (first.length != one.components() * one.grid().size()) {
      return false; // the rollout says so
    }
    return starts.states.stream().allMatch(start -> Arrays.equals(start, first))
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
