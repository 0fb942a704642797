package onsagerflow.cli.simulate;

import onsagerflow.cli.command.Quantity;
import onsagerflow.coarsen.Schedule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `onsagerflow simulate kac`: Kac–Ising spins, block-averaged as they run.
@Command(
    name = "kac",
    header = "Simulates Ising spins with a long-ranged interaction.",
    description =
        "Simulates Ising spins with a long-ranged (Kac) interaction on a periodic square lattice"
            + " under heat-bath Glauber dynamics, and records the magnetisation of blocks. Each run"
            + " starts from independent spins of the given mean at time 0. Learning wants data"
            + " spread over magnetisations and wavelengths: several means, early and late times."
            + " With --generator each frame also carries the exact drift and noise of each block,"
            + " which makes learning far more accurate.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  # a quench, recorded every sweep, with generator channels",
      "  onsagerflow simulate kac --temperature 0.8 --duration 20 --save-every 1 --generator \\",
      "    --out a.h5",
      "  # 300 bare frame pairs of lag 0.1 from three initial magnetisations",
      "  onsagerflow simulate kac --temperature 0.8 --mean 0,0.2,-0.5 --duration 20 --pairs 100 \\",
      "    --out b.h5",
      "  # eight independent runs to compare a model with",
      "  onsagerflow simulate kac --temperature 0.8 --times 0,5,10,20 --runs 8 --out c.h5"
    })
final class SimulateKac extends Simulation {

  @Mixin private final KacOptions spins = new KacOptions();

  @Override
  SpinOptions spins() {
    return spins;
  }

  /// Says when pairs are too close for the leap.
  @Override
  void caution(Schedule schedule) {
    double shortest = Double.POSITIVE_INFINITY;
    for (var times : schedule.runs()) {
      for (int i = 1; i < times.size(); i++) {
        shortest = Math.min(shortest, times.get(i) - times.get(i - 1));
      }
    }
    double leap = spins.leap();
    if (shortest < 2 * leap * (1 - 1e-9)) {
      common()
          .warn(
              "frames %s sweeps apart scatter too little at --leap %s; take at most half their distance"
                  .formatted(Quantity.time(shortest), leap));
    }
  }
}
