package onsagerflow.io;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.Trajectory;
import onsagerflow.io.format.InvalidFileException;
import onsagerflow.io.format.JsonText;
import onsagerflow.meso.Closure;
import onsagerflow.meso.FieldTable;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.NetworkWeights;
import onsagerflow.meso.Table;

/// The entries that models of scalars and of vectors share in a file.
final class ModelEntries {

  static final String SCHEMA = "onsagerflow-model/1";

  static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /// Entries of the diagnostics that a model holds by a type of their own.
  private static final String FIELDS = "fields";

  /// In base64.
  private static final String WEIGHTS = "networkWeights";

  private ModelEntries() {}

  /// Writes a model; the file appears under its name only when it is complete.
  ///
  /// @throws IllegalArgumentException if a number is NaN or infinite, naming it
  static void write(Path file, ObjectNode json) {
    requireFinite(file, "", json);
    JsonLayout.write(file, json);
  }

  /// The entries of a file of this schema.
  static JsonObject open(Path file) {
    var json = new JsonObject(file, "", JsonText.read(file));
    if (!json.text("schema").equals(SCHEMA)) {
      throw json.invalid(
          "schema", "unknown schema " + json.text("schema") + ", this reads " + SCHEMA);
    }
    return json;
  }

  /// Refuses several temperatures.
  static JsonObject requireOne(JsonObject json) {
    if (json.node().path("temperature").isArray()) {
      throw json.invalid(
          "temperature",
          "several temperatures " + json.node().get("temperature") + " where one model is wanted");
    }
    return json;
  }

  /// The block size B, of which cells hold B² or B³ spins.
  static int block(JsonObject json, int dimension) {
    int block = json.integer("block");
    int largest = Trajectory.Origin.LARGEST_BLOCK;
    if (block < 1 || block > largest) {
      throw json.invalid("block", "must lie between 1 and " + largest + ", got " + block);
    }
    if (json.integer("cellVolume")
        != checked(json, "block", () -> Grid.cellVolume(block, dimension))) {
      throw json.invalid(
          "cellVolume",
          json.integer("cellVolume")
              + " is not the "
              + (dimension == 3 ? "cube" : "square")
              + " of block "
              + block);
    }
    return block;
  }

  static Closure closure(JsonObject json) {
    String name = json.text("closure");
    return Arrays.stream(Closure.values())
        .filter(closure -> closure.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(() -> json.invalid("closure", "unknown closure " + name));
  }

  static Frame.Conditions conditions(JsonObject json) {
    double temperature = json.number("temperature");
    var field = field(json.node().path("field").isArray() ? json : json.whole(), "field");
    return checked(
        json, "temperature", () -> new Frame.Conditions(temperature, field).requireWarm());
  }

  static Kernel kernel(JsonObject json, String key, int dimension) {
    var kernel =
        checked(
            json, key, () -> dimension == 3 ? cube(json.planes(key)) : Kernel.of(json.rows(key)));
    if (kernel.radius() != json.integer("radius")) {
      throw json.invalid(key, "has radius " + kernel.radius() + ", not " + json.integer("radius"));
    }
    return kernel;
  }

  private static Kernel cube(double[][][] planes) {
    int width = planes.length;
    var values = new double[width * width * width];
    for (int z = 0; z < width; z++) {
      for (int y = 0; y < width; y++) {
        if (width % 2 == 0 || planes[z].length != width || planes[z][y].length != width) {
          throw new IllegalArgumentException(
              "a kernel of three dimensions is a cube of odd width, got " + width + " planes");
        }
        System.arraycopy(planes[z][y], 0, values, (z * width + y) * width, width);
      }
    }
    return new Kernel(3, (width - 1) / 2, values);
  }

  static ObjectNode toJson(Kernel kernel, Kernel error) {
    var json = MAPPER.createObjectNode().put("radius", kernel.radius());
    json.set("value", values(kernel));
    json.set("standardError", values(error));
    return json;
  }

  /// Rows in two dimensions; planes of rows, plane = z offset, in three.
  private static JsonNode values(Kernel kernel) {
    if (kernel.dimensions() == 2) {
      return MAPPER.valueToTree(kernel.rows());
    }
    int r = kernel.radius();
    int width = 2 * r + 1;
    var planes = new double[width][width][width];
    for (int i = 0; i < width * width * width; i++) {
      int z = i / width / width;
      int y = i / width % width;
      planes[z][y][i % width] = kernel.get(z - r, y - r, i % width - r);
    }
    return MAPPER.valueToTree(planes);
  }

  /// Sorted: the map's own order changes from one JVM to the next.
  static JsonNode toJson(LearnedModel.Notes notes) {
    var entries = new TreeMap<>(notes.diagnostics());
    if (!notes.fields().isEmpty()) {
      entries.put(FIELDS, notes.fields().stream().map(ModelEntries::toJson).toList());
    }
    notes
        .networks()
        .ifPresent(
            weights -> entries.put(WEIGHTS, Base64.getEncoder().encodeToString(weights.bytes())));
    return MAPPER.valueToTree(entries);
  }

  /// Words in the place of a field that is no number: a reader that takes it for h = 0 would be
  /// wrong without knowing.
  static JsonNode toJson(ExternalField field) {
    return switch (field) {
      case ExternalField.Uniform(double h) -> DoubleNode.valueOf(h);
      case ExternalField.Unknown(String was) -> TextNode.valueOf(was);
      default -> TextNode.valueOf(field.toString());
    };
  }

  static ObjectNode toJson(Table table) {
    var json = MAPPER.createObjectNode();
    json.set("m", MAPPER.valueToTree(table.m()));
    json.set("value", MAPPER.valueToTree(table.value()));
    json.set("standardError", MAPPER.valueToTree(table.standardError()));
    return json;
  }

  static ObjectNode toJson(FieldTable table) {
    double[] m = table.m();
    double[] phi = table.phi();
    var value = new double[m.length][phi.length];
    var standardError = new double[m.length][phi.length];
    for (int i = 0; i < m.length; i++) {
      for (int j = 0; j < phi.length; j++) {
        value[i][j] = table.value(i, j);
        standardError[i][j] = table.standardError(i, j);
      }
    }
    var json = MAPPER.createObjectNode();
    json.set("m", MAPPER.valueToTree(m));
    json.set("phi", MAPPER.valueToTree(phi));
    json.set("value", MAPPER.valueToTree(value));
    json.set("standardError", MAPPER.valueToTree(standardError));
    return json;
  }

  private static void requireFinite(Path file, String name, JsonNode node) {
    if (node.isObject()) {
      for (var entry : node.properties()) {
        String prefix = name.isEmpty() ? "" : name + ".";
        requireFinite(file, prefix + entry.getKey(), entry.getValue());
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        requireFinite(file, name + "[" + i + "]", node.get(i));
      }
    } else if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
      throw new IllegalArgumentException(
          file + ": " + name + " is " + node.doubleValue() + ", a model holds finite numbers only");
    }
  }

  private static ExternalField field(JsonObject json, String key) {
    return json.isText(key)
        ? ExternalField.unknown(json.textHere(key))
        : ExternalField.uniform(json.number(key));
  }

  static Table table(JsonObject parent, String key) {
    var json = parent.object(key);
    return checked(
        parent,
        key,
        () -> new Table(json.numbers("m"), json.numbers("value"), json.numbers("standardError")));
  }

  static FieldTable fieldTable(JsonObject parent, String key) {
    var json = parent.object(key);
    return checked(
        parent,
        key,
        () ->
            new FieldTable(
                json.numbers("m"),
                json.numbers("phi"),
                json.rows("value"),
                json.rows("standardError")));
  }

  static LearnedModel.Notes notes(JsonObject json) {
    var entries = diagnostics(json);
    List<ExternalField> fields = List.of();
    if (entries.remove(FIELDS) != null) {
      int count = json.length(FIELDS);
      fields =
          IntStream.range(0, count).mapToObj(i -> field(json.slice(i, count), FIELDS)).toList();
    }
    Optional<NetworkWeights> networks = Optional.empty();
    if (entries.remove(WEIGHTS) != null) {
      networks = Optional.of(weights(json));
    }
    return new LearnedModel.Notes(fields, networks, entries);
  }

  private static NetworkWeights weights(JsonObject json) {
    String text = json.text(WEIGHTS);
    try {
      return new NetworkWeights(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw json.invalid(WEIGHTS, "must be base64: " + InvalidFileException.reason(e));
    }
  }

  private static Map<String, Object> diagnostics(JsonObject json) {
    for (var entry : json.node().properties()) {
      if (entry.getValue().isNull()) {
        throw json.invalid(entry.getKey(), "is null");
      }
    }
    return MAPPER.convertValue(json.node(), new TypeReference<Map<String, Object>>() {});
  }

  /// Runs a constructor that checks its arguments, and names the entry that it refuses.
  static <T> T checked(JsonObject json, String key, Supplier<T> constructor) {
    try {
      return constructor.get();
    } catch (IllegalArgumentException e) {
      throw json.invalid(key, InvalidFileException.reason(e));
    }
  }
}
