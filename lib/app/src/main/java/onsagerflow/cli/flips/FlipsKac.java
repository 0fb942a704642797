package onsagerflow.cli.flips;

import onsagerflow.cli.command.Common;
import onsagerflow.cli.command.OutputFile;
import onsagerflow.cli.engine.Distributed;
import onsagerflow.cli.simulate.KacOptions;
import onsagerflow.coarsen.BlockAverage;
import onsagerflow.jobs.Task;
import onsagerflow.meso.EntropySlope;
import onsagerflow.rare.SpinReplica;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `onsagerflow flips kac`: flips of Kac–Ising spins.
@Command(
    name = "kac",
    header = "Measures how rarely Kac-Ising spins flip.",
    description =
        "Measures the mean time in which the magnetisation M of a box of Kac-Ising spins flips from"
            + " one ordered state to the other. Interrupted, the same command goes on from where it"
            + " was.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  onsagerflow flips kac --length 64 --range 16 --temperature 0.96 --runs 200 --out"
          + " flips.json",
      "  # flips too rare to wait for",
      "  onsagerflow flips kac --length 64 --range 16 --temperature 0.9 --method ffs --out"
          + " rare.json"
    })
final class FlipsKac implements Runnable, Distributed {

  @Mixin private final KacOptions spins = new KacOptions();

  @Mixin private final FlipOptions flips = new FlipOptions();

  @Mixin private final OutputFile output = new OutputFile();

  @Mixin private final Common common = new Common();

  @Override
  public void run() {
    var out = output.path();
    var conditions = spins.uniformConditions("a flip");
    var average = new BlockAverage(spins.block());
    double strength = spins.kernel().total();
    var transition =
        flips.transition(
            m ->
                conditions.temperature() * EntropySlope.artanh(m)
                    - strength * m
                    - conditions.field().constant(),
            spins.leap());
    new SpinReplica(spins.system(), average); // refuses a block that does not divide the lattice
    sampling().run(out, flips, transition, common);
  }

  private FlipSampling sampling() {
    var average = new BlockAverage(spins.block());
    return new FlipSampling(
        () -> new SpinReplica(spins.system(), average),
        spins.describe() + ", " + spins.describeConditions(),
        spins.identify());
  }

  @Override
  public Task task() {
    return sampling().task();
  }
}
