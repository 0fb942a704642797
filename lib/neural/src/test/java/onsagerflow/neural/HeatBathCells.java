package onsagerflow.neural;

import java.util.Arrays;
import java.util.Random;

/// Gaussian increments of the exact model on smooth random frames: s′ = T artanh m, N = 1 − m tanh
/// βφ, cosh closure, at a lag so small that nothing need be corrected.
///
/// J is a Gaussian bump of total strength 1 on the inversion pairs of a square stencil, without r =
/// 0. A batch holds one row of many frames.
final class HeatBathCells implements Cells {

  static final double TEMPERATURE = 0.9;
  static final int SPINS = 64;
  static final double LAG = 0.1;

  private static final int FRAMES_OF_BATCH = 32;

  private final int n;
  private final int radius;
  private final int frames;
  private final int pitch;
  private final int[] shifts;
  private final float[] padded;
  private final float[] increments;
  final double[] kernel;

  HeatBathCells(int n, int frames, int radius, long seed) {
    this.n = n;
    this.radius = radius;
    this.frames = frames;
    this.pitch = n + 2 * radius;
    this.shifts = new int[((2 * radius + 1) * (2 * radius + 1) - 1) / 2];
    this.kernel = new double[shifts.length];
    double sum = 0;
    int o = 0;
    for (int dy = 0; dy <= radius; dy++) {
      for (int dx = dy == 0 ? 1 : -radius; dx <= radius; dx++) {
        shifts[o] = dy * pitch + dx;
        kernel[o] = Math.exp(-(dy * dy + dx * dx) / (0.5 * radius * radius));
        sum += 2 * kernel[o++];
      }
    }
    for (int k = 0; k < kernel.length; k++) {
      kernel[k] /= sum;
    }
    this.padded = new float[frames * pitch * pitch];
    this.increments = new float[frames * n * n];
    var random = new Random(seed);
    for (int f = 0; f < frames; f++) {
      frame(f, random);
    }
    simulate(random);
  }

  private void frame(int f, Random random) {
    var field = new double[n * n];
    double mean = 1.2 * random.nextGaussian();
    Arrays.fill(field, mean);
    for (int wave = 0; wave < 12; wave++) {
      double amplitude = 0.35 * random.nextGaussian();
      double phase = 2 * Math.PI * random.nextDouble();
      int kx = random.nextInt(-n / 8, n / 8 + 1);
      int ky = random.nextInt(-n / 8, n / 8 + 1);
      for (int i = 0; i < n * n; i++) {
        int along = (kx * (i % n) + ky * (i / n)) % n;
        field[i] += amplitude * Math.cos(2 * Math.PI * along / n + phase);
      }
    }
    for (int i = 0; i < n * n; i++) { // and the noise of blocks
      field[i] = Math.tanh(field[i] + 0.15 * random.nextGaussian());
    }
    for (int y = 0; y < pitch; y++) {
      for (int x = 0; x < pitch; x++) {
        int from = Math.floorMod(y - radius, n) * n + Math.floorMod(x - radius, n);
        padded[(f * pitch + y) * pitch + x] = (float) Math.clamp(field[from], -0.98, 0.98);
      }
    }
  }

  private void simulate(Random random) {
    var batch = new Batch(batchSize(), orbits());
    var phi = new float[batch.capacity()];
    for (int number = 0; number < batches(); number++) {
      fill(number, batch);
      batch.phi(kernel, phi);
      for (int i = 0; i < batch.size(); i++) {
        double noise = noise(batch.m[i], phi[i]);
        double mean = -noise * Math.tanh(force(batch.m[i], phi[i])) * LAG;
        double variance = 2 * LAG / SPINS * noise;
        increments[number * FRAMES_OF_BATCH * n + i] =
            (float) (mean + Math.sqrt(variance) * random.nextGaussian());
      }
    }
  }

  static double force(double m, double phi) {
    return 0.5 * Math.log((1 + m) / (1 - m)) - phi / TEMPERATURE;
  }

  static double noise(double m, double phi) {
    return 1 - m * Math.tanh(phi / TEMPERATURE);
  }

  @Override
  public int orbits() {
    return shifts.length;
  }

  @Override
  public int batches() {
    return n * (frames / FRAMES_OF_BATCH);
  }

  @Override
  public int batchSize() {
    return n * FRAMES_OF_BATCH;
  }

  @Override
  public void fill(int number, Batch batch) {
    batch.setSize(batchSize());
    int y = number % n;
    int firstFrame = number / n * FRAMES_OF_BATCH;
    int row = 0;
    for (int f = firstFrame; f < firstFrame + FRAMES_OF_BATCH; f++) {
      int centre = (f * pitch + y + radius) * pitch + radius;
      for (int x = 0; x < n; x++, row++, centre++) {
        batch.m[row] = padded[centre];
        int at = row * shifts.length;
        for (int o = 0; o < shifts.length; o++) {
          batch.x[at + o] = padded[centre + shifts[o]] + padded[centre - shifts[o]];
        }
      }
    }
    Arrays.fill(batch.temperature, (float) TEMPERATURE);
    Arrays.fill(batch.field, 0);
    System.arraycopy(increments, number * batchSize(), batch.increment, 0, batchSize());
    Arrays.fill(batch.driftScale, (float) LAG);
    Arrays.fill(batch.varianceScale, (float) (2 * LAG / SPINS));
    Arrays.fill(batch.noiseFactor, 1);
    Arrays.fill(batch.fewFlips, (float) (2.0 / SPINS / SPINS));
  }
}
