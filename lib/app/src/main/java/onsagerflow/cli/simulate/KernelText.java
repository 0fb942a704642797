package onsagerflow.cli.simulate;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads a table of numbers from text: a row per line, `#` starts a comment.
final class KernelText {

  private KernelText() {}

  /// The rows of a kernel.
  ///
  /// @throws IllegalArgumentException if the file is absent, no text, or holds anything but finite
  ///   numbers, naming the line
  static double[][] read(Path file) {
    var rows = new ArrayList<double[]>();
    var lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceAll("#.*", "").strip();
      if (!line.isEmpty()) {
        rows.add(numbers(file + ", line " + (i + 1), line.split("\\s*[,;\\s]\\s*")));
      }
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("kernel file " + file + " holds no numbers");
    }
    return rows.toArray(double[][]::new);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          "--kernel " + file + ": neither bump, box or gaussian nor a file", e);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("kernel file " + file + " is not text", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "kernel file " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static double[] numbers(String where, String[] words) {
    var numbers = new double[words.length];
    for (int i = 0; i < words.length; i++) {
      try {
        numbers[i] = Double.parseDouble(words[i]);
      } catch (NumberFormatException e) {
        numbers[i] = Double.NaN; // numpy writes nan, which Java does not know
      }
      if (!Double.isFinite(numbers[i])) {
        throw new IllegalArgumentException(
            where + ": value " + (i + 1) + " is not a finite number: " + words[i]);
      }
    }
    return numbers;
  }
}
