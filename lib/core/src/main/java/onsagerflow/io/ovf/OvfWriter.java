package onsagerflow.io.ovf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import onsagerflow.io.WholeFile;

/// Writes a field as OVF 2.0.
///
/// Text holds the shortest digits that are read back as the same number.
final class OvfWriter {

  private static final int TEXT_LENGTH = 26; // of a double, with what separates it

  private OvfWriter() {}

  static void write(Path file, Ovf field, OvfEncoding encoding) {
    byte[] header = header(field, encoding).getBytes(StandardCharsets.UTF_8);
    byte[] end =
        "%s# End: Data %s\n# End: Segment\n"
            .formatted(encoding == OvfEncoding.TEXT ? "" : "\n", encoding)
            .getBytes(StandardCharsets.UTF_8);
    byte[] data =
        encoding == OvfEncoding.TEXT
            ? text(file, field).getBytes(StandardCharsets.UTF_8)
            : binary(file, field, encoding);
    var bytes =
        ByteBuffer.allocate(Math.toIntExact((long) header.length + data.length + end.length));
    WholeFile.write(file, bytes.put(header).put(data).put(end).array());
  }

  private static String header(Ovf field, OvfEncoding encoding) {
    var header = field.header();
    var text = new StringBuilder("# OOMMF OVF 2.0\n");
    line(text, "Segment count", "1");
    line(text, "Begin", "Segment");
    line(text, "Begin", "Header");
    line(text, "Title", header.title());
    header.description().forEach(words -> line(text, "Desc", words));
    line(text, "meshunit", header.mesh().unit().isEmpty() ? "unspecified" : header.mesh().unit());
    switch (header.mesh()) {
      case OvfMesh.Rectangular mesh -> {
        line(text, "meshtype", "rectangular");
        axis(text, "x", mesh.x());
        axis(text, "y", mesh.y());
        axis(text, "z", mesh.z());
      }
      case OvfMesh.Irregular mesh -> {
        line(text, "meshtype", "irregular");
        line(text, "pointcount", String.valueOf(mesh.count()));
        for (int axis = 0; axis < 3; axis++) {
          bounds(text, axis, field.places());
        }
      }
    }
    line(text, "valuedim", String.valueOf(header.components()));
    line(text, "valuelabels", list(labels(header)));
    line(text, "valueunits", list(units(header)));
    line(text, "End", "Header");
    line(text, "Begin", "Data " + encoding);
    return text.toString();
  }

  private static void axis(StringBuilder text, String name, OvfMesh.Axis axis) {
    line(text, name + "nodes", String.valueOf(axis.nodes()));
    line(text, name + "base", String.valueOf(axis.base()));
    line(text, name + "stepsize", String.valueOf(axis.step()));
    double first = axis.base() - axis.step() / 2;
    line(text, name + "min", String.valueOf(first));
    line(text, name + "max", String.valueOf(first + axis.nodes() * axis.step()));
  }

  private static void bounds(StringBuilder text, int axis, double... places) {
    var along =
        IntStream.range(0, places.length / 3)
            .mapToDouble(node -> places[3 * node + axis])
            .summaryStatistics();
    String name = "xyz".substring(axis, axis + 1);
    line(text, name + "min", String.valueOf(along.getMin()));
    line(text, name + "max", String.valueOf(along.getMax()));
  }

  /// A line; what would end it, or begin a comment, does not stay in its value.
  private static void line(StringBuilder text, String key, String value) {
    String one = value.replaceAll("\\p{Cntrl}", " ").replaceAll("\\s##+", " #");
    text.append("# ").append(key).append(": ").append(one).append('\n');
  }

  private static String list(List<String> elements) {
    return elements.stream()
        .map(e -> e.isEmpty() || e.contains(" ") ? "{" + e + "}" : e)
        .collect(Collectors.joining(" "));
  }

  private static List<String> labels(OvfHeader header) {
    if (header.labels().size() == header.components()) {
      return header.labels();
    }
    return switch (header.components()) {
      case 1 -> List.of("value");
      case 3 -> List.of("value_x", "value_y", "value_z");
      default -> IntStream.range(0, header.components()).mapToObj(c -> "value_" + c).toList();
    };
  }

  private static List<String> units(OvfHeader header) {
    return switch (header.units().size()) {
      case 0 -> Collections.nCopies(header.components(), "");
      case 1 -> Collections.nCopies(header.components(), header.units().getFirst());
      default -> header.units();
    };
  }

  private static String text(Path file, Ovf field) {
    int n = field.header().components();
    int nodes = field.values().length / n;
    boolean irregular = field.header().mesh().isIrregular();
    var text = new StringBuilder((int) Math.min(Integer.MAX_VALUE / 4, (long) TEXT_LENGTH * nodes));
    for (int node = 0; node < nodes; node++) {
      for (int c = irregular ? -3 : 0; c < n; c++) {
        text.append(finite(file, field, node, c)).append(c == n - 1 ? '\n' : ' ');
      }
    }
    return text.toString();
  }

  private static byte[] binary(Path file, Ovf field, OvfEncoding encoding) {
    int width = encoding.bytes();
    var bytes =
        ByteBuffer.allocate(Math.toIntExact((field.header().stored() + 1) * width))
            .order(ByteOrder.LITTLE_ENDIAN);
    Ovf.putCheck(bytes, encoding);
    int n = field.header().components();
    int nodes = field.values().length / n;
    boolean irregular = field.header().mesh().isIrregular();
    for (int node = 0; node < nodes; node++) {
      for (int c = irregular ? -3 : 0; c < n; c++) {
        double value = finite(file, field, node, c);
        if (encoding == OvfEncoding.BINARY_8) {
          bytes.putDouble(value);
        } else if (Math.abs(value) <= Float.MAX_VALUE) {
          bytes.putFloat((float) value);
        } else {
          throw new IllegalArgumentException(
              "%s: %s in %s is too large for Binary 4"
                  .formatted(file, value, field.header().mesh().node(node)));
        }
      }
    }
    return bytes.array();
  }

  /// A value, or a coordinate where the component is −3, −2 or −1.
  private static double finite(Path file, Ovf field, int node, int component) {
    double value =
        component < 0
            ? field.places()[3 * node + 3 + component]
            : field.values()[field.header().components() * node + component];
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "%s: %s in %s is no number".formatted(file, value, field.header().mesh().node(node)));
    }
    return value;
  }
}
