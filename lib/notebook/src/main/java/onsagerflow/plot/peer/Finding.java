package onsagerflow.plot.peer;

import java.util.Optional;
import java.util.function.UnaryOperator;
import onsagerflow.estimate.Learned;
import onsagerflow.estimate.exact.ExactHeatBath;
import onsagerflow.field.Curve;
import onsagerflow.field.Frame;
import onsagerflow.field.Kernel;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Timed;
import onsagerflow.field.Trajectory;
import onsagerflow.meso.MeanFieldKac;
import onsagerflow.meso.OnsagerFlow;
import onsagerflow.meso.StochasticEquation;
import onsagerflow.meso.Table;

/// What one estimator, ours or another program, found on one recording: what is compared.
///
/// @param data name of the recording
/// @param mobility K(m), errors 0 where none are given
/// @param kernel J, up to a factor and but for J(0) where drift alone was fitted
/// @param kernelError its standard errors
/// @param drift predicted of a block field, 1/sweep
/// @param seconds of wall time of the fit
/// @param processorSeconds of processor time
public record Finding(
    String data,
    Table mobility,
    Optional<Kernel> kernel,
    Optional<Kernel> kernelError,
    UnaryOperator<ScalarField> drift,
    double seconds,
    double processorSeconds) {

  /// What our learner found.
  public static Finding of(String data, Timed<Learned> fit) {
    var learned = fit.result();
    return new Finding(
        data,
        learned.mobility(),
        Optional.of(learned.kernel()),
        Optional.of(learned.kernelError()),
        m -> driftOf(OnsagerFlow.of(learned.model(), m.grid()), m),
        fit.seconds(),
        fit.processorSeconds());
  }

  /// The exact functions of heat-bath spins without a field, K(m) as its mean over a recording:
  /// what an estimator can reach at best.
  public static Finding exact(ExactHeatBath exact, String data, Trajectory recording) {
    var conditions = new Frame.Conditions(exact.temperature(), 0);
    return new Finding(
        data,
        exact.meanMobility(recording),
        Optional.of(exact.blockKernel()),
        Optional.empty(),
        m -> driftOf(new MeanFieldKac(m.grid(), conditions, exact.blockKernel()), m),
        Double.NaN,
        Double.NaN);
  }

  private static ScalarField driftOf(StochasticEquation equation, ScalarField m) {
    var drift = new ScalarField(m.grid());
    equation.evaluate(m.values(), drift.values(), new double[m.size()]);
    return drift;
  }

  /// J along the x axis in the scale of an exact one, and with its J(0), neither of which drift
  /// alone tells; with standard errors where there are some.
  ///
  /// @throws IllegalStateException if no J was found
  public Curve section(Kernel exact) {
    var j = kernel.orElseThrow(() -> new IllegalStateException("no J was found from " + data));
    double factor = j.factorTo(exact);
    var section = j.scaled(factor).withCentre(exact.get(0, 0)).section();
    var error = kernelError.map(e -> e.scaled(Math.abs(factor)).withCentre(0).section());
    return new Curve(section.x(), section.y(), error.map(Curve::y).orElse(section.standardError()));
  }

  /// The distance of the shape of J from an exact one, per cent; NaN where no J was found.
  public double shapeError(Kernel exact) {
    return kernel.map(j -> 100 * j.shapeErrorAgainst(exact)).orElse(Double.NaN);
  }
}
