package onsagerflow.benchmarks;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.fourier.FloatConvolution;
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

/// Spin updates of the τ-leap per microsecond (that is, millions per second), each spin once a
/// leap, at L = 1024 with a bump kernel of range 32.
///
/// The yardstick is the part that no leap can do without: the Fourier convolution alone, counted in
/// the same unit.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgs = {"--enable-native-access=ALL-UNNAMED"})
public class KacLeapBenchmark {

  private static final int LENGTH = 1024;
  private static final int SITES = LENGTH * LENGTH;

  private final RandomGenerator random = new SplittableRandom(1);
  private final KacIsing spins =
      new KacIsing(Grid.square(LENGTH), KacKernel.bump(32), new Frame.Conditions(0.8, 0));
  private final FloatConvolution convolution =
      new FloatConvolution(Grid.square(LENGTH), KacKernel.bump(32));
  private final float[] input = new float[SITES];
  private final float[] output = new float[SITES];

  /// Starts from independent spins.
  public KacLeapBenchmark() {
    spins.magnetise(0, random);
    byte[] sigma = spins.spins();
    for (int i = 0; i < SITES; i++) {
      input[i] = sigma[i];
    }
  }

  @Benchmark
  @OperationsPerInvocation(SITES)
  public KacIsing leap() {
    spins.advance(spins.leap(), random);
    return spins;
  }

  @Benchmark
  @OperationsPerInvocation(SITES)
  public float[] convolutionAlone() {
    convolution.apply(input, output);
    return output;
  }
}
