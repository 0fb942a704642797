package onsagerflow.io.format;

import io.jhdf.api.Node;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Optional;

/// Attributes of one object as plain values, whatever HDF5 type another program chose for them.
final class Hdf5Attributes {

  private final Path file;
  private final String of;
  private final Node node;

  /// @param of the object's name in messages; empty for the root
  Hdf5Attributes(Path file, String of, Node node) {
    this.file = file;
    this.of = of;
    this.node = node;
  }

  boolean has(String name) {
    return InvalidFileException.reading(
        file, describe(name), () -> node.getAttributes().containsKey(name));
  }

  String text(String name) {
    Object value = single(name);
    if (value instanceof String text) {
      return text;
    }
    throw invalid(name, "must be text, got " + words(value));
  }

  /// One value, in words.
  String value(String name) {
    Object value = single(name);
    return value instanceof String text ? text : words(value);
  }

  /// An integer; an unsigned one of 64 bits keeps its bits.
  long integer(String name) {
    return switch (single(name)) {
      case BigInteger i when i.bitLength() <= Long.SIZE -> i.longValue();
      case Double d when d == Math.rint(d) && Math.abs(d) <= 1L << 53 -> d.longValue();
      case Float f when f == Math.rint(f) && Math.abs(f) <= 1L << 24 -> f.longValue();
      case Long i -> i;
      case Integer i -> i;
      case Short i -> i;
      case Byte i -> i;
      case Object other -> throw invalid(name, "must be an integer, got " + words(other));
    };
  }

  /// One number.
  ///
  /// @param otherwise where the attribute is absent
  double number(String name, double otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    if (single(name) instanceof Number number) {
      return number.doubleValue();
    }
    throw invalid(name, "must be a number, got " + words(single(name)));
  }

  /// One number or a row of them.
  double[] numbers(String name) {
    return doubles(attribute(name)).orElseThrow(() -> invalid(name, "must be numbers"));
  }

  InvalidFileException invalid(String name, String problem) {
    return new InvalidFileException(file, describe(name), problem);
  }

  private static String words(Object value) {
    return switch (value) {
      case Number number -> number.toString();
      case String text -> '"' + text + '"';
      default -> "a value of several parts";
    };
  }

  private Object single(String name) {
    Object value = attribute(name);
    if (!value.getClass().isArray()) {
      return value;
    }
    if (Array.getLength(value) == 1) {
      Object first = Array.get(value, 0);
      if (first != null && !first.getClass().isArray()) {
        return first;
      }
    }
    throw invalid(name, "must be one value, got a row of " + Array.getLength(value));
  }

  private Object attribute(String name) {
    if (!has(name)) {
      throw invalid(name, "missing");
    }
    Object value =
        InvalidFileException.reading(file, describe(name), () -> node.getAttribute(name).getData());
    if (value == null) {
      throw invalid(name, "empty");
    }
    return value;
  }

  private static Optional<double[]> doubles(Object value) {
    if (value instanceof Number number) {
      return Optional.of(new double[] {number.doubleValue()});
    }
    if (!value.getClass().isArray()) {
      return Optional.empty();
    }
    var values = new double[Array.getLength(value)];
    for (int i = 0; i < values.length; i++) {
      if (!(Array.get(value, i) instanceof Number number)) {
        return Optional.empty();
      }
      values[i] = number.doubleValue();
    }
    return Optional.of(values);
  }

  private String describe(String name) {
    return of.isEmpty() ? "attribute " + name : of + ", attribute " + name;
  }
}
