package onsagerflow.cli.engine;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import onsagerflow.field.Frame;
import onsagerflow.jobs.Jobs;
import picocli.CommandLine;

/// The work of one command as jobs.
///
/// @param jobs where it is done
/// @param line of the command, its files by names that hold in any folder
public record CommandJobs(Jobs jobs, CommandTask.Line line) {

  private static final long MOST_BYTES = 1 << 30;

  /// The command that is being executed.
  static CommandJobs of(Jobs jobs, CommandLine command) {
    var root = command;
    while (root.getParent() != null) {
      root = root.getParent();
    }
    var arguments =
        root.getParseResult().originalArgs().stream().map(CommandJobs::absolute).toList();
    return new CommandJobs(
        jobs, new CommandTask.Line(root.getCommand().getClass().getName(), arguments));
  }

  /// A word that names a file here, or a frame or dataset of one, or is an option that does.
  private static String absolute(String word) {
    int value = word.startsWith("--") ? word.indexOf('=') + 1 : 0;
    int hash = word.lastIndexOf('#');
    int end = hash > value ? hash : word.length();
    String name = word.substring(value, end);
    try {
      boolean isFile = name.matches(".*[./].*") && Files.isRegularFile(Path.of(name));
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
