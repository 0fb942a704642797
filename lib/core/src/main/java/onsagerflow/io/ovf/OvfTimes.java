package onsagerflow.io.ovf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import onsagerflow.io.format.InvalidFileException;

/// When the fields of a series were taken, seconds: as their headers say, or mumax3's `table.txt`
/// beside them, or equal steps.
///
/// @param order the places of the files in time order
/// @param times of the files in that order
record OvfTimes(List<Integer> order, List<Double> times) {

  /// How far headers may be from equal steps that are given, relative to a step.
  private static final double AGREEMENT = 1e-3;

  OvfTimes {
    order = List.copyOf(order);
    times = List.copyOf(times);
  }

  /// @param step from field to field, where it is given
  /// @throws InvalidFileException if no source has the times
  static OvfTimes of(OvfFolder folder, List<OvfHeader> headers, OptionalDouble step) {
    String headersLack = lack(folder, headers);
    if (headersLack.isEmpty()) {
      var byTime = byTime(headers);
      step.ifPresent(dt -> byTime.requireStep(folder, dt));
      return byTime;
    }
    var table = folder.table().map(ColumnTableFile::read).flatMap(OvfTimes::ofTable);
    if (table.isPresent() && table.get().length == headers.size() && increase(table.get())) {
      return inOrder(table.get());
    }
    if (step.isPresent()) {
      double dt = step.getAsDouble();
      return inOrder(IntStream.range(0, headers.size()).mapToDouble(i -> i * dt).toArray());
    }
    String tableLacks =
        folder.table().isEmpty()
            ? "there is no table.txt beside them"
            : table
                .map(t -> "table.txt has %s rows for %s files".formatted(t.length, headers.size()))
                .orElse("table.txt has no column t");
    throw new InvalidFileException(
        folder.files().getFirst(),
        "times",
        headersLack + ", and " + tableLacks + ": give the time from file to file (--time-step)");
  }

  /// Why headers do not tell the times; empty where they do.
  private static String lack(OvfFolder folder, List<OvfHeader> headers) {
    for (int i = 0; i < headers.size(); i++) {
      if (headers.get(i).time().isEmpty()) {
        return "%s says no 'Total simulation time'".formatted(folder.files().get(i).getFileName());
      }
    }
    var sorted = byTime(headers);
    for (int i = 1; i < headers.size(); i++) {
      if (sorted.times.get(i).equals(sorted.times.get(i - 1))) {
        return "%s and %s are both of t = %s"
            .formatted(
                folder.files().get(sorted.order.get(i - 1)).getFileName(),
                folder.files().get(sorted.order.get(i)).getFileName(),
                sorted.times.get(i));
      }
    }
    return "";
  }

  private static OvfTimes byTime(List<OvfHeader> headers) {
    var times = headers.stream().map(header -> header.time().orElse(Double.NaN)).toList();
    var order = new ArrayList<>(IntStream.range(0, times.size()).boxed().toList());
    order.sort(Comparator.comparingDouble(times::get));
    return new OvfTimes(order, order.stream().map(times::get).toList());
  }

  private static OvfTimes inOrder(double[] times) {
    return new OvfTimes(
        IntStream.range(0, times.length).boxed().toList(), Arrays.stream(times).boxed().toList());
  }

  private static Optional<double[]> ofTable(ColumnTable table) {
    return table.find("t").map(table::values);
  }

  private static boolean increase(double... times) {
    return IntStream.range(1, times.length).allMatch(i -> times[i] > times[i - 1]);
  }

  private void requireStep(OvfFolder folder, double step) {
    for (int i = 1; i < times.size(); i++) {
      double said = times.get(i) - times.get(i - 1);
      if (!(Math.abs(said - step) <= AGREEMENT * step)) {
        throw new InvalidFileException(
            folder.files().get(order.get(i)),
            "times",
            "headers say %s s after the field before, not the time step of %s s: leave it out"
                .formatted((float) said, step));
      }
    }
  }
}
