package onsagerflow.io.ovf;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onsagerflow.io.format.InvalidFileException;

/// Reads the header of an OVF file, from its first line to that which begins the data.
///
/// Keys and words of the format count in any case. A key that decides what the numbers mean must be
/// there, once, and make sense.
final class OvfHeaderReader {

  private static final Pattern FIRST_2 = Pattern.compile("(?i)#\\s*OOMMF\\s+OVF\\s+(\\S+)\\s*");
  private static final Pattern FIRST_1 =
      Pattern.compile("(?i)#\\s*OOMMF:\\s*(rectangular|irregular)\\s+mesh\\s+v(\\S+)\\s*");

  private final Path file;
  private final OvfInput input;
  private final Map<String, String> values = new HashMap<>();
  private final List<String> description = new ArrayList<>();
  private String version = "";
  private String meshtype = "";

  private OvfHeaderReader(Path file, OvfInput input) {
    this.file = file;
    this.input = input;
  }

  /// Reads the header, and checks that the file is long enough for the numbers it promises.
  ///
  /// @throws InvalidFileException if it is no OVF file, or one that is not read
  static OvfHeader read(Path file, OvfInput input) {
    return new OvfHeaderReader(file, input).read();
  }

  private OvfHeader read() {
    first(input.line("its first line"));
    until("begin", "segment");
    until("begin", "header");
    until("end", "header");
    var encoding = encoding(until("begin", "data"));
    requireOneSegment();
    var header = header(encoding);
    requireBytes(header);
    return header;
  }

  private void first(String line) {
    Matcher two = FIRST_2.matcher(line);
    Matcher one = FIRST_1.matcher(line);
    if (two.matches()) {
      version = two.group(1);
    } else if (one.matches()) {
      version = one.group(2).equals("0.99") ? "1.0" : one.group(2);
      meshtype = one.group(1).toLowerCase(Locale.ROOT);
    } else {
      throw new InvalidFileException(
          file, "not an OVF file: it begins with '%s'".formatted(excerpt(line)));
    }
    if (!version.equals(two.matches() ? "2.0" : "1.0")) {
      throw new InvalidFileException(
          file, "first line", "version %s is not read, 1.0 and 2.0 are".formatted(version));
    }
  }

  private boolean is2() {
    return version.equals("2.0");
  }

  /// Takes up lines to one that begins or ends a part, and returns what it says after that.
  private String until(String key, String part) {
    String wanted = "'%s: %s'".formatted(key.equals("end") ? "End" : "Begin", capitalised(part));
    while (true) {
      String line = input.line(wanted);
      if (line.isBlank() || line.startsWith("##")) {
        continue;
      }
      if (!line.startsWith("#")) {
        throw new InvalidFileException(
            file, "header", "'%s' before %s".formatted(excerpt(line), wanted));
      }
      String text = line.substring(1).replaceFirst("\\s##.*", "");
      int colon = text.indexOf(':');
      if (text.isBlank()) {
        continue;
      }
      if (colon < 0) {
        throw new InvalidFileException(
            file,
            "header",
            "'%s' is neither a key with a value nor a comment".formatted(excerpt(line)));
      }
      String found = text.substring(0, colon).replaceAll("\\s", "").toLowerCase(Locale.ROOT);
      String value = text.substring(colon + 1);
      String words = value.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
      if (found.equals("begin") || found.equals("end")) {
        if (found.equals(key) && (words + " ").startsWith(part + " ")) {
          return words.substring(part.length()).strip();
        }
        throw new InvalidFileException(
            file, "header", "'%s' before %s".formatted(excerpt(line), wanted));
      }
      take(found, value);
    }
  }

  private void take(String key, String value) {
    if (key.equals("desc")) {
      description.add(value.startsWith(" ") ? value.substring(1) : value);
    } else if (values.put(key, value.strip()) != null) {
      throw new InvalidFileException(file, key, "given twice");
    }
  }

  private OvfEncoding encoding(String words) {
    return switch (words) {
      case "text" -> OvfEncoding.TEXT;
      case "binary 4" -> OvfEncoding.BINARY_4;
      case "binary 8" -> OvfEncoding.BINARY_8;
      default ->
          throw new InvalidFileException(
              file,
              "data",
              "'%s' is not read: Text, Binary 4 and Binary 8 are".formatted(excerpt(words)));
    };
  }

  private void requireOneSegment() {
    String segments = values.getOrDefault("segmentcount", "1");
    if (!segments.equals("1")) {
      throw new InvalidFileException(
          file, "Segment count", "must be 1, got '%s'".formatted(excerpt(segments)));
    }
  }

  private OvfHeader header(OvfEncoding encoding) {
    int components = is2() ? whole("valuedim") : 3;
    var units = OvfNumbers.elements(values.getOrDefault(is2() ? "valueunits" : "valueunit", ""));
    if (units.size() > 1 && units.size() != components) {
      throw new InvalidFileException(
          file, "valueunits", "%s units for %s components".formatted(units.size(), components));
    }
    return new OvfHeader(
        version,
        values.getOrDefault("title", ""),
        description,
        mesh(),
        components,
        OvfNumbers.elements(values.getOrDefault("valuelabels", "")),
        units,
        multiplier(),
        encoding);
  }

  private double multiplier() {
    double multiplier = values.containsKey("valuemultiplier") ? number("valuemultiplier") : 1;
    if (multiplier == 0 || (is2() && multiplier != 1)) {
      throw new InvalidFileException(
          file,
          "valuemultiplier",
          is2()
              ? "OVF 2.0 has none, got " + multiplier
              : "must be a finite number other than 0, got " + multiplier);
    }
    return multiplier;
  }

  private OvfMesh mesh() {
    String type = values.getOrDefault("meshtype", meshtype).toLowerCase(Locale.ROOT);
    if (!meshtype.isEmpty() && !type.equals(meshtype)) {
      throw new InvalidFileException(
          file, "meshtype", "is %s, but the first line says %s".formatted(excerpt(type), meshtype));
    }
    String unit = text("meshunit");
    return switch (type) {
      case "rectangular" -> new OvfMesh.Rectangular(unit, axis("x"), axis("y"), axis("z"));
      case "irregular" -> new OvfMesh.Irregular(unit, whole("pointcount"));
      case "" -> throw new InvalidFileException(file, "meshtype", "missing");
      default ->
          throw new InvalidFileException(
              file,
              "meshtype",
              "'%s' is not read: rectangular and irregular are".formatted(excerpt(type)));
    };
  }

  private OvfMesh.Axis axis(String name) {
    int nodes = whole(name + "nodes");
    double step = number(name + "stepsize");
    if (step < 0) {
      throw new InvalidFileException(file, name + "stepsize", "must not be negative, got " + step);
    }
    return new OvfMesh.Axis(nodes, number(name + "base"), step);
  }

  private String text(String key) {
    return Optional.ofNullable(values.get(key))
        .orElseThrow(() -> new InvalidFileException(file, key, "missing"));
  }

  private int whole(String key) {
    String text = text(key);
    if (!text.matches("\\+?0*[1-9]\\d{0,9}") || Double.parseDouble(text) > Integer.MAX_VALUE) {
      throw new InvalidFileException(
          file, key, "must be a whole number from 1 on, got '%s'".formatted(excerpt(text)));
    }
    return Integer.parseInt(text);
  }

  private double number(String key) {
    String text = text(key);
    double number = OvfNumbers.isNumber(text) ? Double.parseDouble(text) : Double.NaN;
    if (!Double.isFinite(number)) {
      throw new InvalidFileException(
          file, key, "must be a finite number, got '%s'".formatted(excerpt(text)));
    }
    return number;
  }

  /// A file that is too short for the nodes it promises is refused before there is room for them.
  private void requireBytes(OvfHeader header) {
    double needed = (double) header.mesh().count() * header.components();
    if (header.mesh().isIrregular()) {
      needed += 3.0 * header.mesh().count();
    }
    if (needed > Integer.MAX_VALUE) {
      throw new InvalidFileException(
          file, "data", "%s numbers are more than one array holds".formatted(needed));
    }
    int width = header.encoding().bytes();
    long bytes = header.stored() * width + (header.encoding() == OvfEncoding.TEXT ? -1 : width);
    if (bytes > input.remaining()) {
      throw new InvalidFileException(
          file,
          "data",
          "%s numbers of %s nodes need %s bytes, but %s follow: truncated, or wrong node counts"
              .formatted(header.stored(), header.mesh().count(), bytes, input.remaining()));
    }
  }

  private static String capitalised(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  static String excerpt(String text) {
    String start = text.strip();
    return start.length() > 60 ? start.substring(0, 60) + "…" : start;
  }
}
