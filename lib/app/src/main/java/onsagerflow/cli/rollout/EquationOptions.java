package onsagerflow.cli.rollout;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import onsagerflow.cli.command.Choice;
import onsagerflow.cli.command.FieldOptions;
import onsagerflow.cli.command.Inputs;
import onsagerflow.estimate.baseline.Baseline;
import onsagerflow.estimate.data.Observations;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.meso.Closure;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.ModelFamily;
import onsagerflow.meso.OnsagerFlow;
import onsagerflow.meso.StochasticEquation;
import onsagerflow.meso.vector.LearnedVectorModel;
import onsagerflow.meso.vector.VectorFamily;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options that say which equation is made of a learned model.
@SuppressWarnings("NullAway.Init") // picocli sets options with defaults
public final class EquationOptions {

  /// What to integrate.
  ///
  /// @param baseline in place of the learned equation, if any
  record Equation(Optional<Baseline> baseline) {

    private static final String LEARNED = "learned";

    String word() {
      return baseline.map(Baseline::word).orElse(LEARNED);
    }
  }

  private static final class EquationWords implements ITypeConverter<Equation> {

    private final Choice<Equation> choice;

    EquationWords() {
      var words = new HashMap<String, Equation>();
      words.put(Equation.LEARNED, new Equation(Optional.empty()));
      for (var baseline : Baseline.values()) {
        words.put(baseline.word(), new Equation(Optional.of(baseline)));
      }
      choice = new Choice<>(words);
    }

    @Override
    public Equation convert(String text) {
      return choice.convert(text);
    }
  }

  @Option(
      names = "--temperature",
      paramLabel = "<T>",
      description =
          "Temperature; between those learned, K and s' are interpolated. Default: the model's, or"
              + " that of the initial frame for a model of several.")
  private @Nullable Double temperature;

  @Mixin private final FieldOptions field = new FieldOptions();

  @Option(
      names = "--equation",
      paramLabel = "learned|<baseline>",
      defaultValue = Equation.LEARNED,
      converter = EquationWords.class,
      description =
          "Equation to integrate: the learned one, or a baseline: mean-field (eq. (3)) and"
              + " allen-cahn (eq. (4)), deterministic, with the learned J; or, fitted to --data,"
              + " allen-cahn-fitted, allen-cahn-noise (constant additive noise),"
              + " allen-cahn-long-waves, allen-cahn-long-waves-noise, and kramers-moyal (drift and"
              + " noise apart).")
  private Equation equation;

  @Option(
      names = "--data",
      split = ",",
      paramLabel = "<a.h5>",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description = "Trajectories that a fitted baseline is fitted to.")
  private List<Path> data = List.of();

  @Option(
      names = "--closure",
      paramLabel = "cosh|onsager",
      description =
          "Response of the drift to the learned force. Default: the one it was learned with.")
  private @Nullable Closure closure;

  @Option(
      names = "--finite-block",
      description =
          "Add the finite-block terms: for functions of infinitely large blocks, written by hand."
              + " Learned functions hold them already.")
  private boolean finiteBlock;

  /// Makes the equation of the model on a grid; a fitted baseline is fitted here, once.
  public Function<Grid, StochasticEquation> of(LearnedModel model) {
    if (equation.baseline().isEmpty()) {
      var responding = closure == null ? model : model.withClosure(closure);
      return grid -> OnsagerFlow.of(responding, grid).withFiniteBlock(finiteBlock);
    }
    var baseline = equation.baseline().get();
    if (closure != null || finiteBlock) {
      throw new IllegalArgumentException(
          "--closure and --finite-block belong to the learned equation, not to " + describe());
    }
    if (baseline.isFitted() == data.isEmpty()) {
      throw new IllegalArgumentException(
          baseline.isFitted()
              ? describe() + " is fitted: give the trajectories by --data"
              : describe() + " is not fitted: leave out --data");
    }
    return baseline.isFitted()
        ? fitted(baseline, model)
        : baseline.derive(model.kernel(), model.conditions());
  }

  private Function<Grid, StochasticEquation> fitted(Baseline baseline, LearnedModel model) {
    try (var inputs = new Inputs(data)) {
      var observations = Observations.of(inputs.files(), Observations.UseGenerator.AUTO);
      Inputs.requireSame(
          "block size", data.getFirst(), observations.origin().block(), "the model", model.block());
      return baseline.fit(observations, model.kernel(), model.conditions());
    }
  }

  /// The model of vector spins that the options and the initial frame ask for.
  ///
  /// @throws IllegalArgumentException if an option of scalars was given
  LearnedVectorModel model(VectorFamily family, Frame.Conditions initial) {
    if (closure != null || finiteBlock || isBaseline() || !data.isEmpty()) {
      throw new IllegalArgumentException(
          "an equation of vector spins has one closure: of the options that say which equation it"
              + " takes --field, --field-map, --field-program, --field-sine and --temperature");
    }
    double t = family.temperatures().getFirst();
    if (temperature != null) {
      t = temperature;
    } else if (family.members().size() > 1) {
      t = initial.temperature();
    }
    var model = family.at(t);
    return field.field().map(model::withField).orElse(model);
  }

  /// The equation's name.
  public String describe() {
    return equation.word();
  }

  /// What else decides the equation, as text that tells it from others.
  public String choices() {
    return "closure %s, finite-block terms %s, data %s"
        .formatted(
            closure == null ? "as learned" : closure, finiteBlock ? "added" : "as learned", data);
  }

  /// The model of the family that the options and the initial frame ask for.
  public LearnedModel model(ModelFamily family, Frame.Conditions initial) {
    if (temperature != null && !(temperature > 0)) {
      throw new IllegalArgumentException("--temperature must be positive, got " + temperature);
    }
    double t =
        temperature != null
            ? temperature
            : family.members().size() > 1
                ? initial.temperature()
                : family.temperatures().getFirst();
    var model = family.at(t);
    var h = isOfSeveralFields(family) ? initial.field() : model.conditions().field();
    return model.withField(field.field().orElse(h));
  }

  /// Refuses to choose among the temperatures of a model where no frame does.
  public void requireTemperature(ModelFamily family) {
    if (temperature == null && family.members().size() > 1) {
      throw new IllegalArgumentException(
          "the model was learned at T = "
              + family.temperatures()
              + ": say at which, --temperature");
    }
  }

  /// Refuses to choose among the fields of a model where no frame does.
  public void requireField(ModelFamily family) {
    if (field.field().isEmpty() && isOfSeveralFields(family)) {
      throw new IllegalArgumentException(
          "the model was learned in fields that differ or vary ("
              + fields(family)
              + "): say in which, --field");
    }
  }

  /// Whether the field is that of the initial frame, because the model has none of its own.
  boolean isInFieldOfFrame(ModelFamily family) {
    return field.field().isEmpty() && isOfSeveralFields(family);
  }

  private static String fields(ModelFamily family) {
    return family.members().stream()
        .flatMap(
            m ->
                m.notes().fields().isEmpty()
                    ? Stream.of(m.conditions().field())
                    : m.notes().fields().stream())
        .map(h -> h instanceof ExternalField.Unknown(String was) ? was : h.toString())
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private static boolean isOfSeveralFields(ModelFamily family) {
    return family.members().stream()
            .anyMatch(
                m ->
                    !m.notes().fields().isEmpty()
                        || m.conditions().field() instanceof ExternalField.Unknown)
        || family.members().stream().map(m -> m.conditions().field()).distinct().count() > 1;
  }

  /// Whether the model is used elsewhere than the frame was recorded, without being asked to.
  boolean movesUnasked(LearnedModel model, Frame.Conditions initial) {
    var used = model.conditions();
    return (temperature == null && initial.temperature() != used.temperature())
        || (field.field().isEmpty() && !initial.field().equals(used.field()));
  }

  /// Whether the equation is not the learned one.
  boolean isBaseline() {
    return equation.baseline().isPresent();
  }

  /// Whether the equation takes J as it is for s′ = T artanh m.
  boolean needsMeanFieldGauge() {
    return equation.baseline().map(baseline -> !baseline.isFitted()).orElse(false);
  }
}
