package onsagerflow.cli;

import java.util.Locale;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.meso.AllenCahn;
import onsagerflow.meso.Closure;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.MeanFieldKac;
import onsagerflow.meso.ModelFamily;
import onsagerflow.meso.OnsagerFlow;
import onsagerflow.meso.StochasticEquation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say which equation is made of a learned model.
@SuppressWarnings("NullAway.Init") // picocli sets options with defaults
final class EquationOptions {

  /// What to integrate.
  enum Equation {
    LEARNED,
    MEAN_FIELD,
    ALLEN_CAHN
  }

  @Option(
      names = "--temperature",
      paramLabel = "<T>",
      description =
          "Temperature; between those learned, K and s' are interpolated. Default: the model's, or"
              + " that of the initial frame for a model of several.")
  private @Nullable Double temperature;

  @Option(
      names = "--field",
      paramLabel = "<h>",
      description =
          "External field. Default: the model's, or that of the initial frame for a model learned"
              + " in several.")
  private @Nullable Double field;

  @Option(
      names = "--equation",
      paramLabel = "learned|mean-field|allen-cahn",
      defaultValue = "learned",
      description =
          "Equation to integrate: the learned one, or the deterministic eq. (3) mean-field or eq."
              + " (4) allen-cahn with the learned J.")
  private Equation equation;

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

  /// The equation of the model.
  StochasticEquation of(LearnedModel model, Grid grid) {
    return switch (equation) {
      case LEARNED ->
          OnsagerFlow.of(closure == null ? model : model.withClosure(closure), grid)
              .withFiniteBlock(finiteBlock);
      case MEAN_FIELD -> new MeanFieldKac(grid, model.conditions(), model.kernel());
      case ALLEN_CAHN -> AllenCahn.of(model.kernel(), model.conditions(), grid);
    };
  }

  /// The equation's name.
  String describe() {
    return equation.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The model of the family that the options and the initial frame ask for.
  LearnedModel model(ModelFamily family, Frame.Conditions initial) {
    if (temperature != null && !(temperature > 0)) {
      throw new IllegalArgumentException("--temperature must be positive, got " + temperature);
    }
    if (field != null && !Double.isFinite(field)) {
      throw new IllegalArgumentException("--field must be finite, got " + field);
    }
    double t =
        temperature != null
            ? temperature
            : family.members().size() > 1
                ? initial.temperature()
                : family.temperatures().getFirst();
    var model = family.at(t);
    double h =
        field != null
            ? field
            : severalFields(family) ? initial.field() : model.conditions().field();
    return model.withField(h);
  }

  private static boolean severalFields(ModelFamily family) {
    return family.members().stream().anyMatch(m -> m.diagnostics().containsKey("fields"))
        || family.members().stream().map(m -> m.conditions().field()).distinct().count() > 1;
  }

  /// Whether the model is used elsewhere than the frame was recorded, without being asked to.
  boolean movesUnasked(LearnedModel model, Frame.Conditions initial) {
    var used = model.conditions();
    return (temperature == null && initial.temperature() != used.temperature())
        || (field == null && initial.field() != used.field());
  }

  /// Whether the equation takes J as it is for s′ = T artanh m.
  boolean needsMeanFieldGauge() {
    return equation != Equation.LEARNED;
  }
}
