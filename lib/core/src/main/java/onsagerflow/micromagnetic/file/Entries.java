package onsagerflow.micromagnetic.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The entries of a JSON object and where it stands, so that what is wrong is refused by name: a
/// key that there is not, one that is missing, and a value that cannot be.
final class Entries {

  private final String path;
  private final JsonNode node;

  /// @param path of the object, `""` at the top
  /// @param keys all that there are
  Entries(String path, JsonNode node, Set<String> keys) {
    this.path = path;
    this.node = node;
    if (!node.isObject()) {
      throw new IllegalArgumentException(
          (path.isEmpty() ? "a problem" : path) + " must be an object, got " + excerpt(node));
    }
    for (var entry : node.properties()) {
      if (!keys.contains(entry.getKey())) {
        throw new IllegalArgumentException(
            "there is no key %s (%s); there are %s"
                .formatted(
                    at(entry.getKey()),
                    excerpt(entry.getValue()),
                    keys.stream().sorted().toList()));
      }
    }
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String excerpt(JsonNode value) {
    String text = value.toString();
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }

  private IllegalArgumentException wrong(String key, String wanted) {
    return new IllegalArgumentException(
        "%s must be %s, got %s".formatted(at(key), wanted, excerpt(require(key))));
  }

  private JsonNode require(String key) {
    var value = node.get(key);
    if (value == null) {
      throw new IllegalArgumentException(at(key) + " is missing");
    }
    return value;
  }

  boolean has(String key) {
    return node.has(key);
  }

  /// Whether an entry is an object.
  boolean isObject(String key) {
    return require(key).isObject();
  }

  String text(String key) {
    if (!require(key).isTextual()) {
      throw wrong(key, "text");
    }
    return require(key).textValue();
  }

  boolean flag(String key, boolean otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    if (!require(key).isBoolean()) {
      throw wrong(key, "true or false");
    }
    return require(key).booleanValue();
  }

  double number(String key) {
    var value = require(key);
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw wrong(key, "a number");
    }
    return value.doubleValue();
  }

  double number(String key, double otherwise) {
    return has(key) ? number(key) : otherwise;
  }

  double positive(String key) {
    if (!(number(key) > 0)) {
      throw wrong(key, "positive");
    }
    return number(key);
  }

  int whole(String key) {
    var value = require(key);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw wrong(key, "a whole number");
    }
    return value.intValue();
  }

  long seed(String key) {
    var value = require(key);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(key, "a whole number");
    }
    return value.longValue();
  }

  /// Three numbers.
  double[] vector(String key) {
    double[] numbers = numbers(key);
    if (numbers.length != 3) {
      throw wrong(key, "three numbers");
    }
    return numbers;
  }

  double[] vector(String key, double... otherwise) {
    return has(key) ? vector(key) : otherwise;
  }

  /// Three whole numbers.
  int[] cells(String key) {
    double[] numbers = vector(key);
    int[] cells = Arrays.stream(numbers).mapToInt(n -> (int) n).toArray();
    for (int c = 0; c < 3; c++) {
      if (cells[c] != numbers[c]) {
        throw wrong(key, "three whole numbers");
      }
    }
    return cells;
  }

  double[] numbers(String key) {
    var value = require(key);
    if (!value.isArray()) {
      throw wrong(key, "a list of numbers");
    }
    var numbers = new double[value.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!value.get(i).isNumber() || !Double.isFinite(value.get(i).doubleValue())) {
        throw wrong(key, "a list of numbers");
      }
      numbers[i] = value.get(i).doubleValue();
    }
    return numbers;
  }

  /// A list of vectors of three numbers each.
  List<double[]> vectors(String key) {
    var vectors = new ArrayList<double[]>();
    for (var row : list(key)) {
      if (!row.isArray() || row.size() != 3) {
        throw wrong(key, "a list of vectors");
      }
      double[] vector = new double[3];
      for (int c = 0; c < 3; c++) {
        if (!row.get(c).isNumber()) {
          throw wrong(key, "a list of vectors");
        }
        vector[c] = row.get(c).doubleValue();
      }
      vectors.add(vector);
    }
    return vectors;
  }

  private JsonNode list(String key) {
    if (!require(key).isArray()) {
      throw wrong(key, "a list");
    }
    return require(key);
  }

  /// An object within this one.
  Entries object(String key, Set<String> keys) {
    return new Entries(at(key), require(key), keys);
  }

  /// The objects of a list.
  List<Entries> objects(String key, Set<String> keys) {
    var objects = new ArrayList<Entries>();
    for (int i = 0; i < list(key).size(); i++) {
      objects.add(new Entries(at(key) + "[" + i + "]", list(key).get(i), keys));
    }
    return objects;
  }

  /// The objects of one whose keys are names, in the order in which they stand there.
  Map<String, Entries> named(String key, Set<String> keys) {
    if (!require(key).isObject()) {
      throw wrong(key, "an object");
    }
    var objects = new LinkedHashMap<String, Entries>();
    for (var entry : require(key).properties()) {
      objects.put(
          entry.getKey(), new Entries(at(key) + "." + entry.getKey(), entry.getValue(), keys));
    }
    return objects;
  }

  /// What a function makes of these entries; its refusals say where they stand.
  <T> T make(Function<Entries, T> of) {
    try {
      return of.apply(this);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw path.isEmpty() || message.startsWith(path)
          ? e
          : new IllegalArgumentException(path + ": " + message, e);
    }
  }
}
