package onsagerflow.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/// What a command answered.
public record Outcome(int code, String out, String err) {

  /// Runs a command in this process.
  public static Outcome of(List<String> arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments.toArray(String[]::new));
    return new Outcome(code, out.toString(), err.toString());
  }

  /// Runs a command written as one line; no argument holds a space.
  public static Outcome of(String line) {
    return of(List.of(line.split(" +")));
  }
}
