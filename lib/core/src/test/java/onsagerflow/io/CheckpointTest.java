package onsagerflow.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void inItsFolder() {
    file = folder.resolve("found");
  }

  private Checkpoint of(String system) {
    return new Checkpoint(file, system);
  }

  private void save(int found) {
    of("a chain").save("seed 3", out -> out.writeInt(found));
  }

  private int load() {
    var found = new ArrayList<Integer>();
    assertTrue(of("a chain").load("seed 3", in -> found.add(in.readInt())));
    return found.getFirst();
  }

  private void spoil(Path path) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    bytes[bytes.length / 2] ^= 1;
    Files.write(path, bytes);
  }

  private String refusal(String system, String run) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> of(system).load(run, in -> in.readInt()))
            .getMessage());
  }

  @Test
  void givesBackTheLast() {
    assertFalse(of("a chain").load("seed 3", in -> in.readInt()));
    save(1);
    save(2);
    assertEquals(2, load());
  }

  @Test
  void theOneBeforeServesWhereTheLastIsSpoilt() throws IOException {
    save(1);
    save(2);
    spoil(file);
    assertEquals(1, load());
    byte[] half = Arrays.copyOf(Files.readAllBytes(file), 5);
    Files.write(file, half);
    assertEquals(1, load());
    spoil(folder.resolve(".found.previous"));
    assertTrue(refusal("a chain", "seed 3").contains("damaged"));
  }

  @Test
  void othersAreRefused() throws IOException {
    save(1);
    assertTrue(refusal("a ring", "seed 3").contains("holds 'a chain', not 'a ring'"));
    assertTrue(refusal("a chain", "seed 4").contains("holds 'seed 3', not 'seed 4'"));
    of("a chain").save("seed 3", out -> out.writeLong(1));
    assertTrue(refusal("a chain", "seed 3").contains("4 bytes are left over"));
    Files.writeString(file, "something else entirely");
    Files.delete(folder.resolve(".found.previous"));
    assertTrue(refusal("a chain", "seed 3").contains("no checkpoint"));
  }

  @Test
  void anInterruptedThreadSavesAndStaysInterrupted() {
    Thread.currentThread().interrupt();
    save(7);
    assertTrue(Thread.interrupted());
    assertEquals(7, load());
  }

  @Test
  void nothingIsLeftOfADeletedOne() throws IOException {
    save(1);
    save(2);
    of("a chain").delete();
    try (var left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }
}
