package onsagerflow.cli.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import onsagerflow.atomistic.Heisenberg;
import onsagerflow.atomistic.Material;
import onsagerflow.cli.command.Choice;
import onsagerflow.field.ThermalUnits;
import onsagerflow.io.format.JsonText;

/// A material of the schema `onsagerflow-material/1`: one JSON object in SI units.
///
/// | key | what | unit |
/// |---|---|---|
/// | `schema` | `onsagerflow-material/1` | |
/// | `lattice` | `square` or `sc` | |
/// | `length` | edge of the lattice | spins |
/// | `boundary` | `periodic` (default) or `open` | |
/// | `exchange` | J of a bond of nearest neighbours, or of each shell from the nearest on | J |
/// | `moment` | μ_s | Bohr magnetons |
/// | `damping` | Gilbert's λ | |
/// | `gyromagneticRatio` | γ_e; default that of the electron | rad/(s T) |
/// | `anisotropy`, `axis` | uniaxial, −k (s·n)² a spin; the axis is z by default | J |
/// | `cubic` | k (s_x²s_y² + s_y²s_z² + s_z²s_x²) a spin | J |
/// | `temperature` | unless `--temperature` says it | K |
/// | `field` | three components; default 0, and `--field` goes before it | T |
///
/// @param material the units
/// @param model the couplings, in reduced units
/// @param temperature kelvin; NaN where the file says none
/// @param words what it is, in a few of them
record MaterialFile(
    Material material, Heisenberg model, double temperature, List<Double> tesla, String words) {

  private static final String SCHEMA = "onsagerflow-material/1";

  private static final Set<String> KEYS =
      Set.of(
          "schema",
          "lattice",
          "length",
          "boundary",
          "exchange",
          "moment",
          "damping",
          "gyromagneticRatio",
          "anisotropy",
          "axis",
          "cubic",
          "temperature",
          "field");

  MaterialFile {
    tesla = List.copyOf(tesla);
  }

  /// The field, tesla.
  double[] field() {
    return tesla.stream().mapToDouble(b -> b).toArray();
  }

  /// Reads a file.
  ///
  /// @throws IllegalArgumentException if it is none, naming key and value
  /// @throws onsagerflow.io.format.InvalidFileException if there is none, or it is no JSON object
  static MaterialFile read(Path file) {
    try {
      return of(JsonText.read(file));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static MaterialFile of(JsonNode json) {
    if (!json.isObject() || !SCHEMA.equals(json.path("schema").asText())) {
      throw new IllegalArgumentException(
          "schema must be %s, got %s".formatted(SCHEMA, json.path("schema")));
    }
    json.fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("there is no key '" + key + "' in a material");
              }
            });
    double[] exchange = numbers(json, "exchange");
    double gyromagnetic =
        json.has("gyromagneticRatio") ? number(json, "gyromagneticRatio") : ThermalUnits.ELECTRON;
    var material =
        new Material(exchange[0], number(json, "moment"), number(json, "damping"), gyromagnetic);
    var lattice = Choice.of(HeisenbergOptions.Lattice.class).words().get(text(json, "lattice"));
    if (lattice == null) {
      throw new IllegalArgumentException(
          "lattice must be square or sc, got " + json.get("lattice"));
    }
    String boundary = json.has("boundary") ? text(json, "boundary") : "periodic";
    if (!boundary.equals("periodic") && !boundary.equals("open")) {
      throw new IllegalArgumentException(
          "boundary must be periodic or open, got " + json.get("boundary"));
    }
    double length = number(json, "length");
    if (length != Math.rint(length)) {
      throw new IllegalArgumentException("length must be a whole number, got " + length);
    }
    var model =
        Heisenberg.on(HeisenbergOptions.grid(lattice, (int) length, boundary.equals("open")))
            .exchange(Arrays.stream(exchange).map(material::energy).toArray());
    if (json.has("anisotropy")) {
      double[] n = json.has("axis") ? vector(json, "axis") : new double[] {0, 0, 1};
      model = model.uniaxial(material.energy(number(json, "anisotropy")), n[0], n[1], n[2]);
    }
    if (json.has("cubic")) {
      model = model.cubic(material.energy(number(json, "cubic")));
    }
    double[] field = json.has("field") ? vector(json, "field") : new double[3];
    return new MaterialFile(
        material,
        model,
        json.has("temperature") ? number(json, "temperature") : Double.NaN,
        Arrays.stream(field).boxed().toList(),
        "Heisenberg, %s, L = %s%s, exchange %s J, moment %s mu_B, damping %s"
            .formatted(
                lattice.name().toLowerCase(Locale.ROOT),
                (int) length,
                boundary.equals("open") ? ", open" : "",
                Arrays.toString(exchange),
                material.moment(),
                material.damping()));
  }

  private static JsonNode required(JsonNode json, String key) {
    var value = json.get(key);
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value;
  }

  private static String text(JsonNode json, String key) {
    return required(json, key).asText();
  }

  private static double number(JsonNode json, String key) {
    return number(key, required(json, key));
  }

  private static double number(String key, JsonNode value) {
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw new IllegalArgumentException(key + " must be a number, got " + value);
    }
    return value.doubleValue();
  }

  /// One number, or an array of some.
  private static double[] numbers(JsonNode json, String key) {
    var value = required(json, key);
    if (!value.isArray()) {
      return new double[] {number(key, value)};
    }
    if (value.isEmpty()) {
      throw new IllegalArgumentException(key + " must hold a number, got " + value);
    }
    var numbers = new double[value.size()];
    Arrays.setAll(numbers, i -> number(key, value.get(i)));
    return numbers;
  }

  private static double[] vector(JsonNode json, String key) {
    double[] numbers = numbers(json, key);
    if (numbers.length != 3) {
      throw new IllegalArgumentException(key + " must have three components, got " + json.get(key));
    }
    return numbers;
  }
}
