package onsagerflow.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.ScalarField;
import onsagerflow.io.format.InvalidFileException;
import onsagerflow.meso.Closure;
import onsagerflow.meso.FieldTable;
import onsagerflow.meso.Gauge;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.ModelFamily;
import onsagerflow.meso.NetworkWeights;
import onsagerflow.meso.OnsagerFlow;
import onsagerflow.meso.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFileTest {

  /// The layout on disk, which other programs read.
  private static final String TEXT =
      """
      {
        "schema": "onsagerflow-model/1",
        "closure": "cosh",
        "dimension": 2,
        "temperature": 0.85,
        "field": 0.03,
        "block": 8,
        "cellVolume": 64,
        "gauge": "J(0) = 0",
        "mobility": {
          "m": [-1.0, 0.0, 1.0],
          "value": [0.3333333333333333, 1.25, 4.9E-324],
          "standardError": [0.01, 0.0, 1.0E300],
          "byField": {
            "m": [-0.5, 0.5],
            "phi": [-1.0, 0.0, 1.0],
            "value": [
              [0.1, 0.2, 0.3],
              [0.4, 0.5, 0.6]
            ],
            "standardError": [
              [0.0, 0.0, 0.0],
              [0.0, 0.0, 0.125]
            ]
          }
        },
        "entropySlope": {
          "m": [-0.9, 0.9],
          "value": [-1.25, 1.25],
          "standardError": [0.1, 0.1]
        },
        "kernel": {
          "radius": 1,
          "value": [
            [0.0, 0.1, -0.05],
            [0.2, 0.7071067811865476, 0.2],
            [-0.05, 0.1, 0.0]
          ],
          "standardError": [
            [0.001, 0.001, 0.001],
            [0.001, 0.001, 0.001],
            [0.001, 0.001, 0.001]
          ]
        },
        "diagnostics": {
          "fdtRatio": [0.99, 1.01],
          "framePairs": 300,
          "note": "K \\"by\\" φ",
          "residualVarianceRatio": 1.0
        }
      }
      """;

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = folder.resolve("model.json");
  }

  private static LearnedModel model(Object fdtRatio) {
    var error = new double[9];
    java.util.Arrays.fill(error, 0.001);
    return new LearnedModel(
        Closure.COSH,
        new Frame.Conditions(0.85, 0.03),
        8,
        new Gauge.Centre(0),
        new LearnedModel.Functions(
            new Table(
                new double[] {-1, 0, 1},
                new double[] {1 / 3.0, 1.25, Double.MIN_VALUE},
                new double[] {0.01, 0, 1e300}),
            Optional.of(
                new FieldTable(
                    new double[] {-0.5, 0.5},
                    new double[] {-1, 0, 1},
                    new double[][] {{0.1, 0.2, 0.3}, {0.4, 0.5, 0.6}},
                    new double[][] {{0, 0, 0}, {0, 0, 0.125}})),
            new Table(
                new double[] {-0.9, 0.9}, new double[] {-1.25, 1.25}, new double[] {0.1, 0.1}),
            new Kernel(1, new double[] {0, 0.1, -0.05, 0.2, Math.sqrt(0.5), 0.2, -0.05, 0.1, 0}),
            new Kernel(1, error)),
        LearnedModel.Notes.of(
            Map.of(
                "framePairs",
                300,
                "residualVarianceRatio",
                1.0,
                "fdtRatio",
                fdtRatio,
                "note",
                "K \"by\" φ")));
  }

  @Test
  void isWrittenAsTheContractSays() throws IOException {
    ModelFile.write(file, model(new double[] {0.99, 1.01}));
    assertEquals(TEXT, Files.readString(file, StandardCharsets.UTF_8));
  }

  @Test
  void isReadInFullPrecision() throws IOException {
    var written = model(List.of(0.99, 1.01));
    ModelFile.write(file, written);
    var read = ModelFile.read(file);
    assertEquals(written.closure(), read.closure());
    assertEquals(written.conditions(), read.conditions());
    assertEquals(64, read.cellVolume());
    assertEquals(written.gauge(), read.gauge());
    assertEquals(written.diagnostics(), read.diagnostics());
    assertArrayEquals(written.mobility().value(), read.mobility().value());
    assertArrayEquals(written.kernel().values(), read.kernel().values());
    ModelFile.write(file, read);
    assertEquals(TEXT, Files.readString(file, StandardCharsets.UTF_8));
  }

  /// Written among the diagnostics, held by type.
  @Test
  void fieldsAndNetworksStandAmongTheDiagnostics() throws IOException {
    var plain = model(List.of());
    var sine = ExternalField.harmonic(0.1, 20);
    var fields = List.of(ExternalField.uniform(-0.5), sine);
    var weights = new NetworkWeights(new byte[] {1, -2, 3, 4});
    var notes = new LearnedModel.Notes(fields, Optional.of(weights), Map.of("framePairs", 300));
    ModelFile.write(
        file,
        new LearnedModel(
            plain.closure(),
            plain.conditions(),
            plain.block(),
            plain.gauge(),
            plain.functions(),
            notes));
    String text = Files.readString(file, StandardCharsets.UTF_8);
    assertTrue(
        text.endsWith(
            """
              "diagnostics": {
                "fields": [-0.5, "0.1 sin(2 pi t / 20.0)"],
                "framePairs": 300,
                "networkWeights": "Af4DBA=="
              }
            }
            """),
        text);
    var read = ModelFile.read(file);
    assertEquals(
        new LearnedModel.Notes(
            List.of(ExternalField.uniform(-0.5), ExternalField.unknown(sine.toString())),
            Optional.of(weights),
            Map.of("framePairs", 300)),
        read.notes());
    ModelFile.write(file, read);
    assertEquals(text, Files.readString(file, StandardCharsets.UTF_8));
  }

  @Test
  void gaugeInOtherWordsIsKept() throws IOException {
    write(TEXT.replace("J(0) = 0", "that of the mean field"));
    var read = ModelFile.read(file);
    assertEquals(new Gauge.Stated("that of the mean field"), read.gauge());
    ModelFile.write(file, read);
    assertEquals(
        TEXT.replace("J(0) = 0", "that of the mean field"),
        Files.readString(file, StandardCharsets.UTF_8));
  }

  @Test
  void theMobilityByFieldMayBeAbsent() throws IOException {
    write(TEXT.replaceFirst("(?s),\\s*\"byField\": \\{.*?\\}", ""));
    assertTrue(ModelFile.read(file).mobilityByField().isEmpty());
    ModelFile.write(file, ModelFile.read(file));
    assertFalse(Files.readString(file, StandardCharsets.UTF_8).contains("byField"));
  }

  @Test
  void keysOfLaterWritersArePassedOver() throws IOException {
    write(
        TEXT.replace("\"block\"", "\"author\": null, \"block\"")
            .replace("\"radius\"", "\"symmetry\": [\"c4\"], \"radius\""));
    assertEquals(8, ModelFile.read(file).block());
  }

  @Test
  void numbersThatAreNotFiniteAreNeverWritten() {
    assertEquals(
        file + ": diagnostics.fdtRatio[1] is NaN, a model holds finite numbers only",
        assertThrows(
                IllegalArgumentException.class,
                () -> ModelFile.write(file, model(List.of(1, Double.NaN))))
            .getMessage());
    assertEquals(
        file + ": diagnostics.fdtRatio.low is -Infinity, a model holds finite numbers only",
        assertThrows(
                IllegalArgumentException.class,
                () -> ModelFile.write(file, model(Map.of("low", Float.NEGATIVE_INFINITY))))
            .getMessage());
    assertFalse(Files.exists(file));
  }

  @Test
  void aPlaceThatTakesNoFileIsNamed() {
    var nowhere = folder.resolve("none").resolve("model.json");
    assertEquals(
        "cannot write " + nowhere + ": no such directory",
        assertThrows(UncheckedIOException.class, () -> ModelFile.write(nowhere, model(List.of())))
            .getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "schema": "onsagerflow-model/1" | "schema": "onsagerflow-model/2" | schema: unknown schema onsagerflow-model/2, this reads onsagerflow-model/1
          "schema"          | "format"                | schema: missing
          "cosh"            | "tanh"                  | closure: unknown closure tanh
          "cosh"            | 3                       | closure: must be text, got 3
          "dimension": 2    | "dimension": 3          | dimension: 3: not supported by this version
          0.85              | [0.85, 0.9]             | temperature: several temperatures [0.85,0.9] where one model is wanted
          0.85              | -0.85                   | temperature: temperature must be positive, got -0.85
          0.85              | "0.85"                  | temperature: must be a finite number, got "0.85"
          0.03              | 1e999                   | field: must be a finite number, got "Infinity"
          "field"           | "h"                     | field: missing
          "block": 8        | "block": 8.5            | block: must be an integer, got 8.5
          "cellVolume": 64  | "cellVolume": 32        | cellVolume: 32 is not the square of block 8
          "block": 8        | "block": 65536          | block: must lie between 1 and 46340, got 65536
          "block": 8        | "block": 0              | block: must lie between 1 and 46340, got 0
          "gauge"           | "guage"                 | gauge: missing
          "mobility"        | "K"                     | mobility: missing
          "m": [-1.0, 0.0, 1.0] | "m": [-1.0, 0.0]    | mobility: a table needs equally many (two or more) points, values and errors, got 2, 3, 3
          "m": [-1.0, 0.0, 1.0] | "m": [-1.0, 0.0, null] | mobility.m[2]: must be a finite number, got null
          "m": [-1.0, 0.0, 1.0] | "m": 1              | mobility.m: must be a row of numbers, got 1
          "m": [-1.0, 0.0, 1.0] | "parallel": {}      | mobility.parallel: a model of vector spins where one of a scalar m is wanted
          "phi"             | "psi"                   | mobility.byField.phi: missing
          [0.4, 0.5, 0.6]   | [0.4, 0.5]              | mobility.byField: a table needs equally many (two or more) points, values and errors, got 3, 2, 3
          "entropySlope"    | "s"                     | entropySlope: missing
          "kernel"          | "J"                     | kernel: missing
          "radius": 1       | "radius": 2             | kernel.value: has radius 1, not 2
          [0.2, 0.7071067811865476, 0.2] | [0.2, 0.7071067811865476, 0.3] | kernel.value: a kernel must be even, J(r) = J(-r): got 0.2 and 0.3 at opposite offsets
          [0.2, 0.7071067811865476, 0.2] | [0.2, 0.2] | kernel.value: a kernel is a square array of odd width, got 3 rows of 2
          "diagnostics"     | "notes"                 | diagnostics: missing
          "framePairs": 300 | "framePairs": null                 | diagnostics.framePairs: is null
          "framePairs": 300 | "fields": "two"       | diagnostics.fields: must be a list, got "two"
          "framePairs": 300 | "fields": [0.1, {}]   | diagnostics.fields[1]: must be a finite number, got {}
          "framePairs": 300 | "networkWeights": 3   | diagnostics.networkWeights: must be text, got 3
          "framePairs": 300 | "networkWeights": "*=" | diagnostics.networkWeights: must be base64: Illegal base64 character 2a
          """)
  void whatBreaksTheContractIsRefusedByName(String from, String to, String problem)
      throws IOException {
    assertTrue(TEXT.contains(from), from);
    write(TEXT.replace(from, to));
    assertEquals(file + ": " + problem, refusal());
  }

  /// Two models at T = 0.85 and 0.95 that differ in K and have unlike diagnostics.
  private static ModelFamily family() {
    var cold = model(List.of(0.99, 1.01));
    var k =
        new Table(new double[] {-1, 0.5}, new double[] {0.25, 1 / 7.0}, new double[] {0.01, 0.02});
    var warm =
        new LearnedModel(
            cold.closure(),
            new Frame.Conditions(0.95, 0.03),
            cold.block(),
            cold.gauge(),
            cold.functions().withMobility(k, cold.mobilityByField()),
            LearnedModel.Notes.of(Map.of("frames", 7)));
    return new ModelFamily(List.of(cold, warm));
  }

  @Test
  void familyHasALeadingTemperatureAxis() throws IOException {
    ModelFile.write(file, family());
    String text = Files.readString(file, StandardCharsets.UTF_8);
    String mobility =
        """
          "mobility": {
            "m": [
              [-1.0, 0.0, 1.0],
              [-1.0, -0.25, 0.5]
            ],
            "value": [
              [0.3333333333333333, 1.25, 4.9E-324],
              [0.25, 0.19642857142857142, 0.14285714285714285]
            ],
        """;
    assertTrue(text.contains("  \"temperature\": [0.85, 0.95],\n  \"field\": 0.03,\n"), text);
    assertTrue(text.contains(mobility), text);
    assertTrue(text.contains("  \"radius\": 1,\n    \"value\": [\n      [\n        [0.0,"), text);
  }

  @Test
  void familyIsReadAsItWasWritten() throws IOException {
    ModelFile.write(file, family());
    byte[] once = Files.readAllBytes(file);
    var read = ModelFile.readFamily(file);
    assertEquals(List.of(0.85, 0.95), read.temperatures());
    assertEquals(Map.of("frames", 7), read.members().getLast().diagnostics());
    ModelFile.write(file, read);
    assertArrayEquals(once, Files.readAllBytes(file));
    assertEquals(
        file + ": temperature: several temperatures [0.85,0.95] where one model is wanted",
        refusal());
  }

  @Test
  void familyOfOneIsAModel() throws IOException {
    write(TEXT);
    var family = ModelFile.readFamily(file);
    assertEquals(List.of(0.85), family.temperatures());
    ModelFile.write(file, family);
    assertEquals(TEXT, Files.readString(file, StandardCharsets.UTF_8));
  }

  @Test
  void fieldsOfAFamilyMayDiffer() {
    var cold = family().members().getFirst();
    ModelFile.write(
        file, new ModelFamily(List.of(cold, family().members().getLast().withField(-0.1))));
    var read = ModelFile.readFamily(file);
    assertEquals(0.03, read.members().getFirst().conditions().field().constant());
    assertEquals(-0.1, read.members().getLast().conditions().field().constant());
  }

  @Test
  void aFieldThatVariedIsSaidInWordsAndNeverTakenForNone() throws IOException {
    var cold = family().members().getFirst();
    var warm = family().members().getLast();
    var sine = ExternalField.harmonic(0.1, 20);
    var pattern = ExternalField.pattern(ScalarField.uniform(new Grid(2, 2, 8), 0.3));
    ModelFile.write(file, cold.withField(sine));
    String text = Files.readString(file, StandardCharsets.UTF_8);
    assertTrue(text.contains("\"field\": \"0.1 sin(2 pi t / 20.0)\",\n"), text);
    var read = ModelFile.read(file);
    assertEquals(ExternalField.unknown(sine.toString()), read.conditions().field());
    var grid = new Grid(4, 4, 8);
    var m = new double[16];
    var equation = OnsagerFlow.of(read, grid);
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> equation.evaluate(m, new double[16], new double[16]));
    assertEquals(
        "of the field only is known that it was 0.1 sin(2 pi t / 20.0): say in which field, also"
            + " h = 0",
        e.getMessage());
    OnsagerFlow.of(read.withField(0), grid).evaluate(m, new double[16], new double[16]);
    ModelFile.write(file, read); // and the words stay as they are
    assertEquals(text, Files.readString(file, StandardCharsets.UTF_8));

    ModelFile.write(file, new ModelFamily(List.of(cold, warm.withField(pattern))));
    var family = ModelFile.readFamily(file).members();
    assertEquals(0.03, family.getFirst().conditions().field().constant());
    assertEquals(ExternalField.unknown(pattern.toString()), family.getLast().conditions().field());
    ModelFile.write(file, new ModelFamily(List.of(cold.withField(sine), warm.withField(sine))));
    for (var member : ModelFile.readFamily(file).members()) {
      assertEquals(ExternalField.unknown(sine.toString()), member.conditions().field());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [0.85, 0.95]             | []                 | temperature: must hold a temperature, got []
          [0.85, 0.95]             | [0.85, 0.95, 1.05] | mobility.m: must have one entry for each of 3 temperatures, got [[-1.0,0.0,1.0],[-1.0,-0.25,0.5]]
          [0.85, 0.95]             | [0.85, "warm"]     | temperature[1]: must be a finite number, got "warm"
          [0.85, 0.95]             | [0.95, 0.85]       | temperature: temperatures of a family must increase, got 0.95 then 0.85
          [0.85, 0.95]             | 0.85               | mobility.m[0]: must be a finite number, got [-1.0,0.0,1.0]
          [-1.0, -0.25, 0.5]       | [-1.0, null, 0.5]  | mobility.m[1][1]: must be a finite number, got null
          [-1.0, -0.25, 0.5]       | [-1.0, 0.5]        | mobility: a table needs equally many (two or more) points, values and errors, got 2, 3, 3
          "frames": 7              | "frames": null     | diagnostics[1].frames: is null
          "field": 0.03            | "field": [0.03]    | field: must have one entry for each of 2 temperatures, got [0.03]
          """)
  void familyThatBreaksTheContractIsRefusedByName(String from, String to, String problem)
      throws IOException {
    ModelFile.write(file, family());
    String text = Files.readString(file, StandardCharsets.UTF_8);
    assertTrue(text.contains(from), text);
    write(text.replace(from, to));
    assertEquals(
        file + ": " + problem,
        assertThrows(InvalidFileException.class, () -> ModelFile.readFamily(file)).getMessage());
  }

  @Test
  void whatIsNoJsonIsRefused() throws IOException {
    assertEquals(file + ": no such file", refusal());
    write(TEXT.substring(0, TEXT.length() / 2));
    assertTrue(refusal().startsWith(file + ": not JSON, or damaged ("), refusal());
    write(TEXT.substring(0, TEXT.indexOf('[') + 1));
    assertTrue(refusal().contains("expected close marker for Array, line "), refusal());
    write(TEXT.replace("0.03", "NaN"));
    assertTrue(refusal().endsWith(", line 6)"), refusal());
    write(TEXT + "{}");
    assertTrue(refusal().startsWith(file + ": not JSON, or damaged ("), refusal());
    write("[1, 2]");
    assertEquals(file + ": must hold a JSON object", refusal());
    write("");
    assertEquals(file + ": must hold a JSON object", refusal());
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  private String refusal() {
    return assertThrows(InvalidFileException.class, () -> ModelFile.read(file)).getMessage();
  }
}
