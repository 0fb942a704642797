package onsagerflow.benchmarks;

import java.util.Locale;
import java.util.function.Function;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import onsagerflow.meso.Closure;
import onsagerflow.meso.OnsagerFlow;
import onsagerflow.meso.StochasticEquation;
import onsagerflow.micro.KacIsing;
import onsagerflow.micro.KacKernel;
import onsagerflow.rollout.Ensemble;
import onsagerflow.rollout.Rollout;
import onsagerflow.rollout.SaveAt;
import onsagerflow.rollout.Stepper;
import onsagerflow.rollout.StochasticHeun;

/// One sweep of Kac–Ising spins against one unit of time of the equation of their 128² blocks, by the
/// same clock on the same machine, with all threads.
///
///     java … onsagerflow.benchmarks.UnitOfTime [length [sweeps]]
///
/// The spins have a range of six blocks. A leap takes the same work as any other, so that a sweep is
/// timed by a few leaps (the first, which plans the transforms, left out). The equation runs as an
/// ensemble of eight, over so many sweeps.
public final class UnitOfTime {

  private static final int CELLS = 128;
  private static final int REACH = 6;
  private static final int LEAPS = 3;
  private static final int RUNS = 8;

  private UnitOfTime() {}

  public static void main(String[] arguments) {
    int length = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 16384;
    double sweeps = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 100;
    double spins = secondsPerSweep(length);
    System.out.printf(Locale.ROOT, "spins, %d²: %.3f s per sweep%n", length, spins);
    report("cosh, flips, Adams-Bashforth leap", Closure.COSH, Stepper::fast, spins, sweeps);
    report("cosh, flips, trapezoidal leap", Closure.COSH, Stepper::of, spins, sweeps);
    report("cosh, Gaussian, stochastic Heun", Closure.COSH, StochasticHeun::new, spins, sweeps);
    report(
        "onsager, Gaussian, stochastic Heun", Closure.ONSAGER, StochasticHeun::new, spins, sweeps);
  }

  private static double secondsPerSweep(int length) {
    double range = (double) REACH * length / CELLS;
    var system =
        new KacIsing(Grid.square(length), KacKernel.bump(range), new Frame.Conditions(0.8, 0));
    var random = new CounterRandom(1, 0);
    system.magnetise(0, random);
    system.advance(system.leap(), random);
    long start = System.nanoTime();
    system.advance(LEAPS * system.leap(), random);
    return (System.nanoTime() - start) * 1e-9 / (LEAPS * system.leap());
  }

  private static void report(
      String name,
      Closure closure,
      Function<StochasticEquation, Stepper> method,
      double spins,
      double sweeps) {
    var grid = new Grid(CELLS, CELLS, 8);
    var rollout = new Rollout(method, Rollout.DEFAULT_TIME_STEP, SaveAt.times(sweeps));
    var ensemble = new Ensemble(RUNS, 1);
    Runnable run =
        () ->
            ensemble.run(
                rollout,
                () -> OnsagerFlow.of(MeanFieldModel.of(closure, REACH), grid),
                new ScalarField(grid),
                frame -> {});
    run.run(); // warms up
    long start = System.nanoTime();
    run.run();
    double seconds = (System.nanoTime() - start) * 1e-9;
    double perSweep = seconds / (RUNS * sweeps);
    System.out.printf(
        Locale.ROOT,
        "%s, 128²: %.5f s per sweep of one run, %.0f steps/s, %.0f times faster than the spins%n",
        name,
        perSweep,
        1 / (perSweep * Rollout.DEFAULT_TIME_STEP),
        spins / perSweep);
  }
}
