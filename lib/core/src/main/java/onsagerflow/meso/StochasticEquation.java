package onsagerflow.meso;

import java.util.Locale;
import java.util.Optional;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;

/// An Itô equation `dm = a(m, t) dt + b(m, t) dW` of one number or one vector per cell of a grid,
/// with independent noise in every cell. Time enters by the external field alone.
///
/// A state is `components × cells` numbers, laid out as in [onsagerflow.field.vector.VectorField].
/// How noise is made of standard normal deviates only the equation knows ([#addNoise]); a stepper
/// draws the deviates. For most it is b = √D with a variance D for each number of the state, which
/// for a scalar equation is 2K/(βv); a tensor K needs more.
///
/// An instance holds work space and serves one thread at a time.
public interface StochasticEquation {

  Grid grid();

  /// The microscopic spins of one cell, v; those under it on the grid, where the equation does not
  /// depend on them.
  default int cellVolume() {
    return grid().cellVolume();
  }

  /// Temperature and field of the system the equation describes.
  Frame.Conditions conditions();

  /// Numbers per cell: 1 of a scalar equation.
  default int components() {
    return 1;
  }

  /// The set that every cell stays in, which a step has to respect: that of a magnetisation per
  /// spin, unless the equation says otherwise.
  default Confinement confinement() {
    return components() == 1 ? Confinement.INTERVAL : Confinement.BALL;
  }

  /// The rate of its fastest motion, by which the default time step of a rollout is measured: 1 per
  /// sweep, unless the equation says otherwise.
  ///
  /// @param t time, which the external field follows
  default double fastestRate(double t) {
    return 1;
  }

  /// The rates of single flips of which the equation is the average, where it has such; scalar
  /// equations only.
  default Optional<FlipRates> flipRates() {
    return Optional.empty();
  }

  /// Evaluates both coefficients at one state.
  ///
  /// D and not its root is given because the fluctuation–dissipation theorem gives D, and because
  /// √(D dt) is rounded once.
  ///
  /// @param t time, which the external field follows
  /// @param m state
  /// @param drift receives a, per unit of time
  /// @param noise receives D, variance per unit of time of each number of the state (2K/(βv) in eq.
  ///   (5)), or as many other numbers as [#addNoise] makes the noise of; all are zero where the
  ///   equation is deterministic
  /// @throws IllegalArgumentException if the external field is not known at that time
  void evaluate(double t, double[] m, double[] drift, double[] noise);

  /// The same where the external field is constant in time.
  ///
  /// @throws IllegalArgumentException if it is not
  default void evaluate(double[] m, double[] drift, double[] noise) {
    requireConstantField();
    evaluate(0, m, drift, noise);
  }

  /// The length of the array `noise`: that of a state, unless the equation says otherwise.
  default int noiseSize() {
    return components() * grid().size();
  }

  /// Adds the noise of a step, b(m, t) √dt ξ, to an increment.
  ///
  /// @param noise what [#evaluate] gave at the start of the step
  /// @param deviates ξ, independent standard normal, as many as the state has numbers
  /// @param dt length of the step
  default void addNoise(double[] noise, double[] deviates, double dt, double[] increment) {
    for (int i = 0; i < increment.length; i++) {
      increment[i] += Math.sqrt(noise[i] * dt) * deviates[i];
    }
  }

  /// @throws IllegalArgumentException if the external field depends on time
  default void requireConstantField() {
    if (!conditions().field().isConstant()) {
      throw new IllegalArgumentException(
          "a field that is constant in time is wanted here, got " + conditions().field());
    }
  }

  /// Cells and conditions, for the one line that an equation says of itself.
  default String setting() {
    return String.format(
        Locale.ROOT,
        "%s cells of %d spins, T = %s, h = %s",
        grid().extent(),
        cellVolume(),
        (float) conditions().temperature(),
        conditions().field());
  }
}
