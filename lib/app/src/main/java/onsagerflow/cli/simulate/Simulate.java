package onsagerflow.cli.simulate;

import onsagerflow.cli.command.Common;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/// `onsagerflow simulate`: the family of microscopic simulators.
@Command(
    name = "simulate",
    header = "Simulates spins or a magnetisation and keeps block averages.",
    footerHeading = "%nExample:%n",
    footer = {
      "  onsagerflow simulate kac --temperature 0.8 --duration 20 --save-every 1 --out a.h5",
      "  onsagerflow simulate ising --temperature 2 --mean 1 --duration 99 --save-every 1 --out"
          + " b.h5"
    },
    subcommands = {
      SimulateKac.class,
      SimulateIsing.class,
      SimulateHeisenberg.class,
      SimulateLlg.class
    })
public final class Simulate implements Runnable {

  @Mixin private final Common common = new Common();

  @Override
  public void run() {
    throw new ParameterException(
        common.commandLine(), "say what to simulate: kac, ising, heisenberg or llg");
  }
}
