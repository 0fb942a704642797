package onsagerflow.benchmarks;

import java.util.concurrent.TimeUnit;
import onsagerflow.atomistic.Heisenberg;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Frame;
import onsagerflow.llg.LlgSystem;
import onsagerflow.llg.Scheme;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Spin-steps per second of stochastic LLG, simple cubic, nearest neighbours, 16³ spins, which fit
/// the cache, on one thread. A step of two fields (Heun and its like) is what others count; one of
/// splitting has eight.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class SpinDynamicsBenchmark {

  private static final int EDGE = 16;
  private static final int STEPS = 10;

  @Param private Scheme scheme;

  private final CounterRandom random = new CounterRandom(1, 0);
  private LlgSystem spins;

  @Setup
  public void setUp() {
    this.spins =
        Heisenberg.on(EDGE, 3).exchange(1).llg(new Frame.Conditions(0.9, 0), 1, 0.1).by(scheme);
    spins.magnetise(new double[] {0, 0, 0.7}, random);
  }

  @Benchmark
  @OperationsPerInvocation(STEPS * EDGE * EDGE * EDGE)
  public double spinSteps() {
    spins.advance(STEPS * spins.step(), random);
    return spins.time();
  }
}
