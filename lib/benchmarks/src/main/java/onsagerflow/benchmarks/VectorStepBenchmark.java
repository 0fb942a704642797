package onsagerflow.benchmarks;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.fourier.Convolution;
import onsagerflow.meso.vector.VectorLaw;
import onsagerflow.meso.vector.VectorOnsagerFlow;
import onsagerflow.rollout.AdamsBashforth;
import onsagerflow.rollout.EulerMaruyama;
import onsagerflow.rollout.RotatingHeun;
import onsagerflow.rollout.Stepper;
import onsagerflow.rollout.StochasticHeun;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Steps per second of the vector equation on 128² cells, kernel radius 6, one thread; with what no
/// step can do without, three FFT pairs and three normal deviates a cell, as a yardstick. The
/// scalar equation beside it: [SpdeStepBenchmark].
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class VectorStepBenchmark {

  private static final int RADIUS = 6;
  private static final double DT = 0.05;
  private static final double TEMPERATURE = 0.22;

  private final Grid grid = new Grid(128, 128, 8);
  private final RandomGenerator random = new CounterRandom(1, 0);
  private final double[] m = new double[3 * grid.size()];
  private final double[] work = new double[m.length];
  private Stepper euler;
  private Stepper heun;
  private Stepper adams;
  private Stepper rotating;
  private Convolution convolution;

  @Setup
  public void setUp() {
    Arrays.fill(m, 0.3);
    this.euler = new EulerMaruyama(equation());
    this.heun = new StochasticHeun(equation());
    this.adams = new AdamsBashforth(equation());
    this.rotating = new RotatingHeun(equation());
    this.convolution = new Convolution(grid, MeanFieldModel.kernel(RADIUS));
  }

  private VectorOnsagerFlow equation() {
    var law = VectorLaw.kac(TEMPERATURE, 0.2, 1, MeanFieldModel.kernel(RADIUS));
    return new VectorOnsagerFlow(grid, 64, new Frame.Conditions(TEMPERATURE, 0.02), law);
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

  @Benchmark
  public double[] adamsBashforth() {
    adams.step(m, DT, random);
    return m;
  }

  @Benchmark
  public double[] rotatingHeun() {
    rotating.step(m, DT, random);
    return m;
  }

  /// The yardstick: three convolutions and three normal deviates per cell.
  @Benchmark
  public double[] convolutionAndNoise() {
    convolution.apply(m, work);
    for (int i = 0; i < work.length; i++) {
      work[i] += random.nextGaussian();
    }
    return work;
  }
}
