package onsagerflow.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import onsagerflow.cli.command.Choice;
import onsagerflow.cli.command.Common;
import onsagerflow.cli.command.Interruption;
import onsagerflow.cli.files.Describe;
import onsagerflow.cli.files.Export;
import onsagerflow.cli.files.Import;
import onsagerflow.cli.flips.Flips;
import onsagerflow.cli.learn.Learn;
import onsagerflow.cli.rollout.RollOut;
import onsagerflow.cli.simulate.Simulate;
import onsagerflow.cli.statistics.Compare;
import onsagerflow.cli.statistics.Statistics;
import onsagerflow.cli.validate.Survey;
import onsagerflow.cli.validate.Validate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The command `onsagerflow`.
@Command(
    name = "onsagerflow",
    description = {
      "Learns a mesoscopic stochastic PDE from microscopic spin simulation: simulate spins and keep"
          + " their block averages, learn the mobility K, the entropy slope s' and the interaction"
          + " J, roll the learned equation out, and compare it with the spins.",
      "",
      "Lengths are in lattice spacings, times in sweeps (one attempted update per spin), energies"
          + " and temperatures in units of k_B = 1."
    },
    footerHeading = "%nFrom spins to a checked model:%n",
    footer = {
      "  # runs of spins to learn from, of several initial magnetisations",
      "  onsagerflow simulate kac --length 512 --temperature 0.8 --mean 0,0.2,0.4,0.6,-0.3 \\",
      "    --duration 12 --save-every 0.6 --generator --out a.h5",
      "  onsagerflow learn a.h5 --symmetry c4 --out model.json",
      "  # other runs to judge by: four quenches of five frames each; rollouts from the start of"
          + " each",
      "  onsagerflow simulate kac --length 512 --temperature 0.8 --runs 4 --duration 12 \\",
      "    --save-every 3 --seed 2 --out b.h5",
      "  onsagerflow rollout model.json --init b.h5#0 --init b.h5#5 --init b.h5#10 --init b.h5#15"
          + " \\",
      "    --duration 12 --save-every 3 --ensemble 16 --out r.h5",
      "  onsagerflow compare r.h5 b.h5"
    },
    subcommands = {
      Simulate.class,
      Import.class,
      Export.class,
      Describe.class,
      Learn.class,
      RollOut.class,
      Statistics.class,
      Compare.class,
      Flips.class,
      Validate.class,
      Survey.class
    })
public final class Main implements Runnable {

  @Mixin private final Common common = new Common();

  /// Shows the help: who asks for nothing in particular wants to know what there is.
  @Override
  public void run() {
    common.commandLine().usage(common.commandLine().getOut());
  }

  /// Runs one command and exits with its code.
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT); // the same digits everywhere
    Failures.reserveMemory();
    Thread.setDefaultUncaughtExceptionHandler((_, e) -> Failures.report(System.err, e));
    var commandLine =
        commandLine()
            .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    System.exit(Interruption.guard(() -> execute(commandLine, arguments)));
  }

  private static int execute(CommandLine commandLine, String[] arguments) {
    try {
      return commandLine.execute(arguments);
    } catch (RuntimeException | Error e) { // outside a command, or where memory ends twice
      return Failures.report(System.err, e);
    }
  }

  static CommandLine commandLine() {
    return Choice.teach(new CommandLine(new Main()))
        .setExecutionStrategy(new OutputGuard())
        .setParameterExceptionHandler(Failures::refuse)
        .setExecutionExceptionHandler(Failures::report);
  }
}
