package onsagerflow.micro.kac;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.ExternalFieldOn;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.micro.site.BitRows;
import onsagerflow.micro.site.FieldRows;

/// Kac–Ising spins as bits, their field at the nodes of a [SplineKernel], and leaps that look at
/// refreshed spins only.
///
/// A leap of τ refreshes a spin with probability 1 − e^−τ; the next one is found by a geometric
/// gap. Its field is interpolated only where bounds do not tell what becomes of it. What a flip
/// changes in the sums at the nodes is exact, so these follow the spins for ever, and do not depend
/// on the order.
///
/// The part of the former field that a spin made itself is taken for that of the spin as it is now.
/// Where it has flipped in the last leap, the extrapolated field is off by J_eff(i, i).
///
/// A tile, a square of cells, has its own random numbers, and is visited site by site. A bit a
/// spin, and some 40 bytes a node.
public final class SplineFieldSpins implements KacSpins {

  /// Edge of a tile, at most.
  private static final int TILE = 32;

  /// Refreshed sites of a cell that are worth knowing the bounds of its field.
  private static final double WORTH_BOUNDS = 4;

  private static final double[] NO_PATTERN = {};

  private final Grid grid;
  private final Frame.Conditions conditions;
  private final ExternalFieldOn external;
  private final SplineKernel kernel;
  private final BitRows spins;
  private final SplineField nodes;
  private final Tile tile;
  private final HeatBathDraw draw;

  /// J_eff(i, i) at the places in a cell, and the largest.
  private final float[] self;

  private final float largestSelf;

  private double[] sums = {};
  private boolean sumsAreCurrent;

  /// J_eff σ at the nodes.
  private float[] field;

  private float[] previousField;
  private boolean fieldIsCurrent;
  private double previousLeap; // 0: previousField is not the field one leap ago

  private final float[] middle;
  private final float[] lowest;
  private final float[] highest;
  private GeometricGaps gaps = new GeometricGaps(1);
  private double gapsOf = Double.NaN;

  public SplineFieldSpins(Grid grid, SplineKernel kernel, Frame.Conditions conditions) {
    this.grid = grid;
    this.conditions = conditions;
    this.external = new ExternalFieldOn(grid, conditions.field());
    this.kernel = kernel;
    this.spins = new BitRows(grid);
    this.nodes = new SplineField(grid, kernel);
    this.tile = Tile.of(kernel.spacing(), nodes, TILE);
    this.draw = new HeatBathDraw(conditions.beta());
    double[] exact = kernel.self();
    this.self = new float[exact.length];
    float largest = 0;
    for (int i = 0; i < self.length; i++) {
      self[i] = (float) exact[i];
      largest = Math.max(largest, Math.abs(self[i]));
    }
    this.largestSelf = largest;
    this.field = new float[nodes.size()];
    this.previousField = new float[nodes.size()];
    this.middle = nodes.padded();
    this.lowest = nodes.padded();
    this.highest = nodes.padded();
  }

  /// Memory of spins, and of numbers at the nodes: two sums, five fields, a transfer function.
  public static long bytes(Grid grid, SplineKernel kernel) {
    long nodes = grid.size() / ((long) kernel.spacing() * kernel.spacing());
    return grid.size() / Byte.SIZE + (2 * Double.BYTES + 6 * Float.BYTES) * nodes;
  }

  @Override
  public void read(int y, byte[] row) {
    spins.read(y, row);
  }

  /// Sums the spins of blocks in rows, into `sums` from `at` on.
  public void sumRows(int block, int fromRow, int toRow, int[] sums, int at) {
    spins.sum(grid.nx(), block, fromRow, toRow, sums, at);
  }

  @Override
  public void write(int y, byte[] row) {
    spins.write(y, row);
    sumsAreCurrent = false;
    fieldIsCurrent = false;
  }

  @Override
  public void restart() {
    previousLeap = 0;
  }

  @Override
  public FieldRows fieldRows(double time) {
    findField();
    var padded = nodes.padded();
    nodes.extrapolate(field, field, 0, uniform(time), padded);
    double[] pattern = pattern(time);
    return (y, row) -> read(padded, pattern, y, row);
  }

  /// The local field of a row.
  private void read(float[] padded, double[] pattern, int y, float[] row) {
    nodes.row(padded, y, row);
    int c = kernel.spacing();
    var sigma = new byte[row.length];
    spins.read(y, sigma);
    for (int x = 0; x < row.length; x++) {
      row[x] -= self[y % c * c + x % c] * sigma[x];
    }
    for (int x = 0; x < row.length && pattern.length > 0; x++) {
      row[x] += (float) pattern[y * row.length + x];
    }
  }

  private float uniform(double time) {
    return conditions.field().isUniform() ? (float) conditions.field().at(time) : 0;
  }

  private double[] pattern(double time) {
    return conditions.field().isUniform() ? NO_PATTERN : external.at(time);
  }

  private void findField() {
    if (!sumsAreCurrent) {
      var sigma = ThreadLocal.withInitial(() -> new byte[grid.nx()]);
      sums =
          nodes.gather(
              (y, row) -> {
                byte[] bits = sigma.get();
                spins.read(y, bits);
                for (int x = 0; x < row.length; x++) {
                  row[x] = bits[x];
                }
              });
      sumsAreCurrent = true;
    }
    if (!fieldIsCurrent) {
      nodes.convolve(sums, field);
      fieldIsCurrent = true;
    }
  }

  @Override
  public void leap(double tau, double time, long key) {
    findField();
    if (previousLeap == 0 || tau > LONGEST_EXTRAPOLATION * previousLeap) {
      predictPreviousField(tau, time);
    }
    if (tau != gapsOf) {
      gaps = new GeometricGaps(-Math.expm1(-tau));
      gapsOf = tau;
    }
    double now = time + tau / 2;
    double[] pattern = pattern(now);
    float slope = (float) (tau / previousLeap / 2);
    nodes.extrapolate(field, previousField, slope, uniform(now), middle);
    double refreshed = -Math.expm1(-tau) * kernel.spacing() * kernel.spacing();
    boolean bounded = pattern.length == 0 && refreshed > WORTH_BOUNDS;
    if (bounded) {
      nodes.bounds(middle, largestSelf, lowest, highest);
    }
    double[] changes =
        nodes.total(
            tile.cells(),
            (first, end, part) -> {
              var flips = new int[tile.sites()];
              for (int cy = first; cy < end; cy += tile.cells()) {
                for (int cx = 0; cx < nodes.cellsAlongX(); cx += tile.cells()) {
                  int n = update(cy, cx, key, bounded, pattern, flips);
                  add(flips, n, (cy - first) * nodes.width() + cx, part);
                }
              }
            });
    for (int a = 0; a < sums.length; a++) {
      sums[a] += changes[a];
    }
    var oldest = previousField;
    previousField = field;
    field = oldest;
    fieldIsCurrent = false;
    previousLeap = tau;
  }

  /// Refreshes the spins of the tile at a cell.
  ///
  /// @param flips receives the sites that flip, times 2, plus 1 where the spin is up now
  /// @return how many
  private int update(int cy, int cx, long key, boolean bounded, double[] pattern, int[] flips) {
    int y0 = cy * kernel.spacing();
    int x0 = cx * kernel.spacing();
    int corner = cy * nodes.width() + cx;
    long[] words = spins.words;
    // A draw for each site and one more: no two tiles share one.
    long number = ((long) y0 * grid.nx() + (long) x0 * tile.edge()) * 2;
    int sites = tile.sites();
    int count = 0;
    for (int s = -1; ; ) {
      long random = CounterRandom.word(key, number++);
      int gap = gaps.of((int) random);
      s += gap;
      if (gap == GeometricGaps.LONGEST) {
        if (s >= sites) {
          break;
        }
        continue;
      }
      if (++s >= sites) {
        break;
      }
      int x = x0 + tile.x(s);
      int y = y0 + tile.y(s);
      int at = y * spins.stride + (x >>> 6);
      int old = (int) (words[at] >>> x) & 1;
      int cell = corner + tile.cell(s);
      int u = (int) (random >>> 33);
      int interval = HeatBathDraw.interval(u);
      boolean up = bounded && lowest[cell] > draw.above(interval);
      if (!(up || (bounded && highest[cell] < draw.below(interval)))) {
        int place = tile.place(s);
        int c = kernel.spacing();
        float h = nodes.at(middle, cell, place / c, place % c) - self[place] * (2 * old - 1);
        if (pattern.length > 0) {
          h += (float) pattern[y * grid.nx() + x];
        }
        up = h > draw.above(interval) || (h >= draw.below(interval) && draw.isUp(u, h));
      }
      int next = up ? 1 : 0;
      words[at] ^= (long) (old ^ next) << x;
      flips[count] = 2 * s + next;
      count += old ^ next;
    }
    return count;
  }

  private void add(int[] flips, int count, int corner, double[] part) {
    int c = kernel.spacing();
    for (int i = 0; i < count; i++) {
      int s = flips[i] >> 1;
      int place = tile.place(s);
      double change = 4 * (flips[i] & 1) - 2;
      nodes.add(change, corner + tile.cell(s), place / c, place % c, part);
    }
  }

  /// Where no usable history is at hand, a previous field such that the extrapolation gives the
  /// field expected in the middle of the leap.
  private void predictPreviousField(double tau, double time) {
    var rows = fieldRows(time);
    float refreshed = (float) -Math.expm1(-tau / 2);
    float twoBeta = (float) (2 * conditions.beta());
    var sigma = ThreadLocal.withInitial(() -> new byte[grid.nx()]);
    double[] changes =
        nodes.gather(
            (y, row) -> {
              byte[] bits = sigma.get();
              rows.read(y, row);
              spins.read(y, bits);
              for (int x = 0; x < row.length; x++) {
                row[x] = refreshed * (1 - 2 * Fermi.of(twoBeta * row[x]) - bits[x]);
              }
            });
    nodes.convolve(changes, previousField);
    for (int a = 0; a < previousField.length; a++) {
      previousField[a] = field[a] - 2 * previousField[a];
    }
    previousLeap = tau;
  }

  @Override
  public void writeHistory(DataOutputStream out) throws IOException {
    out.writeDouble(previousLeap);
    if (previousLeap != 0) {
      SavedRow.write(out, previousField, 0, previousField.length);
    }
  }

  @Override
  public void readHistory(DataInputStream in) throws IOException {
    previousLeap = in.readDouble();
    if (previousLeap != 0) {
      SavedRow.read(in, previousField, 0, previousField.length);
    }
  }

  @Override
  public String method() {
    return ", field by splines at every %s sites".formatted(kernel.spacing());
  }
}
