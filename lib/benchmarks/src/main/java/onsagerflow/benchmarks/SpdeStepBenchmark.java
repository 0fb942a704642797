package onsagerflow.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Grid;
import onsagerflow.field.fourier.Convolution;
import onsagerflow.meso.Closure;
import onsagerflow.meso.OnsagerFlow;
import onsagerflow.rollout.AdamsBashforthLeap;
import onsagerflow.rollout.EulerMaruyama;
import onsagerflow.rollout.Stepper;
import onsagerflow.rollout.StochasticHeun;
import onsagerflow.rollout.TrapezoidalLeap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Steps per second of a learned SPDE on 128² cells, kernel radius 6, K(m, φ) from a table, one
/// thread; with what no step can do without, the FFT pair and the normal deviates, as a yardstick.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class SpdeStepBenchmark {

  private static final int RADIUS = 6;
  private static final double DT = 0.1;

  @Param({"COSH", "ONSAGER"})
  private Closure closure;

  private final Grid grid = new Grid(128, 128, 8);
  private final RandomGenerator random = new CounterRandom(1, 0);
  private final double[] m = new double[grid.size()];
  private final double[] work = new double[grid.size()];
  private Stepper euler;
  private Stepper heun;
  private Stepper leap;
  private Stepper adams;
  private Convolution convolution;

  @Setup
  public void setUp() {
    this.euler = new EulerMaruyama(OnsagerFlow.of(MeanFieldModel.of(closure, RADIUS), grid));
    this.heun = new StochasticHeun(OnsagerFlow.of(MeanFieldModel.of(closure, RADIUS), grid));
    // the onsager closure has no flips
    this.leap = new TrapezoidalLeap(OnsagerFlow.of(MeanFieldModel.of(Closure.COSH, RADIUS), grid));
    this.adams =
        new AdamsBashforthLeap(OnsagerFlow.of(MeanFieldModel.of(Closure.COSH, RADIUS), grid));
    this.convolution = new Convolution(grid, MeanFieldModel.kernel(RADIUS));
  }

  @Benchmark
  public double[] eulerMaruyama() {
    euler.step(m, DT, random);
    return m;
  }

  @Benchmark
  public double[] stochasticHeun() {
    heun.step(m, DT, random);
    return m;
  }

  /// Flips of single spins; the same with either closure named.
  @Benchmark
  public double[] trapezoidalLeap() {
    leap.step(m, DT, random);
    return m;
  }

  @Benchmark
  public double[] adamsBashforthLeap() {
    adams.step(m, DT, random);
    return m;
  }

  /// The yardstick: one convolution and one normal deviate per cell.
  @Benchmark
  public double[] convolutionAndNoise() {
    convolution.apply(m, work);
    for (int cell = 0; cell < work.length; cell++) {
      work[cell] += random.nextGaussian();
    }
    return work;
  }
}
