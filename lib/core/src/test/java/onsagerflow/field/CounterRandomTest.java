package onsagerflow.field;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CounterRandomTest {

  /// The sequence that the reference implementation of SplitMix64 (Vigna, splitmix64.c) gives for
  /// seed 1234567.
  @Test
  void wordsAreThoseOfSplitMix() {
    long[] expected = {
      6457827717110365317L,
      3203168211198807973L,
      Long.parseUnsignedLong("9817491932198370423"),
      4593380528125082431L,
      Long.parseUnsignedLong("16408922859458223821")
    };
    for (int k = 0; k < expected.length; k++) {
      assertEquals(expected[k], CounterRandom.word(1234567, k));
    }
  }

  /// Draws of every kind, those too that take several words.
  @Test
  void aStreamGoesOnWhereItWasWritten() throws IOException {
    var random = new CounterRandom(3, 5);
    for (int k = 0; k < 1000; k++) {
      random.nextExponential();
      random.nextGaussian();
    }
    var bytes = new ByteArrayOutputStream();
    random.write(new DataOutputStream(bytes));
    var resumed =
        CounterRandom.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    for (int k = 0; k < 1000; k++) {
      assertEquals(random.nextExponential(), resumed.nextExponential());
      assertEquals(random.nextGaussian(), resumed.nextGaussian());
      assertEquals(random.nextInt(7), resumed.nextInt(7));
      assertEquals(random.nextLong(), resumed.nextLong());
    }
  }

  /// Correlations between streams of neighbouring numbers and seeds, draw by draw.
  @Test
  void streamsAreIndependent() {
    int n = 100_000;
    var streams = new CounterRandom[4];
    for (int i = 0; i < 4; i++) {
      streams[i] = new CounterRandom(7 + i / 2, i % 2);
    }
    var draws =
        IntStream.range(0, n)
            .mapToObj(
                k ->
                    new double[] {
                      streams[0].nextDouble() - 0.5,
                      streams[1].nextDouble() - 0.5,
                      streams[2].nextDouble() - 0.5,
                      streams[3].nextDouble() - 0.5
                    })
            .toList();
    double standardError = 1 / (12 * Math.sqrt(n));
    for (int a = 0; a < 4; a++) {
      for (int b = 0; b < a; b++) {
        double product = 0;
        double lagged = 0;
        for (int k = 1; k < n; k++) {
          product += draws.get(k)[a] * draws.get(k)[b] / n;
          lagged += draws.get(k)[a] * draws.get(k - 1)[b] / n;
        }
        assertEquals(0, product, 4 * standardError);
        assertEquals(0, lagged, 4 * standardError);
      }
    }
  }
}
