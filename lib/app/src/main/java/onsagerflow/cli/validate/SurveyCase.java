package onsagerflow.cli.validate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import onsagerflow.cli.command.Quantity;
import onsagerflow.estimate.MobilityForm;
import onsagerflow.estimate.Smoothness;
import onsagerflow.field.Symmetry;
import onsagerflow.meso.Closure;
import onsagerflow.micro.KacIsing;
import onsagerflow.micro.NearestNeighbourIsing;

/// One condition of the survey: what is simulated, how it is recorded, and how it is learned.
///
/// It is made of the very commands that it prints: their options are the case.
///
/// @param number from 1
/// @param model what is simulated
/// @param recording what is kept of it
/// @param fit how it is learned
record SurveyCase(int number, Model model, Recording recording, Fit fit) {

  /// Sweeps before the first frame: the independent spins of the start have no structure factor.
  private static final double FIRST = 0.3;

  /// Sweeps from the end of a pair to the next.
  private static final double PAUSE = 0.3;

  /// Blocks are narrow enough for the field to be constant over them, as far as some hundred pairs
  /// can tell, if the kernel is this many of them wide.
  private static final double BLOCKS_TO_WIDTH = 1.25;

  /// What is simulated.
  ///
  /// @param temperatures T, learned together
  /// @param fields h, learned together
  /// @param interaction J between spins
  /// @param length L, spins
  /// @param block B, spins
  /// @param truth what the data obey
  record Model(
      List<Double> temperatures,
      List<Double> fields,
      SurveyInteraction interaction,
      int length,
      int block,
      Validate.Truth truth) {}

  /// What is kept of it.
  ///
  /// @param form how frames follow each other
  /// @param lag Δt, sweeps
  /// @param pairs wanted of all runs together
  /// @param starts initial magnetisations
  record Recording(Form form, double lag, int pairs, Starts starts) {}

  /// How frames follow each other.
  enum Form {
    /// Pairs apart from each other, each a run of its own.
    PAIRS,
    /// One even series for each start.
    SERIES,
    /// Half of the pairs with half the lag.
    MIXED,
    /// Pairs in one run, three lags from one to the next.
    GAPPED
  }

  /// Initial magnetisations.
  enum Starts {
    ZERO("0", 1),
    HALF("0.5", 1),
    SEVERAL("0,0.2,0.4,0.6,-0.3", 5);

    private final String means;
    private final int count;

    Starts(String means, int count) {
      this.means = means;
      this.count = count;
    }
  }

  /// How it is learned.
  ///
  /// @param knownRadius whether the radius is given, or chosen by held-out frames
  record Fit(
      Closure closure,
      MobilityForm mobility,
      Symmetry symmetry,
      Smoothness smoothness,
      boolean knownRadius) {}

  SurveyCase withTemperatures(double... temperatures) {
    return withTemperatures(Arrays.stream(temperatures).boxed().toList());
  }

  SurveyCase withTemperatures(List<Double> temperatures) {
    var m = model;
    return with(new Model(temperatures, m.fields, m.interaction, m.length, m.block, m.truth));
  }

  SurveyCase withFields(double... fields) {
    var m = model;
    var all = Arrays.stream(fields).boxed().toList();
    return with(new Model(m.temperatures, all, m.interaction, m.length, m.block, m.truth));
  }

  SurveyCase with(SurveyInteraction interaction) {
    var m = model;
    return with(new Model(m.temperatures, m.fields, interaction, m.length, m.block, m.truth));
  }

  SurveyCase with(Validate.Truth truth) {
    var m = model;
    return with(new Model(m.temperatures, m.fields, m.interaction, m.length, m.block, truth));
  }

  private SurveyCase with(Model other) {
    return new SurveyCase(number, other, recording, fit);
  }

  SurveyCase sized(int length, int block, int pairs) {
    var m = model;
    var r = recording;
    return new SurveyCase(
        number,
        new Model(m.temperatures, m.fields, m.interaction, length, block, m.truth),
        new Recording(r.form, r.lag, pairs, r.starts),
        fit);
  }

  SurveyCase with(Form form, double lag) {
    return with(new Recording(form, lag, recording.pairs, recording.starts));
  }

  SurveyCase with(Starts starts) {
    return with(new Recording(recording.form, recording.lag, recording.pairs, starts));
  }

  private SurveyCase with(Recording other) {
    return new SurveyCase(number, model, other, fit);
  }

  SurveyCase with(Closure closure, MobilityForm mobility) {
    return with(new Fit(closure, mobility, fit.symmetry, fit.smoothness, fit.knownRadius));
  }

  SurveyCase with(Symmetry symmetry) {
    return with(new Fit(fit.closure, fit.mobility, symmetry, fit.smoothness, fit.knownRadius));
  }

  SurveyCase with(Smoothness smoothness) {
    return with(new Fit(fit.closure, fit.mobility, fit.symmetry, smoothness, fit.knownRadius));
  }

  SurveyCase withoutRadius() {
    return with(new Fit(fit.closure, fit.mobility, fit.symmetry, fit.smoothness, false));
  }

  private SurveyCase with(Fit other) {
    return new SurveyCase(number, model, recording, other);
  }

  /// One simulation of a case.
  private record Part(double temperature, double field, double lag) {}

  /// Whether the functions of the blocks are known as exactly as the fit can find them: blocks of
  /// spins obey the equation only where they are narrower than the kernel, and a fit finds only
  /// what its closure and its mobility can hold.
  boolean exact() {
    boolean form = fit.mobility == MobilityForm.M_PHI;
    return switch (model.truth) {
      case SPINS ->
          form
              && fit.closure == Closure.COSH
              && model.interaction.kernel().isPresent()
              && model.interaction.width() >= BLOCKS_TO_WIDTH * model.block;
      case COSH -> form && fit.closure == Closure.COSH;
      case ONSAGER -> form && fit.closure == Closure.ONSAGER;
    };
  }

  /// Reach of J in blocks.
  int radius() {
    return model.interaction.radius(model.block);
  }

  /// The axes of the survey with the values that this case has on them, in words.
  Map<String, String> axes() {
    var axes = new LinkedHashMap<String, String>();
    axes.put("T", words(model.temperatures));
    axes.put("h", words(model.fields));
    axes.put("kernel", model.interaction.toString());
    axes.put("block", String.valueOf(model.block));
    axes.put("length", String.valueOf(model.length));
    axes.put("lag", Quantity.time(recording.lag));
    axes.put("form", word(recording.form));
    axes.put("pairs", String.valueOf(recording.pairs));
    axes.put("starts", word(recording.starts));
    axes.put("closure", word(fit.closure));
    axes.put("mobility", fit.mobility == MobilityForm.M ? "m" : "m,phi");
    axes.put("symmetry", word(fit.symmetry));
    axes.put("smoothness", word(fit.smoothness));
    axes.put("radius", fit.knownRadius ? "given" : "auto");
    axes.put("truth", word(model.truth));
    return axes;
  }

  private static String words(List<Double> numbers) {
    return numbers.stream().map(Quantity::time).collect(Collectors.joining(" "));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /// The options of the simulations, one list for each file, without what is simulated (`kac`,
  /// `ising`) and where it goes.
  ///
  /// @param set number of the data set, from 0
  /// @param kernelFile that holds the kernel, where it has no name
  List<List<String>> simulations(int set, String kernelFile) {
    var all = new ArrayList<List<String>>();
    var parts = parts();
    for (int p = 0; p < parts.size(); p++) {
      var part = parts.get(p);
      var options = new ArrayList<String>();
      boolean kac = model.interaction.kernel().isPresent();
      options.addAll(List.of("--length", String.valueOf(model.length)));
      options.addAll(List.of("--block", String.valueOf(model.block)));
      if (kac) {
        options.addAll(model.interaction.options(kernelFile));
      }
      options.addAll(List.of("--temperature", Quantity.time(part.temperature)));
      options.addAll(List.of("--field", Quantity.time(part.field)));
      double step = kac ? KacIsing.DEFAULT_LEAP : NearestNeighbourIsing.DEFAULT_STEP;
      if (part.lag < 2 * step) { // the frames of a pair are two steps or more apart
        options.addAll(List.of(kac ? "--leap" : "--step", Quantity.time(part.lag / 2)));
      }
      options.addAll(List.of("--mean", recording.starts.means));
      options.addAll(times(part, parts.size()));
      options.addAll(List.of("--seed", String.valueOf(100_000L * number + 100L * set + p)));
      all.add(options);
    }
    return all;
  }

  private List<Part> parts() {
    var lags =
        recording.form == Form.MIXED
            ? List.of(recording.lag, recording.lag / 2)
            : List.of(recording.lag);
    return model.temperatures.stream()
        .flatMap(t -> model.fields.stream().map(h -> new Part(t, h, 0)))
        .flatMap(part -> lags.stream().map(lag -> new Part(part.temperature, part.field, lag)))
        .toList();
  }

  private List<String> times(Part part, int parts) {
    int pairs = Math.max(1, recording.pairs / (parts * recording.starts.count));
    String lag = Quantity.time(part.lag);
    String first = Quantity.time(FIRST);
    return switch (recording.form) {
      case PAIRS, MIXED ->
          List.of(
              "--first",
              first,
              "--duration",
              Quantity.time(FIRST + pairs * (part.lag + PAUSE)),
              "--pairs",
              String.valueOf(pairs),
              "--lag",
              lag);
      case SERIES ->
          List.of(
              "--first",
              first,
              "--duration",
              Quantity.time(FIRST + (pairs + 0.5) * part.lag),
              "--save-every",
              lag);
      case GAPPED ->
          List.of(
              "--times",
              IntStream.range(0, 2 * pairs)
                  .mapToObj(i -> FIRST + (i / 2 * 4 + i % 2) * part.lag)
                  .map(Quantity::time)
                  .collect(Collectors.joining(",")));
    };
  }

  /// The options of `learn`.
  List<String> learning() {
    var options = new ArrayList<String>();
    var axes = axes();
    for (String name : List.of("closure", "mobility", "symmetry", "smoothness")) {
      options.addAll(List.of("--" + name, axes.getOrDefault(name, "")));
    }
    options.addAll(List.of("--radius", fit.knownRadius ? String.valueOf(radius()) : "auto"));
    return options;
  }

  /// The commands that make the first data set and learn from it, one a line.
  List<String> commands() {
    String file = model.interaction.fileName();
    var lines = new ArrayList<String>();
    if (model.interaction.needsFile()) {
      lines.add("onsagerflow survey --case " + number + " --write-kernel " + file);
    }
    var simulations = simulations(0, file);
    if (model.truth != Validate.Truth.SPINS) {
      if (simulations.size() == 1) {
        lines.add(
            "onsagerflow validate --truth %s %s %s --sets 2"
                .formatted(
                    word(model.truth),
                    String.join(" ", simulations.getFirst()),
                    String.join(" ", learning())));
      } else {
        lines.add("# data of the equation at several conditions: onsagerflow survey makes them");
      }
      return lines;
    }
    String spins = model.interaction.kernel().isPresent() ? "kac" : "ising";
    var files = new ArrayList<String>();
    for (int p = 0; p < simulations.size(); p++) {
      files.add("case-" + number + (simulations.size() > 1 ? "-" + (p + 1) : "") + ".h5");
      lines.add(
          "onsagerflow simulate %s %s --out %s"
              .formatted(spins, String.join(" ", simulations.get(p)), files.getLast()));
    }
    lines.add(
        "onsagerflow learn %s %s --out case-%s.json"
            .formatted(String.join(" ", files), String.join(" ", learning()), number));
    return lines;
  }
}
