package onsagerflow.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command `onsagerflow`.
@Command(
    name = "onsagerflow",
    mixinStandardHelpOptions = true,
    version = "OnsagerFlow 0.1.0",
    description = "Learns a mesoscopic stochastic PDE from microscopic spin simulation.")
public final class Main implements Runnable {

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  /// Runs one command and exits with its code.
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }
}
