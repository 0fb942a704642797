package onsagerflow.io.ovf;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// What an OVF file says of its field before the numbers.
///
/// @param version of the format: `1.0` (also that of files of 0.99) or `2.0`
/// @param description lines of `Desc`, in their order
/// @param mesh where the nodes are
/// @param components numbers per node, `valuedim`
/// @param labels of the components; empty where there are none
/// @param units of the components, as the file spells them; one stands for all
/// @param multiplier by which stored numbers are multiplied, `valuemultiplier` of OVF 1.0; 1 where
///   there is none
/// @param encoding how the numbers are stored
public record OvfHeader(
    String version,
    String title,
    List<String> description,
    OvfMesh mesh,
    int components,
    List<String> labels,
    List<String> units,
    double multiplier,
    OvfEncoding encoding) {

  private static final String NUMBER = "\\s*([-+]?[\\d.]+(?:[eE][-+]?\\d+)?)";

  private static final List<Pattern> TIMES =
      List.of(
          Pattern.compile("(?i)\\s*Total simulation time:" + NUMBER + "\\s*s?\\s*"),
          Pattern.compile("(?i)\\s*Time \\(s\\):" + NUMBER + "\\s*"));

  private static final Pattern STAGE = Pattern.compile("(?i)\\s*Stage: *(\\d+)\\b.*");
  private static final Pattern ITERATION = Pattern.compile("(?i)\\s*Iteration: *(\\d+)\\b.*");

  public OvfHeader {
    description = List.copyOf(description);
    labels = List.copyOf(labels);
    units = List.copyOf(units);
    if (components < 1) {
      throw new IllegalArgumentException("a node has numbers, got " + components);
    }
  }

  /// The header of a field on a rectangular mesh, to be written.
  public OvfHeader(
      String title,
      List<String> description,
      OvfMesh mesh,
      int components,
      List<String> labels,
      List<String> units) {
    this("2.0", title, description, mesh, components, labels, units, 1, OvfEncoding.BINARY_8);
  }

  /// When it was taken, seconds: "Total simulation time" of the description. Empty where it is not
  /// said, or negative, with which OOMMF says that its state has none.
  public OptionalDouble time() {
    return TIMES.stream()
        .map(this::found)
        .flatMap(Optional::stream)
        .mapToDouble(Double::parseDouble)
        .filter(time -> time >= 0 && time < Double.POSITIVE_INFINITY)
        .findFirst();
  }

  /// The stage of OOMMF's drivers.
  public OptionalLong stage() {
    return whole(STAGE);
  }

  /// The number of steps of the solver.
  public OptionalLong iteration() {
    return whole(ITERATION);
  }

  private OptionalLong whole(Pattern pattern) {
    return found(pattern)
        .filter(digits -> digits.length() < 19) // of a long
        .map(digits -> OptionalLong.of(Long.parseLong(digits)))
        .orElse(OptionalLong.empty());
  }

  private Optional<String> found(Pattern pattern) {
    return description.stream()
        .map(pattern::matcher)
        .filter(matcher -> matcher.matches())
        .map(matcher -> matcher.group(1))
        .filter(text -> !text.replaceAll("[^.]", "").equals(".."))
        .filter(OvfNumbers::isNumber)
        .findFirst();
  }

  /// The unit of all components; empty where it is not said, pure, or not the same for all.
  public String unit() {
    var distinct = units.stream().distinct().toList();
    return distinct.size() == 1 ? distinct.getFirst() : "";
  }

  /// The numbers of all nodes.
  public long size() {
    return Math.multiplyExact(mesh.count(), components);
  }

  /// The numbers that the file stores: those of the nodes, and of an irregular mesh also their
  /// coordinates.
  long stored() {
    return Math.multiplyExact(mesh.count(), (long) components + (mesh.isIrregular() ? 3 : 0));
  }
}
