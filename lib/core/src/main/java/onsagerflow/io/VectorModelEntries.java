package onsagerflow.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.meso.Closure;
import onsagerflow.meso.Gauge;
import onsagerflow.meso.vector.LearnedVectorModel;

/// The entries of a model of vector spins.
final class VectorModelEntries {

  private static final int COMPONENTS = 3;

  private VectorModelEntries() {}

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
                    ModelEntries.kernel(kernel, "standardError", dimension)));
    var model =
        new LearnedVectorModel(
            conditions(json),
            ModelEntries.block(json, dimension),
            Gauge.parse(json.text("gauge")),
            functions,
            ModelEntries.notes(json.part("diagnostics")));
    ModelEntries.checked(json, "mobility", functions::mobility);
    ModelEntries.checked(json, "entropySlope", model::entropySlope);
    return model;
  }

  /// A field of three numbers, of one that acts on the last component, or of words.
  private static Frame.Conditions conditions(JsonObject json) {
    if (!json.node().path("field").isArray()) {
      return ModelEntries.conditions(json);
    }
    double temperature = json.number("temperature");
    double[] h = json.numbers("field");
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

  static ObjectNode toJson(LearnedVectorModel model) {
    var json = ModelEntries.MAPPER.createObjectNode();
    json.put("schema", ModelEntries.SCHEMA);
    json.put("closure", "onsager");
    json.put("dimension", model.dimension());
    json.put("temperature", model.conditions().temperature());
    json.set("field", field(model.conditions().field()));
    json.put("block", model.block());
    json.put("cellVolume", model.cellVolume());
    json.put("gauge", model.gauge().toString());
    var functions = model.functions();
    var mobility = json.putObject("mobility");
    mobility.set("parallel", ModelEntries.toJson(functions.parallel()));
    mobility.set("perpendicular", ModelEntries.toJson(functions.perpendicular()));
    mobility.set("precession", ModelEntries.toJson(functions.precession()));
    json.set("entropySlope", ModelEntries.toJson(functions.entropySlope()));
    json.set("kernel", ModelEntries.toJson(functions.kernel(), functions.kernelError()));
    json.set("diagnostics", ModelEntries.toJson(model.notes()));
    return json;
  }

  private static JsonNode field(ExternalField field) {
    if (field instanceof ExternalField.Vector(List<ExternalField> components)
        && components.stream().allMatch(ExternalField.Uniform.class::isInstance)) {
      return ModelEntries.MAPPER.valueToTree(
          components.stream().mapToDouble(ExternalField::constant).toArray());
    }
    return ModelEntries.toJson(field);
  }
}
