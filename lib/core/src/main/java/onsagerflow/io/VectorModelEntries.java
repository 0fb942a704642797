package onsagerflow.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import onsagerflow.field.ExternalField;
import onsagerflow.field.FieldComponents;
import onsagerflow.field.Frame;
import onsagerflow.field.Micromagnet;
import onsagerflow.meso.Closure;
import onsagerflow.meso.Gauge;
import onsagerflow.meso.vector.Anisotropy;
import onsagerflow.meso.vector.LearnedVectorModel;
import onsagerflow.meso.vector.VectorFamily;

/// The entries of a model of vector spins.
final class VectorModelEntries {

  private static final int COMPONENTS = 3;

  /// Of a symmetric tensor: xx, yy, zz, xy, xz, yz.
  private static final int ELEMENTS = 6;

  private VectorModelEntries() {}

  static VectorFamily family(JsonObject json) {
    if (!json.node().path("temperature").isArray()) {
      return new VectorFamily(List.of(model(json)));
    }
    int count = json.numbers("temperature").length;
    if (count == 0) {
      throw json.invalid("temperature", "must hold a temperature, got []");
    }
    var models = IntStream.range(0, count).mapToObj(i -> model(json.slice(i, count))).toList();
    return ModelEntries.checked(json, "temperature", () -> new VectorFamily(models));
  }

  static LearnedVectorModel model(JsonObject json) {
    if (ModelEntries.closure(json) != Closure.ONSAGER) {
      throw json.invalid("closure", "vector spins have the onsager closure only");
    }
    int dimension = json.integer("dimension");
    if (dimension != 2 && dimension != 3) {
      throw json.invalid("dimension", "must be 2 or 3, got " + dimension);
    }
    var mobility = json.object("mobility");
    var kernel = json.object("kernel");
    var functions =
        ModelEntries.checked(
            json,
            "kernel",
            () ->
                new LearnedVectorModel.Functions(
                    ModelEntries.table(mobility, "parallel"),
                    ModelEntries.table(mobility, "perpendicular"),
                    ModelEntries.table(mobility, "precession"),
                    ModelEntries.table(json, "entropySlope"),
                    ModelEntries.kernel(kernel, "value", dimension),
                    ModelEntries.kernel(kernel, "standardError", dimension),
                    anisotropy(json, "value"),
                    anisotropy(json, "standardError")));
    var model =
        new LearnedVectorModel(
            conditions(json),
            ModelEntries.block(json, dimension),
            Gauge.parse(json.text("gauge")),
            functions,
            micromagnet(json),
            ModelEntries.notes(json.part("diagnostics")));
    ModelEntries.checked(json, "mobility", functions::mobility);
    ModelEntries.checked(json, "saturation", model::thermalField);
    ModelEntries.checked(json, "entropySlope", model::entropySlope);
    return model;
  }

  /// A field of three numbers, of one that acts on the last component, or of words; of a family one
  /// for all or one for each temperature.
  private static Frame.Conditions conditions(JsonObject json) {
    var field = json.node().path("field");
    boolean isOneVector = field.isArray() && field.path(0).isNumber();
    if (!field.isArray() || !(isOneVector || json.isRow("field"))) {
      return ModelEntries.conditions(json);
    }
    double temperature = json.number("temperature");
    double[] h = (isOneVector ? json.whole() : json).numbers("field");
    if (h.length != COMPONENTS) {
      throw json.invalid("field", "a field of vector spins has three numbers, got " + h.length);
    }
    return ModelEntries.checked(
        json,
        "temperature",
        () ->
            new Frame.Conditions(temperature, ExternalField.vector(h[0], h[1], h[2]))
                .requireWarm());
  }

  /// Absent where there is none.
  private static Anisotropy anisotropy(JsonObject json, String key) {
    if (!json.has("anisotropy")) {
      return Anisotropy.NONE;
    }
    var entry = json.object("anisotropy");
    double[] a = entry.numbers(key);
    if (a.length != ELEMENTS) {
      throw entry.invalid(key, "a symmetric tensor has six numbers, got " + a.length);
    }
    return new Anisotropy(a[0], a[1], a[2], a[3], a[4], a[5]);
  }

  private static double[] elements(Anisotropy a) {
    return new double[] {a.xx(), a.yy(), a.zz(), a.xy(), a.xz(), a.yz()};
  }

  /// The cells of a model in SI units, which has a `cell`.
  private static Optional<Micromagnet> micromagnet(JsonObject json) {
    if (!json.has("cell")) {
      return Optional.empty();
    }
    var whole = json.whole();
    double[] cell = whole.numbers("cell");
    if (cell.length != 3) {
      throw json.invalid("cell", "must be 3 edges in m, got " + cell.length);
    }
    double saturation = whole.number("saturation");
    return Optional.of(
        ModelEntries.checked(
            json,
            "cell",
            () -> new Micromagnet(cell[0], cell[1], cell[2], OptionalDouble.of(saturation))));
  }

  static ObjectNode toJson(LearnedVectorModel model) {
    var json = ModelEntries.MAPPER.createObjectNode();
    json.put("schema", ModelEntries.SCHEMA);
    json.put("closure", "onsager");
    json.put("dimension", model.dimension());
    json.put("temperature", model.conditions().temperature());
    json.set("field", field(model.conditions().field()));
    json.put("block", model.block());
    json.put("cellVolume", model.cellVolume());
    model
        .micromagnet()
        .ifPresent(
            cells -> {
              json.put("units", "SI");
              json.set(
                  "cell",
                  ModelEntries.MAPPER.valueToTree(new double[] {cells.x(), cells.y(), cells.z()}));
              cells.saturation().ifPresent(ms -> json.put("saturation", ms));
            });
    json.put("gauge", model.gauge().toString());
    var functions = model.functions();
    var mobility = json.putObject("mobility");
    mobility.set("parallel", ModelEntries.toJson(functions.parallel()));
    mobility.set("perpendicular", ModelEntries.toJson(functions.perpendicular()));
    mobility.set("precession", ModelEntries.toJson(functions.precession()));
    json.set("entropySlope", ModelEntries.toJson(functions.entropySlope()));
    json.set("kernel", ModelEntries.toJson(functions.kernel(), functions.kernelError()));
    if (!functions.anisotropy().equals(Anisotropy.NONE)) {
      var anisotropy = json.putObject("anisotropy");
      anisotropy.set("value", ModelEntries.MAPPER.valueToTree(elements(functions.anisotropy())));
      anisotropy.set(
          "standardError", ModelEntries.MAPPER.valueToTree(elements(functions.anisotropyError())));
    }
    json.set("diagnostics", ModelEntries.toJson(model.notes()));
    return json;
  }

  /// All members in one object, in which what differs is an array by temperature.
  static ObjectNode toJson(VectorFamily family) {
    var models = family.aligned().members().stream().map(VectorModelEntries::toJson).toList();
    var json = models.getFirst().deepCopy();
    if (models.size() == 1) {
      return json;
    }
    for (String part : List.of("/mobility", "/entropySlope", "/kernel", "/anisotropy", "")) {
      stack(models, json, part);
    }
    return json;
  }

  private static void stack(List<ObjectNode> models, ObjectNode json, String part) {
    if (part.isEmpty()) {
      for (String key : List.of("temperature", "field", "diagnostics")) {
        json.set(key, ModelFile.stacked(models, "/" + key));
      }
    } else if (part.equals("/mobility")) {
      for (String table : List.of("/parallel", "/perpendicular", "/precession")) {
        stack(models, json, part + table);
      }
    } else if (json.at(part) instanceof ObjectNode entries) {
      for (String key : List.of("m", "value", "standardError")) {
        if (entries.has(key)) {
          entries.set(key, ModelFile.stacked(models, part + "/" + key));
        }
      }
    }
  }

  private static JsonNode field(ExternalField field) {
    if (field instanceof FieldComponents(List<ExternalField> components)
        && components.stream().allMatch(ExternalField.Uniform.class::isInstance)) {
      return ModelEntries.MAPPER.valueToTree(
          components.stream().mapToDouble(ExternalField::constant).toArray());
    }
    return ModelEntries.toJson(field);
  }
}
