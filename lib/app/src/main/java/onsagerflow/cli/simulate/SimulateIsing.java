package onsagerflow.cli.simulate;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `onsagerflow simulate ising`: nearest-neighbour Ising spins, block-averaged as they run.
@Command(
    name = "ising",
    header = "Simulates Ising spins that interact with their four nearest neighbours.",
    description =
        "Simulates nearest-neighbour Ising spins on a periodic square lattice of even edge under"
            + " heat-bath Glauber dynamics, and records the magnetisation of blocks. Temperature"
            + " and field are in units of the coupling; below T = 2.269185 the spins order. Each"
            + " run starts from independent spins of the given mean at time 0, so equilibrium"
            + " takes a --first that lets it relax. With --generator each frame also carries the"
            + " exact drift and noise of each block.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  # equilibrium above T_c, a frame every 5 sweeps, with generator channels",
      "  onsagerflow simulate ising --temperature 2.6 --block 16 --first 200 --duration 1700 \\",
      "    --save-every 5 --generator --out a.h5",
      "  # the ordered phase",
      "  onsagerflow simulate ising --temperature 2 --block 16 --mean 1 --first 100 \\",
      "    --duration 1600 --save-every 5 --generator --out b.h5",
      "  # frame pairs of lag 2 in a quench",
      "  onsagerflow simulate ising --temperature 1.5 --duration 100 --pairs 20 --lag 2 --out c.h5"
    })
final class SimulateIsing extends Simulation {

  @Mixin private final IsingOptions spins = new IsingOptions();

  @Override
  SpinOptions spins() {
    return spins;
  }
}
