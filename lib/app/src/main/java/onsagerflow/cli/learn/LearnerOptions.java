package onsagerflow.cli.learn;

import java.util.Map;
import java.util.OptionalInt;
import onsagerflow.cli.command.Choice;
import onsagerflow.estimate.KernelForm;
import onsagerflow.estimate.Learner;
import onsagerflow.estimate.MobilityForm;
import onsagerflow.estimate.Regressors;
import onsagerflow.estimate.Smoothness;
import onsagerflow.estimate.vector.VectorLearner;
import onsagerflow.field.Symmetry;
import onsagerflow.meso.Closure;
import onsagerflow.meso.Gauge;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// The options that say what is fitted.
@SuppressWarnings("NullAway.Init") // picocli sets options with defaults
public final class LearnerOptions {

  @Option(
      names = "--closure",
      paramLabel = "cosh|onsager",
      defaultValue = "cosh",
      description =
          "Response of the drift to the force: cosh (exact for single spin flips) or onsager"
              + " (linear, eq. (5) of the paper).")
  private Closure closure;

  @Option(
      names = "--mobility",
      paramLabel = "m|m,phi",
      defaultValue = "m,phi",
      converter = MobilityWords.class,
      description =
          "What K depends on: m alone (the paper), or m and the local field phi = J*m + h.")
  private MobilityForm mobility;

  @Option(
      names = "--radius",
      paramLabel = "<r>|auto",
      defaultValue = "auto",
      converter = RadiusWords.class,
      description = "Reach of J in blocks; auto chooses it by held-out frames.")
  private OptionalInt radius;

  @Option(
      names = "--symmetry",
      paramLabel = "inversion|c4|radial",
      defaultValue = "inversion",
      description =
          "Symmetry imposed on J: J(r) = J(-r) only, quarter turns too, or a function of |r|.")
  private Symmetry symmetry;

  @Option(
      names = "--smoothness",
      paramLabel = "none|evidence",
      defaultValue = "none",
      description =
          "Whether J is held smooth by a prior: not at all, or as much as the evidence says.")
  private Smoothness smoothness;

  @Option(
      names = "--gauge",
      paramLabel = "slope|<value>",
      defaultValue = "slope",
      converter = GaugeWords.class,
      description =
          "How J(0) is fixed, which data cannot tell from s': by s'(m)/m -> T as m -> 0, or to a"
              + " value.")
  private Gauge gauge;

  @Option(
      names = "--slope",
      paramLabel = "smooth|knots",
      defaultValue = "smooth",
      description =
          "Form of s' between its knots: a smooth curve of four terms, or straight in artanh m from"
              + " knot to knot, where s' bends sharply (nearest-neighbour spins below T_c).")
  private SlopeForm slope;

  /// How s′ runs between its knots.
  enum SlopeForm {
    SMOOTH,
    KNOTS
  }

  private static final class MobilityWords implements ITypeConverter<MobilityForm> {

    private static final Choice<MobilityForm> CHOICE =
        new Choice<>(Map.of("m", MobilityForm.M, "m,phi", MobilityForm.M_PHI));

    @Override
    public MobilityForm convert(String text) {
      return CHOICE.convert(text);
    }
  }

  private static final class RadiusWords implements ITypeConverter<OptionalInt> {
    @Override
    public OptionalInt convert(String text) {
      if (text.equals("auto")) {
        return OptionalInt.empty();
      }
      try {
        return OptionalInt.of(Integer.parseInt(text));
      } catch (NumberFormatException e) {
        throw new TypeConversionException("must be auto or a number of blocks, got '" + text + "'");
      }
    }
  }

  private static final class GaugeWords implements ITypeConverter<Gauge> {
    @Override
    public Gauge convert(String text) {
      if (text.equals("slope")) {
        return new Gauge.Slope();
      }
      try {
        return new Gauge.Centre(Double.parseDouble(text));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("must be slope or a finite number, got '" + text + "'");
      }
    }
  }

  /// The learner of vectors.
  ///
  /// @throws IllegalArgumentException if an option of scalars was given
  VectorLearner ofVectors() {
    requireDefault("--closure", closure == Closure.COSH);
    requireDefault("--mobility", mobility == MobilityForm.M_PHI);
    requireDefault("--smoothness", smoothness == Smoothness.NONE);
    requireDefault("--gauge", gauge instanceof Gauge.Slope);
    requireDefault("--slope", slope == SlopeForm.SMOOTH);
    return new VectorLearner(radius, symmetry, line -> {});
  }

  private static void requireDefault(String option, boolean isDefault) {
    if (!isDefault) {
      throw new IllegalArgumentException(
          option + " says how one number a block is learned: leave it out for vectors");
    }
  }

  public Learner learner() {
    return new Learner(
        closure,
        mobility,
        new KernelForm(radius, symmetry, smoothness),
        slope == SlopeForm.SMOOTH ? Learner.standard().regressor() : Regressors.knots(),
        gauge,
        line -> {});
  }
}
