package onsagerflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The size of the packages of all modules.
class RoomsTest {

  /// More than these, besides package-info, a reader does not take in at a glance.
  private static final int MOST_FILES = 30;

  @Test
  void noPackageHasMoreThanThirtyFiles() throws IOException {
    var rooms = new HashMap<Path, Integer>();
    try (var modules = Files.newDirectoryStream(Path.of(".."))) {
      for (var module : modules) {
        count(module.resolve("src"), rooms);
      }
    }
    assertTrue(rooms.containsKey(Path.of("../core/src/test/java/onsagerflow")));
    rooms.values().removeIf(files -> files <= MOST_FILES);
    assertEquals(Map.of(), rooms);
  }

  private static void count(Path sources, Map<Path, Integer> rooms) throws IOException {
    if (!Files.isDirectory(sources)) {
      return;
    }
    try (var files = Files.walk(sources)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .forEach(file -> rooms.merge(file.getParent(), 1, Integer::sum));
    }
  }
}
