package onsagerflow.io;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import onsagerflow.io.format.InvalidFileException;

/// A JSON object of a file and where it stands there, so that a wrong entry is refused by name.
///
/// @param path of the object, `""` at the top, else ending in a dot
/// @param slice of entries with a leading axis, the one that is read; −1 where they have none
/// @param slices the length of that axis
record JsonObject(Path file, String path, JsonNode node, int slice, int slices) {

  /// An object without a leading axis.
  JsonObject(Path file, String path, JsonNode node) {
    this(file, path, node, -1, 0);
  }

  /// The same object, of which numbers, rows and parts are read at one place of their leading axis.
  JsonObject slice(int i, int count) {
    return new JsonObject(file, path, node, i, count);
  }

  /// The same object with entries that have no leading axis.
  JsonObject whole() {
    return new JsonObject(file, path, node);
  }

  boolean has(String key) {
    return node.has(key);
  }

  JsonObject object(String key) {
    var value = require(key);
    if (!value.isObject()) {
      throw invalid(key, "must be an object, got " + excerpt(value));
    }
    return new JsonObject(file, path + key + ".", value, slice, slices);
  }

  /// The object at this place of the leading axis.
  JsonObject part(String key) {
    var value = sliced(key);
    if (!value.isObject()) {
      throw invalid(place(key), "must be an object, got " + excerpt(value));
    }
    return new JsonObject(file, path + place(key) + ".", value);
  }

  String text(String key) {
    var value = require(key);
    if (!value.isTextual()) {
      throw invalid(key, "must be text, got " + excerpt(value));
    }
    return value.textValue();
  }

  /// Whether the entry, at this place of the leading axis, is an array.
  boolean isRow(String key) {
    return sliced(key).isArray();
  }

  /// Whether the entry, at this place of the leading axis, is text.
  boolean isText(String key) {
    return sliced(key).isTextual();
  }

  /// The text at this place of the leading axis.
  String textHere(String key) {
    return sliced(key).textValue();
  }

  double number(String key) {
    return number(place(key), sliced(key));
  }

  int integer(String key) {
    var value = require(key);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw invalid(key, "must be an integer, got " + excerpt(value));
    }
    return value.intValue();
  }

  /// The length of a list without regard to a leading axis.
  int length(String key) {
    var value = require(key);
    if (!value.isArray()) {
      throw invalid(key, "must be a list, got " + excerpt(value));
    }
    return value.size();
  }

  double[] numbers(String key) {
    return numbers(place(key), sliced(key));
  }

  double[][] rows(String key) {
    return rows(place(key), sliced(key));
  }

  private double[][] rows(String key, JsonNode value) {
    if (!value.isArray()) {
      throw invalid(key, "must be rows of numbers, got " + excerpt(value));
    }
    var rows = new double[value.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = numbers(key + "[" + i + "]", value.get(i));
    }
    return rows;
  }

  double[][][] planes(String key) {
    var value = sliced(key);
    if (!value.isArray()) {
      throw invalid(place(key), "must be planes of rows of numbers, got " + excerpt(value));
    }
    var planes = new double[value.size()][][];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = rows(place(key) + "[" + i + "]", value.get(i));
    }
    return planes;
  }

  InvalidFileException invalid(String key, String problem) {
    return new InvalidFileException(file, path + key, problem);
  }

  private JsonNode require(String key) {
    var value = node.get(key);
    if (value == null) {
      throw invalid(key, "missing");
    }
    return value;
  }

  private String place(String key) {
    return slice < 0 ? key : key + "[" + slice + "]";
  }

  private JsonNode sliced(String key) {
    var value = require(key);
    if (slice < 0) {
      return value;
    }
    if (!value.isArray() || value.size() != slices) {
      throw invalid(
          key,
          "must have one entry for each of " + slices + " temperatures, got " + excerpt(value));
    }
    return value.get(slice);
  }

  private double[] numbers(String key, JsonNode value) {
    if (!value.isArray()) {
      throw invalid(key, "must be a row of numbers, got " + excerpt(value));
    }
    var numbers = new double[value.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(key + "[" + i + "]", value.get(i));
    }
    return numbers;
  }

  private double number(String key, JsonNode value) {
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw invalid(key, "must be a finite number, got " + excerpt(value));
    }
    return value.doubleValue();
  }

  private static String excerpt(JsonNode value) {
    String text = value.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }
}
