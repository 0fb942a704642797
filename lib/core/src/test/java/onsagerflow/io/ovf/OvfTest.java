package onsagerflow.io.ovf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import onsagerflow.io.format.InvalidFileException;
import onsagerflow.io.ovf.OvfSamples.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OvfTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("onsagerflow.io.ovf.OvfSamples#all")
  void samplesOfOtherProgramsAreReadAsByAnIndependentReader(Sample sample) {
    var field = Ovf.read(sample.file());
    var header = field.header();
    assertEquals(sample.version(), header.version());
    String data = sample.data().replaceAll(" (LE|BE)$", "");
    assertEquals(data, header.encoding().toString().replace(" ", "").toLowerCase(Locale.ROOT));
    assertEquals(sample.components(), header.components());
    if (header.mesh() instanceof OvfMesh.Rectangular mesh) {
      assertEquals("rectangular", sample.mesh());
      assertEquals(sample.grid(), mesh.extent().replace(" ", ""));
    } else {
      assertEquals("irregular", sample.mesh());
      assertEquals(sample.grid(), header.mesh().count() + " pts");
    }
    double longest = 0;
    for (int node = 0; node < header.mesh().count(); node++) {
      longest = Math.max(longest, field.norm(node));
    }
    for (int c = 0; c < header.components(); c++) {
      double wanted = sample.mean().get(c);
      // nine digits in the manifest; what cancels is left by the rounding of the sum
      double tolerance = 1e-8 * Math.abs(wanted) + 1e-14 * longest;
      assertEquals(wanted, field.mean()[c], tolerance, "component " + c);
    }
    assertEquals(header.toString(), Ovf.header(sample.file()).toString());
  }

  @ParameterizedTest
  @MethodSource("onsagerflow.io.ovf.OvfSamples#all")
  void whatIsWrittenIsReadToTheLastBit(Sample sample) {
    var field = Ovf.read(sample.file());
    var copy = folder.resolve("copy.ovf");
    for (var encoding : OvfEncoding.values()) {
      field.write(copy, encoding);
      var again = Ovf.read(copy);
      boolean single = encoding == OvfEncoding.BINARY_4;
      assertArrayEquals(single ? rounded(field.values()) : field.values(), again.values());
      assertArrayEquals(single ? rounded(field.places()) : field.places(), again.places());
      assertEquals("2.0", again.header().version());
      assertEquals(field.header().time(), again.header().time());
      assertEquals(field.header().title(), again.header().title());
      if (field.header().mesh() instanceof OvfMesh.Rectangular mesh && !mesh.unit().isEmpty()) {
        assertEquals(mesh, again.header().mesh());
      }
    }
  }

  private static double[] rounded(double[] values) {
    return Arrays.stream(values).map(value -> (float) value).toArray();
  }

  private static OvfHeader header(int nx, int ny, int nz, int components) {
    return new OvfHeader(
        "m",
        List.of(
            "Stage: 3, Stage iteration: 7",
            "Iteration: 42, State id: 99",
            "Total simulation time:  2.5e-12  s"),
        new OvfMesh.Rectangular(
            "m",
            new OvfMesh.Axis(nx, 1e-9, 2e-9),
            new OvfMesh.Axis(ny, 1e-9, 2e-9),
            new OvfMesh.Axis(nz, 1.5e-9, 3e-9)),
        components,
        List.of(),
        List.of("A/m"));
  }

  private static double[] random(int size) {
    return new SplittableRandom(size).doubles(size, -1, 1).toArray();
  }

  private Path small(OvfEncoding encoding) {
    var file = folder.resolve("small.ovf");
    new Ovf(header(3, 2, 1, 3), random(18)).write(file, encoding);
    return file;
  }

  @Test
  void theHeaderSaysWhenAndWhere() {
    var header = Ovf.header(small(OvfEncoding.BINARY_8));
    assertEquals(OptionalDouble.of(2.5e-12), header.time());
    assertEquals(OptionalLong.of(3), header.stage());
    assertEquals(OptionalLong.of(42), header.iteration());
    assertEquals("A/m", header.unit());
    assertEquals(List.of("value_x", "value_y", "value_z"), header.labels());
  }

  /// OOMMF gives states without a time a negative one.
  @Test
  void aNegativeTimeIsNone() throws IOException {
    var file = replace(small(OvfEncoding.TEXT), "2.5e-12", "-2");
    assertEquals(OptionalDouble.empty(), Ovf.header(file).time());
  }

  private static Path replace(Path file, String what, String by) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertTrue(text.contains(what), text);
    return Files.writeString(file, text.replace(what, by), StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @EnumSource(OvfEncoding.class)
  void linesMayEndInCarriageReturns(OvfEncoding encoding) throws IOException {
    var file = small(encoding);
    double[] values = Ovf.read(file).values();
    var bytes = new ByteArrayOutputStream();
    byte[] all = Files.readAllBytes(file);
    int data = indexOf(all, "# Begin: Data") + ("# Begin: Data " + encoding).length() + 1;
    int end = encoding == OvfEncoding.TEXT ? all.length : all.length - 50;
    for (int i = 0; i < all.length; i++) {
      boolean line = i < data || i >= end || encoding == OvfEncoding.TEXT;
      if (line && all[i] == '\n') {
        bytes.write('\r');
      }
      bytes.write(all[i]);
    }
    assertArrayEquals(values, Ovf.read(Files.write(file, bytes.toByteArray())).values());
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
  }

  @ParameterizedTest
  @EnumSource(names = {"BINARY_4", "BINARY_8"})
  void theCheckValueTellsTheByteOrder(OvfEncoding encoding) throws IOException {
    var file = small(encoding);
    double[] values = Ovf.read(file).values();
    byte[] bytes = Files.readAllBytes(file);
    int from = indexOf(bytes, "# Begin: Data") + ("# Begin: Data " + encoding).length() + 1;
    int width = encoding == OvfEncoding.BINARY_4 ? 4 : 8;
    var swapped = ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN);
    var stored = ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 19; i++) {
      int at = from + i * width;
      if (width == 4) {
        swapped.putInt(at, stored.getInt(at));
      } else {
        swapped.putLong(at, stored.getLong(at));
      }
    }
    assertArrayEquals(values, Ovf.read(Files.write(file, bytes)).values());
    bytes[from + 1] ^= 1;
    Files.write(file, bytes);
    var refused = assertThrows(InvalidFileException.class, () -> Ovf.read(file));
    assertTrue(refused.getMessage().contains("check value"), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "6", "9"})
  void nodesMayHaveAnyNumberOfComponents(int components) {
    var file = folder.resolve("n.ovf");
    double[] values = random(24 * components);
    for (var encoding : List.of(OvfEncoding.TEXT, OvfEncoding.BINARY_8)) {
      new Ovf(header(4, 3, 2, components), values).write(file, encoding);
      assertArrayEquals(values, Ovf.read(file).values());
    }
  }

  @Test
  void anIrregularMeshHasThePlaceOfEachNode() {
    var file = folder.resolve("i.ovf");
    var mesh = new OvfMesh.Irregular("m", 5);
    var header = new OvfHeader("i", List.of(), mesh, 1, List.of(), List.of("T"));
    for (var encoding : List.of(OvfEncoding.TEXT, OvfEncoding.BINARY_8)) {
      new Ovf(header, random(5), random(15)).write(file, encoding);
      assertArrayEquals(random(5), Ovf.read(file).values());
      assertArrayEquals(random(15), Ovf.read(file).places());
    }
  }

  @Test
  void commentsAndTextThatLooksLikeThem() throws IOException {
    var file = small(OvfEncoding.TEXT);
    double[] values = Ovf.read(file).values();
    replace(file, "# xnodes: 3", "## 99 nodes\n#\n# XNodes : 3 ## along x");
    replace(file, "# End: Data", "## the end\n#End :  data");
    assertArrayEquals(values, Ovf.read(file).values());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      commentCharacter = '!',
      quoteCharacter = '"',
      textBlock =
          """
          # OOMMF OVF 2.0      | # OOMMF OVF 3.0          | version 3.0 is not read
          # OOMMF OVF 2.0      | # VTK                    | not an OVF file: it begins with '# VTK'
          # OOMMF OVF 2.0      | # OOMMF: irregular mesh v1.0 | but the first line says irregular
          # Segment count: 1   | # Segment count: 2       | Segment count: must be 1, got '2'
          # Begin: Header      | # x: y                   | '# End: Header' before 'Begin: Header'
          # meshtype: rectangular | # meshtype: hexagonal | 'hexagonal' is not read
          # xnodes: 3          | # xnodes: 4              | 24 numbers of 8 nodes need 200 bytes
          # xnodes: 3          | # xnodes: 2              | damaged, or wrong node counts
          # xnodes: 3          | # xnodes: 2147483647     | more than one array holds
          # xnodes: 3          | # xnodes: 100000000      | truncated, or wrong node counts
          # xnodes: 3          | # xnodes: 99999999999    | xnodes: must be a whole number from 1 on
          # xnodes: 3          | # xnodes: 0              | xnodes: must be a whole number from 1 on
          # xnodes: 3          | # xnodes: -3             | got '-3'
          # xnodes: 3          | # xnodes: 3.5            | got '3.5'
          # xnodes: 3          | # x: 3                   | xnodes: missing
          # xnodes: 3          | # ynodes: 3              | ynodes: given twice
          # xbase: 1.0E-9      | # xbase: nan             | xbase: must be a finite number, got 'nan'
          # ystepsize: 2.0E-9  | # ystepsize: -1          | ystepsize: must not be negative
          # valuedim: 3        | # dim: 3                 | valuedim: missing
          # valuedim: 3        | # valuedim: 2            | 3 units for 2 components
          # meshunit: m        | # unit: m                | meshunit: missing
          # End: Header        | # valuemultiplier: 2\\n# End: Header | OVF 2.0 has none, got 2.0
          Data Binary 8        | Data Binary 16           | 'binary 16' is not read
          # End: Data Binary 8 | # End: Data Binary 4     | where '# End: Data Binary 8' should be
          # End: Segment       | # End: Segment\\nmore    | 'more' after '# End: Segment'
          """)
  void whatIsWrongIsNamed(String what, String by, String problem) throws IOException {
    var file = small(OvfEncoding.BINARY_8);
    var changed = replaceFirst(file, what, by.replace("\\n", "\n"));
    var refused = assertThrows(InvalidFileException.class, () -> Ovf.read(changed));
    assertTrue(refused.getMessage().contains(problem), refused.getMessage());
    assertEquals(1, refused.getMessage().lines().count());
  }

  private static Path replaceFirst(Path file, String what, String by) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    int at = text.indexOf(what);
    assertTrue(at >= 0, what);
    return Files.writeString(
        file,
        text.substring(0, at) + by + text.substring(at + what.length()),
        StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource({"nan", "1e999", "inf", "1.#QNAN", "0x1p3", "1f", "--1"})
  void whatIsNoFiniteNumberIsRefusedWithItsPlace(String word) throws IOException {
    var file = folder.resolve("t.ovf");
    new Ovf(header(2, 2, 1, 1), new double[] {0.5, 0.25, 0.125, 1}).write(file, OvfEncoding.TEXT);
    replace(file, "0.125\n", word + "\n");
    var refused = assertThrows(InvalidFileException.class, () -> Ovf.read(file));
    assertTrue(refused.getMessage().contains("data: "), refused.getMessage());
  }

  @Test
  void nanInBinaryDataIsRefusedWithItsPlace() throws IOException {
    var file = small(OvfEncoding.BINARY_8);
    byte[] bytes = Files.readAllBytes(file);
    int from = indexOf(bytes, "# Begin: Data") + "# Begin: Data Binary 8\n".length();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putDouble(from + 8 * 15, Double.NaN);
    Files.write(file, bytes);
    var refused = assertThrows(InvalidFileException.class, () -> Ovf.read(file));
    assertEquals(file + ": data: NaN in component 2 of node (x 1, y 1, z 0)", refused.getMessage());
  }

  @Test
  void whatCannotBeWrittenIsRefused() {
    var file = folder.resolve("x.ovf");
    var large = new Ovf(header(1, 1, 1, 1), new double[] {1e39});
    assertThrows(IllegalArgumentException.class, () -> large.write(file, OvfEncoding.BINARY_4));
    var nan = new Ovf(header(1, 1, 1, 1), new double[] {Double.NaN});
    for (var encoding : OvfEncoding.values()) {
      assertThrows(IllegalArgumentException.class, () -> nan.write(file, encoding));
    }
    assertTrue(Files.notExists(file));
  }

  /// Cut off anywhere, or with a bit of the header turned, a file is read as something or refused,
  /// and takes no more memory than a small multiple of its size.
  @ParameterizedTest
  @MethodSource("onsagerflow.io.ovf.OvfSamples#all")
  void damageIsRefused(Sample sample) throws IOException {
    byte[] bytes = Files.readAllBytes(sample.file());
    int step = Math.max(97, bytes.length / 97 / 60 * 97); // of large files some sixty places
    for (int length = 0; length < bytes.length - 1; length += step) {
      var cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, length));
      assertThrows(InvalidFileException.class, () -> readFrugally(cut), length + " bytes");
    }
    int header = indexOf(bytes, "Data ") + 20;
    var random = new SplittableRandom(header);
    for (int i = 0; i < 200; i++) {
      byte[] flipped = bytes.clone();
      for (int k = 0; k <= i % 3; k++) {
        flipped[random.nextInt(header)] ^= (byte) (1 << random.nextInt(8));
      }
      var damaged = Files.write(folder.resolve("flipped"), flipped);
      try {
        readFrugally(damaged);
      } catch (InvalidFileException e) {
        assertEquals(1, e.getMessage().lines().count());
      }
    }
  }

  private static void readFrugally(Path file) throws IOException {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      Ovf.read(file);
    } finally {
      long taken = threads.getCurrentThreadAllocatedBytes() - before;
      // words of text are objects for a moment
      assertTrue(taken < 1_000_000 + 300 * Files.size(file), taken + " bytes were taken");
    }
  }
}
