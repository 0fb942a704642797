package onsagerflow.micro;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.micro.site.FieldRows;

/// A spin system that can be read and written a row at a time, and all that needs no more: sums
/// over blocks, copies, fresh spins, saved states.
public abstract sealed class SpinRows implements SpinSystem
    permits KacIsing, NearestNeighbourIsing, SequentialKacIsing {

  /// Sites that are worth a thread of their own.
  private static final int BAND = 1 << 14;

  /// Shares of the work at most; each has buffers of one row.
  private static final int MOST_BANDS = 64;

  final Grid grid;
  final Frame.Conditions conditions;
  double time;

  SpinRows(Grid grid, Frame.Conditions conditions) {
    this.grid = grid;
    this.conditions = conditions;
  }

  /// Copies a row of spins, ±1; several threads may do so.
  abstract void readSpins(int y, byte[] row);

  /// Replaces a row of spins.
  abstract void writeSpins(int y, byte[] row);

  /// Forgets the past, after all spins have been replaced.
  abstract void restart();

  /// The local field as spins and clock are now.
  abstract FieldRows fieldRows();

  /// Interaction and time step, as text that tells dynamics apart: recordings are found again by
  /// it, so that a change of the algorithm that changes its bits is another text.
  abstract String dynamics();

  /// Writes what the future depends on besides the spins and the clock.
  abstract void writeHistory(DataOutputStream out) throws IOException;

  /// Reads that, after the spins and in place of [#restart].
  abstract void readHistory(DataInputStream in) throws IOException;

  @Override
  public final Grid grid() {
    return grid;
  }

  @Override
  public final Frame.Conditions conditions() {
    return conditions;
  }

  @Override
  public final String identity() {
    return "%s x %s spins, T = %s, h = %s, %s"
        .formatted(
            grid.ny(),
            grid.nx(),
            conditions.temperature(),
            conditions.field().identity(),
            dynamics());
  }

  @Override
  public final double time() {
    return time;
  }

  @Override
  public final void setTime(double time) {
    if (!Double.isFinite(time)) {
      throw new IllegalArgumentException("time must be finite, got " + time + " sweeps");
    }
    this.time = time;
  }

  @Override
  public final void sumSpins(int block, int firstRow, int endRow, int[] sums) {
    int blocks = requireBlocks(block, firstRow, endRow, sums.length);
    inBands(
        block,
        firstRow,
        endRow,
        (from, to) -> sumRows(block, from, to, sums, (from - firstRow) / block * blocks));
  }

  /// Sums the spins of whole rows of blocks, into places from `at` on.
  void sumRows(int block, int fromRow, int toRow, int[] sums, int at) {
    var sigma = new byte[grid.nx()];
    int blocks = grid.nx() / block;
    for (int y = fromRow; y < toRow; y++) {
      int cell = at + (y - fromRow) / block * blocks;
      if (y % block == 0) {
        Arrays.fill(sums, cell, cell + blocks, 0);
      }
      readSpins(y, sigma);
      for (int x = 0; x < sigma.length; cell++) {
        int sum = 0;
        for (int end = x + block; x < end; x++) {
          sum += sigma[x];
        }
        sums[cell] += sum;
      }
    }
  }

  @Override
  public final void sumGenerator(
      int block, int firstRow, int endRow, double[] drift, double[] noise) {
    int blocks = requireBlocks(block, firstRow, endRow, Math.min(drift.length, noise.length));
    var field = fieldRows();
    inBands(
        block,
        firstRow,
        endRow,
        (from, to) ->
            sumGeneratorRows(
                block, from, to, field, drift, noise, (from - firstRow) / block * blocks));
  }

  /// Sums what the spins of whole rows of blocks do next, into places from `at` on.
  void sumGeneratorRows(
      int block, int fromRow, int toRow, FieldRows field, double[] drift, double[] noise, int at) {
    double beta = conditions.beta();
    var sigma = new byte[grid.nx()];
    var h = new float[grid.nx()];
    int blocks = grid.nx() / block;
    for (int y = fromRow; y < toRow; y++) {
      int cell = at + (y - fromRow) / block * blocks;
      if (y % block == 0) {
        Arrays.fill(drift, cell, cell + blocks, 0);
        Arrays.fill(noise, cell, cell + blocks, 0);
      }
      readSpins(y, sigma);
      field.read(y, h);
      for (int x = 0; x < sigma.length; cell++) {
        double a = drift[cell];
        double g = noise[cell];
        for (int end = x + block; x < end; x++) {
          float bath = (float) Math.tanh(beta * h[x]);
          a += bath - sigma[x];
          g += 1 - sigma[x] * bath;
        }
        drift[cell] = a;
        noise[cell] = g;
      }
    }
  }

  /// The number of blocks in a row of blocks.
  private int requireBlocks(int block, int firstRow, int endRow, int places) {
    int blocks = grid.coarsen(block).nx();
    if (firstRow < 0
        || endRow < firstRow
        || endRow > grid.ny()
        || firstRow % block != 0
        || endRow % block != 0) {
      throw new IllegalArgumentException(
          "rows %s to %s of %s are not whole rows of blocks of %s"
              .formatted(firstRow, endRow, grid.ny(), block));
    }
    int sums = (endRow - firstRow) / block * blocks;
    if (places < sums) {
      throw new IllegalArgumentException(sums + " blocks got room for " + places + " sums");
    }
    return blocks;
  }

  private interface Band {
    void sum(int fromRow, int toRow);
  }

  /// Shares whole rows of blocks among threads; a block is summed by one, in the order of its
  /// sites.
  private void inBands(int block, int firstRow, int endRow, Band band) {
    int rows = (endRow - firstRow) / block;
    long sites = (long) grid.nx() * (endRow - firstRow);
    int bands = Math.min(rows, Math.clamp(sites / BAND, 1, MOST_BANDS));
    var all = IntStream.range(0, bands);
    (bands > 1 ? all.parallel() : all)
        .forEach(
            i ->
                band.sum(
                    firstRow + (int) ((long) i * rows / bands) * block,
                    firstRow + (int) ((i + 1L) * rows / bands) * block));
  }

  @Override
  public final byte[] spins() {
    var spins = new byte[grid.size()];
    var row = new byte[grid.nx()];
    for (int y = 0; y < grid.ny(); y++) {
      readSpins(y, row);
      System.arraycopy(row, 0, spins, y * row.length, row.length);
    }
    return spins;
  }

  @Override
  public final float[] localField() {
    var field = new float[grid.size()];
    var row = new float[grid.nx()];
    var rows = fieldRows();
    for (int y = 0; y < grid.ny(); y++) {
      rows.read(y, row);
      System.arraycopy(row, 0, field, y * row.length, row.length);
    }
    return field;
  }

  @Override
  public final void setSpins(byte[] spins) {
    if (spins.length != grid.size()) {
      throw new IllegalArgumentException(
          "a lattice of " + grid.size() + " spins got " + spins.length);
    }
    for (int i = 0; i < spins.length; i++) {
      if (spins[i] != 1 && spins[i] != -1) {
        throw new IllegalArgumentException("spin " + i + " must be +1 or -1, got " + spins[i]);
      }
    }
    begin((y, row) -> System.arraycopy(spins, y * row.length, row, 0, row.length));
  }

  @Override
  public final void magnetise(double mean, RandomGenerator random) {
    if (!(Math.abs(mean) <= 1)) {
      throw new IllegalArgumentException("mean magnetisation must lie in [-1, 1], got " + mean);
    }
    double up = (1 + mean) / 2;
    begin(
        (y, row) -> {
          for (int x = 0; x < row.length; x++) {
            row[x] = (byte) (random.nextDouble() < up ? 1 : -1);
          }
        });
  }

  /// All spins up, at time 0.
  final void align() {
    begin((y, row) -> Arrays.fill(row, (byte) 1));
  }

  private interface SpinSource {
    void read(int y, byte[] row);
  }

  private void begin(SpinSource spins) {
    var row = new byte[grid.nx()];
    for (int y = 0; y < grid.ny(); y++) {
      spins.read(y, row);
      writeSpins(y, row);
    }
    time = 0;
    restart();
  }

  @Override
  public final void save(OutputStream out, CounterRandom random) throws IOException {
    new SpinState(this).write(out, random);
  }

  @Override
  public final CounterRandom restore(InputStream in) throws IOException {
    return new SpinState(this).read(in);
  }

  /// Refuses to advance by less than nothing, or to where the external field is not known.
  final void requireKnown(Advance advance) {
    double sweeps = advance.sweeps();
    if (!(sweeps >= 0) || !Double.isFinite(sweeps)) {
      throw new IllegalArgumentException("time to advance must be >= 0 sweeps, got " + sweeps);
    }
    conditions.field().requireKnown(advance.start(), advance.start() + sweeps);
  }

  static void stopIfInterrupted(double done, double sweeps) {
    if (Thread.interrupted()) {
      throw new CancellationException(
          "simulation interrupted after " + done + " of " + sweeps + " sweeps");
    }
  }

  /// Size, conditions and mean, for the one line that a system says of itself.
  final String describe() {
    long sum = 0;
    var row = new byte[grid.nx()];
    for (int y = 0; y < grid.ny(); y++) {
      readSpins(y, row);
      for (byte spin : row) {
        sum += spin;
      }
    }
    return String.format(
        Locale.ROOT,
        "%d x %d spins, T = %s, h = %s, mean %.4g",
        grid.ny(),
        grid.nx(),
        (float) conditions.temperature(),
        conditions.field(),
        (double) sum / grid.size());
  }
}
