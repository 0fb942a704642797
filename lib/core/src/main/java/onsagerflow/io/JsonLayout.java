package onsagerflow.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.stream.Collectors;

/// Lays out JSON to be read by people: a key per line, a row of numbers per line.
final class JsonLayout {

  private JsonLayout() {}

  /// Writes a file; it appears under its name only when it is complete.
  ///
  /// @throws java.io.UncheckedIOException if the disk refuses it, with one line saying why
  static void write(Path file, JsonNode node) {
    WholeFile.write(file, of(node));
  }

  static String of(JsonNode node) {
    return of(node, "") + "\n";
  }

  private static String of(JsonNode node, String indent) {
    String inner = indent + "  ";
    if (node.isObject() && !node.isEmpty()) {
      return node.properties().stream()
          .map(
              entry ->
                  inner + TextNode.valueOf(entry.getKey()) + ": " + of(entry.getValue(), inner))
          .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
    }
    if (node.isArray() && node.valueStream().anyMatch(JsonNode::isContainerNode)) {
      return node.valueStream()
          .map(element -> inner + of(element, inner))
          .collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
    }
    if (node.isArray()) {
      return node.valueStream().map(JsonNode::toString).collect(Collectors.joining(", ", "[", "]"));
    }
    return node.toString();
  }
}
