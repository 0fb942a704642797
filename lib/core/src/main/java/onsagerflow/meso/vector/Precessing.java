package onsagerflow.meso.vector;

import onsagerflow.meso.StochasticEquation;

/// An equation of vectors of which a part of the drift turns every cell at a rate of its own,
///
///     a(m, t) = ω(m, t) × m + r(m, t)
///
/// A stepper may turn exactly, and is then not limited by |ω|.
public interface Precessing extends StochasticEquation {

  /// Evaluates the coefficients and ω at one state.
  ///
  /// @param drift receives a, the turning included
  /// @param noise as of [#evaluate(double, double[], double[], double[])]
  /// @param turning receives ω, radians per unit of time, laid out as m
  void evaluate(double t, double[] m, double[] drift, double[] noise, double[] turning);
}
