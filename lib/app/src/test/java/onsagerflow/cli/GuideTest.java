package onsagerflow.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import onsagerflow.io.TrajectoryFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the pages for newcomers say: the examples that lead from spins to a checked model, run as
/// they stand but on a smaller lattice, where the model agrees with the spins it is compared with;
/// and where the recorded trajectories come from.
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

  /// Chance is the same on every machine; later frames are so where Fourier transforms round alike.
  @Test
  void theRecordedTrajectoryBeginsAsItsCommandMakesIt() throws IOException {
    var command =
        Pattern.compile("`environment/onsagerflow (simulate [^`]*) --out (data/[^`]*)`")
            .matcher(Files.readString(Path.of("../../data/README.md")));
    assertTrue(command.find(), "no command in data/README.md");
    var made = folder.resolve("made.h5");
    String arguments = command.group(1).replaceAll("--times [\\d,]*", "--times 0");
    assertEquals(0, Outcome.of(arguments + " --quiet --out " + made).code());
    try (var recorded = TrajectoryFile.open(Path.of("../..", command.group(2)));
        var again = TrajectoryFile.open(made)) {
      assertEquals(recorded.origin(), again.origin());
      int run = 0;
      for (int frame = 0; frame < recorded.size(); frame++) {
        if (recorded.time(frame) == 0) {
          double[] m = again.frame(run++).m().values();
          assertArrayEquals(m, recorded.frame(frame).m().values(), "frame " + frame);
        }
      }
      assertEquals(again.size(), run);
    }
  }

  @Test
  void checksumsAreThoseOfTheFiles() throws Exception {
    var data = Path.of("../../data");
    for (String line : Files.readAllLines(data.resolve("SHA256SUMS"))) {
      byte[] file = Files.readAllBytes(data.resolve(line.substring(line.lastIndexOf(' ') + 1)));
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(file);
      assertEquals(line.substring(0, 64), HexFormat.of().formatHex(sum), line);
      assertTrue(Files.readString(data.resolve("README.md")).contains(line.substring(0, 64)), line);
    }
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
