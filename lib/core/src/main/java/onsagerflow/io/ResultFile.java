package onsagerflow.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Results of a computation by name, as one JSON file for other programs to read.
public final class ResultFile {

  private static final JsonMapper MAPPER = new JsonMapper();

  private ResultFile() {}

  /// Writes results; the file appears under its name only when it is complete.
  ///
  /// @param results texts, numbers, lists and maps of such, in their order; numbers keep their full
  ///   precision, and one that is not finite is written as null
  /// @throws java.io.UncheckedIOException if the disk refuses it, with one line saying why
  public static void write(Path file, Map<String, ?> results) {
    JsonLayout.write(file, node(results));
  }

  /// The same results as text, which ends with its last line.
  public static String text(Map<String, ?> results) {
    return JsonLayout.of(node(results)).stripTrailing();
  }

  private static JsonNode node(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        var object = JsonNodeFactory.instance.objectNode();
        map.forEach((name, entry) -> object.set(String.valueOf(name), node(entry)));
        yield object;
      }
      case List<?> list -> {
        var array = JsonNodeFactory.instance.arrayNode();
        list.forEach(entry -> array.add(node(entry)));
        yield array;
      }
      case Double number when !Double.isFinite(number) -> JsonNodeFactory.instance.nullNode();
      default -> MAPPER.valueToTree(value);
    };
  }
}
