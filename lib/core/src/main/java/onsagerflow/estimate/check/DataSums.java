package onsagerflow.estimate.check;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import onsagerflow.estimate.data.Observation;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.data.Pass;
import onsagerflow.estimate.data.Reader;
import onsagerflow.estimate.likelihood.CellState;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import org.jspecify.annotations.Nullable;

/// One pass over observations that adds up what a [DataCheck] judges: sums over cells, and a few
/// numbers of each pair of frames.
///
/// Groups of neighbours in time are added up in order: the same bits whatever the number of
/// threads.
final class DataSums {

  /// Distinct values of m kept; more are no steps of spins.
  private static final int MOST_VALUES = 4096;

  /// Values closer than this are one, rounded differently.
  static final double ROUNDING = 1e-6;

  /// Rounding of a block field stored as float32, in each cell.
  private static final double FLOAT_ROUNDING = 1.2e-7;

  /// Growth of the variance of independent spins within a pair that leaves order.
  private static final double LEAVING_ORDER = 1.5;

  private static final long LEAST_CELLS = 1000;

  /// Two frames that follow each other in one run.
  ///
  /// @param number of the observation
  /// @param hash of both fields
  /// @param lag Δt; with generator channels the time between the frames is not asked for, 1
  record Pair(int number, long hash, double lag, Cells cells, Change change, Memory memory) {

    /// Whether the sum over cells stays the same to rounding.
    boolean conserves() {
      return Math.abs(change.sum) <= FLOAT_ROUNDING * cells.all;
    }

    /// ln of the chance that it does so without a law, for flips that move one block by 2/v.
    double logChance(int cellVolume) {
      double window = Math.max(2.0 / cellVolume, 2 * FLOAT_ROUNDING * cells.all);
      return Math.min(0, Math.log(window / Math.sqrt(2 * Math.PI * change.square)));
    }

    /// Rate at which spins take on new values.
    double rate() {
      return memory.renewed / lag;
    }

    /// Whether chance has begun to part blocks that were alike, as after a start from order: that
    /// the second frame knows little of the first then says nothing.
    boolean leavesOrder() {
      return memory.grown > LEAVING_ORDER;
    }

    /// Whether spins renewed at this rate can have changed m so much on the way to full order.
    boolean isWithin(double rate) {
      double most = (1 + Math.sqrt(change.from / cells.all)) * -Math.expm1(-rate * lag);
      return Math.sqrt(change.square / cells.all) <= most;
    }
  }

  /// Numbers of cells.
  ///
  /// @param unchanged with Δm = 0
  /// @param full with |m| = 1 in the first frame
  record Cells(int all, int unchanged, int full) {

    boolean areUnchanged() {
      return unchanged == all;
    }

    int changed() {
      return all - unchanged;
    }

    int free() {
      return all - full;
    }
  }

  /// @param square Σ (Δm)²
  /// @param sum Σ Δm
  /// @param from Σ m² of the first frame
  record Change(double square, double sum, double from) {}

  /// @param renewed q of this pair, see [DataCheck]
  /// @param forgotten q over the variance that the shortest waves have for independent spins
  /// @param alike correlation of the two fields about 0
  /// @param grown variance of independent spins of the second frame's m over that of the first's
  record Memory(double renewed, double forgotten, double alike, double grown) {}

  /// What a field may be symmetric under, cell by cell.
  enum Likeness {
    ROWS("every row is like the first: m varies along x alone"),
    COLUMNS("every column is like the first: m varies along y alone"),
    MIRROR_Y("the upper half is the mirror image of the lower"),
    MIRROR_X("the left half is the mirror image of the right"),
    HALF_TURN("a half turn changes nothing"),
    TRANSPOSED("rows and columns are the same"),
    TILED_Y("the upper half is a copy of the lower"),
    TILED_X("the left half is a copy of the right");

    final String sentence;

    Likeness(String sentence) {
      this.sentence = sentence;
    }

    /// The cell that (y, x) is like.
    private int image(int y, int x, int ny, int nx) {
      return switch (this) {
        case ROWS -> x;
        case COLUMNS -> y * nx;
        case MIRROR_Y -> (ny - 1 - y) * nx + x;
        case MIRROR_X -> y * nx + nx - 1 - x;
        case HALF_TURN -> (ny - 1 - y) * nx + nx - 1 - x;
        case TRANSPOSED -> ny == nx ? x * nx + y : -1;
        case TILED_Y -> ny % 2 == 0 ? (y + ny / 2) % ny * nx + x : -1;
        case TILED_X -> nx % 2 == 0 ? y * nx + (x + nx / 2) % nx : -1;
      };
    }

    boolean holds(ScalarField m) {
      int ny = m.grid().ny();
      int nx = m.grid().nx();
      boolean tells = false;
      for (int y = 0; y < ny; y++) {
        for (int x = 0; x < nx; x++) {
          int image = image(y, x, ny, nx);
          tells |= image != y * nx + x;
          if (image < 0 || m.get(y * nx + x) != m.get(image)) {
            return false;
          }
        }
      }
      return tells;
    }
  }

  final int cellVolume;
  final List<Pair> pairs = new ArrayList<>();

  /// Values of m in units of [#ROUNDING]; null once there are too many.
  Set<Integer> values = new TreeSet<>();

  boolean manyValues;
  Set<Likeness> likenesses = EnumSet.allOf(Likeness.class);
  long frames;
  long flatFrames;
  long cells;
  long full;
  long outOfRange;
  double smallest = Double.POSITIVE_INFINITY;
  double largest = Double.NEGATIVE_INFINITY;

  /// Squares of the shortest waves, Σ s(m)² over all cells with s = (m₀₀ − m₀₁ − m₁₀ + m₁₁)/2 of
  /// four neighbours, which has the variance of one of them if they are independent and leaves out
  /// what varies smoothly; on a single line of cells (m₀ − m₁)/√2, of a single cell m. Of the first
  /// frames, of those that have a second, of the second frames, and of the increments.
  double rough;

  double roughBefore;
  double roughAfter;
  double roughIncrement;

  /// Σ (1 − m²) of the same.
  double width;

  double widthBefore;
  double widthAfter;

  /// Σ s s′ of increments that follow each other in a run, and Σ (s² + s′²)/2 of them.
  double roughProduct;

  double roughOfProducts;
  long products;

  /// Σ G and Σ |A| of generator channels.
  double noise;

  double drift;

  /// Σ m, Σ m² and Σ m_x m_y over neighbours.
  double sum;

  double square;
  double product;
  double lag;

  private DataSums(int cellVolume) {
    this.cellVolume = cellVolume;
  }

  /// Whether there are enough cells to say anything for sure.
  boolean areMany() {
    return cells >= LEAST_CELLS;
  }

  static DataSums of(Observations observations) {
    int v = observations.origin().cellVolume();
    return Pass.over(observations)
        .total(() -> new DataSums(v), DataSums::add, grid -> new Visitor(observations));
  }

  private static final class Visitor implements Pass.Visitor<DataSums> {
    private final Observations observations;

    /// The increment of the pair before, of which this one is the continuation.
    private double @Nullable [] previous;

    private @Nullable Reader<Observation> reader;

    Visitor(Observations observations) {
      this.observations = observations;
    }

    @Override
    public void begin(int number, Reader<Observation> of) {
      reader = of;
      previous = of.continues(number) ? increment(of.get(number - 1)) : null;
    }

    @Override
    public void add(int number, Observation observation, DataSums sums) {
      var m = observation.m();
      sums.addFrame(m);
      switch (observation) {
        case Observation.Increment pair -> {
          sums.lag += pair.lag();
          var before = requireNonNull(reader).continues(number) ? previous : null;
          previous = sums.addPair(number, m, pair.after(), pair.lag(), before);
        }
        case Observation.Instant instant -> {
          sums.noise += Arrays.stream(instant.generator().noise().values()).sum();
          sums.drift += Arrays.stream(instant.generator().drift().values()).map(Math::abs).sum();
          if (number + 1 < observations.size() && observations.inOneRun(number, number + 1)) {
            sums.addPair(number, m, requireNonNull(reader).get(number + 1).m(), 1, null);
          }
        }
      }
    }
  }

  private static double @Nullable [] increment(Observation observation) {
    if (!(observation instanceof Observation.Increment pair)) {
      return null;
    }
    double[] m = pair.m().values();
    double[] after = pair.after().values();
    return IntStream.range(0, m.length).mapToDouble(x -> after[x] - m[x]).toArray();
  }

  private void addFrame(ScalarField m) {
    frames++;
    likenesses.removeIf(likeness -> !likeness.holds(m));
    double largestUsed = CellState.largestMagnetisation(cellVolume);
    double before = Double.NaN;
    boolean flat = true;
    for (double x : m.values()) {
      cells++;
      full += isFull(x) ? 1 : 0;
      outOfRange += Math.abs(x) > largestUsed ? 1 : 0;
      smallest = Math.min(smallest, x);
      largest = Math.max(largest, x);
      sum += x;
      square += x * x;
      flat &= x == m.get(0);
      if (x != before && !manyValues) {
        values.add((int) Math.rint(x / ROUNDING));
        manyValues = values.size() > MOST_VALUES;
      }
      before = x;
    }
    flatFrames += flat ? 1 : 0;
    addNeighbours(m);
  }

  private static boolean isFull(double m) {
    return Math.abs(m) > 1 - ROUNDING;
  }

  private void addNeighbours(ScalarField m) {
    rough += rough(m.grid(), m.values());
    width += width(m);
    var grid = m.grid();
    for (int y = 0; y < grid.ny(); y++) {
      for (int x = 0; x < grid.nx(); x++) {
        product +=
            m.get(grid.index(y, x))
                * (m.get(grid.index(y, x + 1)) + m.get(grid.index(y + 1, x)))
                / 2;
      }
    }
  }

  /// Of all bits of all values (the hash of an array of ±1 is a parity).
  private static long mixed(long hash, double[] values) {
    long h = hash;
    for (double value : values) {
      h = (h ^ Double.doubleToLongBits(value)) * 0x9E3779B97F4A7C15L;
      h ^= h >>> 32;
    }
    return h;
  }

  private static double width(ScalarField m) {
    double sum = 0;
    for (double x : m.values()) {
      sum += 1 - x * x;
    }
    return sum;
  }

  private static double rough(Grid grid, double[] m) {
    return rough(grid, m, m);
  }

  private static double shortest(Grid grid, double[] m, int y, int x) {
    double a = m[grid.index(y, x)];
    double right = m[grid.index(y, x + 1)];
    double below = m[grid.index(y + 1, x)];
    if (grid.size() == 1) {
      return a;
    }
    if (grid.nx() == 1 || grid.ny() == 1) {
      return (a - (grid.nx() == 1 ? below : right)) / Math.sqrt(2);
    }
    return (a - right - below + m[grid.index(y + 1, x + 1)]) / 2;
  }

  /// Σ s(m) s(n).
  private static double rough(Grid grid, double[] m, double[] n) {
    double sum = 0;
    for (int y = 0; y < grid.ny(); y++) {
      for (int x = 0; x < grid.nx(); x++) {
        sum += shortest(grid, m, y, x) * shortest(grid, n, y, x);
      }
    }
    return sum;
  }

  private double[] addPair(
      int number, ScalarField m, ScalarField after, double lag, double @Nullable [] previous) {
    int n = m.size();
    var increment = new double[n];
    double changed = 0;
    double change = 0;
    double a = 0;
    double b = 0;
    double ab = 0;
    int unchanged = 0;
    int fullCells = 0;
    for (int x = 0; x < n; x++) {
      double d = after.get(x) - m.get(x);
      changed += d * d;
      change += d;
      unchanged += d == 0 ? 1 : 0;
      fullCells += isFull(m.get(x)) ? 1 : 0;
      a += m.get(x) * m.get(x);
      b += after.get(x) * after.get(x);
      ab += m.get(x) * after.get(x);
      increment[x] = d;
    }
    double before = rough(m.grid(), m.values());
    double changes = rough(m.grid(), increment);
    double spread = width(m);
    roughBefore += before;
    roughAfter += rough(m.grid(), after.values());
    roughIncrement += changes;
    widthBefore += spread;
    if (previous != null && previous.length == n) {
      products += n;
      roughProduct += rough(m.grid(), increment, previous);
      roughOfProducts += (changes + rough(m.grid(), previous)) / 2;
    }
    widthAfter += width(after);
    long hash = mixed(mixed(0, m.values()), after.values());
    pairs.add(
        new Pair(
            number,
            hash,
            lag,
            new Cells(n, unchanged, fullCells),
            new Change(changed, change, a),
            new Memory(
                cellVolume * changes / (2 * spread),
                changes / (2 * before),
                ab / Math.sqrt(a * b),
                width(after) / spread)));
    return increment;
  }

  private void add(DataSums o) {
    pairs.addAll(o.pairs);
    manyValues |= o.manyValues;
    values.addAll(o.values);
    manyValues |= values.size() > MOST_VALUES;
    likenesses.retainAll(o.likenesses);
    frames += o.frames;
    flatFrames += o.flatFrames;
    cells += o.cells;
    full += o.full;
    outOfRange += o.outOfRange;
    smallest = Math.min(smallest, o.smallest);
    largest = Math.max(largest, o.largest);
    rough += o.rough;
    roughBefore += o.roughBefore;
    roughAfter += o.roughAfter;
    roughIncrement += o.roughIncrement;
    width += o.width;
    widthBefore += o.widthBefore;
    widthAfter += o.widthAfter;
    noise += o.noise;
    drift += o.drift;
    roughProduct += o.roughProduct;
    roughOfProducts += o.roughOfProducts;
    products += o.products;
    sum += o.sum;
    square += o.square;
    product += o.product;
    lag += o.lag;
  }
}
