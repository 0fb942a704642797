package onsagerflow.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import onsagerflow.field.Frame;
import onsagerflow.io.TrajectoryFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportTest {

  @TempDir Path folder;

  /// Two runs of three frames of 2 x 2, the numbers 0, 1/32, 2/32, …
  private Path array() throws IOException {
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3, 2, 2), }\n";
    var bytes = ByteBuffer.allocate(10 + header.length() + 96).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    bytes.putShort((short) header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < 24; i++) {
      bytes.putFloat(i / 32f);
    }
    return Files.write(folder.resolve("m.npy"), bytes.array());
  }

  private Outcome run(String options) {
    return Outcome.of(
        ("import @/m.npy " + options + " --out @/a.h5").replace("@", folder.toString()));
  }

  @Test
  void anArrayBecomesATrajectoryFile() throws IOException {
    array();
    var outcome = run("--block 4 --temperature 0.9 --field 0.02 --times 0,0.1,2 --quiet");
    String made =
        "a.h5: 6 frames of 2 x 2 blocks (B = 4), 2 runs, t = 0.0 to 2.0, T = 0.9, h = 0.02";
    assertEquals(new Outcome(0, made + System.lineSeparator(), ""), outcome);
    try (var read = TrajectoryFile.open(folder.resolve("a.h5"))) {
      assertEquals(6, read.size());
      assertEquals(4, read.origin().block());
      assertEquals(new Frame.Conditions(0.9, 0.02), read.conditions(5));
      assertEquals(2.0, read.time(5));
      assertEquals(1, read.run(5));
      assertArrayEquals(
          new double[] {20 / 32.0, 21 / 32.0, 22 / 32.0, 23 / 32.0}, read.frame(5).m().values());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --block 4 --temperature 0.9 --times 0,1        | 3 frames of a run
          --block 4 --temperature 0.9 --times 0,1,1      | times must increase
          --block 0 --temperature 0.9 --interval 1       | block size must lie between 1 and 46340
          --block 4 --temperature 0 --interval 1         | temperature must be positive, got 0.0
          --block 4 --temperature 0.9 --interval -1      | the time between frames must be positive
          --block 4 --temperature 0.9                    | --interval
          --block 4 --temperature 0.9 --interval 1 --times 0,1,2 | mutually exclusive
          """)
  void whatDoesNotFitIsRefused(String options, String problem) throws IOException {
    array();
    var outcome = run(options);
    assertEquals(2, outcome.code());
    assertEquals(1, outcome.err().lines().count(), outcome.err());
    assertEquals(true, outcome.err().contains(problem), outcome.err());
    try (var files = Files.list(folder)) {
      assertEquals(List.of("m.npy"), files.map(f -> f.getFileName().toString()).toList());
    }
  }

  @Test
  void singleSpinsAreNotLearned() throws IOException {
    array();
    assertEquals(0, run("--block 1 --temperature 1 --interval 1 --quiet").code());
    var outcome =
        Outcome.of(
            "learn @/a.h5 --radius 0 --mobility m --out @/x.json".replace("@", folder.toString()));
    assertEquals(1, outcome.code());
    assertEquals(true, outcome.err().contains("a block has 1 spin:"), outcome.err());
  }

  @Test
  void theArrayIsNotWrittenOver() throws IOException {
    var bytes = Files.readAllBytes(array());
    var outcome =
        Outcome.of(
            "import @/m.npy --block 4 --temperature 1 --interval 1 --out @/m.npy --force"
                .replace("@", folder.toString()));
    assertEquals(2, outcome.code());
    assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("m.npy")));
  }
}
