package onsagerflow.cli.flips;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import onsagerflow.cli.command.Quantity;
import onsagerflow.rare.Committor;
import onsagerflow.rare.ForwardFlux;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.passage.ExponentialTest;
import onsagerflow.statistics.passage.FlipTime;
import onsagerflow.statistics.passage.Passage;
import onsagerflow.statistics.passage.Survival;

/// What was found about flips, as a line to read and as entries of a file.
///
/// @param results by name, in order
record FlipReport(String summary, Map<String, Object> results) {

  private static final double CONFIDENCE = 0.95;

  static FlipReport of(List<Passage> passages) {
    var results = new LinkedHashMap<String, Object>();
    var time = FlipTime.of(passages, CONFIDENCE);
    String summary = "%s of %s replicas flipped".formatted(time.passed(), time.runs());
    results.put("method", "brute force");
    results.put("runs", time.runs());
    results.put("flipped", time.passed());
    putTime(results, time.mean(), time.standardError(), time.low(), time.high());
    results.put("rate", 1 / time.mean());
    summary +=
        time.passed() == 0
            ? ", mean flip time above %s sweeps (95 %%)".formatted(Quantity.of(time.low()))
            : ", " + describe(time.mean(), time.standardError(), time.low(), time.high());
    if (time.passed() >= 4) {
      double probability = ExponentialTest.of(passages).probability();
      results.put("exponential_law_probability", probability);
      summary += ", exponential law p = " + Quantity.of(probability);
    }
    var steps = Survival.of(passages).steps();
    results.put(
        "survival",
        ordered(
            "time", steps.stream().map(Survival.Step::time).toList(),
            "survival", steps.stream().map(Survival.Step::survival).toList(),
            "standard_error", steps.stream().map(Survival.Step::standardError).toList()));
    results.put(
        "passages",
        ordered(
            "time", passages.stream().map(Passage::time).toList(),
            "flipped", passages.stream().map(Passage::passed).toList()));
    return new FlipReport(summary, results);
  }

  static FlipReport of(ForwardFlux.Result found) {
    var results = new LinkedHashMap<String, Object>();
    var time = found.meanFlipTime();
    double factor = found.uncertaintyFactor(CONFIDENCE);
    double low = time.value() / factor;
    double high = time.value() * factor;
    results.put("method", "forward flux");
    results.put("repeats", time.runs());
    putTime(results, time.value(), time.standardError(), low, high);
    results.put("rate", found.rate().value());
    results.put("rate_standard_error", found.rate().standardError());
    results.put("flux", found.flux().value());
    results.put("flux_standard_error", found.flux().standardError());
    results.put("interfaces", found.interfaces());
    results.put("probabilities", found.probabilities().stream().map(Mean::value).toList());
    results.put(
        "probabilities_standard_error",
        found.probabilities().stream().map(Mean::standardError).toList());
    results.put(
        "committor",
        IntStream.range(0, found.interfaces().size()).mapToObj(found::committor).toList());
    String summary =
        "%s, rate %s per sweep, %s interfaces from %s to %s"
            .formatted(
                describe(time.value(), time.standardError(), low, high),
                Quantity.of(found.rate().value()),
                found.interfaces().size(),
                Quantity.of(found.interfaces().getFirst()),
                Quantity.of(found.interfaces().getLast()));
    return new FlipReport(summary, results);
  }

  /// @param halfway order parameter at which the states were taken
  static FlipReport of(double halfway, Committor.Sample sample) {
    var mean = sample.mean();
    return new FlipReport(
        "%s states at M = %s commit to B with probability %s, spread %s"
            .formatted(
                sample.values().size(),
                Quantity.of(halfway),
                Quantity.of(mean.value(), mean.standardError()),
                Quantity.of(sample.spread())),
        ordered(
            "halfway",
            ordered(
                "order_parameter", halfway,
                "shots", sample.shots(),
                "committors", sample.values(),
                "mean", mean.value(),
                "mean_standard_error", mean.standardError(),
                "spread", sample.spread(),
                "histogram", sample.histogram(10))));
  }

  private static void putTime(
      Map<String, Object> results, double mean, double error, double low, double high) {
    results.put("mean_flip_time", mean);
    results.put("mean_flip_time_standard_error", error);
    results.put("mean_flip_time_interval", List.of(low, high));
    results.put("confidence", CONFIDENCE);
  }

  private static String describe(double mean, double error, double low, double high) {
    return "mean flip time %s ± %s sweeps (95 %%: %s to %s)"
        .formatted(Quantity.of(mean), Quantity.of(error), Quantity.of(low), Quantity.of(high));
  }

  /// A map that keeps its order.
  private static Map<String, Object> ordered(Object... namesAndValues) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return map;
  }
}
