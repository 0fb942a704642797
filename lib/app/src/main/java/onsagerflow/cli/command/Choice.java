package onsagerflow.cli.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Converts one of a few words.
///
/// @param words what each word stands for
public record Choice<T>(Map<String, T> words) implements ITypeConverter<T> {

  public Choice {
    words = new TreeMap<>(words);
  }

  /// Teaches a command and its subcommands the words for the enums among their options: the names
  /// of the constants in lower case, `-` for `_`.
  public static CommandLine teach(CommandLine command) {
    for (var argument : command.getCommandSpec().args()) {
      for (var type : argument.auxiliaryTypes()) {
        if (type.isEnum()) {
          teach(command, type);
        }
      }
    }
    command.getSubcommands().values().forEach(Choice::teach);
    return command;
  }

  private static <T> void teach(CommandLine command, Class<T> type) {
    command.registerConverter(type, of(type));
  }

  /// The constants of an enum by the same words.
  public static <E> Choice<E> of(Class<E> type) {
    return new Choice<>(
        Arrays.stream(type.getEnumConstants()).collect(Collectors.toMap(Choice::word, c -> c)));
  }

  private static String word(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public T convert(String word) {
    var meant = words.get(word);
    if (meant == null) {
      throw new TypeConversionException(
          "must be one of " + String.join(" | ", words.keySet()) + ", got '" + word + "'");
    }
    return meant;
  }
}
