package onsagerflow.micro;

import java.util.Locale;
import onsagerflow.field.Grid;

/// Asks for memory before any of it is taken.
final class Memory {

  private Memory() {}

  /// @param bytes that spins are about to take
  /// @throws OutOfMemoryError if Java may not use as many more, saying how many
  static void require(Grid lattice, long bytes) {
    if (bytes > free()) {
      System.gc(); // what nobody holds any more counts as used until then
      if (bytes > free()) {
        throw new OutOfMemoryError(
            "%s x %s spins need %s, and %s are left"
                .formatted(lattice.ny(), lattice.nx(), text(bytes), text(free())));
      }
    }
  }

  private static long free() {
    var runtime = Runtime.getRuntime();
    return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
  }

  private static String text(long bytes) {
    return bytes < 1e9
        ? String.format(Locale.ROOT, "%.0f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
