package onsagerflow.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jhdf.HdfFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import onsagerflow.io.format.InvalidFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Attributes that change what stored numbers mean are applied, or refused by name.
class PackingTest {

  private static final Map<String, Object> DATASETS =
      Map.of(
          "m", new float[][][] {{{0.5f, -0.25f}}, {{0, 0.75f}}},
          "t", new double[] {1, 2},
          "trajectory", new int[] {3, 3},
          "temperature", new double[] {0.5, 1.5},
          "field", new double[] {0, 0.25},
          "drift", new float[2][1][2],
          "noise", new float[2][1][2]);

  @TempDir Path folder;

  private TrajectoryFile fileWith(String dataset, Map<String, Object> attributes) {
    var file = folder.resolve("a.h5");
    try (var hdf = HdfFile.write(file)) {
      hdf.putAttribute("schema", "onsagerflow-trajectory/1");
      hdf.putAttribute("block", 4);
      hdf.putAttribute("dimension", 2);
      DATASETS.forEach(
          (name, values) -> {
            var written = hdf.putDataset(name, values);
            if (name.equals(dataset)) {
              attributes.forEach(written::putAttribute);
            }
          });
    }
    return TrajectoryFile.open(file);
  }

  @Test
  void factorAndOffsetAreAppliedToEveryDataset() {
    Map<String, Object> half =
        Map.of("scale_factor", 0.5, "add_offset", new float[] {0.125f}, "_FillValue", Float.NaN);
    try (var file = fileWith("m", half)) {
      assertEquals(-0.125 + 0.125, file.frame(0).m().get(0, 1));
      assertEquals(0.375 + 0.125, file.frame(1).m().get(0, 1));
    }
    try (var file = fileWith("t", Map.of("scale_factor", 0.1))) {
      assertEquals(0.2, file.time(1));
    }
    try (var file = fileWith("trajectory", Map.of("add_offset", 4))) {
      assertEquals(7, file.run(1));
    }
    try (var file = fileWith("temperature", half)) {
      assertEquals(0.875, file.conditions(1).temperature());
    }
    try (var file = fileWith("field", half)) {
      assertEquals(0.25, file.conditions(1).field().at(file.time(1)));
    }
    try (var file = fileWith("drift", half)) {
      assertEquals(0.125, file.frame(1).generator().orElseThrow().drift().get(0, 1));
    }
    try (var file = fileWith("noise", half)) {
      assertEquals(0.125, file.frame(1).generator().orElseThrow().noise().get(0, 1));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "m, 1",
    "m, dimensionless",
    "t, sweeps",
    "t, 1",
    "drift, 1/sweep",
    "noise, 1/sweep",
    "temperature, 1",
  })
  void ownUnitsAreRead(String dataset, String unit) {
    try (var file = fileWith(dataset, Map.of("units", unit, "long_name", "of no concern"))) {
      file.validate();
    }
  }

  static Stream<Arguments> refused() {
    String unit = "; convert the numbers, or delete the attribute if they are in that unit";
    String missing = " stands for a missing value (_FillValue, missing_value)";
    return Stream.of(
        Arguments.of(
            "m",
            "units",
            "A/m",
            "m, attribute units: is A/m, while it is read as a pure number" + unit),
        Arguments.of(
            "temperature",
            "units",
            "K",
            "temperature, attribute units: is K, while it is read as a pure number" + unit),
        Arguments.of(
            "field",
            "unit",
            "T",
            "field, attribute unit: is T, while it is read as a pure number" + unit),
        Arguments.of(
            "t",
            "units",
            "s",
            "t, attribute units: is s, while times are read as sweeps (one attempted update per"
                + " spin)"
                + unit),
        Arguments.of(
            "drift",
            "units",
            "1/s",
            "drift, attribute units: is 1/s, while it is read as 1/sweep" + unit),
        Arguments.of(
            "m", "_FillValue", 0.75f, "m, frame 1: 0.75" + missing + " in cell (y 0, x 1)"),
        Arguments.of(
            "m",
            "missing_value",
            new double[] {9, -0.25},
            "m, frame 0: -0.25" + missing + " in cell (y 0, x 1)"),
        Arguments.of("t", "_FillValue", 2.0, "t: 2.0" + missing + " at 1"),
        Arguments.of(
            "m",
            "valid_min",
            0.0,
            "m, frame 0: -0.25 is outside the valid range [0.0, Infinity] in cell (y 0, x 1)"),
        Arguments.of(
            "m",
            "valid_range",
            new double[] {-1, 0.5},
            "m, frame 1: 0.75 is outside the valid range [-1.0, 0.5] in cell (y 0, x 1)"),
        Arguments.of(
            "m", "valid_range", 1.0, "m, attribute valid_range: must be two numbers, got 1"),
        Arguments.of(
            "m",
            "scale_factor",
            0.0,
            "m, attribute scale_factor: must be finite, a factor not 0, got 0.0"),
        Arguments.of(
            "m",
            "add_offset",
            Double.NaN,
            "m, attribute add_offset: must be finite, a factor not 0, got NaN"),
        Arguments.of(
            "m", "scale_factor", "two", "m, attribute scale_factor: must be a number, got \"two\""),
        Arguments.of(
            "m",
            "scale_factor",
            new double[] {1, 2},
            "m, attribute scale_factor: must be one value, got a row of 2"),
        Arguments.of(
            "m",
            "scale_factor",
            2.0,
            "m, frame 1: 1.5 in cell (y 0, x 1); m must lie in -1 ... 1 as a mean of spins of +1"
                + " and -1"),
        Arguments.of(
            "noise",
            "scaling_factor",
            2,
            "noise, attribute scaling_factor: is 2, which is not applied (scale_factor and"
                + " add_offset are)"),
        Arguments.of(
            "m",
            "offset",
            0.5,
            "m, attribute offset: is 0.5, which is not applied (scale_factor and add_offset are)"),
        Arguments.of(
            "trajectory",
            "_Unsigned",
            "true",
            "trajectory, attribute _Unsigned: is true, which is not applied"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatIsNotAppliedIsRefusedByName(
      String dataset, String attribute, Object value, String message) {
    var thrown =
        assertThrows(
            InvalidFileException.class,
            () -> {
              try (var file = fileWith(dataset, Map.of(attribute, value))) {
                file.validate();
              }
            });
    assertEquals(folder.resolve("a.h5") + ": " + message, thrown.getMessage());
  }
}
