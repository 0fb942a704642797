package onsagerflow.meso;

import onsagerflow.field.Frame;
import onsagerflow.field.Grid;

/// Unit vectors in uncoupled cells that precess about z and diffuse on the sphere (Itô):
///
///     dm = (ω ẑ × m − 2D m) dt + √(2D) m × dW
///
/// ⟨m(t)⟩ turns at ω and decays as exp(−2Dt).
///
/// @param omega ω
/// @param diffusion D
public record RotationalDiffusion(Grid grid, double omega, double diffusion)
    implements StochasticEquation {

  @Override
  public Frame.Conditions conditions() {
    return new Frame.Conditions(1, 0);
  }

  @Override
  public int components() {
    return 3;
  }

  @Override
  public Confinement confinement() {
    return Confinement.SPHERE;
  }

  /// The noise is made of √(2D) m.
  @Override
  public void evaluate(double t, double[] m, double[] drift, double[] noise) {
    int cells = grid.size();
    for (int i = 0; i < cells; i++) {
      drift[i] = -omega * m[cells + i] - 2 * diffusion * m[i];
      drift[cells + i] = omega * m[i] - 2 * diffusion * m[cells + i];
      drift[2 * cells + i] = -2 * diffusion * m[2 * cells + i];
    }
    for (int i = 0; i < m.length; i++) {
      noise[i] = Math.sqrt(2 * diffusion) * m[i];
    }
  }

  @Override
  public void addNoise(double[] noise, double[] deviates, double dt, double[] increment) {
    int cells = grid.size();
    double root = Math.sqrt(dt);
    for (int i = 0; i < cells; i++) {
      double x = deviates[i] * root;
      double y = deviates[cells + i] * root;
      double z = deviates[2 * cells + i] * root;
      increment[i] += noise[cells + i] * z - noise[2 * cells + i] * y;
      increment[cells + i] += noise[2 * cells + i] * x - noise[i] * z;
      increment[2 * cells + i] += noise[i] * y - noise[cells + i] * x;
    }
  }
}
