package onsagerflow.io.format;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/// What the attributes of a dataset say of its numbers, by the conventions of netCDF.
///
///     value = stored · scale_factor + add_offset
///
/// Stored numbers equal to `_FillValue` or `missing_value`, or outside `valid_min`, `valid_max`,
/// `valid_range`, stand for no value. Other conventions' factors and offsets are refused unless they
/// are 1 and 0, and so are units other than those of this schema. NetCDF Climate and Forecast
/// Conventions 1.11, §§2.5.1, 3.1, 8.1.
public final class Packing {

  private static final List<String> FACTORS =
      List.of("scale", "scaling_factor", "conversion", "gain", "slope");
  private static final List<String> OFFSETS = List.of("offset", "intercept");
  private static final List<String> MISSING = List.of("_FillValue", "missing_value");

  private final double scale;
  private final double offset;
  private final double[] missing;
  private final double least;
  private final double most;
  private final boolean plain;

  /// @param dataset its name, which with the units decides what unit is right
  /// @throws InvalidFileException if an attribute says what is not applied
  Packing(String dataset, Hdf5Attributes attributes, UnitSystem units) {
    this.scale = attributes.number("scale_factor", 1);
    this.offset = attributes.number("add_offset", 0);
    if (scale == 0 || !Double.isFinite(scale) || !Double.isFinite(offset)) {
      throw attributes.invalid(
          Double.isFinite(offset) ? "scale_factor" : "add_offset",
          "must be finite, a factor not 0, got " + (Double.isFinite(offset) ? scale : offset));
    }
    this.missing =
        MISSING.stream()
            .filter(attributes::has)
            .flatMapToDouble(name -> Arrays.stream(attributes.numbers(name)))
            .filter(value -> !Double.isNaN(value)) // refused as NaN
            .flatMap(value -> DoubleStream.of(value, (float) value)) // of numbers in float32
            .toArray();
    double[] range =
        attributes.has("valid_range") ? attributes.numbers("valid_range") : new double[0];
    if (range.length != 0 && range.length != 2) {
      throw attributes.invalid("valid_range", "must be two numbers, got " + range.length);
    }
    if (range.length != 0 && range.length != 2) {
      throw attributes.invalid("valid_range", "must be two numbers, got " + range.length);
    }
    this.least =
        range.length > 0 ? range[0] : attributes.number("valid_min", Double.NEGATIVE_INFINITY);
    this.most =
        range.length > 1 ? range[1] : attributes.number("valid_max", Double.POSITIVE_INFINITY);
    this.plain =
        scale == 1
            && offset == 0
            && missing.length == 0
            && least == Double.NEGATIVE_INFINITY
            && most == Double.POSITIVE_INFINITY;
    for (String name : FACTORS) {
      requireNeutral(attributes, name, 1);
    }
    for (String name : OFFSETS) {
      requireNeutral(attributes, name, 0);
    }
    if (attributes.has("_Unsigned") && attributes.value("_Unsigned").equals("true")) {
      throw attributes.invalid("_Unsigned", "is true, which is not applied");
    }
    requireUnit(dataset, attributes, "units", units);
    requireUnit(dataset, attributes, "unit", units);
  }

  private static void requireNeutral(Hdf5Attributes attributes, String name, double neutral) {
    if (attributes.has(name) && attributes.number(name, neutral) != neutral) {
      throw attributes.invalid(
          name,
          "is "
              + attributes.value(name)
              + ", which is not applied (scale_factor and add_offset are)");
    }
  }

  private static void requireUnit(
      String dataset, Hdf5Attributes attributes, String name, UnitSystem units) {
    if (!attributes.has(name)) {
      return;
    }
    String unit = attributes.value(name).strip();
    if (!units.accepts(dataset, unit)) {
      throw attributes.invalid(
          name,
          "is %s, %s; convert the numbers, or delete the attribute if they are in that unit"
              .formatted(unit, units.words(dataset)));
    }
  }

  /// Turns stored numbers into values, in place.
  ///
  /// @throws MissingValueException at the first that stands for none
  void unpack(double[] stored) {
    if (plain) {
      return;
    }
    for (int i = 0; i < stored.length; i++) {
      double value = stored[i];
      for (double none : missing) {
        if (value == none) {
          throw new MissingValueException(
              i, value + " stands for a missing value (_FillValue, missing_value)");
        }
      }
      if (value < least || value > most) {
        throw new MissingValueException(
            i, "%s is outside the valid range [%s, %s]".formatted(value, least, most));
      }
      stored[i] = value * scale + offset;
    }
  }

  /// A number that stands for none.
  static final class MissingValueException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int element;

    MissingValueException(int element, String problem) {
      super(problem);
      this.element = element;
    }

    /// Its place in the array.
    int element() {
      return element;
    }
  }
}
