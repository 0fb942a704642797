package onsagerflow.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import onsagerflow.estimate.MobilityForm;
import onsagerflow.estimate.Smoothness;
import onsagerflow.estimate.data.Observations;
import onsagerflow.field.Symmetry;
import onsagerflow.meso.Closure;
import onsagerflow.meso.Gauge;
import onsagerflow.statistics.domains.FlatInterfaces;
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
    return withConverters(new CommandLine(new Main()))
        .setExecutionStrategy(new OutputGuard())
        .setParameterExceptionHandler(Failures::refuse)
        .setExecutionExceptionHandler(Failures::report);
  }

  /// Teaches a command what the words of its options mean.
  static CommandLine withConverters(CommandLine command) {
    return command
        .registerConverter(Closure.class, Choice.of(Closure.values()))
        .registerConverter(Symmetry.class, Choice.of(Symmetry.values()))
        .registerConverter(Smoothness.class, Choice.of(Smoothness.values()))
        .registerConverter(
            Observations.UseGenerator.class, Choice.of(Observations.UseGenerator.values()))
        .registerConverter(
            MobilityForm.class,
            new Choice<>(Map.of("m", MobilityForm.M, "m,phi", MobilityForm.M_PHI)))
        .registerConverter(
            LearnerOptions.SlopeForm.class, Choice.of(LearnerOptions.SlopeForm.values()))
        .registerConverter(RecordingTimes.Spacing.class, Choice.of(RecordingTimes.Spacing.values()))
        .registerConverter(EquationOptions.Equation.class, EquationOptions.Equation.choice())
        .registerConverter(
            HeisenbergOptions.Lattice.class, Choice.of(HeisenbergOptions.Lattice.values()))
        .registerConverter(
            HeisenbergOptions.Exchange.class, Choice.of(HeisenbergOptions.Exchange.values()))
        .registerConverter(
            HeisenbergOptions.Method.class, Choice.of(HeisenbergOptions.Method.values()))
        .registerConverter(FlipOptions.Method.class, Choice.of(FlipOptions.Method.values()))
        .registerConverter(EngineOptions.Engine.class, Choice.of(EngineOptions.Engine.values()))
        .registerConverter(Validate.Truth.class, Choice.of(Validate.Truth.values()))
        .registerConverter(Survey.Scale.class, Choice.of(Survey.Scale.values()))
        .registerConverter(Integration.Method.class, Choice.of(Integration.Method.values()))
        .registerConverter(Integration.Noise.class, Choice.of(Integration.Noise.values()))
        .registerConverter(FlatInterfaces.Normal.class, Choice.of(FlatInterfaces.Normal.values()))
        .registerConverter(
            VectorOptions.Component.class, Choice.of(VectorOptions.Component.values()))
        .registerConverter(OptionalInt.class, LearnerOptions::radius)
        .registerConverter(Gauge.class, LearnerOptions::gauge)
        .registerConverter(FrameReference.class, FrameReference::parse);
  }
}
