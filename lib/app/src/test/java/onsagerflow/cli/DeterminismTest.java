package onsagerflow.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import onsagerflow.io.TrajectoryFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The seed decides everything.
class DeterminismTest {

  @TempDir private Path folder;

  private Path simulate(String name, String options) {
    var file = folder.resolve(name);
    var outcome =
        Outcome.of(
            "simulate kac --length 64 --range 8 --temperature 0.8 --times 0,1 --out "
                + file
                + " "
                + options);
    assertEquals(0, outcome.code(), outcome.err());
    return file;
  }

  private static double[] frame(Path file, int frame) {
    try (var trajectory = TrajectoryFile.open(file)) {
      return trajectory.frame(frame).m().values();
    }
  }

  @Test
  void sameSeedGivesTheSameFile() throws IOException {
    assertEquals(
        -1,
        Files.mismatch(
            simulate("a.h5", "--seed 7 --generator"), simulate("b.h5", "--seed 7 --generator")));
  }

  @Test
  void otherSeedGivesOtherSpins() {
    assertFalse(
        Arrays.equals(
            frame(simulate("a.h5", "--seed 7"), 1), frame(simulate("b.h5", "--seed 8"), 1)));
  }

  /// Spins, a model with its diagnostics, rollouts and statistics: whole files.
  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void filesAreTheSameOnAnyNumberOfThreads(int threads) throws Exception {
    var one = files(1);
    var many = files(threads);
    for (int i = 0; i < one.size(); i++) {
      assertArrayEquals(one.get(i), many.get(i), "file " + i);
    }
  }

  /// The bytes of all files, which hold each other's paths and so are made in one place.
  private List<byte[]> files(int threads) throws Exception {
    var to = folder.resolve("files");
    Files.createDirectory(to);
    var commands =
        """
        simulate kac --length 128 --range 16 --temperature 0.8 --field 0.01 --mean 0,0.3,-0.5 \
        --duration 6 --pairs 12 --out @a.h5
        learn @a.h5 --radius 2 --smoothness evidence --out @m.json
        rollout @m.json --init @a.h5#0 --ensemble 3 --duration 2 --save-every 0.5 --out @r.h5
        statistics @r.h5 --csv @s.csv
        """;
    try (var pool = new ForkJoinPool(threads)) {
      for (String command : commands.lines().toList()) {
        var outcome =
            pool.submit(() -> Outcome.of(command.replace("@", to + "/") + " --quiet")).get();
        assertEquals(0, outcome.code(), outcome.err());
      }
    }
    var bytes = new ArrayList<byte[]>();
    for (String name : List.of("a.h5", "m.json", "r.h5", "s.csv")) {
      bytes.add(Files.readAllBytes(to.resolve(name)));
      Files.delete(to.resolve(name));
    }
    Files.delete(to);
    return bytes;
  }

  @Test
  void moreRunsLeaveTheFormerOnesAsTheyWere() {
    var two = simulate("two.h5", "--runs 2");
    var three = simulate("three.h5", "--runs 3");
    for (int frame = 0; frame < 4; frame++) {
      assertArrayEquals(frame(two, frame), frame(three, frame));
    }
    assertFalse(Arrays.equals(frame(three, 1), frame(three, 3)), "runs have their own streams");
  }
}
