package onsagerflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The examples that lead a newcomer from spins to a checked model, run as they stand but on a
/// smaller lattice: the model agrees with the spins it is compared with.
class GuideTest {

  private static final Pattern SHARE =
      Pattern.compile("of \\d+ comparisons \\(([\\d.]+) %\\) lie within 2");

  @TempDir private Path folder;

  @Test
  void theReadmeComparesLikeWithLike() throws IOException {
    String readme = Files.readString(Path.of("../../README.md"));
    String guide = readme.substring(readme.indexOf("## Command line"));
    var commands = commands(guide, "    environment/onsagerflow ", 6);
    agree(commands);
  }

  @Test
  void theHelpComparesLikeWithLike() {
    String help = Outcome.of(List.of()).out();
    var commands = commands(help.substring(help.indexOf("From spins to")), "  onsagerflow ", 5);
    agree(commands);
  }

  /// The first indented commands of a text, continued lines joined, without the program's name.
  private static List<String> commands(String text, String start, int count) {
    var commands =
        Arrays.stream(text.replaceAll("\\\\\\R\\s*", "").split("\\R"))
            .filter(line -> line.startsWith(start))
            .map(line -> line.substring(start.length()))
            .limit(count)
            .toList();
    assertEquals(count, commands.size(), text);
    return commands;
  }

  private void agree(List<String> commands) {
    double share = 0;
    for (String command : commands) {
      var arguments =
          Arrays.stream(command.split(" +"))
              .map(word -> word.matches(".*\\.(h5|json|csv)(#\\d+)?") ? folder + "/" + word : word)
              .map(word -> word.equals("512") ? "128" : word)
              .toList();
      var outcome = Outcome.of(arguments);
      assertEquals(0, outcome.code(), command + "\n" + outcome.err());
      var found = SHARE.matcher(outcome.out());
      share = found.find() ? Double.parseDouble(found.group(1)) : share;
    }
    // 90 % of comparisons with four runs lie within two of their errors; from other starts, a fifth
    assertTrue(share >= 75, share + " % of the comparisons agree");
  }
}
