package onsagerflow.statistics.passage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The survival curve S(t) = P(not passed by t) of censored first-passage times.
///
/// Kaplan and Meier, JASA 53, 457 (1958): S(t) = Π_{tᵢ ≤ t} (1 − dᵢ/nᵢ), dᵢ passages among the nᵢ
/// runs still watched. Its standard error is Greenwood's, S √(Σ dᵢ/(nᵢ(nᵢ − dᵢ))) (Rep. Public
/// Health Med. Subjects 33 (1926)); where no run is left, S = 0 and the error is not known.
///
/// @param steps in order of time, the first at t = 0
public record Survival(List<Step> steps) {

  /// S from this time until the next step.
  ///
  /// @param time t, sweeps
  /// @param survival S(t)
  /// @param standardError Greenwood's
  /// @param watched runs still watched just before
  /// @param passed runs passing at this time
  public record Step(double time, double survival, double standardError, int watched, int passed) {}

  public Survival {
    steps = List.copyOf(steps);
  }

  /// The survival curve of some runs.
  public static Survival of(List<Passage> passages) {
    var inOrder = passages.stream().sorted(Comparator.comparingDouble(Passage::time)).toList();
    var steps = new ArrayList<Step>();
    steps.add(new Step(0, 1, 0, inOrder.size(), 0));
    double survival = 1;
    double sum = 0;
    for (int first = 0; first < inOrder.size(); ) {
      double time = inOrder.get(first).time();
      int passed = 0;
      int next = first;
      // a run censored at the time of a passage was still watched then
      for (; next < inOrder.size() && inOrder.get(next).time() == time; next++) {
        passed += inOrder.get(next).passed() ? 1 : 0;
      }
      int watched = inOrder.size() - first;
      if (passed > 0) {
        survival *= 1 - (double) passed / watched;
        sum += passed / ((double) watched * (watched - passed));
        double error = watched > passed ? survival * Math.sqrt(sum) : Double.NaN;
        steps.add(new Step(time, survival, error, watched, passed));
      }
      first = next;
    }
    return new Survival(steps);
  }

  /// The same against time in units of another, such as a mean flip time.
  ///
  /// @param unit sweeps
  public Survival inUnitsOf(double unit) {
    if (!(unit > 0)) {
      throw new IllegalArgumentException("a unit of time is positive, got " + unit + " sweeps");
    }
    return new Survival(
        steps.stream()
            .map(
                s ->
                    new Step(
                        s.time() / unit, s.survival(), s.standardError(), s.watched(), s.passed()))
            .toList());
  }

  /// The part of the curve where more than `fewest` runs are left.
  public Survival whileWatching(int fewest) {
    return new Survival(steps.stream().filter(s -> s.watched() > fewest).toList());
  }

  /// The step that holds at a time.
  public Step at(double time) {
    var now = steps.getFirst();
    for (var step : steps) {
      if (step.time() <= time) {
        now = step;
      }
    }
    return now;
  }
}
