package onsagerflow.benchmarks;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import onsagerflow.field.Convolution;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.meso.Closure;
import onsagerflow.meso.FieldTable;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.OnsagerFlow;
import onsagerflow.meso.Table;
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
  private static final double DT = 0.05;

  @Param({"COSH", "ONSAGER"})
  private Closure closure;

  private final Grid grid = new Grid(128, 128, 8);
  private final RandomGenerator random = new CounterRandom(1, 0);
  private final double[] m = new double[grid.size()];
  private final double[] work = new double[grid.size()];
  private Stepper euler;
  private Stepper heun;
  private Stepper leap;
  private Convolution convolution;

  @Setup
  public void setUp() {
    this.euler = new EulerMaruyama(OnsagerFlow.of(model(closure), grid));
    this.heun = new StochasticHeun(OnsagerFlow.of(model(closure), grid));
    // the onsager closure has no flips
    this.leap = new TrapezoidalLeap(OnsagerFlow.of(model(Closure.COSH), grid));
    this.convolution = new Convolution(grid, kernel());
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

  /// The yardstick: one convolution and one normal deviate per cell.
  @Benchmark
  public double[] convolutionAndNoise() {
    convolution.apply(m, work);
    for (int cell = 0; cell < work.length; cell++) {
      work[cell] += random.nextGaussian();
    }
    return work;
  }

  /// The exact functions of a mean-field system at T = 0.8, as tables.
  private static LearnedModel model(Closure closure) {
    double temperature = 0.8;
    int points = 64;
    var x = new double[points];
    var slope = new double[points];
    var mobility = new double[points];
    var byField = new double[points][points];
    for (int i = 0; i < points; i++) {
      x[i] = -0.98 + 1.96 * i / (points - 1);
    }
    for (int i = 0; i < points; i++) {
      slope[i] = temperature * 0.5 * Math.log((1 + x[i]) / (1 - x[i]));
      mobility[i] = (1 - x[i] * Math.tanh(x[i] / temperature)) / temperature;
      for (int j = 0; j < points; j++) {
        byField[i][j] = (1 - x[i] * Math.tanh(x[j] / temperature)) / temperature;
      }
    }
    var none = new double[points];
    return new LearnedModel(
        closure,
        new Frame.Conditions(temperature, 0),
        8,
        "mean field",
        new Table(x, mobility, none),
        Optional.of(new FieldTable(x, x, byField, new double[points][points])),
        new Table(x, slope, none),
        kernel(),
        kernel().scaled(0),
        Map.of());
  }

  /// A cone of total strength 1.
  private static Kernel kernel() {
    int width = 2 * RADIUS + 1;
    var values = new double[width * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0, RADIUS - Math.hypot(i / width - RADIUS, i % width - RADIUS));
    }
    var cone = new Kernel(RADIUS, values);
    return cone.scaled(1 / cone.total());
  }
}
