package onsagerflow.io.ovf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onsagerflow.io.format.InvalidFileException;

/// What the `log.txt` of a mumax3 run says that its fields do not: the script's statements, as far
/// as each sets one number once.
///
/// @param saturation `Msat`, A/m
/// @param temperature `Temp`, K
/// @param periodic the axes along which `SetPBC` repeats the system, letters of `xyz`
public record MumaxLog(OptionalDouble saturation, OptionalDouble temperature, String periodic) {

  private static final Pattern PBC =
      Pattern.compile("(?im)^\\s*SetPBC\\s*\\(\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,\\s*(\\d+)\\s*\\).*");

  /// Reads a log.
  ///
  /// @throws InvalidFileException if it cannot be read
  public static MumaxLog read(Path file) {
    String text;
    try {
      text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new InvalidFileException(file, "cannot be read (" + e + ")");
    }
    var periodic = new StringBuilder();
    var repeats = PBC.matcher(text);
    while (repeats.find()) {
      periodic.setLength(0);
      for (int axis = 0; axis < 3; axis++) {
        if (!repeats.group(axis + 1).matches("0+")) {
          periodic.append("xyz".charAt(axis));
        }
      }
    }
    return new MumaxLog(once(text, "Msat"), once(text, "Temp"), periodic.toString());
  }

  /// The number that a parameter is set to; none where it is set to several, to an expression, or
  /// by region.
  private static OptionalDouble once(String text, String parameter) {
    Set<String> said = new LinkedHashSet<>();
    for (String start : List.of("%s\\s*(?::=|=)\\s*([^;/\\r\\n]+)", "(%s\\.SetRegion)")) {
      Matcher found =
          Pattern.compile("(?im)(?:^|;)\\s*" + start.formatted(parameter)).matcher(text);
      while (found.find()) {
        said.add(found.group(1).strip());
      }
    }
    return said.size() == 1 && OvfNumbers.isNumber(said.iterator().next())
        ? OptionalDouble.of(Double.parseDouble(said.iterator().next()))
        : OptionalDouble.empty();
  }
}
