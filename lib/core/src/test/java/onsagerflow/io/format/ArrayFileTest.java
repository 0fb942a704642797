package onsagerflow.io.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrayFileTest {

  @TempDir private Path folder;

  private Path text(String content) {
    try {
      return Files.writeString(folder.resolve("a.txt"), content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void textIsReadRowByRow() {
    var array = ArrayFile.read(text("# a comment\n1, 2 3e-1\n\n-4\t5 6 # and another\n"));
    assertEquals(2, array.grid().ny());
    assertEquals(3, array.grid().nx());
    assertArrayEquals(new double[] {1, 2, 0.3, -4, 5, 6}, array.values());
  }

  @Test
  void hdf5IsReadByNameOrAsTheOnlyDataset() {
    var file = folder.resolve("a.h5");
    try (var hdf = HdfFile.write(file)) {
      hdf.putDataset("h", new float[][] {{1, 2}, {3, 4.5f}});
    }
    assertArrayEquals(new double[] {1, 2, 3, 4.5}, ArrayFile.read(file).values());
    try (var hdf = HdfFile.write(file)) {
      hdf.putDataset("h", new float[][] {{1, 2}});
      hdf.putDataset("other", new double[] {1});
    }
    assertArrayEquals(new double[] {1, 2}, ArrayFile.read(file, Optional.of("h")).values());
    refused("holds the datasets [h, other], none called field: say which, as FILE#NAME", file);
    var wrong =
        assertThrows(InvalidFileException.class, () -> ArrayFile.read(file, Optional.of("other")));
    assertEquals(file + ": other: has shape [1], an array [y, x] is wanted", wrong.getMessage());
  }

  /// A numpy array of float64, format 1.0, in C order.
  private Path npy(String shape, double... values) throws IOException {
    String header = "{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }";
    header += " ".repeat(117 - header.length()) + "\n"; // 128 bytes with what comes before
    var bytes = ByteBuffer.allocate(128 + 8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    bytes.put((byte) 1).put((byte) 0).putShort((short) header.length());
    bytes.put(header.getBytes(StandardCharsets.US_ASCII));
    for (double value : values) {
      bytes.putDouble(value);
    }
    return Files.write(folder.resolve("a.npy"), bytes.array());
  }

  @Test
  void numpyArraysAreRead() throws IOException {
    var array = ArrayFile.read(npy("(2, 3)", 1, 2, 0.3, -4, 5, 6));
    assertEquals(2, array.grid().ny());
    assertEquals(3, array.grid().nx());
    assertArrayEquals(new double[] {1, 2, 0.3, -4, 5, 6}, array.values());
    refused("has shape [3], an array [y, x] is wanted", npy("(3,)", 1, 2, 3));
    refused("must be finite, got NaN in row 1, column 0", npy("(2, 1)", 1, Double.NaN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 2;3|line 2: 1 numbers, those before it have 2",
        "1 2;3 x|line 2: 'x' is no number",
        "1 2;3 nan|must be finite, got NaN in row 1, column 1",
        "#|holds no numbers",
      })
  void whatIsNoArrayIsRefusedInOneLine(String content, String message) {
    refused(message, text(content.replace(';', '\n')));
  }

  @Test
  void filesThatAreNotThereOrNoTextAreRefused() throws IOException {
    refused("no such file", folder.resolve("nowhere.txt"));
    refused("not a file", folder);
    var bytes = Files.write(folder.resolve("b"), new byte[] {(byte) 0xff, (byte) 0xfe, 1});
    refused("neither text nor an HDF5 or npy file", bytes);
  }

  private static void refused(String message, Path file) {
    assertEquals(
        file + ": " + message,
        assertThrows(InvalidFileException.class, () -> ArrayFile.read(file)).getMessage());
  }
}
