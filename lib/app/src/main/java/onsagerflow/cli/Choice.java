package onsagerflow.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Converts one of a few words.
///
/// @param words what each word stands for
record Choice<T>(Map<String, T> words) implements ITypeConverter<T> {

  Choice {
    words = new TreeMap<>(words);
  }

  /// The constants of an enum by their names in lower case, `-` for `_`.
  static <E extends Enum<E>> Choice<E> of(E[] constants) {
    return new Choice<>(
        Arrays.stream(constants)
            .collect(
                Collectors.toMap(
                    c -> c.name().toLowerCase(Locale.ROOT).replace('_', '-'), c -> c)));
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
