package onsagerflow.io.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.exceptions.HdfFilterException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Streams written by hand after the two formats.
class LempelZivTest {

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void lz4CopiesWhatWasWritten() {
    // 3 literals, then 4 + 8 bytes from 3 before; 5 literals at the end.
    byte[] encoded = {0x38, 'a', 'b', 'c', 3, 0, 0x50, 'd', 'e', 'f', 'g', 'h'};
    assertArrayEquals(ascii("abcabcabcabcabcdefgh"), LempelZiv.lz4(ByteBuffer.wrap(encoded), 20));
  }

  @Test
  void lz4LengthsGoOnInFurtherBytes() {
    var encoded = new byte[2 + 300];
    encoded[0] = (byte) 0xf0;
    encoded[1] = (byte) 255;
    encoded[2] = 29; // 15 + 255 + 29 = 299 literals, all zero
    assertArrayEquals(new byte[299], LempelZiv.lz4(ByteBuffer.wrap(encoded), 299));
  }

  @Test
  void lzfCopiesWhatWasWritten() {
    // 3 literals; 2 + 1 bytes from 1 + 2 before; 7 + 2 + 2 = 11 bytes from 1 before.
    byte[] encoded = {2, 'a', 'b', 'c', 1 << 5, 2, (byte) (7 << 5), 2, 0};
    assertArrayEquals(ascii("abcabccccccccccccc".substring(0, 17)), LempelZiv.lzf(encoded, 17));
  }

  @Test
  void whatReachesTooFarIsRefused() {
    byte[][] damaged = {
      {0x38, 'a', 'b', 'c', 4, 0}, // points before the beginning
      {0x38, 'a', 'b', 'c', 0, 0}, // points nowhere
      {0x38, 'a', 'b'}, // ends within the literals
      {0x30, 'a', 'b', 'c'}, // holds fewer bytes
      {(byte) 0xf0, -1, -1, -1}, // a length without end
    };
    for (var bytes : damaged) {
      assertThrows(HdfFilterException.class, () -> LempelZiv.lz4(ByteBuffer.wrap(bytes), 20));
      assertThrows(HdfFilterException.class, () -> LempelZiv.lzf(bytes, 20));
    }
  }

  @Test
  void randomBytesNeverEscapeAsAnotherException() {
    var random = new SplittableRandom(5);
    int refused = 0;
    for (int trial = 0; trial < 20_000; trial++) {
      var bytes = new byte[1 + random.nextInt(60)];
      random.nextBytes(bytes);
      if (trial % 2 == 0 && bytes.length > 12) {
        ByteBuffer.wrap(bytes).putLong(64).putInt(32);
      }
      for (Decoder decoder : DECODERS) {
        try {
          decoder.decode(bytes);
        } catch (HdfFilterException expected) {
          refused++;
        }
      }
    }
    assertTrue(refused > 0);
  }

  private interface Decoder {
    byte[] decode(byte[] encoded);
  }

  private static final Decoder[] DECODERS = {
    bytes -> LempelZiv.lzf(bytes, 64),
    bytes -> LempelZiv.lz4(ByteBuffer.wrap(bytes), 64),
    bytes -> LempelZiv.lz4Blocks(bytes, 64),
    bytes -> new Bitshuffle(4, 0, 2).decode(bytes, 64),
    bytes -> new Bitshuffle(4, 0, 0).decode(bytes, 64),
  };
}
