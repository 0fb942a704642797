package onsagerflow.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What every command has: `--help`, `--version`, `--quiet`, `--debug`, exit codes.
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions (* required):%n",
    commandListHeading = "%nCommands:%n",
    requiredOptionMarker = '*',
    sortOptions = false,
    abbreviateSynopsis = true,
    showDefaultValues = true,
    usageHelpWidth = 100,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the run failed: the data do not answer what was asked, the disk refuses the output",
      "2:bad usage or input: an impossible option, a file that is missing, damaged or does not"
          + " match",
      "130:interrupted by Ctrl-C; nothing half-written is left"
    })
public final class Common {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(names = "--quiet", description = "No progress on standard error.")
  private boolean quiet;

  @Option(names = "--debug", description = "On failure, also show where in the program it arose.")
  private boolean debug;

  public CommandLine commandLine() {
    return spec.commandLine();
  }

  boolean debug() {
    return debug;
  }

  /// Prints a result on standard output.
  public void print(String text) {
    commandLine().getOut().println(text);
    commandLine().getOut().flush();
  }

  /// Prints a plain sentence of caution on standard error.
  public void warn(String sentence) {
    commandLine().getErr().println("onsagerflow: warning: " + sentence);
    commandLine().getErr().flush();
  }

  /// Progress of `total` steps on standard error.
  ///
  /// @param unit what a step is, in the plural
  public ProgressReporter progress(String task, String unit, long total) {
    if (quiet) {
      return ProgressReporter.silent();
    }
    return ProgressReporter.on(commandLine().getErr(), task, unit, total);
  }
}
