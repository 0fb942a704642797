package onsagerflow.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Kernel;
import onsagerflow.io.format.InvalidFileException;
import onsagerflow.meso.Closure;
import onsagerflow.meso.Gauge;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.Table;
import onsagerflow.meso.vector.Anisotropy;
import onsagerflow.meso.vector.LearnedVectorModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorModelFileTest {

  /// The layout on disk, which other programs read.
  private static final String TEXT =
      """
      {
        "schema": "onsagerflow-model/1",
        "closure": "onsager",
        "dimension": 3,
        "temperature": 0.22,
        "field": [0.0, 0.0, 0.02],
        "block": 4,
        "cellVolume": 64,
        "gauge": "s'(m)/m -> 3T as m -> 0",
        "mobility": {
          "parallel": {
            "m": [0.1, 0.9],
            "value": [0.13, 0.04],
            "standardError": [0.001, 0.002]
          },
          "perpendicular": {
            "m": [0.1, 0.9],
            "value": [0.14, 0.18],
            "standardError": [0.001, 0.002]
          },
          "precession": {
            "m": [0.0, 1.0],
            "value": [1.0, 1.0],
            "standardError": [0.01, 0.01]
          }
        },
        "entropySlope": {
          "m": [0.1, 0.9],
          "value": [0.0663, 2.2],
          "standardError": [0.001, 0.1]
        },
        "kernel": {
          "radius": 1,
          "value": [
            [
              [0.0, 0.0, 0.0],
              [0.0, 0.1, 0.0],
              [0.0, 0.0, 0.0]
            ],
            [
              [0.0, 0.2, 0.0],
              [0.3, 0.5, 0.3],
              [0.0, 0.2, 0.0]
            ],
            [
              [0.0, 0.0, 0.0],
              [0.0, 0.1, 0.0],
              [0.0, 0.0, 0.0]
            ]
          ],
          "standardError": [
            [
              [0.0, 0.0, 0.0],
              [0.0, 0.0, 0.0],
              [0.0, 0.0, 0.0]
            ],
            [
              [0.0, 0.0, 0.0],
              [0.0, 0.0, 0.0],
              [0.0, 0.0, 0.0]
            ],
            [
              [0.0, 0.0, 0.0],
              [0.0, 0.0, 0.0],
              [0.0, 0.0, 0.0]
            ]
          ]
        },
        "diagnostics": {
          "framePairs": 300
        }
      }
      """;

  @TempDir Path folder;

  private static LearnedVectorModel model() {
    double[] m = {0.1, 0.9};
    var kernel = new double[27];
    kernel[4] = 0.1;
    kernel[10] = 0.2;
    kernel[12] = 0.3;
    kernel[13] = 0.5;
    kernel[14] = 0.3;
    kernel[16] = 0.2;
    kernel[22] = 0.1;
    return new LearnedVectorModel(
        new Frame.Conditions(0.22, ExternalField.vector(0, 0, 0.02)),
        4,
        LearnedVectorModel.SLOPE_GAUGE,
        new LearnedVectorModel.Functions(
            new Table(m, new double[] {0.13, 0.04}, new double[] {0.001, 0.002}),
            new Table(m, new double[] {0.14, 0.18}, new double[] {0.001, 0.002}),
            LearnedVectorModel.constantPrecession(1, 0.01),
            new Table(m, new double[] {0.0663, 2.2}, new double[] {0.001, 0.1}),
            new Kernel(3, 1, kernel),
            new Kernel(3, 1, new double[27]),
            Anisotropy.NONE,
            Anisotropy.NONE),
        Optional.empty(),
        LearnedModel.Notes.of(Map.of("framePairs", 300)));
  }

  @Test
  void layout() throws IOException {
    var file = folder.resolve("model.json");
    ModelFile.write(file, model());
    assertEquals(TEXT, Files.readString(file));
    assertTrue(ModelFile.isOfVectors(file));
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws IOException {
    var file = folder.resolve("model.json");
    Files.writeString(file, TEXT);
    var again = folder.resolve("again.json");
    var read = ModelFile.readVector(file);
    ModelFile.write(again, read);
    assertEquals(TEXT, Files.readString(again));
    assertEquals(model().conditions(), read.conditions());
    assertEquals(model().gauge(), read.gauge());
    assertEquals(64, read.cellVolume());
  }

  @Test
  void aFieldOfOneNumberActsOnTheLastComponentAndStaysOne() throws IOException {
    var file = folder.resolve("model.json");
    ModelFile.write(file, model().withField(ExternalField.uniform(0.5)));
    assertTrue(Files.readString(file).contains("\"field\": 0.5"));
    assertEquals(ExternalField.uniform(0.5), ModelFile.readVector(file).conditions().field());
  }

  @Test
  void theOtherKindIsRefused() {
    var vectors = folder.resolve("vectors.json");
    ModelFile.write(vectors, model());
    var scalars = folder.resolve("scalars.json");
    var table = new Table(new double[] {-1, 1}, new double[] {1, 1}, new double[2]);
    ModelFile.write(
        scalars,
        new LearnedModel(
            Closure.COSH,
            new Frame.Conditions(0.85, 0),
            8,
            new Gauge.Centre(0),
            new LearnedModel.Functions(
                table,
                Optional.empty(),
                table,
                new Kernel(0, new double[1]),
                new Kernel(0, new double[1])),
            LearnedModel.Notes.of(Map.of())));
    assertFalse(ModelFile.isOfVectors(scalars));
    for (var read :
        List.<Runnable>of(() -> ModelFile.read(vectors), () -> ModelFile.readFamily(vectors))) {
      var refused = assertThrows(InvalidFileException.class, read::run);
      assertTrue(
          refused
              .getMessage()
              .endsWith(
                  "mobility.parallel: a model of vector spins where one of a scalar m is wanted"),
          refused.getMessage());
    }
    var refused = assertThrows(InvalidFileException.class, () -> ModelFile.readVector(scalars));
    assertTrue(
        refused
            .getMessage()
            .endsWith("mobility: a model of a scalar m where one of vector spins is wanted"),
        refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "\"dimension\": 3 ~ \"dimension\": 4 ~ dimension: must be 2 or 3, got 4",
        "\"onsager\" ~ \"cosh\" ~ closure: vector spins have the onsager closure only",
        "[0.0, 0.0, 0.02] ~ [0.0, 0.02] ~ field: a field of vector spins has three numbers, got 2",
        "\"cellVolume\": 64 ~ \"cellVolume\": 16 ~ cellVolume: 16 is not the cube of block 4",
        "[0.13, 0.04] ~ [-0.13, 0.04] ~ mobility: mobility must not be negative, got K∥ = -0.13 at"
            + " |m| = 0.1",
        "[0.0663, 2.2] ~ [0.0663, null] ~ entropySlope.value[1]: must be a finite number, got null",
        "\"precession\" ~ \"rotation\" ~ mobility.precession: missing"
      })
  void refusal(String right, String wrong, String message) throws IOException {
    var file = folder.resolve("model.json");
    assertTrue(TEXT.contains(right));
    Files.writeString(file, TEXT.replace(right, wrong));
    var refused = assertThrows(InvalidFileException.class, () -> ModelFile.readVector(file));
    assertTrue(refused.getMessage().endsWith(message), refused.getMessage());
  }
}
