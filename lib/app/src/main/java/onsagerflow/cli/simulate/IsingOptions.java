package onsagerflow.cli.simulate;

import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.micro.NearestNeighbourIsing;
import onsagerflow.micro.SpinSystem;
import picocli.CommandLine.Option;

/// The options that say which nearest-neighbour Ising spins are simulated.
public final class IsingOptions extends SpinOptions {

  @Option(
      names = "--step",
      paramLabel = "<tau>",
      description =
          "Longest time step of the spins, in sweeps. Equilibrium averages are exact for every"
              + " step, relaxation has an error of order tau^2.")
  private double step = NearestNeighbourIsing.DEFAULT_STEP;

  @Override
  String model(String lattice) {
    return "nearest-neighbour Ising, %s, step %s".formatted(lattice, step);
  }

  @Override
  SpinSystem system(Grid lattice, Frame.Conditions conditions) {
    return new NearestNeighbourIsing(lattice, conditions, step);
  }
}
