package onsagerflow.cli;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import onsagerflow.cli.command.Output;
import onsagerflow.io.OutputLock;
import onsagerflow.io.WholeFile;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.PicocliException;
import picocli.CommandLine.RunLast;

/// Runs a command while it has its outputs, the options marked [Output], for itself alone.
final class OutputGuard implements IExecutionStrategy {

  private final IExecutionStrategy command = new RunLast();

  private record Argument(ArgSpec spec, Path path) {
    boolean isOutput() {
      return spec.userObject() instanceof AnnotatedElement field
          && field.isAnnotationPresent(Output.class);
    }

    String label() {
      return spec instanceof OptionSpec option
          ? option.longestName() + " " + path
          : path.toString();
    }
  }

  @Override
  public int execute(ParseResult parsed) {
    var commandLine = parsed.asCommandLineList().getLast();
    var locks = new ArrayList<OutputLock>();
    try {
      if (!isHelp(parsed)) {
        guard(commandLine.getParseResult(), locks);
      }
      return command.execute(parsed);
    } catch (RuntimeException | Error e) {
      throw e instanceof PicocliException known
          ? known
          : new ExecutionException(commandLine, String.valueOf(e.getMessage()), e);
    } finally {
      locks.forEach(OutputLock::close);
    }
  }

  private static boolean isHelp(ParseResult parsed) {
    return parsed.asCommandLineList().stream()
        .map(line -> line.getParseResult())
        .anyMatch(result -> result.isUsageHelpRequested() || result.isVersionHelpRequested());
  }

  private static void guard(ParseResult parsed, List<OutputLock> locks) {
    var arguments = new ArrayList<Argument>();
    for (var spec : parsed.matchedArgs()) {
      for (String text : spec.stringValues()) {
        addPaths(spec, text, arguments);
      }
    }
    var outputs = arguments.stream().filter(Argument::isOutput).toList();
    for (var output : outputs) {
      arguments.remove(output); // so that each two are compared once
      for (var other : arguments) {
        if (isSame(output, other)) {
          throw new IllegalArgumentException(
              "%s is the same file as %s, which it would replace"
                  .formatted(output.label(), other.label()));
        }
      }
    }
    for (var output : outputs) {
      var folder = WholeFile.end(output.path()).toAbsolutePath().getParent();
      if (folder == null || !Files.isDirectory(folder) || WholeFile.isPipeOrDevice(output.path())) {
        continue; // the command says what is wrong with it
      }
      locks.add(
          OutputLock.tryAcquire(output.path())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          output.label() + " is being written by another process")));
    }
  }

  /// What may be meant as a file: the text, and that before the number of a frame.
  private static void addPaths(ArgSpec spec, String text, List<Argument> arguments) {
    try {
      var whole = new Argument(spec, Path.of(text));
      arguments.add(whole);
      int hash = text.lastIndexOf('#');
      if (hash > 0 && !whole.isOutput()) {
        arguments.add(new Argument(spec, Path.of(text.substring(0, hash))));
      }
    } catch (InvalidPathException e) {
      // no file, then
    }
  }

  /// Whether both are one file, by whatever names.
  private static boolean isSame(Argument output, Argument other) {
    var a = output.path();
    var b = other.path();
    if (WholeFile.isPipeOrDevice(a)) {
      return false; // what comes second follows what came first
    }
    try {
      if (Files.exists(a) && Files.exists(b)) {
        return Files.isSameFile(a, b);
      }
    } catch (IOException e) {
      return false; // not to be read: told where it is read
    }
    return other.isOutput() && absoluteEnd(a).equals(absoluteEnd(b));
  }

  private static Path absoluteEnd(Path path) {
    return WholeFile.end(path).toAbsolutePath().normalize();
  }
}
