package onsagerflow.cli.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import onsagerflow.cli.command.Choice;
import onsagerflow.jobs.Task;
import picocli.CommandLine;

/// A part of the work of a [Distributed] command: the question holds the command line.
public final class CommandTask implements Task {

  /// What was made of command lines and waits for more: it is asked many questions of each.
  private static final Map<Line, Queue<Task>> IDLE = new ConcurrentHashMap<>();

  /// A command line.
  ///
  /// @param root class of the command that has all others
  record Line(String root, List<String> arguments) {

    private Task task() {
      try {
        var command =
            Choice.teach(new CommandLine(Class.forName(root).getConstructor().newInstance()))
                .setExpandAtFiles(false); // they have been
        var parsed = command.parseArgs(arguments.toArray(String[]::new)).asCommandLineList();
        return ((Distributed) parsed.getLast().getCommandSpec().userObject()).task();
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException("no command line of " + root, e);
      }
    }
  }

  /// Made by name.
  public CommandTask() {}

  /// Asks for a part of the work.
  static byte[] question(Line line, byte[] part) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeUTF(line.root);
      out.writeInt(line.arguments.size());
      for (var argument : line.arguments) {
        out.writeUTF(argument);
      }
      out.write(part);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public byte[] answer(byte[] question) {
    try (var in = new DataInputStream(new ByteArrayInputStream(question))) {
      var root = in.readUTF();
      var arguments = new ArrayList<String>();
      for (int left = in.readInt(); left > 0; left--) {
        arguments.add(in.readUTF());
      }
      return answer(new Line(root, List.copyOf(arguments)), in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("a question of a command ends too early", e);
    }
  }

  private static byte[] answer(Line line, byte[] part) {
    IDLE.keySet().retainAll(List.of(line)); // one command at a time
    var idle = IDLE.computeIfAbsent(line, _ -> new ConcurrentLinkedQueue<>());
    var waiting = idle.poll();
    var task = waiting == null ? line.task() : waiting;
    byte[] answer = task.answer(part);
    idle.add(task); // not after a failure, which may leave it in any state
    return answer;
  }
}
