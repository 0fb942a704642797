package onsagerflow.cli.engine;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import onsagerflow.cli.command.FrameReference;
import onsagerflow.field.Frame;
import onsagerflow.jobs.Jobs;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/// The work of one command as jobs.
///
/// @param jobs where it is done
/// @param line of the command, its files by names that hold in any folder
public record CommandJobs(Jobs jobs, CommandTask.Line line) {

  private static final long MOST_BYTES = 1 << 30;

  private static final Set<Class<?>> FILES = Set.of(Path.class, FrameReference.class);

  /// The command that is being executed.
  static CommandJobs of(Jobs jobs, CommandLine command) {
    var root = command;
    while (root.getParent() != null) {
      root = root.getParent();
    }
    var words = root.getParseResult().expandedArgs();
    var own = command.getParseResult().expandedArgs();
    var files = files(command.getParseResult());
    var arguments =
        Stream.concat(
                words.stream().limit(words.size() - own.size()), // names of commands
                own.stream().map(word -> absolute(word, files)))
            .toList();
    return new CommandJobs(
        jobs, new CommandTask.Line(root.getCommand().getClass().getName(), arguments));
  }

  /// What is a file for certain, or a frame of one, whatever its name.
  private static Set<String> files(ParseResult parsed) {
    return parsed.matchedArgs().stream()
        .filter(argument -> FILES.contains(argument.auxiliaryTypes()[0]))
        .flatMap(argument -> argument.stringValues().stream())
        .collect(Collectors.toSet());
  }

  /// A word that names a file here, or a frame or dataset of one, or is an option that does.
  ///
  /// @param files that are so for certain; others have a dot or a slash
  private static String absolute(String word, Set<String> files) {
    int value = word.startsWith("--") ? word.indexOf('=') + 1 : 0;
    int hash = word.lastIndexOf('#');
    int end = hash > value ? hash : word.length();
    String name = word.substring(value, end);
    try {
      boolean isFile =
          (files.contains(word.substring(value)) || name.matches(".*[./].*"))
              && Files.isRegularFile(Path.of(name));
      return isFile
          ? word.substring(0, value) + Path.of(name).toAbsolutePath() + word.substring(end)
          : word;
    } catch (InvalidPathException e) {
      return word;
    }
  }

  /// Asks for parts of the work and hands the answers over in their order.
  public void run(List<byte[]> parts, Consumer<? super byte[]> answers) {
    var questions = parts.stream().map(part -> CommandTask.question(line, part)).toList();
    jobs.run(CommandTask.class, questions, answers);
  }

  /// The frames of runs, run after run.
  ///
  /// @param first number of the first of them
  /// @param runs those before which they end
  /// @param framesPerRun as many as travel together
  /// @throws IllegalArgumentException if these are too many
  public void runs(
      int first, int runs, int framesPerRun, FrameBytes form, Consumer<? super Frame> sink) {
    if (form.size(framesPerRun) > MOST_BYTES) {
      throw new IllegalArgumentException(
          "the frames of a run have %s MiB, and %s travel together at most: take fewer, or threads"
              .formatted(form.size(framesPerRun) >> 20, MOST_BYTES >> 20));
    }
    var numbers =
        IntStream.range(first, runs)
            .mapToObj(run -> ByteBuffer.allocate(Integer.BYTES).putInt(run).array())
            .toList();
    run(numbers, answer -> form.read(answer, sink));
  }
}
