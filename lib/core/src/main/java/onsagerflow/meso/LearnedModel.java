package onsagerflow.meso;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.Trajectory;

/// What was learned of one system at one temperature: K, s′ and J as tables with standard errors.
///
/// @param closure the response the data were fitted with
/// @param conditions temperature and field of the data
/// @param block B, lattice spacings; a cell holds v spins
/// @param gauge how J(0) was fixed
/// @param functions K, s′ and J
/// @param notes what no equation needs
public record LearnedModel(
    Closure closure,
    Frame.Conditions conditions,
    int block,
    Gauge gauge,
    Functions functions,
    Notes notes) {

  /// @param mobility K(m), the mean at given m
  /// @param mobilityByField K(m, φ), where it was asked for
  /// @param entropySlope s′(m)
  /// @param kernel J on block offsets
  /// @param kernelError its standard errors, same radius
  public record Functions(
      Table mobility,
      Optional<FieldTable> mobilityByField,
      Table entropySlope,
      Kernel kernel,
      Kernel kernelError) {

    public Functions {
      if (kernel.radius() != kernelError.radius()) {
        throw new IllegalArgumentException(
            "kernel radius " + kernel.radius() + " but errors of radius " + kernelError.radius());
      }
    }

    /// The same s′ and J with another K.
    public Functions withMobility(Table k, Optional<FieldTable> kByField) {
      return new Functions(k, kByField, entropySlope, kernel, kernelError);
    }
  }

  /// @param fields of the data, where they were several or one that varied; else empty
  /// @param networks weights of the networks that the tables were made of
  /// @param diagnostics numbers and lists that tell whether to trust the rest, by name
  public record Notes(
      List<ExternalField> fields,
      Optional<NetworkWeights> networks,
      Map<String, Object> diagnostics) {

    public Notes {
      fields = List.copyOf(fields);
      diagnostics = Map.copyOf(diagnostics);
    }

    /// Diagnostics alone.
    public static Notes of(Map<String, Object> diagnostics) {
      return new Notes(List.of(), Optional.empty(), diagnostics);
    }
  }

  public LearnedModel {
    Trajectory.Origin.requireBlock(block);
  }

  /// K(m), the mean at given m.
  public Table mobility() {
    return functions.mobility;
  }

  /// K(m, φ), where it was asked for.
  public Optional<FieldTable> mobilityByField() {
    return functions.mobilityByField;
  }

  /// s′(m).
  public Table entropySlope() {
    return functions.entropySlope;
  }

  /// J on block offsets.
  public Kernel kernel() {
    return functions.kernel;
  }

  /// Standard errors of J.
  public Kernel kernelError() {
    return functions.kernelError;
  }

  /// Numbers and lists that tell whether to trust the rest, by name.
  public Map<String, Object> diagnostics() {
    return notes.diagnostics;
  }

  /// The same functions in another field h, which none of them depends on.
  public LearnedModel withField(double field) {
    return withField(ExternalField.uniform(field));
  }

  /// The same functions in another field h(x, t).
  public LearnedModel withField(ExternalField field) {
    var inField = new Frame.Conditions(conditions.temperature(), field);
    return new LearnedModel(closure, inField, block, gauge, functions, notes);
  }

  /// The same functions with the response of a closure.
  ///
  /// With s′ of the cosh closure, eq. (5) (onsager) samples the free energy of the spins: rare
  /// flips come out right with Gaussian noise, the drift far from equilibrium does not.
  public LearnedModel withClosure(Closure response) {
    return new LearnedModel(response, conditions, block, gauge, functions, notes);
  }

  /// The same model with other functions.
  public LearnedModel with(Functions other) {
    return new LearnedModel(closure, conditions, block, gauge, other, notes);
  }

  /// The same model with K, and its errors, multiplied by a factor: time runs that much faster, in
  /// drift and noise alike, and what it samples stays as it is.
  ///
  /// An instantaneous K is the first term of the memory of blocks. Where their other degrees of
  /// freedom are not fast, slow waves feel less of it (Zwanzig, Phys. Rev. 124, 983 (1961)); the
  /// factor is then the ratio of the decay times of model and spins.
  ///
  /// @param factor positive
  /// @throws IllegalArgumentException if it is not
  public LearnedModel withMobilityTimes(double factor) {
    if (!(factor > 0) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException(
          "a factor of the mobility must be positive, got " + factor);
    }
    return with(
        functions.withMobility(
            mobility().times(factor), mobilityByField().map(k -> k.times(factor))));
  }

  /// K(m, φ) of uniform states, φ = m Ĵ(0), at given m.
  ///
  /// @throws IllegalStateException if the model has K(m) only
  public Table mobilityOfUniformStates(double... m) {
    var k =
        mobilityByField().orElseThrow(() -> new IllegalStateException("the model has K(m) only"));
    double total = kernel().total();
    return new Table(
        m,
        Arrays.stream(m).map(x -> k.at(x, total * x)).toArray(),
        Arrays.stream(m).map(x -> k.standardErrorAt(x, total * x)).toArray());
  }

  /// Spins of one cell, v.
  public int cellVolume() {
    return Grid.cellVolume(block, 2);
  }

  /// One line: closure, conditions, block and kernel.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "learned model, %s closure, K(m%s: T = %s, h = %s, blocks of %d x %d spins; %s",
        closure.name().toLowerCase(Locale.ROOT),
        mobilityByField().isPresent() ? ", φ)" : ")",
        (float) conditions.temperature(),
        conditions.field(),
        block,
        block,
        kernel());
  }
}
