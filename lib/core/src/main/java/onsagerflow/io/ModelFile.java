package onsagerflow.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
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
import onsagerflow.meso.Closure;
import onsagerflow.meso.FieldTable;
import onsagerflow.meso.Gauge;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.ModelFamily;
import onsagerflow.meso.NetworkWeights;
import onsagerflow.meso.Table;

/// A learned model, or a family of them at several temperatures, as one JSON file of schema
/// `onsagerflow-model/1`.
///
/// A family holds the same entries, those of numbers and the diagnostics with a leading axis over
/// the temperatures; a family of one is written as a model.
///
/// A field that varied over the data is no number and is not kept: the entry says in words what it
/// was, and the model that is read asks for a field before anything is calculated
/// ([ExternalField#unknown], [LearnedModel#withField]).
///
/// Numbers keep their full double precision, so that what is read equals what was written; keys
/// that the reader does not know are passed over.
public final class ModelFile {

  static final String SCHEMA = "onsagerflow-model/1";

  /// Entries of the diagnostics that a model holds by a type of their own.
  private static final String FIELDS = "fields";

  /// In base64.
  private static final String WEIGHTS = "networkWeights";

  private static final String NOT_YET = ": not supported by this version";

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private ModelFile() {}

  /// Writes a model; the file appears under its name only when it is complete.
  ///
  /// @throws IllegalArgumentException if a number is NaN or infinite, naming it
  /// @throws java.io.UncheckedIOException if the disk refuses it, with one line saying why
  public static void write(Path file, LearnedModel model) {
    write(file, toJson(model));
  }

  /// Writes a family; the file appears under its name only when it is complete.
  ///
  /// @throws IllegalArgumentException if a number is NaN or infinite, naming it
  /// @throws java.io.UncheckedIOException if the disk refuses it, with one line saying why
  public static void write(Path file, ModelFamily family) {
    var models = family.members().stream().map(ModelFile::toJson).toList();
    write(file, models.size() == 1 ? models.getFirst() : toJson(models));
  }

  private static void write(Path file, ObjectNode json) {
    requireFinite(file, "", json);
    JsonLayout.write(file, json);
  }

  /// Reads a model.
  ///
  /// @throws InvalidFileException if the file is absent, no JSON, of another schema, or lacks an
  ///   entry or has one of the wrong shape, naming it; or if it holds several temperatures
  public static LearnedModel read(Path file) {
    var json = open(file);
    if (json.node().path("temperature").isArray()) {
      throw json.invalid(
          "temperature",
          "several temperatures " + json.node().get("temperature") + " where one model is wanted");
    }
    return model(json);
  }

  /// Reads a model or a family; a model is a family of one.
  ///
  /// @throws InvalidFileException if the file is absent, no JSON, of another schema, or lacks an
  ///   entry or has one of the wrong shape, naming it
  public static ModelFamily readFamily(Path file) {
    var json = open(file);
    if (!json.node().path("temperature").isArray()) {
      return ModelFamily.of(model(json));
    }
    int count = json.numbers("temperature").length;
    if (count == 0) {
      throw json.invalid("temperature", "must hold a temperature, got []");
    }
    var models = IntStream.range(0, count).mapToObj(i -> model(json.slice(i, count))).toList();
    return checked(json, "temperature", () -> new ModelFamily(models));
  }

  private static JsonObject open(Path file) {
    var json = new JsonObject(file, "", parse(file));
    if (!json.text("schema").equals(SCHEMA)) {
      throw json.invalid(
          "schema", "unknown schema " + json.text("schema") + ", this reads " + SCHEMA);
    }
    if (json.integer("dimension") != 2) {
      throw json.invalid("dimension", json.integer("dimension") + NOT_YET);
    }
    return json;
  }

  private static LearnedModel model(JsonObject json) {
    var mobility = json.object("mobility");
    if (mobility.has("parallel")) {
      throw mobility.invalid("parallel", "vector spins" + NOT_YET);
    }
    int block = json.integer("block");
    int largest = Trajectory.Origin.LARGEST_BLOCK;
    if (block < 1 || block > largest) {
      throw json.invalid("block", "must lie between 1 and " + largest + ", got " + block);
    }
    if (json.integer("cellVolume") != Grid.cellVolume(block, 2)) {
      throw json.invalid(
          "cellVolume", json.integer("cellVolume") + " is not the square of block " + block);
    }
    var kernel = json.object("kernel");
    return checked(
        json,
        "model",
        () ->
            new LearnedModel(
                closure(json),
                conditions(json),
                block,
                Gauge.parse(json.text("gauge")),
                new LearnedModel.Functions(
                    table(json, "mobility"),
                    mobility.has("byField")
                        ? Optional.of(fieldTable(mobility, "byField"))
                        : Optional.empty(),
                    table(json, "entropySlope"),
                    kernel(kernel, "value"),
                    kernel(kernel, "standardError")),
                notes(json.part("diagnostics"))));
  }

  private static ObjectNode toJson(LearnedModel model) {
    var json = MAPPER.createObjectNode();
    json.put("schema", SCHEMA);
    json.put("closure", model.closure().name().toLowerCase(Locale.ROOT));
    json.put("dimension", 2);
    json.put("temperature", model.conditions().temperature());
    json.set("field", toJson(model.conditions().field()));
    json.put("block", model.block());
    json.put("cellVolume", model.cellVolume());
    json.put("gauge", model.gauge().toString());
    var mobility = toJson(model.mobility());
    model.mobilityByField().ifPresent(table -> mobility.set("byField", toJson(table)));
    json.set("mobility", mobility);
    json.set("entropySlope", toJson(model.entropySlope()));
    json.putObject("kernel")
        .put("radius", model.kernel().radius())
        .<ObjectNode>set("value", MAPPER.valueToTree(model.kernel().rows()))
        .set("standardError", MAPPER.valueToTree(model.kernelError().rows()));
    json.set("diagnostics", toJson(model.notes()));
    return json;
  }

  /// Sorted: the map's own order changes from one JVM to the next.
  private static JsonNode toJson(LearnedModel.Notes notes) {
    var entries = new TreeMap<>(notes.diagnostics());
    if (!notes.fields().isEmpty()) {
      entries.put(FIELDS, notes.fields().stream().map(ModelFile::toJson).toList());
    }
    notes
        .networks()
        .ifPresent(
            weights -> entries.put(WEIGHTS, Base64.getEncoder().encodeToString(weights.bytes())));
    return MAPPER.valueToTree(entries);
  }

  /// Words in the place of a field that is no number: a reader that takes it for h = 0 would be
  /// wrong without knowing.
  private static JsonNode toJson(ExternalField field) {
    return switch (field) {
      case ExternalField.Uniform(double h) -> DoubleNode.valueOf(h);
      case ExternalField.Unknown(String was) -> TextNode.valueOf(was);
      default -> TextNode.valueOf(field.toString());
    };
  }

  private static ObjectNode toJson(List<ObjectNode> models) {
    var json = models.getFirst().deepCopy();
    json.set("temperature", stacked(models, "/temperature"));
    var fields = stacked(models, "/field");
    if (fields.valueStream().distinct().count() > 1) {
      json.set("field", fields);
    }
    for (String part : List.of("/mobility", "/mobility/byField", "/entropySlope", "/kernel")) {
      if (json.at(part) instanceof ObjectNode entries) {
        for (String key : List.of("m", "phi", "value", "standardError")) {
          if (entries.has(key)) {
            entries.set(key, stacked(models, part + "/" + key));
          }
        }
      }
    }
    json.set("diagnostics", stacked(models, "/diagnostics"));
    return json;
  }

  private static ArrayNode stacked(List<ObjectNode> models, String pointer) {
    var stack = MAPPER.createArrayNode();
    models.forEach(model -> stack.add(model.at(pointer)));
    return stack;
  }

  private static ObjectNode toJson(Table table) {
    var json = MAPPER.createObjectNode();
    json.set("m", MAPPER.valueToTree(table.m()));
    json.set("value", MAPPER.valueToTree(table.value()));
    json.set("standardError", MAPPER.valueToTree(table.standardError()));
    return json;
  }

  private static ObjectNode toJson(FieldTable table) {
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

  private static JsonNode parse(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InvalidFileException(file, Files.exists(file) ? "not a file" : "no such file");
    }
    try {
      var json = MAPPER.readTree(file.toFile());
      if (!json.isObject()) {
        throw new InvalidFileException(file, "must hold a JSON object");
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new InvalidFileException(
          file,
          "not JSON, or damaged ("
              + e.getOriginalMessage()
              + ", line "
              + e.getLocation().getLineNr()
              + ")");
    } catch (IOException e) {
      throw new InvalidFileException(
          file, "cannot be read (" + InvalidFileException.reason(e) + ")");
    }
  }

  private static Closure closure(JsonObject json) {
    String name = json.text("closure");
    return Arrays.stream(Closure.values())
        .filter(closure -> closure.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(() -> json.invalid("closure", "unknown closure " + name));
  }

  private static Frame.Conditions conditions(JsonObject json) {
    double temperature = json.number("temperature");
    var field = field(json.node().path("field").isArray() ? json : json.whole(), "field");
    return checked(json, "temperature", () -> new Frame.Conditions(temperature, field));
  }

  private static ExternalField field(JsonObject json, String key) {
    return json.isText(key)
        ? ExternalField.unknown(json.textHere(key))
        : ExternalField.uniform(json.number(key));
  }

  private static Table table(JsonObject parent, String key) {
    var json = parent.object(key);
    return checked(
        parent,
        key,
        () -> new Table(json.numbers("m"), json.numbers("value"), json.numbers("standardError")));
  }

  private static FieldTable fieldTable(JsonObject parent, String key) {
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

  private static Kernel kernel(JsonObject json, String key) {
    var kernel = checked(json, key, () -> Kernel.of(json.rows(key)));
    if (kernel.radius() != json.integer("radius")) {
      throw json.invalid(key, "has radius " + kernel.radius() + ", not " + json.integer("radius"));
    }
    return kernel;
  }

  private static LearnedModel.Notes notes(JsonObject json) {
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
  private static <T> T checked(JsonObject json, String key, Supplier<T> constructor) {
    try {
      return constructor.get();
    } catch (IllegalArgumentException e) {
      throw json.invalid(key, InvalidFileException.reason(e));
    }
  }
}
