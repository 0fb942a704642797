package onsagerflow.rollout;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import onsagerflow.field.vector.VectorField;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.meso.StochasticEquation;

/// How to integrate an equation in time and when to keep its state.
///
/// @param method makes the stepper of an equation, such as `StochasticHeun::new`
/// @param dt longest time step; steps between two saved times are equal and no longer
/// @param saveAt times at which a frame is kept
/// @param mostReflections reflections at |m| = 1, or however else cells are brought back, per cell
///   and step, beyond which a run fails
/// @param start time of the initial field, from which save times count: the time that the external
///   field follows and that frames carry is start + save time
public record Rollout(
    Function<StochasticEquation, Stepper> method,
    double dt,
    SaveAt saveAt,
    double mostReflections,
    double start) {

  /// The time step used unless told otherwise, in sweeps.
  ///
  /// [StochasticHeun]: after a quench to T = 0.8 (128² cells of v = 64, kernel radius 6) it leaves
  /// ⟨m²⟩ at t = 4.8, 8 and 20 within 0.15 % of the limit dt → 0, by [StochasticHeun] with either
  /// closure, and dt = 0.2 within 0.7 %. [EulerMaruyama] is off by 3 % at dt = 0.1 and by 1.6 % at
  /// 0.05. Measured along common Brownian paths down to dt = 0.025.
  public static final double DEFAULT_TIME_STEP = 0.1;

  /// The reflections allowed unless told otherwise; a wall that is hit more often shapes the
  /// distribution of m.
  public static final double MOST_REFLECTIONS = 1e-4;

  /// Updates of cells after which the fraction of reflections is known well enough to judge.
  private static final double ENOUGH_UPDATES = 1e6;

  public Rollout {
    if (!(dt > 0) || Double.isInfinite(dt)) {
      throw new IllegalArgumentException("time step must be positive, got " + dt);
    }
    if (!Double.isFinite(start)) {
      throw new IllegalArgumentException("a rollout starts at a finite time, got " + start);
    }
  }

  /// A rollout from time 0 that fails beyond [#MOST_REFLECTIONS].
  public Rollout(Function<StochasticEquation, Stepper> method, double dt, SaveAt saveAt) {
    this(method, dt, saveAt, MOST_REFLECTIONS, 0);
  }

  /// The stepper of [Stepper#fast] with the default time step.
  public Rollout(SaveAt saveAt) {
    this(Stepper::fast, DEFAULT_TIME_STEP, saveAt);
  }

  /// The same for equations whose noise knows no bound: reflections are counted only.
  public Rollout allowingReflections() {
    return new Rollout(method, dt, saveAt, 1, start);
  }

  /// The same from an initial field at another time.
  public Rollout startingAt(double time) {
    return new Rollout(method, dt, saveAt, mostReflections, time);
  }

  /// The longest time step of an equation unless told otherwise: [#DEFAULT_TIME_STEP] over the rate
  /// of its fastest motion, 1 of equations whose time is in sweeps.
  ///
  /// @param times at which the external field is looked at
  public static double defaultTimeStep(StochasticEquation equation, double... times) {
    double rate = Arrays.stream(times).map(equation::fastestRate).max().orElseThrow();
    return rate > 0 ? DEFAULT_TIME_STEP / rate : DEFAULT_TIME_STEP;
  }

  /// What a rollout did.
  ///
  /// @param steps time steps taken
  /// @param clips times a cell was reflected at ±1, or brought back otherwise
  /// @param cells cells that each step moved
  public record Report(long steps, long clips, int cells) {
    /// Reflections per cell and step.
    public double clipFraction() {
      return steps == 0 ? 0 : (double) clips / ((double) steps * cells);
    }

    Report plus(Report other) {
      return new Report(steps + other.steps, clips + other.clips, cells);
    }
  }

  /// One line: the time step and the times kept.
  @Override
  public String toString() {
    return "rollout in steps of " + (float) dt + " or less, kept at " + saveAt;
  }

  /// Integrates from `initial` and hands over one frame per saved time.
  ///
  /// @param run number written into the frames
  /// @param sink receives the frames in time order, each with a field of its own
  /// @throws IllegalArgumentException if the external field ends before the run, or the equation is
  ///   one of vectors
  /// @throws ArithmeticException if the state is no longer finite, or was brought back into its
  ///   set, as by reflection at |m| = 1, more often than allowed
  /// @throws CancellationException if the thread is interrupted
  public Report run(
      StochasticEquation equation,
      ScalarField initial,
      int run,
      RandomGenerator random,
      Consumer<? super Frame> sink) {
    requireSame(equation, initial.grid(), 1);
    return run(
        equation,
        initial.values().clone(),
        random,
        (time, m) -> {
          var field = new ScalarField(equation.grid(), m.clone());
          sink.accept(new Frame(time, run, equation.conditions(), field, Optional.empty()));
        });
  }

  /// The same of an equation of vectors.
  public Report run(
      StochasticEquation equation,
      VectorField initial,
      int run,
      RandomGenerator random,
      Consumer<? super VectorFrame> sink) {
    requireSame(equation, initial.grid(), initial.components());
    return run(
        equation,
        initial.values().clone(),
        random,
        (time, m) -> {
          var field = new VectorField(equation.grid(), initial.components(), m.clone());
          sink.accept(new VectorFrame(time, run, equation.conditions(), field));
        });
  }

  private static void requireSame(StochasticEquation equation, Grid grid, int components) {
    if (!grid.equals(equation.grid())) {
      throw new IllegalArgumentException(
          "an initial field on " + grid + " for an equation on " + equation.grid());
    }
    if (components != equation.components()) {
      throw new IllegalArgumentException(
          "an initial field of "
              + components
              + " components for an equation of "
              + equation.components());
    }
  }

  private interface StateSink {
    /// @param m a live array
    void accept(double time, double[] m);
  }

  private Report run(
      StochasticEquation equation, double[] m, RandomGenerator random, StateSink sink) {
    equation.conditions().field().requireKnown(start, start + saveAt.time(saveAt.size() - 1));
    var stepper = method.apply(equation);
    int cells = equation.grid().size();
    stepper.start(m, random);
    double t = 0;
    long steps = 0;
    for (int i = 0; i < saveAt.size(); i++) {
      double span = saveAt.time(i) - t;
      long n = (long) Math.ceil(span / dt * (1 - 1e-12));
      for (long k = 0; k < n; k++) {
        if (Thread.interrupted()) {
          throw new CancellationException("rollout interrupted at t = " + (t + k * span / n));
        }
        stepper.step(start + t + k * (span / n), m, span / n, random);
      }
      t = saveAt.time(i);
      steps += n;
      requireFinite(m, cells, t);
      var soFar = new Report(steps, stepper.clips(), cells);
      if (i == saveAt.size() - 1 || steps * (double) cells > ENOUGH_UPDATES) {
        requireInside(soFar, equation.components() > 1, t);
      }
      sink.accept(start + t, m);
    }
    return new Report(steps, stepper.clips(), cells);
  }

  private void requireInside(Report report, boolean vectors, double t) {
    if (report.clipFraction() > mostReflections) {
      throw new ArithmeticException(
          (vectors
                  ? "vectors were brought back to |m| = 1 in "
                  : "cells were reflected at |m| = 1 in ")
              + (float) (100 * report.clipFraction())
              + " % of their updates up to t = "
              + t
              + " (allowed "
              + (float) (100 * mostReflections)
              + (vectors ? " %): take " : " %): take poisson noise (cosh closure), ")
              + "a time step below "
              + dt
              + ", or larger blocks");
    }
  }

  private void requireFinite(double[] m, int cells, double t) {
    for (int i = 0; i < m.length; i++) {
      if (!Double.isFinite(m[i])) {
        throw new ArithmeticException(
            "m = "
                + m[i]
                + " in cell "
                + i % cells
                + " at t = "
                + t
                + ": dt = "
                + dt
                + " is too long for this equation");
      }
    }
  }
}
