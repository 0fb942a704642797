package onsagerflow.cli.command;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Says how far a command has come: a bar on a terminal, occasional lines elsewhere.
public interface ProgressReporter extends AutoCloseable {

  /// The total of a task whose length is not known beforehand.
  long UNKNOWN = -1;

  /// One step is done.
  void advance();

  /// Says what is being done now.
  void note(String line);

  @Override
  void close();

  static ProgressReporter on(PrintWriter err, String task, String unit, long total) {
    if (!errorIsTerminal()) {
      return new LineProgress(err, task, unit, total, System::nanoTime);
    }
    return total == UNKNOWN ? new StatusLine(err, task) : new BarProgress(err, task, unit, total);
  }

  static ProgressReporter silent() {
    return new ProgressReporter() {
      @Override
      public void advance() {}

      @Override
      public void note(String line) {}

      @Override
      public void close() {}
    };
  }

  private static boolean errorIsTerminal() {
    // Java tells whether standard input and output are a terminal; Linux knows it of the error.
    var error = Path.of("/proc/self/fd/2");
    if (Files.isSymbolicLink(error)) {
      try {
        var target = Files.readSymbolicLink(error);
        return target.startsWith("/dev/pts")
            || target.toString().startsWith("/dev/tty")
            || target.startsWith("/dev/console");
      } catch (IOException e) {
        return false;
      }
    }
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }
}
