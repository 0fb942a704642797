package onsagerflow.estimate.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.Trajectory;
import onsagerflow.field.fourier.Convolution;
import onsagerflow.field.vector.RecordedVectors;
import onsagerflow.field.vector.VectorField;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.meso.vector.Langevin;

/// Blocks of Kac–Heisenberg spins by their exact equation, whose drift is taken at both ends of a
/// small step.
///
/// @param kernel on blocks, J(0) included
/// @param h external field
record SyntheticVectors(
    Grid grid, Kernel kernel, double temperature, double damping, double gamma, List<Double> h) {

  static final double STEP = 0.02;

  /// The bump kernel exp(−1/(1 − r²/R²)) of total strength 1.
  ///
  /// @param range R, blocks
  static Kernel bump(double range) {
    int radius = (int) Math.ceil(range) - 1;
    int width = 2 * radius + 1;
    var values = new double[width * width];
    for (int i = 0; i < values.length; i++) {
      double y = i / width - radius;
      double x = i % width - radius;
      double share = (y * y + x * x) / (range * range);
      values[i] = share < 1 ? Math.exp(-1 / (1 - share)) : 0;
    }
    var kernel = new Kernel(radius, values);
    return kernel.scaled(1 / kernel.total());
  }

  int volume() {
    return grid.cellVolume();
  }

  double along(double m) {
    return 2 * damping * gamma * Langevin.ratio(m);
  }

  double across(double m) {
    return damping * gamma * (1 - Langevin.ratio(m));
  }

  /// s′ in the gauge J(0) = 0.
  double slope(double m) {
    return temperature * Langevin.inverse(m) - kernel.get(0, 0) * m;
  }

  Frame.Conditions conditions() {
    return new Frame.Conditions(temperature, ExternalField.vector(h.get(0), h.get(1), h.get(2)));
  }

  private Trajectory.Origin origin(long seed) {
    return new Trajectory.Origin("Kac-Heisenberg", grid, seed);
  }

  /// Pairs of frames a lag apart, recorded every `every` from a start of independent vectors about
  /// a mean.
  RecordedVectors pairs(int count, double lag, double every, double mean, long seed) {
    var state = new State(seed, mean);
    var frames = new ArrayList<VectorFrame>();
    double t = 0;
    for (int i = 0; i < count; i++) {
      frames.add(frame(t, i, state));
      state.advance(lag);
      t += lag;
      frames.add(frame(t, i, state));
      state.advance(every - lag);
      t += every - lag;
    }
    return new RecordedVectors(origin(seed), frames);
  }

  private VectorFrame frame(double t, int run, State state) {
    return new VectorFrame(
        t, run, conditions(), new VectorField(grid, 3, state.m.clone()), Optional.empty());
  }

  /// Frames with the drift and the noise of v spins in every block, drawn independently about ξ of
  /// the state.
  RecordedVectors generator(int count, double every, double mean, long seed) {
    var state = new State(seed, mean);
    var random = new SplittableRandom(seed + 1);
    var frames = new ArrayList<VectorFrame>();
    for (int i = 0; i < count; i++) {
      frames.add(withSpins(i * every, state, random));
      state.advance(every);
    }
    return new RecordedVectors(origin(seed), frames);
  }

  private VectorFrame withSpins(double t, State state, SplittableRandom random) {
    int n = grid.size();
    var m = new VectorField(grid, 3);
    var noise = new VectorField(grid, 6);
    double dr = damping * gamma * temperature;
    for (int x = 0; x < n; x++) {
      double[] axis = {state.m[x], state.m[x + n], state.m[x + 2 * n]};
      double length = Math.sqrt(Vectors.dot(axis, axis));
      double xi = Langevin.inverse(length);
      double[] e = {axis[0] / length, axis[1] / length, axis[2] / length};
      double[] p = Math.abs(e[0]) < 0.6 ? new double[] {1, 0, 0} : new double[] {0, 1, 0};
      var u = new double[3];
      Vectors.cross(e, p, u);
      double norm = Math.sqrt(Vectors.dot(u, u));
      for (int c = 0; c < 3; c++) {
        u[c] /= norm;
      }
      var w = new double[3];
      Vectors.cross(e, u, w);
      var sum = new double[3];
      var square = new double[6];
      var s = new double[3];
      for (int spin = 0; spin < volume(); spin++) {
        double r = random.nextDouble();
        double z = xi < 1e-3 ? 2 * r - 1 : 1 + Math.log(r + (1 - r) * Math.exp(-2 * xi)) / xi;
        double angle = 2 * Math.PI * random.nextDouble();
        double side = Math.sqrt(Math.max(1 - z * z, 0));
        for (int c = 0; c < 3; c++) {
          s[c] = z * e[c] + side * (Math.cos(angle) * u[c] + Math.sin(angle) * w[c]);
          sum[c] += s[c] / volume();
          square[c] += s[c] * s[c] / volume();
        }
        square[3] += s[0] * s[1] / volume();
        square[4] += s[0] * s[2] / volume();
        square[5] += s[1] * s[2] / volume();
      }
      for (int c = 0; c < 3; c++) {
        m.set(c, x, sum[c]);
        noise.set(c, x, dr * (1 - square[c]));
        noise.set(3 + c, x, -dr * square[3 + c]);
      }
    }
    var drift = new VectorField(grid, 3);
    var field = new double[3 * n];
    new Convolution(grid, kernel).apply(m.values(), field);
    for (int x = 0; x < n; x++) {
      var mx = new double[3];
      var fx = new double[3];
      for (int c = 0; c < 3; c++) {
        mx[c] = m.get(c, x);
        fx[c] = field[x + c * n] + h.get(c);
      }
      var torque = new double[3];
      Vectors.cross(mx, fx, torque);
      double[] g = new double[6];
      for (int k = 0; k < 6; k++) {
        g[k] = noise.get(k, x) / temperature;
      }
      drift.set(0, x, g[0] * fx[0] + g[3] * fx[1] + g[4] * fx[2]);
      drift.set(1, x, g[3] * fx[0] + g[1] * fx[1] + g[5] * fx[2]);
      drift.set(2, x, g[4] * fx[0] + g[5] * fx[1] + g[2] * fx[2]);
      for (int c = 0; c < 3; c++) {
        drift.set(c, x, drift.get(c, x) - gamma * torque[c] - 2 * dr * mx[c]);
      }
    }
    return new VectorFrame(
        t, 0, conditions(), m, Optional.of(new VectorFrame.Generator(drift, noise)));
  }

  /// A state on its way.
  private final class State {
    private final SplittableRandom random;
    private final double[] m;
    private final Convolution convolution = new Convolution(grid, kernel);

    State(long seed, double mean) {
      random = new SplittableRandom(seed);
      m = new double[3 * grid.size()];
      double scatter = Math.sqrt(1.0 / (3 * volume()));
      Arrays.setAll(m, i -> scatter * random.nextGaussian() + (i >= 2 * grid.size() ? mean : 0));
    }

    void advance(double time) {
      int steps = (int) Math.round(time / STEP);
      double dt = time / Math.max(steps, 1);
      var a = new double[m.length];
      var b = new double[m.length];
      var noise = new double[m.length];
      var ahead = new double[m.length];
      for (int s = 0; s < steps; s++) {
        drift(m, a);
        noise(dt, noise);
        for (int i = 0; i < m.length; i++) {
          ahead[i] = m[i] + dt * a[i] + noise[i];
        }
        confine(ahead);
        drift(ahead, b);
        for (int i = 0; i < m.length; i++) {
          m[i] += dt / 2 * (a[i] + b[i]) + noise[i];
        }
        confine(m);
      }
    }

    private void confine(double[] field) {
      int n = grid.size();
      for (int x = 0; x < n; x++) {
        double length =
            Math.sqrt(
                field[x] * field[x]
                    + field[x + n] * field[x + n]
                    + field[x + 2 * n] * field[x + 2 * n]);
        if (length > 0.999) {
          for (int c = 0; c < 3; c++) {
            field[x + c * n] *= 0.999 / length;
          }
        }
      }
    }

    private void drift(double[] field, double[] a) {
      int n = grid.size();
      var f = new double[field.length];
      convolution.apply(field, f);
      var mx = new double[3];
      var fx = new double[3];
      var torque = new double[3];
      double perSpin = temperature / volume();
      for (int x = 0; x < n; x++) {
        for (int c = 0; c < 3; c++) {
          mx[c] = field[x + c * n];
          fx[c] = f[x + c * n] + h.get(c);
        }
        double length = Math.max(Math.sqrt(Vectors.dot(mx, mx)), 1e-6);
        double xi = Xi.of(length);
        double ratio = length / xi;
        double ratioSlope = (1 - ratio * Xi.slope(length, xi)) / xi;
        double along = 2 * damping * gamma * ratio;
        double across = damping * gamma * (1 - ratio);
        double ito = perSpin * (2 * damping * gamma * ratioSlope + 2 * (along - across) / length);
        double radial =
            (along - across) * Vectors.dot(mx, fx) / length - along * temperature * xi + ito;
        Vectors.cross(mx, fx, torque);
        for (int c = 0; c < 3; c++) {
          a[x + c * n] = -gamma * torque[c] + across * fx[c] + radial * mx[c] / length;
        }
      }
    }

    private void noise(double dt, double[] noise) {
      int n = grid.size();
      double scale = Math.sqrt(2 * temperature / volume() * dt);
      for (int x = 0; x < n; x++) {
        double[] mx = {m[x], m[x + n], m[x + 2 * n]};
        double[] z = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
        double length = Math.max(Math.sqrt(Vectors.dot(mx, mx)), 1e-6);
        double ratio = length / Xi.of(length);
        double along = Math.sqrt(2 * damping * gamma * ratio);
        double across = Math.sqrt(damping * gamma * (1 - ratio));
        double onM = (along - across) * Vectors.dot(mx, z) / (length * length);
        for (int c = 0; c < 3; c++) {
          noise[x + c * n] = scale * (across * z[c] + onM * mx[c]);
        }
      }
    }
  }
}
