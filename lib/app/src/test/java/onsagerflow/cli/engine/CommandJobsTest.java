package onsagerflow.cli.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import onsagerflow.cli.Main;
import onsagerflow.cli.command.Choice;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandJobsTest {

  /// What workers are told of a command.
  private static List<String> words(String... arguments) {
    var parsed = Choice.teach(new CommandLine(new Main())).parseArgs(arguments);
    var command = parsed.asCommandLineList().getLast();
    return CommandJobs.of(new LocalJobs(1), command).line().arguments();
  }

  /// A worker has another working directory.
  @Test
  void filesAreNamedFromTheRoot() {
    var pom = Path.of("pom.xml").toAbsolutePath();
    assertEquals(
        List.of(rollout(pom.toString(), "--init", pom + "#3", "--init=" + pom + "#0")),
        words(rollout("pom.xml", "--init", "pom.xml#3", "--init=pom.xml#0")));
    assertEquals(
        List.of(rollout("no.xml", "--init", "a#0", "--field-map=" + pom + "#h")),
        words(rollout("no.xml", "--init", "a#0", "--field-map=pom.xml#h")));
  }

  @Test
  void aPlainNameIsAFileWhereNothingElseCanBeMeant() throws IOException {
    var file = Files.createTempFile(Path.of("").toAbsolutePath(), "plain", "");
    var name = file.getFileName().toString();
    try {
      assertEquals(
          List.of(rollout(file.toString(), "--init", file + "#0")),
          words(rollout(name, "--init", name + "#0")));
      var simulate =
          new String[] {
            "simulate", "kac", "--temperature", "1", "--kernel", name, "--length", "8", "--out", "b"
          };
      assertEquals(List.of(simulate), words(simulate));
    } finally {
      Files.delete(file);
    }
  }

  /// Words that are kept in a file have been read where the command was given.
  @Test
  void aFileOfWordsIsNotAskedFor() throws IOException {
    var file = Files.createTempFile("words", "");
    Files.writeString(file, "a.json --ensemble 3");
    try {
      assertEquals(
          List.of(rollout("a.json", "--ensemble", "3", "--init", "a#0")),
          words(rollout("@" + file, "--init", "a#0")));
    } finally {
      Files.delete(file);
    }
  }

  private static String[] rollout(String... words) {
    return Stream.concat(
            Stream.of("rollout", "--duration", "1", "--save-every", "1", "--out", "b.h5"),
            Stream.of(words))
        .toArray(String[]::new);
  }
}
