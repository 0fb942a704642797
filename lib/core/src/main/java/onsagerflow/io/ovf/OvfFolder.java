package onsagerflow.io.ovf;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import onsagerflow.io.format.InvalidFileException;

/// The files of one series of fields, and what stands beside them.
///
/// @param files in the order of the numbers in their names
/// @param table `table.txt` of mumax3 in the same folder, where there is one
/// @param log `log.txt` of mumax3 in the same folder, where there is one
public record OvfFolder(List<Path> files, Optional<Path> table, Optional<Path> log) {

  private static final Pattern DIGITS = Pattern.compile("\\d+");

  /// The name of mumax3's magnetisation, its number left out.
  private static final String MAGNETISATION = "m#.ovf";

  public OvfFolder {
    files = List.copyOf(files);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("a series needs files");
    }
  }

  /// The series in a folder, or that of some files.
  ///
  /// Names that differ in their numbers alone are those of one series. Where a folder holds
  /// several, that of `m000000.ovf`, mumax3's magnetisation, is taken.
  ///
  /// @param paths one folder, or files
  /// @throws InvalidFileException if one is absent, or a folder holds no series or several
  public static OvfFolder of(List<Path> paths) {
    if (paths.size() == 1 && Files.isDirectory(paths.getFirst())) {
      return inside(paths.getFirst());
    }
    for (var path : paths) {
      if (!Files.isRegularFile(path)) {
        throw new InvalidFileException(
            path, Files.exists(path) ? "a folder beside other paths" : "no such file");
      }
    }
    return beside(paths);
  }

  private static OvfFolder inside(Path folder) {
    Map<String, List<Path>> series = new TreeMap<>();
    try (var files = Files.list(folder)) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> name(file).matches("(?i)[^.].*\\.(ovf|omf)"))
          .forEach(file -> series.computeIfAbsent(kind(file), _ -> new ArrayList<>()).add(file));
    } catch (IOException e) {
      throw new InvalidFileException(folder, "cannot be read (" + e + ")");
    }
    if (series.isEmpty()) {
      throw new InvalidFileException(folder, "holds no .ovf or .omf file");
    }
    var magnetisation = series.get(MAGNETISATION);
    if (magnetisation != null) {
      return beside(magnetisation);
    }
    if (series.size() > 1) {
      throw new InvalidFileException(
          folder, "holds several series, %s: name the files of one".formatted(series.keySet()));
    }
    return beside(series.values().iterator().next());
  }

  private static OvfFolder beside(List<Path> files) {
    var sorted = files.stream().sorted(Comparator.comparing(OvfFolder::sortable)).toList();
    var first = sorted.getFirst();
    return new OvfFolder(
        sorted,
        Optional.of(first.resolveSibling("table.txt")).filter(Files::isRegularFile),
        Optional.of(first.resolveSibling("log.txt")).filter(Files::isRegularFile));
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static String kind(Path file) {
    return DIGITS.matcher(name(file)).replaceAll("#");
  }

  /// The name with its numbers at a length at which they sort as numbers.
  private static String sortable(Path file) {
    return DIGITS.matcher(name(file)).replaceAll(OvfFolder::padded);
  }

  private static String padded(MatchResult digits) {
    String number = new BigInteger(digits.group()).toString();
    return String.format(Locale.ROOT, "%04d%s", number.length(), number);
  }

  /// The first and the last file, by name.
  @Override
  public String toString() {
    return files.size() == 1
        ? name(files.getFirst())
        : "%s to %s".formatted(name(files.getFirst()), name(files.getLast()));
  }
}
