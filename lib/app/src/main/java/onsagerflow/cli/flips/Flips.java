package onsagerflow.cli.flips;

import onsagerflow.cli.command.Common;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/// `onsagerflow flips`: how rarely the magnetisation of a box flips.
@Command(
    name = "flips",
    header = "Measures how rarely the magnetisation of a box flips.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  onsagerflow flips kac --length 64 --range 16 --temperature 0.96 --out spins.json",
      "  onsagerflow flips model model.json --out model-flips.json"
    },
    subcommands = {FlipsKac.class, FlipsModel.class})
public final class Flips implements Runnable {

  @Mixin private final Common common = new Common();

  @Override
  public void run() {
    throw new ParameterException(common.commandLine(), "say whose flips: kac or model");
  }
}
