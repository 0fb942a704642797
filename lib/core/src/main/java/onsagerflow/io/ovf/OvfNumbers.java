package onsagerflow.io.ovf;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Numbers and lists as Tcl programs write them.
final class OvfNumbers {

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?");

  private static final Pattern ELEMENT = Pattern.compile("\\{([^{}]*)\\}|(\\S+)");

  private OvfNumbers() {}

  /// Whether a text is a decimal number, and no word such as `nan` or `1f`.
  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  /// The elements of a list whose elements with blanks stand in braces, such as `{} {A/m} m`.
  static List<String> elements(String list) {
    var elements = new ArrayList<String>();
    var found = ELEMENT.matcher(list);
    while (found.find()) {
      String braced = found.group(1);
      elements.add(braced == null ? found.group(2) : braced.strip());
    }
    return elements;
  }
}
