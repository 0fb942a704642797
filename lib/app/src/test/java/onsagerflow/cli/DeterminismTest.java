package onsagerflow.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import onsagerflow.io.TrajectoryFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
