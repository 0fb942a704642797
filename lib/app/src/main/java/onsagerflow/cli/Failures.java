package onsagerflow.cli;

import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import onsagerflow.io.InvalidFileException;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Turns what went wrong into one line on standard error and an exit code.
final class Failures {

  static final int RUN_FAILED = 1;
  static final int BAD_INPUT = 2;
  static final int INTERRUPTED = 130; // 128 + SIGINT

  private Failures() {}

  /// A command line that could not be understood.
  static int refuse(ParameterException e, String[] arguments) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName(" ");
    return print(e.getCommandLine(), reason(e) + " (see " + command + " --help)", BAD_INPUT);
  }

  /// A command that did not finish.
  static int report(Exception thrown, CommandLine commandLine, ParseResult parsed) {
    Throwable e =
        thrown instanceof ExecutionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (parsed.asCommandLineList().getLast().getParseResult().hasMatchedOption("--debug")) {
      e.printStackTrace(commandLine.getErr());
    }
    if (e instanceof KeptRunsException kept) {
      return print(commandLine, reason(kept), INTERRUPTED);
    }
    if (e instanceof CancellationException || Thread.interrupted()) {
      return print(commandLine, "interrupted, nothing was written", INTERRUPTED);
    }
    return switch (e) {
      case IllegalArgumentException bad -> print(commandLine, reason(bad), BAD_INPUT);
      case InvalidFileException bad -> print(commandLine, reason(bad), BAD_INPUT);
      case RunFailedException failed -> print(commandLine, reason(failed), RUN_FAILED);
      case UncheckedIOException failed -> print(commandLine, reason(failed), RUN_FAILED);
      case ArithmeticException failed -> print(commandLine, reason(failed), RUN_FAILED);
      case OutOfMemoryError failed ->
          print(
              commandLine,
              "not enough memory ("
                  + reason(failed)
                  + "); allow more with JAVA_TOOL_OPTIONS=-Xmx8g",
              RUN_FAILED);
      default -> print(commandLine, "unexpected " + e + " (--debug shows where)", RUN_FAILED);
    };
  }

  private static int print(CommandLine commandLine, String line, int code) {
    commandLine.getErr().println("onsagerflow: " + line.strip().replaceAll("\\s*\\R\\s*", " "));
    commandLine.getErr().flush();
    return code;
  }

  private static String reason(Throwable e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
