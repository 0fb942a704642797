package onsagerflow.io;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import onsagerflow.io.format.InvalidFileException;
import onsagerflow.meso.Gauge;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.ModelFamily;
import onsagerflow.meso.vector.LearnedVectorModel;
import onsagerflow.meso.vector.VectorFamily;

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
/// that the reader does not know are passed over. A model of vector spins holds tables over |m|,
/// `mobility.parallel`, `mobility.perpendicular`, `mobility.precession` and `entropySlope`, and in
/// three dimensions the kernel as planes of rows.
public final class ModelFile {

  private static final String NOT_YET = ": not supported by this version";

  private ModelFile() {}

  /// Writes a model; the file appears under its name only when it is complete.
  ///
  /// @throws IllegalArgumentException if a number is NaN or infinite, naming it
  /// @throws java.io.UncheckedIOException if the disk refuses it, with one line saying why
  public static void write(Path file, LearnedModel model) {
    ModelEntries.write(file, toJson(model));
  }

  /// Writes a model of vector spins; the file appears under its name only when it is complete.
  ///
  /// @throws IllegalArgumentException if a number is NaN or infinite, naming it
  /// @throws java.io.UncheckedIOException if the disk refuses it, with one line saying why
  public static void write(Path file, LearnedVectorModel model) {
    ModelEntries.write(file, VectorModelEntries.toJson(model));
  }

  /// Writes a family of models of vector spins; the file appears under its name only when it is
  /// complete.
  ///
  /// @throws IllegalArgumentException if a number is NaN or infinite, naming it
  /// @throws java.io.UncheckedIOException if the disk refuses it, with one line saying why
  public static void write(Path file, VectorFamily family) {
    ModelEntries.write(file, VectorModelEntries.toJson(family));
  }

  /// Writes a family; the file appears under its name only when it is complete.
  ///
  /// @throws IllegalArgumentException if a number is NaN or infinite, naming it
  /// @throws java.io.UncheckedIOException if the disk refuses it, with one line saying why
  public static void write(Path file, ModelFamily family) {
    var models = family.members().stream().map(ModelFile::toJson).toList();
    ModelEntries.write(file, models.size() == 1 ? models.getFirst() : toJson(models));
  }

  /// Reads a model.
  ///
  /// @throws InvalidFileException if the file is absent, no JSON, of another schema, or lacks an
  ///   entry or has one of the wrong shape, naming it; or if it holds several temperatures
  public static LearnedModel read(Path file) {
    return model(ModelEntries.requireOne(openScalar(file)));
  }

  /// Reads a model or a family; a model is a family of one.
  ///
  /// @throws InvalidFileException if the file is absent, no JSON, of another schema, or lacks an
  ///   entry or has one of the wrong shape, naming it
  public static ModelFamily readFamily(Path file) {
    var json = openScalar(file);
    if (!json.node().path("temperature").isArray()) {
      return ModelFamily.of(model(json));
    }
    int count = json.numbers("temperature").length;
    if (count == 0) {
      throw json.invalid("temperature", "must hold a temperature, got []");
    }
    var models = IntStream.range(0, count).mapToObj(i -> model(json.slice(i, count))).toList();
    return ModelEntries.checked(json, "temperature", () -> new ModelFamily(models));
  }

  /// Reads a model of vector spins.
  ///
  /// @throws InvalidFileException if the file is absent, no JSON, of another schema, or lacks an
  ///   entry or has one of the wrong shape, naming it; or if it is a model of scalars, or holds
  ///   several temperatures
  public static LearnedVectorModel readVector(Path file) {
    var json = ModelEntries.open(file);
    if (!isOfVectors(json)) {
      throw json.invalid("mobility", "a model of a scalar m where one of vector spins is wanted");
    }
    return VectorModelEntries.model(ModelEntries.requireOne(json));
  }

  /// Reads a model of vector spins or a family of them; a model is a family of one.
  ///
  /// @throws InvalidFileException as of [#readVector], but of several temperatures
  public static VectorFamily readVectorFamily(Path file) {
    var json = ModelEntries.open(file);
    if (!isOfVectors(json)) {
      throw json.invalid("mobility", "a model of a scalar m where one of vector spins is wanted");
    }
    return VectorModelEntries.family(json);
  }

  /// Whether a file holds a model of vector spins, which [#readVector] reads, and not of scalars.
  ///
  /// @throws InvalidFileException if it holds no model
  public static boolean isOfVectors(Path file) {
    return isOfVectors(ModelEntries.open(file));
  }

  private static boolean isOfVectors(JsonObject json) {
    return json.object("mobility").has("parallel");
  }

  private static JsonObject openScalar(Path file) {
    var json = ModelEntries.open(file);
    if (isOfVectors(json)) {
      throw json.invalid(
          "mobility.parallel", "a model of vector spins where one of a scalar m is wanted");
    }
    if (json.integer("dimension") != 2) {
      throw json.invalid("dimension", json.integer("dimension") + NOT_YET);
    }
    return json;
  }

  private static LearnedModel model(JsonObject json) {
    var mobility = json.object("mobility");
    int block = ModelEntries.block(json, 2);
    var kernel = json.object("kernel");
    return ModelEntries.checked(
        json,
        "model",
        () ->
            new LearnedModel(
                ModelEntries.closure(json),
                ModelEntries.conditions(json),
                block,
                Gauge.parse(json.text("gauge")),
                new LearnedModel.Functions(
                    ModelEntries.table(json, "mobility"),
                    mobility.has("byField")
                        ? Optional.of(ModelEntries.fieldTable(mobility, "byField"))
                        : Optional.empty(),
                    ModelEntries.table(json, "entropySlope"),
                    ModelEntries.kernel(kernel, "value", 2),
                    ModelEntries.kernel(kernel, "standardError", 2)),
                ModelEntries.notes(json.part("diagnostics"))));
  }

  private static ObjectNode toJson(LearnedModel model) {
    var json = ModelEntries.MAPPER.createObjectNode();
    json.put("schema", ModelEntries.SCHEMA);
    json.put("closure", model.closure().name().toLowerCase(Locale.ROOT));
    json.put("dimension", 2);
    json.put("temperature", model.conditions().temperature());
    json.set("field", ModelEntries.toJson(model.conditions().field()));
    json.put("block", model.block());
    json.put("cellVolume", model.cellVolume());
    json.put("gauge", model.gauge().toString());
    var mobility = ModelEntries.toJson(model.mobility());
    model.mobilityByField().ifPresent(table -> mobility.set("byField", ModelEntries.toJson(table)));
    json.set("mobility", mobility);
    json.set("entropySlope", ModelEntries.toJson(model.entropySlope()));
    json.set("kernel", ModelEntries.toJson(model.kernel(), model.kernelError()));
    json.set("diagnostics", ModelEntries.toJson(model.notes()));
    return json;
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

  static ArrayNode stacked(List<ObjectNode> models, String pointer) {
    var stack = ModelEntries.MAPPER.createArrayNode();
    models.forEach(model -> stack.add(model.at(pointer)));
    return stack;
  }
}
