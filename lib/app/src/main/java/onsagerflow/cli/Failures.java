package onsagerflow.cli;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import onsagerflow.cli.command.KeptRunsException;
import onsagerflow.cli.command.RunFailedException;
import onsagerflow.io.format.InvalidFileException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import smile.math.distance.EditDistance;

/// Turns what went wrong into one line on standard error and an exit code.
final class Failures {

  static final int RUN_FAILED = 1;
  static final int BAD_INPUT = 2;
  static final int INTERRUPTED = 130; // 128 + SIGINT

  /// Letters in which a mistyped word differs from the one that was meant.
  private static final int RESERVE = 1 << 20;

  private static final byte[] NOTHING = {};
  private static volatile byte[] reserve = NOTHING;

  private static final int MOST_EDITS = 2;

  private Failures() {}

  /// A command line that could not be understood.
  static int refuse(ParameterException e, String[] arguments) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName(" ");
    return print(
        e.getCommandLine(), reason(e, arguments) + " (see " + command + " --help)", BAD_INPUT);
  }

  /// A word that is no option or command is the cause of what is missing, too.
  private static String reason(ParameterException e, String[] arguments) {
    var spec = e.getCommandLine().getCommandSpec();
    var word = unknown(e, spec.optionsMap().keySet(), arguments);
    boolean isOption = word.isPresent() && word.get().startsWith("-");
    var names = isOption ? spec.optionsMap().keySet() : spec.subcommands().keySet();
    if (word.isEmpty() || names.isEmpty()) {
      return reason(e);
    }
    var alike = new EditDistance(true);
    String nearest =
        names.stream()
            .filter(name -> alike.d(name, word.get()) <= MOST_EDITS)
            .min(Comparator.comparingDouble(name -> alike.d(name, word.get())))
            .map(name -> ": did you mean " + name + "?")
            .orElse("");
    return "there is no " + (isOption ? "option " : "command ") + word.get() + nearest;
  }

  private static Optional<String> unknown(
      ParameterException e, Set<String> options, String[] arguments) {
    return switch (e) {
      case UnmatchedArgumentException unmatched -> unmatched.getUnmatched().stream().findFirst();
      case MissingParameterException _ ->
          Arrays.stream(arguments)
              .filter(word -> word.startsWith("--") && word.length() > 2)
              .map(word -> word.replaceFirst("=.*", ""))
              .filter(word -> !options.contains(word))
              .findFirst();
      default -> Optional.empty();
    };
  }

  /// Holds back some memory for the line that says that there is none.
  static void reserveMemory() {
    reserve = new byte[RESERVE];
  }

  private static void giveBackMemory() {
    if (reserve.length > 0) {
      reserve = NOTHING;
    }
  }

  /// A command that did not finish.
  static int report(Exception thrown, CommandLine commandLine, ParseResult parsed) {
    giveBackMemory();
    Throwable e =
        thrown instanceof ExecutionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (parsed.asCommandLineList().getLast().getParseResult().hasMatchedOption("--debug")) {
      e.printStackTrace(commandLine.getErr());
    }
    var failure = Failure.of(e);
    return print(commandLine, failure.line(), failure.code());
  }

  /// The same where no command is there to tell.
  static int report(PrintStream err, Throwable e) {
    giveBackMemory();
    var failure = Failure.of(e);
    err.println("onsagerflow: " + oneLine(failure.line()));
    return failure.code();
  }

  /// One line and an exit code.
  private record Failure(String line, int code) {

    static Failure of(Throwable e) {
      if (ofKind(OutOfMemoryError.class, e) instanceof OutOfMemoryError memory) {
        String why = Objects.requireNonNullElse(memory.getMessage(), "Java heap");
        return new Failure(
            "not enough memory (" + why + "); allow more with JAVA_TOOL_OPTIONS=-Xmx8g",
            RUN_FAILED);
      }
      if (ofKind(StackOverflowError.class, e) != null) {
        return new Failure(
            "not enough stack; allow more with JAVA_TOOL_OPTIONS=-Xss16m", RUN_FAILED);
      }
      if (e instanceof KeptRunsException kept) {
        return new Failure(reason(kept), INTERRUPTED);
      }
      if (e instanceof CancellationException || Thread.interrupted()) {
        return new Failure("interrupted, nothing was written", INTERRUPTED);
      }
      return switch (e) {
        case IllegalArgumentException bad -> new Failure(reason(bad), BAD_INPUT);
        case InvalidFileException bad -> new Failure(reason(bad), BAD_INPUT);
        case RunFailedException failed -> new Failure(reason(failed), RUN_FAILED);
        case UncheckedIOException failed -> new Failure(reason(failed), RUN_FAILED);
        case ArithmeticException failed -> new Failure(reason(failed), RUN_FAILED);
        case LinkageError failed ->
            new Failure(
                "a library is missing, damaged or of another version ("
                    + failed
                    + "); delete lib/app/target, and it is built anew",
                RUN_FAILED);
        default -> new Failure("unexpected " + e + " (--debug shows where)", RUN_FAILED);
      };
    }

    /// A cause of the given kind, also that of a class that could not be loaded, which is there as
    /// text alone; null if there is none.
    private static @Nullable Throwable ofKind(Class<? extends Error> kind, Throwable e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (kind.isInstance(cause)) {
          return cause;
        }
        if (cause instanceof ExceptionInInitializerError
            && reason(cause).contains(kind.getName())) {
          return kind == OutOfMemoryError.class ? new OutOfMemoryError() : cause;
        }
      }
      return null;
    }
  }

  private static int print(CommandLine commandLine, String line, int code) {
    commandLine.getErr().println("onsagerflow: " + oneLine(line));
    commandLine.getErr().flush();
    return code;
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static String reason(Throwable e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
