package onsagerflow.meso;

import java.util.Arrays;
import onsagerflow.field.ExternalFieldOn;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.fourier.Convolution;

/// The deterministic limit of Kac–Glauber spins, eq. (3): `∂m/∂t = −m + tanh β(J*m + h(x, t))`.
///
/// Exact for blocks of infinitely many spins and infinitely long interactions: it has the mean
/// drift of the spins and none of their fluctuations. Source: De Masi, Orlandi, Presutti and
/// Triolo, Nonlinearity 7, 633 (1994).
public final class MeanFieldKac implements StochasticEquation {

  private final Grid grid;
  private final Frame.Conditions conditions;
  private final ExternalFieldOn external;
  private final Convolution convolution;

  /// @param kernel J on cell offsets
  /// @throws IllegalArgumentException if the kernel or the field does not fit the grid
  public MeanFieldKac(Grid grid, Frame.Conditions conditions, Kernel kernel) {
    this.grid = grid;
    this.conditions = conditions;
    this.external = new ExternalFieldOn(grid, conditions.field());
    this.convolution = new Convolution(grid, kernel);
  }

  /// m\* ≥ 0 at which a uniform field rests where Ĵ(0) = 1 and h = 0: `m* = tanh βm*`, 0 for T ≥ 1.
  public static double spontaneousMagnetisation(double temperature) {
    if (temperature >= 1) {
      return 0;
    }
    double m = 1;
    double before;
    do { // Newton's steps from above come down to the root one after the other
      before = m;
      double tanh = Math.tanh(m / temperature);
      m -= (m - tanh) / (1 - (1 - tanh * tanh) / temperature);
    } while (m < before);
    return m;
  }

  @Override
  public Grid grid() {
    return grid;
  }

  @Override
  public Frame.Conditions conditions() {
    return conditions;
  }

  @Override
  public void evaluate(double t, double[] m, double[] drift, double[] noise) {
    double beta = conditions.beta();
    double[] h = external.at(t);
    convolution.apply(m, drift);
    for (int cell = 0; cell < m.length; cell++) {
      drift[cell] = Math.tanh(beta * (drift[cell] + h[cell])) - m[cell];
    }
    Arrays.fill(noise, 0);
  }

  /// One line: cells and conditions.
  @Override
  public String toString() {
    return "mean-field equation (3), " + setting();
  }
}
