package onsagerflow.benchmarks;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import onsagerflow.coarsen.BlockAverage;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import onsagerflow.micro.KacIsing;
import onsagerflow.micro.KacKernel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Spins coarse-grained per microsecond (that is, millions per second) into blocks of 8 × 8, at L =
/// 4096: m alone, and the generator channels, whose hyperbolic tangents are the larger part.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgs = {"--enable-native-access=ALL-UNNAMED"})
public class BlockAverageBenchmark {

  private static final int LENGTH = 4096;

  private final KacIsing spins =
      new KacIsing(Grid.square(LENGTH), KacKernel.bump(16), new Frame.Conditions(0.8, 0));
  private final BlockAverage average = new BlockAverage(8);

  /// Starts from independent spins, their field found.
  public BlockAverageBenchmark() {
    spins.magnetise(0, new SplittableRandom(1));
    average.generator(spins);
  }

  @Benchmark
  @OperationsPerInvocation(LENGTH * LENGTH)
  public ScalarField magnetisation() {
    return average.magnetisation(spins);
  }

  @Benchmark
  @OperationsPerInvocation(LENGTH * LENGTH)
  public Frame.Generator generator() {
    return average.generator(spins);
  }
}
