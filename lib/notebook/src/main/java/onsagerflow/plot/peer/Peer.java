package onsagerflow.plot.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import onsagerflow.field.Kernel;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.field.fourier.Convolution;
import onsagerflow.meso.FieldTable;
import onsagerflow.meso.Table;

/// What another program found on a trajectory of ours, as `environment/peers` recorded it.
///
/// A drift is one of three: a table over m; a table over m and s = S*m, the second variable that
/// the program was given; or terms, a sum of p(m)·(S*m) and p(m) with polynomials p and stencils S.
public final class Peer {

  private final JsonNode root;

  private Peer(JsonNode root) {
    this.root = root;
  }

  /// @throws UncheckedIOException if the file cannot be read, or is no JSON
  public static Peer read(Path file) {
    try {
      return new Peer(new ObjectMapper().readTree(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException("no peer's results in " + file, e);
    }
  }

  /// What it found, to be compared with what others did.
  public Finding finding() {
    return new Finding(
        data(), mobility(), kernel(), kernelError(), this::drift, seconds(), processorSeconds());
  }

  /// Whether it was given exactly these frames: recordings of one sentence differ in bits between
  /// machines, and by chance in what is found on them.
  public boolean wasGiven(Trajectory frames) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (int f = 0; f < frames.size(); f++) {
        double[] m = frames.frame(f).m().values();
        var bytes = ByteBuffer.allocate(Float.BYTES * m.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double x : m) {
          bytes.putFloat((float) x);
        }
        digest.update(bytes.array());
      }
      return HexFormat.of().formatHex(digest.digest()).equals(checksum());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  public String name() {
    return text(root, "peer");
  }

  /// The program and its version, as in `kramersmoyal 0.4.1`.
  public String version() {
    var first = require(root, "packages").properties().iterator().next();
    return first.getKey() + " " + first.getValue().textValue();
  }

  /// How the program was used, in a sentence.
  public String settings() {
    return text(root, "settings");
  }

  /// Which file it was given, `pairs` or `series`.
  public String data() {
    return text(require(root, "data"), "file");
  }

  /// SHA-256 of the frames it was given, as little-endian 32-bit numbers.
  public String checksum() {
    return text(require(root, "data"), "sha256");
  }

  /// Seconds of processor time of the fit, without reading the file or choosing the settings.
  public double processorSeconds() {
    return number(require(root, "fit"), "processorSeconds");
  }

  /// Seconds of wall time of the same.
  public double seconds() {
    return number(require(root, "fit"), "seconds");
  }

  /// K(m); errors are 0 where the program gives none.
  public Table mobility() {
    return table(require(root, "mobility"));
  }

  /// Whether the program gives standard errors of K(m).
  public boolean hasErrors() {
    return require(root, "mobility").has("standardError");
  }

  /// The linear response of the drift to each neighbour: J up to a factor, and but for J(0).
  public Optional<Kernel> kernel() {
    return Optional.ofNullable(root.get("kernel")).map(k -> Kernel.of(rows(require(k, "value"))));
  }

  /// Standard errors of [#kernel].
  public Optional<Kernel> kernelError() {
    return Optional.ofNullable(root.get("kernel"))
        .map(k -> k.get("standardError"))
        .map(error -> Kernel.of(rows(error)));
  }

  /// The drift that the program predicts of each block.
  public ScalarField drift(ScalarField m) {
    var drift = require(root, "drift");
    if (drift.has("terms")) {
      return termwise(drift.get("terms"), m);
    }
    if (!drift.has("s")) {
      return m.map(table(drift)::at);
    }
    double[][] value = rows(require(drift, "value"));
    var table =
        new FieldTable(
            numbers(require(drift, "m")),
            numbers(require(drift, "s")),
            value,
            new double[value.length][value[0].length]);
    var s = convolve(require(drift, "stencil"), m);
    for (int x = 0; x < m.size(); x++) {
      s.set(x, table.at(m.get(x), s.get(x)));
    }
    return s;
  }

  /// Its name.
  @Override
  public String toString() {
    return name();
  }

  private static ScalarField termwise(JsonNode terms, ScalarField m) {
    var sum = new ScalarField(m.grid());
    for (var term : terms) {
      double[] p = numbers(require(term, "polynomial"));
      var factor =
          term.has("stencil") ? convolve(term.get("stencil"), m) : ScalarField.uniform(m.grid(), 1);
      for (int x = 0; x < m.size(); x++) {
        double value = 0;
        for (int power = p.length - 1; power >= 0; power--) {
          value = value * m.get(x) + p[power];
        }
        sum.set(x, sum.get(x) + value * factor.get(x));
      }
    }
    return sum;
  }

  private static ScalarField convolve(JsonNode stencil, ScalarField m) {
    return new Convolution(m.grid(), Kernel.of(rows(stencil))).apply(m);
  }

  private static Table table(JsonNode node) {
    double[] m = numbers(require(node, "m"));
    double[] error =
        node.has("standardError") ? numbers(node.get("standardError")) : new double[m.length];
    return new Table(m, numbers(require(node, "value")), error);
  }

  private static JsonNode require(JsonNode node, String key) {
    var value = node.get(key);
    if (value == null) {
      throw new IllegalArgumentException("a peer's file has no '" + key + "' where one is needed");
    }
    return value;
  }

  private static String text(JsonNode node, String key) {
    return require(node, key).asText();
  }

  private static double number(JsonNode node, String key) {
    return require(node, key).asDouble();
  }

  private static double[] numbers(JsonNode node) {
    var numbers = new double[node.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = node.get(i).asDouble();
    }
    return numbers;
  }

  private static double[][] rows(JsonNode node) {
    var rows = new double[node.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = numbers(node.get(i));
    }
    return rows;
  }
}
