package onsagerflow.plot.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import onsagerflow.estimate.exact.ExactHeatBath;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
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

  @Test
  void knowsTheFramesItWasGiven() throws Exception {
    var conditions = new Frame.Conditions(0.8, 0);
    var frame =
        new Frame(0, 0, conditions, ScalarField.uniform(new Grid(1, 2, 8), 0.5), Optional.empty());
    var frames =
        new RecordedTrajectory(
            new Trajectory.Origin("test", new Grid(1, 2, 8), 8, 1), List.of(frame));
    var peer = peer("{\"m\": [-1, 1], \"value\": [1, -1]}");
    assertEquals(false, peer.wasGiven(frames));
    byte[] halves = {0, 0, 0, 0x3f, 0, 0, 0, 0x3f}; // 0.5f twice, little-endian
    var sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(halves));
    var file = folder.resolve("same.json");
    Files.writeString(file, "{\"data\": {\"sha256\": \"" + sum + "\"}}");
    assertEquals(true, Peer.read(file).wasGiven(frames));
  }

  @Test
  void findingsCompare() throws IOException {
    var exact = new ExactHeatBath(new Kernel(1, new double[] {0, 1, 0, 1, 3, 1, 0, 1, 0}), 0.8);
    var learned =
        new Finding(
            "pairs",
            peer("{\"m\": [-1, 1], \"value\": [1, -1]}").mobility(),
            Optional.of(exact.blockKernel().scaled(2).withCentre(0)),
            Optional.of(exact.blockKernel().scaled(0.2)),
            m -> m,
            1,
            2);
    assertEquals(0, learned.shapeError(exact.blockKernel()), 1e-12);
    var section = learned.section(exact.blockKernel());
    assertEquals(List.of(1.0, 3.0, 1.0), section.y());
    assertEquals(0.1, section.standardError().get(0), 1e-15);
    var none = peer("{\"m\": [-1, 1], \"value\": [1, -1]}").finding();
    assertEquals("pairs", none.data());
    assertEquals(Double.NaN, none.shapeError(exact.blockKernel()));
    assertThrows(IllegalStateException.class, () -> none.section(exact.blockKernel()));
  }
}
