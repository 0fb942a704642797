package onsagerflow.benchmarks;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.micro.KacKernel;
import onsagerflow.micro.NearestNeighbourIsing;
import onsagerflow.micro.SequentialKacIsing;
import onsagerflow.micro.SpinSystem;
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

/// Spin updates of the nearest-neighbour Ising model per microsecond (that is, millions per second)
/// at T = 2.27, each spin once a step of 0.1 sweeps: 64 a word at L = 1024, without a field and in
/// one, and an int each at L = 1022.
///
/// One yardstick is the exact reference, which updates one spin after another, each once a sweep, at
/// L = 256; the other `src/main/c/ising_multispin.c`, on one core, as which this runs by
///
///     -jvmArgsAppend -Djava.util.concurrent.ForkJoinPool.common.parallelism=0
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgs = {"--enable-native-access=ALL-UNNAMED"})
public class NearestNeighbourBenchmark {

  private static final int LENGTH = 1024;
  private static final int OTHER_LENGTH = 1022;
  private static final int STEPS = 10;
  private static final int SEQUENTIAL_LENGTH = 256;
  private static final double T = 2.27;
  private static final Frame.Conditions CONDITIONS = new Frame.Conditions(T, 0);

  private final RandomGenerator random = new SplittableRandom(1);
  private final NearestNeighbourIsing words =
      new NearestNeighbourIsing(Grid.square(LENGTH), CONDITIONS);
  private final NearestNeighbourIsing wordsInField =
      new NearestNeighbourIsing(Grid.square(LENGTH), new Frame.Conditions(T, 0.01));
  private final NearestNeighbourIsing ints =
      new NearestNeighbourIsing(Grid.square(OTHER_LENGTH), CONDITIONS);
  private final SpinSystem sequential =
      new SequentialKacIsing(
          Grid.square(SEQUENTIAL_LENGTH),
          KacKernel.of(new double[][] {{0, 1, 0}, {1, 0, 1}, {0, 1, 0}}),
          CONDITIONS);

  /// Starts from independent spins.
  public NearestNeighbourBenchmark() {
    words.magnetise(0, random);
    wordsInField.magnetise(0, random);
    ints.magnetise(0, random);
    sequential.magnetise(0, random);
  }

  @Benchmark
  @OperationsPerInvocation(STEPS * LENGTH * LENGTH)
  public SpinSystem checkerboard() {
    return advanced(words);
  }

  @Benchmark
  @OperationsPerInvocation(STEPS * LENGTH * LENGTH)
  public SpinSystem checkerboardInField() {
    return advanced(wordsInField);
  }

  @Benchmark
  @OperationsPerInvocation(STEPS * OTHER_LENGTH * OTHER_LENGTH)
  public SpinSystem checkerboardOfInts() {
    return advanced(ints);
  }

  private SpinSystem advanced(NearestNeighbourIsing spins) {
    spins.advance(STEPS * spins.step(), random);
    return spins;
  }

  @Benchmark
  @OperationsPerInvocation(SEQUENTIAL_LENGTH * SEQUENTIAL_LENGTH)
  public SpinSystem oneByOne() {
    sequential.advance(1, random);
    return sequential;
  }
}
