package onsagerflow.io.ovf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import onsagerflow.io.format.InvalidFileException;

/// A field in an OVF file, the format of OOMMF that mumax3 and others write too: numbers at the
/// nodes of a mesh.
///
/// Read are OVF 1.0 and 2.0, text, float32 and float64 in either byte order (a check value says
/// which), rectangular and irregular meshes, and any number of components; `valuemultiplier` is
/// applied. OVF 2.0 is written, little-endian where binary. Format: OOMMF User's Guide 2.1, "Vector
/// Field File Format".
///
/// A file is kept to what it promises: one that is damaged or cut off is refused with one line,
/// before there is memory for numbers that it does not hold.
public final class Ovf {

  private static final float CHECK_4 = 1234567.0f;
  private static final double CHECK_8 = 123456789012345.0;

  private final OvfHeader header;
  private final double[] values;
  private final double[] places;

  /// A field on a rectangular mesh.
  ///
  /// @param values of all nodes, the components of a node after each other; kept, not copied
  public Ovf(OvfHeader header, double[] values) {
    this(header, values, new double[0]);
  }

  /// A field on any mesh.
  ///
  /// @param values of all nodes, the components of a node after each other; kept, not copied
  /// @param places x, y, z of each node of an irregular mesh; empty for a rectangular one
  public Ovf(OvfHeader header, double[] values, double[] places) {
    long wanted = header.mesh().isIrregular() ? 3 * header.mesh().count() : 0;
    if (values.length != header.size() || places.length != wanted) {
      throw new IllegalArgumentException(
          "%s values and %s coordinates for %s nodes of %s components"
              .formatted(values.length, places.length, header.mesh().count(), header.components()));
    }
    this.header = header;
    this.values = values;
    this.places = places;
  }

  public OvfHeader header() {
    return header;
  }

  /// The live values of all nodes, the components of a node after each other; x runs fastest, then
  /// y.
  public double[] values() {
    return values;
  }

  /// The live coordinates x, y, z of each node of an irregular mesh; empty for a rectangular one.
  public double[] places() {
    return places;
  }

  /// The mean of each component over all nodes.
  public double[] mean() {
    int components = header.components();
    var mean = new double[components];
    for (int i = 0; i < values.length; i++) {
      mean[i % components] += values[i];
    }
    Arrays.setAll(mean, c -> mean[c] * components / values.length);
    return mean;
  }

  /// The length of the vector at a node.
  public double norm(int node) {
    double square = 0;
    for (int c = 0; c < header.components(); c++) {
      double value = values[node * header.components() + c];
      square += value * value;
    }
    return Math.sqrt(square);
  }

  /// Reads a file.
  ///
  /// @throws InvalidFileException if it is absent, no OVF file, damaged, or holds what is no finite
  ///   number
  public static Ovf read(Path file) {
    try (var input = new OvfInput(file)) {
      var header = OvfHeaderReader.read(file, input);
      var stored = new double[Math.toIntExact(header.stored())];
      if (header.encoding() == OvfEncoding.TEXT) {
        text(file, input, stored);
      } else {
        input.numbers(header.encoding(), order(file, input, header.encoding()), stored);
      }
      end(file, input, header.encoding());
      return of(file, header, stored);
    }
  }

  /// Reads the header of a file alone, and checks that it is long enough for its numbers.
  ///
  /// @throws InvalidFileException as [#read]
  public static OvfHeader header(Path file) {
    try (var input = new OvfInput(file)) {
      return OvfHeaderReader.read(file, input);
    }
  }

  /// Writes the field as OVF 2.0; the file appears under its name only when it is complete.
  ///
  /// @throws IllegalArgumentException if a number is not finite, or too large for float32
  /// @throws java.io.UncheckedIOException if the disk refuses it, with one line saying why
  public void write(Path file, OvfEncoding encoding) {
    OvfWriter.write(file, this, encoding);
  }

  private static Ovf of(Path file, OvfHeader header, double[] stored) {
    int n = header.components();
    int leading = header.mesh().isIrregular() ? 3 : 0;
    int width = n + leading;
    int nodes = stored.length / width;
    double[] values = leading == 0 ? stored : new double[nodes * n];
    var places = new double[nodes * leading];
    for (int node = 0; node < nodes; node++) {
      for (int c = 0; c < leading; c++) {
        places[node * leading + c] =
            finite(file, header, node, c - leading, stored[node * width + c]);
      }
      for (int c = 0; c < n; c++) {
        double value = stored[node * width + leading + c] * header.multiplier();
        values[node * n + c] = finite(file, header, node, c, value);
      }
    }
    return new Ovf(header, values, places);
  }

  private static double finite(Path file, OvfHeader header, int node, int component, double value) {
    if (!Double.isFinite(value)) {
      throw new InvalidFileException(
          file,
          "data",
          "%s in %s of %s"
              .formatted(
                  value,
                  component < 0 ? "a coordinate" : "component " + component,
                  header.mesh().node(node)));
    }
    return value;
  }

  private static void text(Path file, OvfInput input, double[] values) {
    for (int i = 0; i < values.length; i++) {
      skipComments(input);
      String word = input.peek() == '#' ? "" : input.word();
      if (word.isEmpty()) {
        throw new InvalidFileException(
            file, "data", "%s numbers where there should be %s".formatted(i, values.length));
      }
      if (!OvfNumbers.isNumber(word)) {
        throw new InvalidFileException(
            file, "data", "'%s', number %s of %s, is no number".formatted(word, i, values.length));
      }
      values[i] = Double.parseDouble(word);
    }
    skipComments(input);
    if (input.peek() >= 0 && input.peek() != '#') {
      throw new InvalidFileException(
          file, "data", "more than the %s numbers of its nodes".formatted(values.length));
    }
  }

  /// Passes over blanks and lines that begin with `##`; what comes then may still be one `#`.
  private static void skipComments(OvfInput input) {
    input.skipBlanks();
    while (input.isComment()) {
      input.line("the end of the data");
      input.skipBlanks();
    }
  }

  /// The byte order in which the check value before the numbers is what it should be.
  private static ByteOrder order(Path file, OvfInput input, OvfEncoding encoding) {
    var bytes = ByteBuffer.allocate(encoding.bytes());
    input.fill(bytes);
    for (var order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      bytes.order(order);
      if (encoding == OvfEncoding.BINARY_4
          ? bytes.getFloat(0) == CHECK_4
          : bytes.getDouble(0) == CHECK_8) {
        return order;
      }
    }
    throw new InvalidFileException(
        file,
        "data",
        "the check value before the numbers is %s, not %s in either byte order"
            .formatted(
                encoding == OvfEncoding.BINARY_4
                    ? String.valueOf(bytes.order(ByteOrder.LITTLE_ENDIAN).getFloat(0))
                    : String.valueOf(bytes.order(ByteOrder.LITTLE_ENDIAN).getDouble(0)),
                encoding == OvfEncoding.BINARY_4 ? CHECK_4 : CHECK_8));
  }

  /// The check value of an encoding, little-endian.
  static void putCheck(ByteBuffer bytes, OvfEncoding encoding) {
    if (encoding == OvfEncoding.BINARY_4) {
      bytes.putFloat(CHECK_4);
    } else {
      bytes.putDouble(CHECK_8);
    }
  }

  private static void end(Path file, OvfInput input, OvfEncoding encoding) {
    for (String wanted : new String[] {"End: Data " + encoding, "End: Segment"}) {
      input.skipBlanks();
      String line = nextLine(input, wanted);
      if (!line.startsWith("#")
          || !squeezed(line.substring(1)).equals(wanted.toLowerCase(Locale.ROOT))) {
        throw new InvalidFileException(
            file,
            "data",
            "'%s' where '# %s' should be: damaged, or wrong node counts"
                .formatted(OvfHeaderReader.excerpt(line), wanted));
      }
    }
    while (input.peek() >= 0) {
      String line = input.line("its end");
      if (!line.replaceFirst("^#+", "").isBlank()) {
        throw new InvalidFileException(
            file, "'%s' after '# End: Segment'".formatted(OvfHeaderReader.excerpt(line)));
      }
    }
  }

  private static String nextLine(OvfInput input, String wanted) {
    String line = input.line("'# " + wanted + "'");
    while (line.startsWith("##") || line.replace("#", "").isBlank()) {
      line = input.line("'# " + wanted + "'");
    }
    return line;
  }

  private static String squeezed(String text) {
    return text.strip().replaceAll("\\s+", " ").replaceAll(" ?: ?", ": ").toLowerCase(Locale.ROOT);
  }

  /// Mesh and components, mean and range of lengths in words.
  public String describe() {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int node = 0; node < header.mesh().count(); node++) {
      least = Math.min(least, norm(node));
      most = Math.max(most, norm(node));
    }
    var means =
        Arrays.stream(mean())
            .mapToObj(m -> String.format(Locale.ROOT, "%.4g", m))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%s nodes of %s components: mean (%s), length from %.4g to %.4g",
        header.mesh() instanceof OvfMesh.Rectangular mesh
            ? mesh.extent()
            : String.valueOf(header.mesh().count()),
        header.components(),
        means,
        least,
        most);
  }

  /// [#describe].
  @Override
  public String toString() {
    return describe();
  }
}
