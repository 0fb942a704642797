package onsagerflow.cli.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import onsagerflow.cli.Outcome;
import onsagerflow.io.VectorTrajectoryFile;
import onsagerflow.io.ovf.Ovf;
import onsagerflow.io.ovf.OvfEncoding;
import onsagerflow.io.ovf.OvfHeader;
import onsagerflow.io.ovf.OvfMesh;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `import`, `info` and `export` with files of micromagnetic programs.
class OvfCommandsTest {

  private static final int NX = 6;
  private static final int NY = 4;

  @TempDir private Path folder;

  /// Three fields 1 ps apart, in A/m.
  @BeforeEach
  void write() throws IOException {
    Files.createDirectory(folder.resolve("run.out"));
    for (int i = 0; i < 3; i++) {
      write("run.out/m00000" + i + ".ovf", i, 8e5);
    }
    Files.writeString(
        folder.resolve("run.out/table.txt"), "# t (s)\tmx ()\n0\t0.5\n1e-12\t0.25\n2e-12\t0\n");
    Files.createDirectory(folder.resolve("empty"));
  }

  private void write(String name, int frame, double length) {
    var values = new double[3 * NX * NY];
    for (int i = 0; i < NX * NY; i++) {
      values[3 * i] = length * Math.cos(0.1 * i + frame);
      values[3 * i + 2] = length * Math.sin(0.1 * i + frame);
    }
    var mesh =
        new OvfMesh.Rectangular(
            "m",
            new OvfMesh.Axis(NX, 2e-9, 4e-9),
            new OvfMesh.Axis(NY, 2e-9, 4e-9),
            new OvfMesh.Axis(1, 1e-9, 2e-9));
    var time = "Total simulation time:  " + frame + "e-12  s";
    new Ovf(new OvfHeader("m", List.of(time), mesh, 3, List.of(), List.of("A/m")), values)
        .write(folder.resolve(name), OvfEncoding.BINARY_8);
  }

  private Outcome run(String line) {
    return Outcome.of(line.replace("@", folder.toString()));
  }

  private JsonNode info(String name) throws IOException {
    var outcome = run("info @/" + name + " --json --quiet");
    assertEquals(0, outcome.code(), outcome.err());
    assertEquals("", outcome.err());
    return new JsonMapper().readTree(outcome.out());
  }

  private static double[] numbers(JsonNode list) {
    return list.valueStream().mapToDouble(JsonNode::doubleValue).toArray();
  }

  @Test
  void aFolderBecomesATrajectoryAndAFrameAFieldAgain() throws IOException {
    var imported =
        run("import @/run.out --block 2 --saturation 8e5 --temperature 300 --quiet --out @/a.h5");
    assertEquals(0, imported.code(), imported.err());
    assertEquals("", imported.err());
    assertTrue(
        imported.out().startsWith("a.h5: m, m000000.ovf to m000002.ovf: 3 frames of 2 x 3 blocks"),
        imported.out());
    var made = info("a.h5");
    assertEquals("trajectory", made.get("kind").asText());
    assertArrayEquals(new double[] {3, 2, 1}, numbers(made.get("grid")));
    assertEquals(3, made.get("components").asInt());
    assertArrayEquals(new double[] {0, 1e-12, 2e-12}, numbers(made.get("times")));
    assertEquals(8e5, made.get("saturation").asDouble());
    assertArrayEquals(new double[] {4e-9, 4e-9, 2e-9}, numbers(made.get("cell")));
    var exported = run("export @/a.h5#2 --out @/x.ovf --quiet");
    assertEquals(0, exported.code(), exported.err());
    var field = Ovf.read(folder.resolve("x.ovf"));
    assertEquals(2e-12, field.header().time().orElseThrow());
    try (var read = VectorTrajectoryFile.open(folder.resolve("a.h5"))) {
      double[] m = read.m(2).values();
      for (int cell = 0; cell < 6; cell++) {
        for (int c = 0; c < 3; c++) {
          assertEquals(m[c * 6 + cell], field.values()[3 * cell + c]);
        }
      }
    }
    var mesh = (OvfMesh.Rectangular) field.header().mesh();
    assertEquals(8e-9, mesh.x().step(), 1e-20);
    assertEquals(2e-9, mesh.z().step(), 1e-20);
    var again = run("import @/x.ovf --temperature 300 --quiet --out @/b.h5");
    assertEquals(0, again.code(), again.err());
    assertArrayEquals(numbers(info("x.ovf").get("mean")), numbers(info("b.h5").get("mean")), 1e-7);
  }

  @Test
  void momentsOfAnOpenFilmAreItsStatistics() {
    var line = "import @/run.out --block 2 --saturation 8e5 --temperature 300 --quiet --out @/a.h5";
    assertEquals(0, run(line).code());
    var statistics = run("statistics @/a.h5 --quiet");
    assertEquals(0, statistics.code(), statistics.err());
    assertTrue(statistics.out().contains("2.0E-12"), statistics.out());
    assertTrue(statistics.out().contains("Spar is S(k) along"), statistics.out());
    var one = run("statistics @/a.h5 --component z --quiet");
    assertEquals(0, one.code(), one.err());
    assertTrue(one.out().contains("\n<m^2> "), one.out());
    assertTrue(one.out().contains("S(k), lengths and domains are left out"), one.out());
    var learned = run("learn @/a.h5 --quiet --out @/x.json");
    assertEquals(1, learned.code());
    assertTrue(learned.err().contains("too few data"), learned.err());
  }

  @Test
  void filesAreTakenByName() throws IOException {
    var outcome =
        run(
            "import @/run.out/m000002.ovf @/run.out/m000001.ovf --saturation 8e5 --quiet --out"
                + " @/a.h5");
    assertEquals(0, outcome.code(), outcome.err());
    assertTrue(outcome.err().contains("warning: the files say no temperature"), outcome.err());
    assertArrayEquals(new double[] {1e-12, 2e-12}, numbers(info("a.h5").get("times")));
  }

  @Test
  void infoOfAField() throws IOException {
    var info = info("run.out/m000001.ovf");
    assertEquals("ovf", info.get("kind").asText());
    assertArrayEquals(new double[] {NX, NY, 1}, numbers(info.get("grid")));
    double x = 0;
    for (int i = 0; i < NX * NY; i++) {
      x += 8e5 * Math.cos(0.1 * i + 1) / (NX * NY);
    }
    assertEquals(x, info.get("mean").get(0).asDouble(), 1e-6);
    assertEquals(8e5, info.get("min").asDouble(), 1e-6);
    assertEquals(8e5, info.get("max").asDouble(), 1e-6);
    assertArrayEquals(new double[] {1e-12}, numbers(info.get("times")));
    String words = run("info @/run.out/m000001.ovf").out();
    List<String> keys =
        words.lines().map(line -> line.split(" ", 2)[0]).collect(Collectors.toList());
    assertTrue(keys.containsAll(Arrays.asList("kind", "grid", "mean")), words);
  }

  @Test
  void infoOfATable() throws IOException {
    var info = info("run.out/table.txt");
    assertEquals("table", info.get("kind").asText());
    assertEquals(3, info.get("rows").asInt());
    assertEquals("mx", info.get("columns").get(1).get("name").asText());
    assertArrayEquals(new double[] {1e-12, 0.25}, numbers(info.get("mean")), 1e-15);
    assertArrayEquals(new double[] {0, 1e-12, 2e-12}, numbers(info.get("times")));
  }

  @Test
  void infoOfNumbersAndOfAModel() throws IOException {
    assertEquals(
        0,
        run("simulate kac --length 128 --range 8 --temperature 0.8 --mean 0,0.4 --duration 8"
                + " --save-every 1 --generator --quiet --out @/s.h5")
            .code());
    var numbers = info("s.h5");
    assertEquals(1, numbers.get("components").asInt());
    assertArrayEquals(new double[] {16, 16, 1}, numbers(numbers.get("grid")));
    assertEquals(18, numbers.get("times").size());
    assertEquals(0, run("learn @/s.h5 --radius 1 --quiet --out @/x.json").code());
    var model = info("x.json");
    assertEquals("model", model.get("kind").asText());
    assertArrayEquals(new double[] {0.8}, numbers(model.get("temperatures")));
    var exported = run("export @/s.h5#3 --encoding text --quiet --out @/s.ovf");
    assertEquals(0, exported.code(), exported.err());
    var field = info("s.ovf");
    assertEquals("Text", field.get("data").asText());
    assertEquals(1, field.get("components").asInt());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          import @/run.out --out @/a.h5                          | vectors as long as 800000.0 A/m
          import @/run.out --saturation 0 --out @/a.h5           | saturation must lie between 0 and
          import @/run.out --saturation 8e5 --block 5 --out @/a.h5 | no blocks of 5 cells
          import @/run.out --saturation 8e5 --time-step 2e-12 --out @/a.h5 | headers say 1.0E-12 s
          import @/run.out --saturation 8e5 --time-step -1 --out @/a.h5 | must be positive, got -1.0 s
          import @/run.out --saturation 8e5 --interval 1 --out @/a.h5 | OVF files take --time-step
          import @/run.out --saturation 8e5 --periodic q --out @/a.h5 | letters of xyz, got 'q'
          import @/run.out --saturation 8e5 --temperature -1 --out @/a.h5 | temperature must be
          import @/run.out --saturation 8e5 --field 1,2 --out @/a.h5 | Bx,By,Bz, got 2
          import @/empty --out @/a.h5                            | holds no .ovf or .omf file
          import @/absent --out @/a.h5                           | absent: no such file
          import @/run.out/table.txt --out @/a.h5                | not an OVF file
          import @/absent.npy --block 2 --temperature 1 --interval 1 --out @/a.h5 | no such file
          import @/absent.npy --saturation 1 --out @/a.h5        | --saturation is for OVF files
          info @/absent.ovf                                      | absent.ovf: no such file
          info @/empty                                           | empty: not a file
          info @/notes.txt                                       | notes.txt: neither an OVF field
          info @/cut.ovf                                         | truncated, or wrong node counts
          export @/run.out/m000000.ovf#0 --out @/x.ovf           | not an HDF5 file
          export @/absent.h5 --out @/x.ovf                       | as in a.h5#0
          """)
  void whatDoesNotFitIsRefused(String line, String problem) throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "to do\n");
    byte[] whole = Files.readAllBytes(folder.resolve("run.out/m000000.ovf"));
    Files.write(folder.resolve("cut.ovf"), Arrays.copyOf(whole, whole.length - 100));
    var outcome = run(line);
    assertEquals(2, outcome.code(), outcome.err());
    assertEquals(1, outcome.err().lines().count(), outcome.err());
    assertTrue(outcome.err().contains(problem), outcome.err());
    assertTrue(Files.notExists(folder.resolve("a.h5")));
    assertTrue(Files.notExists(folder.resolve("x.ovf")));
  }
}
