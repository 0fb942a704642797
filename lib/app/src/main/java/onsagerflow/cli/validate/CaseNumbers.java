package onsagerflow.cli.validate;

import java.util.ArrayList;
import java.util.List;

/// Numbers and ranges of numbers, such as `1,5,10-20`.
final class CaseNumbers {

  private CaseNumbers() {}

  /// @param most the largest number allowed
  /// @throws IllegalArgumentException if a part is no number or range between 1 and `most`
  static List<Integer> parse(String text, int most) {
    var numbers = new ArrayList<Integer>();
    for (String part : text.split(",", -1)) {
      if (!part.strip().matches("\\d{1,6}(-\\d{1,6})?")) {
        throw new IllegalArgumentException(
            "--cases takes numbers and ranges such as 1,5,10-20, got '" + part + "'");
      }
      String[] ends = part.strip().split("-", -1);
      int first = Integer.parseInt(ends[0]);
      int last = Integer.parseInt(ends[ends.length - 1]);
      if (first < 1 || last > most || last < first) {
        throw new IllegalArgumentException(
            "--cases must lie between 1 and " + most + " and increase, got " + part);
      }
      for (int number = first; number <= last; number++) {
        numbers.add(number);
      }
    }
    return numbers.stream().distinct().sorted().toList();
  }
}
