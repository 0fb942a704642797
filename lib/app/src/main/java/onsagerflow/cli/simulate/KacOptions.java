package onsagerflow.cli.simulate;

import java.util.Arrays;
import java.util.Locale;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.micro.KacIsing;
import onsagerflow.micro.SpinSystem;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options that say which Kac–Ising spins are simulated.
public final class KacOptions extends SpinOptions {

  @Mixin private final KernelOptions kernelOptions = new KernelOptions();

  @Option(
      names = "--leap",
      paramLabel = "<tau>",
      description =
          "Longest time step of the spins, in sweeps. Averages have an error of order tau^2, the"
              + " scatter of a pair is too small if its lag is below two steps.")
  private double leap = KacIsing.DEFAULT_LEAP;

  public double leap() {
    return leap;
  }

  public Kernel kernel() {
    return kernelOptions.kernel();
  }

  @Override
  String model(String lattice) {
    return "Kac-Ising, %s, %s, tau-leap %s"
        .formatted(lattice, kernelOptions.describe(kernel()), leap);
  }

  @Override
  SpinSystem system(Grid lattice, Frame.Conditions conditions) {
    var kernel = kernel();
    kernel.requireFits(lattice);
    return new KacIsing(lattice, kernel, conditions, leap);
  }

  @Override
  public String identify() {
    return String.format(
        Locale.ROOT, "%s, J %08x", super.identify(), Arrays.hashCode(kernel().values()));
  }
}
