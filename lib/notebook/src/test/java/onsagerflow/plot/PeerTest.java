package onsagerflow.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerTest {

  @TempDir Path folder;

  private Peer peer(String drift) throws IOException {
    var file = folder.resolve("peer.json");
    Files.writeString(
        file,
        """
        {"peer": "a peer", "packages": {"one": "1.2", "numpy": "2"}, "settings": "none",
         "data": {"file": "pairs", "sha256": "00"}, "fit": {"seconds": 2, "processorSeconds": 3},
         "mobility": {"m": [-1, 1], "value": [0, 2]}, "drift": %s}
        """
            .formatted(drift));
    return Peer.read(file);
  }

  private static ScalarField field() {
    var random = new SplittableRandom(1);
    return new ScalarField(Grid.square(8)).map(zero -> random.nextDouble(-1, 1));
  }

  private static double besides(ScalarField m, int y, int x) {
    return (m.get(y, (x + 1) % 8) + m.get(y, (x + 7) % 8)) / 2;
  }

  @Test
  void readsWhatAPeerFound() throws IOException {
    var peer = peer("{\"m\": [-1, 1], \"value\": [1, -1]}");
    assertEquals("one 1.2", peer.version());
    assertEquals("pairs", peer.data());
    assertEquals(3, peer.processorSeconds());
    assertEquals(1.5, peer.mobility().at(0.5), 1e-15);
    assertEquals(false, peer.hasErrors() || peer.kernel().isPresent());
  }

  @Test
  void driftOfATableIsLinearBetweenItsPoints() throws IOException {
    var m = field();
    var drift = peer("{\"m\": [-1, 1], \"value\": [1, -1]}").drift(m);
    assertEquals(-m.get(3, 5), drift.get(3, 5), 1e-15);
  }

  @Test
  void driftOfATableInTwoVariablesTakesTheStencil() throws IOException {
    var m = field();
    var drift =
        peer("""
        {"stencil": [[0, 0, 0], [0.5, 0, 0.5], [0, 0, 0]],
         "m": [-1, 1], "s": [-1, 1], "value": [[0, 2], [-2, 0]]}
        """)
            .drift(m);
    assertEquals(besides(m, 3, 7) - m.get(3, 7), drift.get(3, 7), 1e-12);
  }

  @Test
  void driftOfTermsIsTheirSum() throws IOException {
    var m = field();
    var drift =
        peer("""
        {"terms": [{"polynomial": [0.1, -1]},
         {"polynomial": [1, 0, -2], "stencil": [[0, 0, 0], [0.5, 0, 0.5], [0, 0, 0]]}]}
        """)
            .drift(m);
    double here = m.get(3, 0);
    double expected = 0.1 - here + (1 - 2 * here * here) * besides(m, 3, 0);
    assertEquals(expected, drift.get(3, 0), 1e-12);
  }

  @Test
  void namesWhatIsMissing() throws IOException {
    var peer = peer("{\"m\": [-1, 1]}");
    var thrown = assertThrows(IllegalArgumentException.class, () -> peer.drift(field()));
    assertEquals("a peer's file has no 'value' where one is needed", thrown.getMessage());
  }
}
