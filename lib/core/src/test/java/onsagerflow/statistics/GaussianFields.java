package onsagerflow.statistics;

import java.util.function.DoubleBinaryOperator;
import java.util.random.RandomGenerator;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import org.jtransforms.fft.DoubleFFT_2D;

/// Gaussian random fields with a given structure factor, exact on the grid.
public final class GaussianFields {

  private final Grid grid;
  private final DoubleFFT_2D fourier;

  public GaussianFields(Grid grid) {
    this.grid = grid;
    this.fourier = new DoubleFFT_2D(grid.ny(), grid.nx());
  }

  public ScalarField whiteNoise(RandomGenerator random) {
    return Samples.field(grid, cell -> random.nextGaussian());
  }

  /// White noise turned into a field with ⟨|m̂(k)|²⟩/n = S(ky, kx), wave numbers in radians per
  /// spacing between −π and π.
  public ScalarField shape(ScalarField noise, DoubleBinaryOperator s) {
    var work = new double[2 * grid.size()];
    for (int i = 0; i < grid.size(); i++) {
      work[2 * i] = noise.get(i);
    }
    fourier.complexForward(work);
    for (int i = 0; i < grid.size(); i++) {
      double amplitude = Math.sqrt(s.applyAsDouble(ky(i), kx(i)));
      work[2 * i] *= amplitude;
      work[2 * i + 1] *= amplitude;
    }
    fourier.complexInverse(work, true);
    return Samples.field(grid, i -> work[2 * i]);
  }

  double ky(int i) {
    return k(i / grid.nx(), grid.ny());
  }

  double kx(int i) {
    return k(i % grid.nx(), grid.nx());
  }

  private double k(int j, int n) {
    return 2 * Math.PI * (j <= n / 2 ? j : j - n) / (n * grid.spacing());
  }
}
