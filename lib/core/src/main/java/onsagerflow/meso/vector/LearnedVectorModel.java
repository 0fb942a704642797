package onsagerflow.meso.vector;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.Micromagnet;
import onsagerflow.field.Trajectory;
import onsagerflow.meso.Gauge;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.Table;

/// What was learned of one system of vector spins at one temperature: K∥, K⊥, the precession γ and
/// s′ as tables over |m|, and J, with standard errors.
///
/// @param conditions temperature and field of the data; a field of one component acts on the last
///   of m
/// @param block B, lattice spacings; a cell holds v = B² or B³ spins
/// @param gauge how J(0) was fixed
/// @param functions K∥, K⊥, γ, s′ and J
/// @param micromagnet the cells behind the blocks where the functions are in SI units: fields in
///   tesla, times in seconds, temperature in kelvin; empty in reduced units
/// @param notes what no equation needs
public record LearnedVectorModel(
    Frame.Conditions conditions,
    int block,
    Gauge gauge,
    Functions functions,
    Optional<Micromagnet> micromagnet,
    LearnedModel.Notes notes) {

  /// s′(|m|)/|m| → 3T as |m| → 0, as for independent unit vectors.
  public static final Gauge SLOPE_GAUGE = new Gauge.Stated("s'(m)/m -> 3T as m -> 0");

  /// Tables over |m| in [0, 1).
  ///
  /// @param parallel K∥(|m|)
  /// @param perpendicular K⊥(|m|), at the same points
  /// @param precession γ(|m|), radians per unit of field and time ([#constantPrecession])
  /// @param entropySlope s′(|m|)
  /// @param kernel J on block offsets, of two or three dimensions, the same for all components
  /// @param kernelError its standard errors, same radius
  /// @param anisotropy A, traceless
  /// @param anisotropyError its standard errors
  public record Functions(
      Table parallel,
      Table perpendicular,
      Table precession,
      Table entropySlope,
      Kernel kernel,
      Kernel kernelError,
      Anisotropy anisotropy,
      Anisotropy anisotropyError) {

    public Functions {
      if (kernel.radius() != kernelError.radius()
          || kernel.dimensions() != kernelError.dimensions()) {
        throw new IllegalArgumentException(
            "a kernel and its errors have one shape, got " + kernel + " and " + kernelError);
      }
    }

    /// K∥ and K⊥.
    ///
    /// @throws IllegalArgumentException as of [VectorMobility#of]
    public VectorMobility mobility() {
      return VectorMobility.of(parallel, perpendicular);
    }
  }

  public LearnedVectorModel {
    Trajectory.Origin.requireBlock(block);
  }

  /// The table of a γ that does not depend on |m|.
  public static Table constantPrecession(double gamma, double standardError) {
    return new Table(
        new double[] {0, 1},
        new double[] {gamma, gamma},
        new double[] {standardError, standardError});
  }

  /// Two or three, that of the kernel.
  public int dimension() {
    return functions.kernel.dimensions();
  }

  /// Spins of one cell, v.
  public int cellVolume() {
    return Grid.cellVolume(block, dimension());
  }

  /// k_B T in units of field, over the moment of a spin or of a cell: the T of the equation.
  public double thermalField() {
    double temperature = conditions.temperature();
    return micromagnet.map(cells -> cells.thermalField(temperature)).orElse(temperature);
  }

  /// J on block offsets.
  public Kernel kernel() {
    return functions.kernel;
  }

  /// s′(|m|), with T ξ towards |m| = 1.
  ///
  /// @throws IllegalArgumentException as of [VectorEntropySlope#of]
  public VectorEntropySlope entropySlope() {
    return VectorEntropySlope.of(functions.entropySlope, thermalField());
  }

  /// Numbers and lists that tell whether to trust the rest, by name.
  public Map<String, Object> diagnostics() {
    return notes.diagnostics();
  }

  /// The same functions in another field h(x, t), which none of them depends on.
  public LearnedVectorModel withField(ExternalField field) {
    var inField = new Frame.Conditions(conditions.temperature(), field);
    return new LearnedVectorModel(inField, block, gauge, functions, micromagnet, notes);
  }

  /// The same model with other functions.
  public LearnedVectorModel with(Functions other) {
    return new LearnedVectorModel(conditions, block, gauge, other, micromagnet, notes);
  }

  /// One line: conditions, block and kernel.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "learned model of vector spins: T = %s, h = %s, blocks of %s %s; %s",
        (float) conditions.temperature(),
        conditions.field(),
        block + (" x " + block).repeat(dimension() - 1),
        micromagnet.map(cells -> "cells, in SI units (" + cells + ")").orElse("spins"),
        kernel());
  }
}
