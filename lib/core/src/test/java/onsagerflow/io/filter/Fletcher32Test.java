package onsagerflow.io.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jhdf.exceptions.HdfFilterException;
import org.junit.jupiter.api.Test;

class Fletcher32Test {

  // Words 0x0102 and 0x0304: first sum 0x0406, second 0x0102 + 0x0406 = 0x0508.
  private static final byte[] CHUNK = {1, 2, 3, 4, 0x06, 0x04, 0x08, 0x05};

  @Test
  void takesTheChecksumOff() {
    assertArrayEquals(new byte[] {1, 2, 3, 4}, Fletcher32.verified(CHUNK));
  }

  @Test
  void aChangedByteIsRefused() {
    for (int i = 0; i < CHUNK.length; i++) {
      byte[] changed = CHUNK.clone();
      changed[i] ^= 0x10;
      assertThrows(HdfFilterException.class, () -> Fletcher32.verified(changed));
    }
    assertThrows(HdfFilterException.class, () -> Fletcher32.verified(new byte[3]));
  }
}
