package onsagerflow.cli;

import java.util.Arrays;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.micro.KacIsing;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options that say what Kac–Ising spins there are.
@SuppressWarnings("NullAway.Init") // picocli sets required options
final class KacSystem {

  @Option(names = "--length", paramLabel = "<L>", description = "Edge of the lattice, in spins.")
  private int length = 1024;

  @Option(
      names = "--block",
      paramLabel = "<B>",
      description = "Edge of a block, in spins; divides the length.")
  private int block = 8;

  @Mixin private final KernelOptions kernelOptions = new KernelOptions();

  @Option(
      names = "--temperature",
      required = true,
      paramLabel = "<T>",
      description = "Temperature, in units of the interaction strength.")
  private Double temperature;

  @Option(names = "--field", paramLabel = "<h>", description = "External field.")
  private double field;

  @Option(
      names = "--leap",
      paramLabel = "<tau>",
      description =
          "Longest time step of the spins, in sweeps. Averages have an error of order tau^2, the"
              + " scatter of a pair is too small if its lag is below two steps.")
  private double leap = KacIsing.DEFAULT_LEAP;

  int block() {
    return block;
  }

  double leap() {
    return leap;
  }

  Frame.Conditions conditions() {
    return new Frame.Conditions(temperature, field);
  }

  Kernel kernel() {
    return kernelOptions.kernel();
  }

  /// All spins up.
  KacIsing spins() {
    var lattice = lattice();
    var kernel = kernel();
    kernel.requireFits(lattice);
    return new KacIsing(lattice, kernel, conditions(), leap);
  }

  Grid lattice() {
    if (length < 1 || length > (int) Math.sqrt(Integer.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "--length must lie between 1 and 46340 spins, got " + length);
    }
    return Grid.square(length);
  }

  /// The spins in a few words, for the origin of a trajectory.
  String describe() {
    return "Kac-Ising, L = %d, %s, tau-leap %s"
        .formatted(length, kernelOptions.describe(kernel()), leap);
  }

  /// All that decides what the spins do, as text that tells systems apart.
  String identify() {
    return "%s, block %d, %s, J %08x"
        .formatted(describe(), block, describeConditions(), Arrays.hashCode(kernel().values()));
  }

  /// The number of blocks, such as 8 x 8.
  String blocks() {
    int blocks = length / block;
    return blocks + " x " + blocks;
  }

  String describeConditions() {
    return "T = %s, h = %s".formatted(temperature, field);
  }
}
