package onsagerflow.meso;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import onsagerflow.field.Grid;

/// One of the eight equations that a closure and a form of K make of what was learned: which part
/// of the model does the predictions need?
///
/// s′ and J stay those of the model that is given, whatever K: only the part in question changes.
/// They were learned with one closure; to give either closure its own, pass to each a model learned
/// with it.
///
/// @param closure response of the drift
/// @param mobility form of K
public record Ablation(Closure closure, MobilityLaw mobility) {

  private static final int TABLE_POINTS = 401;

  /// A form of the mobility.
  public enum MobilityLaw {
    /// K = β, that of free spins.
    CONSTANT("β"),
    /// K = β(1 − m²), the textbook form at coexistence.
    DEGENERATE("β(1 − m²)"),
    /// K(m) as learned.
    LEARNED_M("K(m)"),
    /// K(m, φ) as learned.
    LEARNED_M_PHI("K(m, φ)");

    private final String formula;

    MobilityLaw(String formula) {
      this.formula = formula;
    }

    /// The formula, for tables and legends.
    public String formula() {
      return formula;
    }
  }

  /// All eight, closure by closure.
  public static List<Ablation> all() {
    return Arrays.stream(Closure.values())
        .flatMap(
            closure -> Arrays.stream(MobilityLaw.values()).map(law -> new Ablation(closure, law)))
        .toList();
  }

  /// Closure and formula, such as `cosh, K(m, φ)`.
  public String title() {
    return closure.name().toLowerCase(Locale.ROOT) + ", " + mobility.formula;
  }

  /// The model with this closure and this mobility.
  ///
  /// @throws IllegalArgumentException if K(m, φ) is asked for and the model has none
  public LearnedModel of(LearnedModel model) {
    double beta = model.conditions().beta();
    return switch (mobility) {
      case CONSTANT -> with(model, table(beta, 0), Optional.empty());
      case DEGENERATE -> with(model, table(beta, 1), Optional.empty());
      case LEARNED_M -> with(model, model.mobility(), Optional.empty());
      case LEARNED_M_PHI -> {
        if (model.mobilityByField().isEmpty()) {
          throw new IllegalArgumentException(
              "the model has K(m) only; learn one with the mobility K(m, φ)");
        }
        yield with(model, model.mobility(), model.mobilityByField());
      }
    };
  }

  /// Its equation, as [OnsagerFlow#of].
  public OnsagerFlow equation(LearnedModel model, Grid grid) {
    return OnsagerFlow.of(of(model), grid);
  }

  private LearnedModel with(LearnedModel model, Table k, Optional<FieldTable> kByField) {
    return model.withClosure(closure).with(model.functions().withMobility(k, kByField));
  }

  /// β(1 − c m²), to a relative 10⁻⁵ between its points.
  private static Table table(double beta, double c) {
    var m = new double[TABLE_POINTS];
    Arrays.setAll(m, i -> 2.0 * i / (TABLE_POINTS - 1) - 1);
    double[] k = Arrays.stream(m).map(x -> beta * (1 - c * x * x)).toArray();
    return new Table(m, k, new double[TABLE_POINTS]);
  }
}
