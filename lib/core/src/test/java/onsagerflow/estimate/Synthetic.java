package onsagerflow.estimate;

import java.util.ArrayList;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.field.fourier.Convolution;
import onsagerflow.meso.Closure;
import onsagerflow.meso.EntropySlope;

/// Data drawn from an equation whose K, s′ and J are known exactly.
///
/// N = 1 − m tanh βφ and s′ = T artanh m, the exact functions of heat-bath spins.
public record Synthetic(
    Grid grid, int block, Kernel kernel, Closure closure, Frame.Conditions conditions) {

  public static final Kernel ANISOTROPIC =
      Kernel.of(
          new double[][] {
            {0.00, 0.02, 0.05, 0.01, 0.00},
            {0.01, 0.06, 0.12, 0.04, 0.01},
            {0.04, 0.11, 0.00, 0.11, 0.04},
            {0.01, 0.04, 0.12, 0.06, 0.01},
            {0.00, 0.01, 0.05, 0.02, 0.00}
          });

  public static Synthetic standard(Closure closure) {
    return new Synthetic(
        new Grid(32, 32, 8), 8, ANISOTROPIC, closure, new Frame.Conditions(0.9, 0));
  }

  int cellVolume() {
    return block * block;
  }

  /// A rough field of local magnetisations around `mean`, on the lattice m = 2n/v − 1.
  public ScalarField state(double mean, RandomGenerator random) {
    var m = new ScalarField(grid);
    for (int x = 0; x < m.size(); x++) {
      int y = x / grid.nx();
      double wave = 0.2 * Math.sin(2 * Math.PI * y / grid.ny() + mean);
      double draw = Math.tanh(Math.atan(mean + wave) + 0.25 * random.nextGaussian());
      m.set(
          x, Math.clamp(Math.round((draw + 1) * cellVolume() / 2) * 2.0 / cellVolume() - 1, -1, 1));
    }
    return m;
  }

  double noise(double m, double phi) {
    return 1 - m * Math.tanh(conditions.beta() * phi);
  }

  double drift(double m, double phi) {
    double beta = conditions.beta();
    double u = EntropySlope.artanh(Math.clamp(m, -0.999, 0.999)) - beta * phi;
    return -noise(m, phi) * closure.response(u);
  }

  /// Frames with exact generator channels.
  public RecordedTrajectory generator(int frames, long seed) {
    var random = new SplittableRandom(seed);
    var convolution = new Convolution(grid, kernel);
    var list = new ArrayList<Frame>();
    for (int f = 0; f < frames; f++) {
      var m = state(f % 5 * 0.2 - 0.4, random);
      var phi = convolution.apply(m);
      var a = new ScalarField(grid);
      var g = new ScalarField(grid);
      for (int x = 0; x < m.size(); x++) {
        double p = phi.get(x) + conditions.field().constant();
        a.set(x, drift(m.get(x), p));
        g.set(x, noise(m.get(x), p));
      }
      list.add(new Frame(f, 0, conditions, m, Optional.of(new Frame.Generator(a, g))));
    }
    return new RecordedTrajectory(new Trajectory.Origin("synthetic", grid, block, seed), list);
  }

  /// Pairs a lag apart, integrated in `substeps` Euler steps.
  public RecordedTrajectory pairs(int pairs, double lag, int substeps, long seed) {
    return series(pairs, 2, lag, substeps, seed);
  }

  /// Runs of evenly spaced frames, each from a state of its own.
  public RecordedTrajectory series(int runs, int frames, double lag, int substeps, long seed) {
    var random = new SplittableRandom(seed);
    var convolution = new Convolution(grid, kernel);
    var list = new ArrayList<Frame>();
    for (int run = 0; run < runs; run++) {
      var m = state(run % 5 * 0.2 - 0.4, random);
      list.add(new Frame(0, run, conditions, m, Optional.empty()));
      for (int f = 1; f < frames; f++) {
        m = m.copy();
        advance(m, lag, substeps, convolution, random);
        list.add(new Frame(f * lag, run, conditions, m, Optional.empty()));
      }
    }
    return new RecordedTrajectory(new Trajectory.Origin("synthetic", grid, block, seed), list);
  }

  private void advance(
      ScalarField m, double lag, int substeps, Convolution convolution, RandomGenerator random) {
    double dt = lag / substeps;
    for (int step = 0; step < substeps; step++) {
      var phi = convolution.apply(m);
      for (int x = 0; x < m.size(); x++) {
        double p = phi.get(x) + conditions.field().constant();
        double variance = 2 * Math.max(noise(m.get(x), p), 0) * dt / cellVolume();
        double next =
            m.get(x) + drift(m.get(x), p) * dt + Math.sqrt(variance) * random.nextGaussian();
        m.set(x, Math.clamp(next, -1, 1));
      }
    }
  }
}
