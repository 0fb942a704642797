package onsagerflow.micro.kac;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.stream.IntStream;
import onsagerflow.field.ExternalField;
import onsagerflow.field.ExternalFieldOn;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.fourier.FloatConvolution;
import onsagerflow.micro.site.FieldRows;
import onsagerflow.micro.site.SiteRandom;

/// Kac–Ising spins with their field known at every site, and leaps of all of them at once: for any
/// kernel, 20 bytes a spin, and some for its Fourier transform outside the heap.
public final class SiteFieldSpins implements KacSpins {

  /// Of memory, a spin: itself, random bits, two fields, the transfer function of J.
  public static final long BYTES = 20;

  /// Sites one thread updates at a time; even, because sites share random words in pairs.
  private static final int CHUNK = 1 << 14;

  private static final double[] NOT_DRIVEN = {};

  private final Grid grid;
  private final Frame.Conditions conditions;
  private final ExternalFieldOn external;
  private final FloatConvolution convolution;
  private final float[] sigma;
  private final int[] bits;

  /// Σ_j J(i−j) σ_j, and the external field where it is constant.
  private float[] field;

  private float[] previousField;
  private boolean fieldIsCurrent;
  private double previousLeap; // 0: previousField is not the field one leap ago

  public SiteFieldSpins(Grid grid, Kernel kernel, Frame.Conditions conditions) {
    this.grid = grid;
    this.conditions = conditions;
    this.external = new ExternalFieldOn(grid, conditions.field());
    this.convolution = new FloatConvolution(grid, kernel);
    this.sigma = new float[grid.size()];
    this.bits = new int[grid.size()];
    this.field = new float[grid.size()];
    this.previousField = new float[grid.size()];
  }

  @Override
  public void read(int y, byte[] row) {
    int at = y * row.length;
    for (int x = 0; x < row.length; x++) {
      row[x] = (byte) sigma[at + x];
    }
  }

  @Override
  public void write(int y, byte[] row) {
    int at = y * row.length;
    for (int x = 0; x < row.length; x++) {
      sigma[at + x] = row[x];
    }
    fieldIsCurrent = false;
  }

  @Override
  public void restart() {
    previousLeap = 0;
  }

  @Override
  public FieldRows fieldRows(double time) {
    findField();
    if (external.isConstant()) {
      return (y, row) -> System.arraycopy(field, y * row.length, row, 0, row.length);
    }
    double[] h = external.at(time);
    return (y, row) -> {
      int at = y * row.length;
      for (int x = 0; x < row.length; x++) {
        row[x] = field[at + x] + (float) h[at + x];
      }
    };
  }

  private void findField() {
    if (!fieldIsCurrent) {
      convolution.apply(sigma, field);
      if (conditions.field() instanceof ExternalField.Uniform(double constant)) {
        add((float) constant);
      } else if (external.isConstant()) {
        add(external.at(0));
      }
      fieldIsCurrent = true;
    }
  }

  private void add(float h) {
    inChunks(
        (from, to) -> {
          for (int i = from; i < to; i++) {
            field[i] += h;
          }
        });
  }

  private void add(double[] h) {
    inChunks(
        (from, to) -> {
          for (int i = from; i < to; i++) {
            field[i] += (float) h[i];
          }
        });
  }

  @Override
  public void leap(double tau, double time, long key) {
    findField();
    if (previousLeap == 0 || tau > LONGEST_EXTRAPOLATION * previousLeap) {
      predictPreviousField(tau, time);
    }
    var update = HeatBathLeap.of(conditions.beta(), tau, tau / previousLeap / 2);
    double[] driven = external.isConstant() ? NOT_DRIVEN : external.at(time + tau / 2);
    inChunks(
        (from, to) -> {
          SiteRandom.fill(key, from, to, bits);
          if (driven.length == 0) {
            update.flipProbabilities(sigma, field, previousField, from, to);
          } else {
            update.flipProbabilities(sigma, field, previousField, driven, from, to);
          }
          HeatBathLeap.flip(sigma, previousField, bits, from, to);
        });
    var oldest = previousField;
    previousField = field;
    field = oldest;
    fieldIsCurrent = false;
    previousLeap = tau;
  }

  /// Where no usable history is at hand, a previous field such that the extrapolation gives the
  /// field expected in the middle of the leap.
  private void predictPreviousField(double tau, double time) {
    double beta = conditions.beta();
    double[] driven = external.isConstant() ? NOT_DRIVEN : external.at(time);
    inChunks(
        (from, to) -> {
          System.arraycopy(field, from, previousField, from, to - from);
          for (int i = from; i < Math.min(to, driven.length); i++) {
            previousField[i] += (float) driven[i];
          }
          HeatBathLeap.expectedChanges(sigma, previousField, beta, tau, from, to);
        });
    convolution.apply(previousField, previousField);
    inChunks(
        (from, to) -> {
          for (int i = from; i < to; i++) {
            previousField[i] = field[i] - 2 * previousField[i];
          }
        });
    previousLeap = tau;
  }

  private interface Chunk {
    void update(int from, int to);
  }

  private void inChunks(Chunk chunk) {
    int size = grid.size();
    IntStream.range(0, Math.ceilDiv(size, CHUNK))
        .parallel()
        .forEach(c -> chunk.update(c * CHUNK, Math.min(size, (c + 1) * CHUNK)));
  }

  @Override
  public void writeHistory(DataOutputStream out) throws IOException {
    out.writeDouble(previousLeap);
    for (int y = 0; y < grid.ny() && previousLeap != 0; y++) {
      SavedRow.write(out, previousField, y, grid.nx());
    }
  }

  @Override
  public void readHistory(DataInputStream in) throws IOException {
    previousLeap = in.readDouble();
    for (int y = 0; y < grid.ny() && previousLeap != 0; y++) {
      SavedRow.read(in, previousField, y, grid.nx());
    }
  }

  @Override
  public String method() {
    return "";
  }
}
