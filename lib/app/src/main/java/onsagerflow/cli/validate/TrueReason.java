package onsagerflow.cli.validate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import onsagerflow.field.RecordedTrajectory;

/// A reason for which a fit may be refused: the message gives it, and the data bear it out.
///
/// @param name of the reason
/// @param words one of which the message must hold
/// @param test of the data
record TrueReason(String name, Pattern words, Predicate<Facts> test) {

  /// Less than a hundred cells with an entropy slope for each unknown.
  static final TrueReason TOO_FEW =
      new TrueReason(
          "too few", Pattern.compile("few"), facts -> facts.unsaturated < 100 * facts.unknowns);

  /// Most cells are full.
  static final TrueReason SATURATED =
      new TrueReason(
          "saturated",
          Pattern.compile("saturated|1 - 2\\.5/v"),
          facts -> facts.unsaturated < 0.5 * facts.cells);

  /// All cells at about one magnetisation.
  static final TrueReason ONE_MAGNETISATION =
      new TrueReason(
          "one magnetisation",
          Pattern.compile("magneti[sz]ation|vary"),
          facts -> facts.spread < 0.05);

  private static final List<TrueReason> ALL = List.of(TOO_FEW, SATURATED, ONE_MAGNETISATION);

  /// What is so.
  ///
  /// @param cells of all frames
  /// @param unsaturated those with |m| ≤ 1 − 2.5/v
  /// @param spread standard deviation of their m
  /// @param unknowns about how many the fit has
  record Facts(long cells, long unsaturated, double spread, double unknowns) {

    static Facts of(SurveyCase c, List<RecordedTrajectory> data) {
      double edge = 1 - 2.5 / data.getFirst().origin().cellVolume();
      double[] inside = values(data).filter(m -> Math.abs(m) <= edge).toArray();
      double mean = Arrays.stream(inside).average().orElse(0);
      double variance = Arrays.stream(inside).map(m -> (m - mean) * (m - mean)).average().orElse(0);
      int width = 2 * c.radius() + 1;
      int copies =
          switch (c.fit().symmetry()) {
            case INVERSION -> 2;
            case C4 -> 4;
            case RADIAL -> 8;
          };
      return new Facts(
          values(data).count(),
          inside.length,
          Math.sqrt(variance),
          (width * width - 1.0) / copies + 20);
    }

    private static DoubleStream values(List<RecordedTrajectory> data) {
      return data.stream()
          .flatMap(trajectory -> trajectory.frames().stream())
          .flatMapToDouble(frame -> Arrays.stream(frame.m().values()));
    }
  }

  /// The reason that a message gives, if it is true of the data.
  static Optional<TrueReason> of(String message, SurveyCase c, List<RecordedTrajectory> data) {
    var facts = Facts.of(c, data);
    return ALL.stream()
        .filter(reason -> reason.words.matcher(message).find() && reason.test.test(facts))
        .findFirst();
  }
}
