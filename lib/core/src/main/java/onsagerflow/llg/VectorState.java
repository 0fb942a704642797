package onsagerflow.llg;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.vector.VectorField;

/// What systems of unit vectors share: vectors, clock, conditions, and how these are saved,
/// big-endian:
///
///     format, system           texts, as by DataOutput#writeUTF
///     random numbers           two longs
///     time                     double
///     vectors                  doubles, component after component
///     CRC32C of all that       long
public abstract class VectorState implements VectorSystem {

  private static final String FORMAT = "onsagerflow-vectors/1";

  /// How far from 1 a given length may be.
  private static final double LENGTH_ERROR = 1e-6;

  /// Numbers written at a time.
  private static final int STRETCH = 1 << 12;

  /// The vectors, an array for each component.
  protected final double[][] s;

  private final Grid grid;
  private final Frame.Conditions conditions;
  private double time;

  /// All vectors along z, at time 0.
  protected VectorState(Grid grid, Frame.Conditions conditions) {
    this.grid = grid;
    this.conditions = conditions;
    this.s = new double[3][grid.size()];
    Arrays.fill(s[2], 1);
  }

  @Override
  public final Grid grid() {
    return grid;
  }

  @Override
  public final Frame.Conditions conditions() {
    return conditions;
  }

  @Override
  public final VectorField vectors() {
    return fieldOf(s);
  }

  /// A copy of three components as a field on the grid.
  protected final VectorField fieldOf(double[][] components) {
    var field = new VectorField(grid, 3);
    for (int c = 0; c < 3; c++) {
      System.arraycopy(components[c], 0, field.values(), c * grid.size(), grid.size());
    }
    return field;
  }

  @Override
  public final double time() {
    return time;
  }

  @Override
  public final void setTime(double now) {
    time = now;
  }

  @Override
  public final void setVectors(VectorField vectors) {
    if (!vectors.grid().equals(grid) || vectors.components() != 3) {
      throw new IllegalArgumentException(
          "vectors of %s components on %s for unit vectors on %s"
              .formatted(vectors.components(), vectors.grid(), grid));
    }
    var length = vectors.norm();
    for (int cell = 0; cell < grid.size(); cell++) {
      if (!(Math.abs(length.get(cell) - 1) <= LENGTH_ERROR)) {
        throw new IllegalArgumentException(
            "vectors must have length 1, got %s in cell %s".formatted(length.get(cell), cell));
      }
    }
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < grid.size(); i++) {
        s[c][i] = vectors.get(c, i) / length.get(i);
      }
    }
    time = 0;
  }

  /// Advances by equal steps, none longer than the longest, and moves the clock.
  ///
  /// @param step moves the vectors on by a time, before the clock does
  protected final void advance(
      Advance from, double longest, Consumer<Advance> afterStep, DoubleConsumer step) {
    double duration = from.duration();
    if (!(duration >= 0) || !Double.isFinite(duration)) {
      throw new IllegalArgumentException("time to advance must be >= 0, got " + duration);
    }
    conditions.field().requireKnown(from.start(), from.start() + duration);
    long steps = (long) Math.ceil(duration / longest - 1e-9); // 0.30000000000000004 is 3 x 0.1
    for (long done = from.steps(); done < steps; done++) {
      if (Thread.interrupted()) {
        throw new CancellationException(
            "simulation interrupted after time %s of %s"
                .formatted(done * duration / steps, duration));
      }
      step.accept(duration / steps);
      time = from.start() + (done + 1) * duration / steps;
      if (done + 1 < steps) {
        afterStep.accept(new Advance(from.start(), duration, done + 1));
      }
    }
  }

  @Override
  public final void save(OutputStream out, CounterRandom random) throws IOException {
    var checked = new CheckedOutputStream(out, new CRC32C());
    var data = new DataOutputStream(checked);
    data.writeUTF(FORMAT);
    data.writeUTF(identity());
    random.write(data);
    data.writeDouble(time);
    for (var component : s) {
      for (int at = 0; at < component.length; at += STRETCH) {
        int size = Math.min(STRETCH, component.length - at);
        var bytes = ByteBuffer.allocate(size * Double.BYTES);
        bytes.asDoubleBuffer().put(component, at, size);
        data.write(bytes.array());
      }
    }
    data.writeLong(checked.getChecksum().getValue());
    data.flush();
  }

  @Override
  public final CounterRandom restore(InputStream in) throws IOException {
    var checked = new CheckedInputStream(in, new CRC32C());
    var data = new DataInputStream(checked);
    try {
      require("format", FORMAT, data.readUTF());
      require("system", identity(), data.readUTF());
      var random = CounterRandom.read(data);
      double savedTime = data.readDouble();
      var saved = new double[3][grid.size()];
      for (var component : saved) {
        for (int at = 0; at < component.length; at += STRETCH) {
          var bytes = new byte[Math.min(STRETCH, component.length - at) * Double.BYTES];
          data.readFully(bytes);
          ByteBuffer.wrap(bytes).asDoubleBuffer().get(component, at, bytes.length / Double.BYTES);
        }
      }
      long found = checked.getChecksum().getValue();
      long expected = data.readLong();
      if (found != expected) {
        throw new IllegalArgumentException(
            "the saved vectors are damaged: checksum %s, not %s"
                .formatted(Long.toHexString(found), Long.toHexString(expected)));
      }
      for (int c = 0; c < 3; c++) {
        System.arraycopy(saved[c], 0, s[c], 0, grid.size());
      }
      time = savedTime;
      return random;
    } catch (EOFException | UTFDataFormatException e) {
      throw new IllegalArgumentException("the saved vectors are damaged: they end too early", e);
    }
  }

  private static void require(String what, String expected, String found) {
    if (!found.equals(expected)) {
      throw new IllegalArgumentException(
          "saved vectors of another %s: '%s', not '%s'".formatted(what, found, expected));
    }
  }

  /// One line: what it is, time and mean vector.
  @Override
  public final String toString() {
    var m = new double[3];
    for (int c = 0; c < 3; c++) {
      m[c] = Arrays.stream(s[c]).average().orElseThrow();
    }
    return String.format(
        Locale.ROOT,
        "%s unit vectors, T = %s, field %s, t = %s, mean (%.4g, %.4g, %.4g)",
        grid.extent(),
        (float) conditions.temperature(),
        conditions.field(),
        (float) time,
        m[0],
        m[1],
        m[2]);
  }
}
