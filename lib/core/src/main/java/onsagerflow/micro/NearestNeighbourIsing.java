package onsagerflow.micro;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import onsagerflow.field.ExternalFieldOn;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.micro.neighbour.Checkerboard;
import onsagerflow.micro.neighbour.IntCheckerboard;
import onsagerflow.micro.neighbour.WordCheckerboard;
import onsagerflow.micro.neighbour.WordSums;
import onsagerflow.micro.site.FieldRows;

/// The nearest-neighbour Ising model on the square lattice,
///
///     h_i = Σ σ_j + h   over the four nearest neighbours j,   T_c = 2/ln(1 + √2) = 2.269185
///
/// with temperature and field in units of the coupling. A field that changes in time is taken in the
/// middle of each factor of a step.
///
/// The neighbours of a site of one colour of the checkerboard have the other colour. With those held
/// fixed the spins of a colour are independent, and their dynamics over any time is solved exactly:
/// each is refreshed with probability 1 − e^−τ ([Checkerboard#refresh]). A step of τ sweeps lets the
/// colours take turns,
///
///     A(τ/2) B(τ) A(τ/2)
///
/// (Strang's splitting: SIAM J. Numer. Anal. 5, 506 (1968)), half steps that meet being one. Each
/// factor leaves the Gibbs distribution as it is, so equilibrium averages at one time are exact for
/// every τ; correlations in time and relaxation have an error of order τ².
///
/// On lattices whose rows are a multiple of 128 sites, in a field that is the same everywhere, 64
/// spins share a word and are updated at once; others take an int a spin and fifteen times as long.
/// Both follow the same law, by other random numbers. The result is the same, bit for bit, whatever
/// the number of threads.
public final class NearestNeighbourIsing extends SpinRows {

  /// T_c = 2/ln(1 + √2).
  public static final double CRITICAL_TEMPERATURE = 2 / Math.log(1 + Math.sqrt(2));

  /// The default step τ, in sweeps.
  ///
  /// At T = 2.6, from all spins up, m is too large by 1.5 % after 10 sweeps at τ = 1 and by 0.6 %
  /// at 0.5; products ⟨m(t)m(t + 20)⟩ of blocks of 8, past t = 40, by 7 % and 2.8 %. By the square
  /// law that is 0.1 % at τ = 0.1, within the errors of 0.1 % and 0.5 % against single-spin
  /// updates.
  public static final double DEFAULT_STEP = 0.1;

  private final ExternalFieldOn external;
  private final double step;

  private final Checkerboard board;

  /// A system with the default step and all spins up.
  public NearestNeighbourIsing(Grid grid, Frame.Conditions conditions) {
    this(grid, conditions, DEFAULT_STEP);
  }

  /// A system with all spins up.
  ///
  /// @param step τ, the longest step, in sweeps
  /// @throws IllegalArgumentException if an edge of the lattice is odd or below 4, the field does
  ///   not fit it, or the step is not in (0, 1]
  public NearestNeighbourIsing(Grid grid, Frame.Conditions conditions, double step) {
    super(grid, conditions);
    if (grid.ny() % 2 != 0 || grid.nx() % 2 != 0 || Math.min(grid.ny(), grid.nx()) < 4) {
      throw new IllegalArgumentException(
          "a checkerboard needs even edges of 4 or more, got "
              + grid.ny()
              + " x "
              + grid.nx()
              + " spins");
    }
    if (!(step > 0 && step <= 1)) {
      throw new IllegalArgumentException("step must lie in (0, 1] sweeps, got " + step);
    }
    this.external = new ExternalFieldOn(grid, conditions.field());
    this.step = step;
    boolean inWords = WordCheckerboard.fits(grid, conditions);
    Memory.require(grid, inWords ? grid.size() / Byte.SIZE : IntCheckerboard.BYTES * grid.size());
    this.board =
        inWords
            ? new WordCheckerboard(grid, conditions)
            : new IntCheckerboard(grid, conditions, external);
    align();
  }

  /// The longest step τ, in sweeps.
  public double step() {
    return step;
  }

  @Override
  void readSpins(int y, byte[] row) {
    board.readSpins(y, row);
  }

  @Override
  void writeSpins(int y, byte[] row) {
    board.writeSpins(y, row);
  }

  @Override
  void restart() {}

  @Override
  FieldRows fieldRows() {
    if (conditions.field().isUniform()) {
      float h = (float) conditions.field().at(time);
      return (y, row) -> {
        for (int x = 0; x < row.length; x++) {
          row[x] = board.neighbours(y, x) + h;
        }
      };
    }
    double[] h = external.at(time);
    return (y, row) -> {
      for (int x = 0; x < row.length; x++) {
        row[x] = board.neighbours(y, x) + (float) h[y * row.length + x];
      }
    };
  }

  @Override
  void sumRows(int block, int fromRow, int toRow, int[] sums, int at) {
    if (board instanceof WordCheckerboard words) {
      new WordSums(words, block).spins(fromRow, toRow, sums, at);
    } else {
      super.sumRows(block, fromRow, toRow, sums, at);
    }
  }

  @Override
  void sumGeneratorRows(
      int block, int fromRow, int toRow, FieldRows field, double[] drift, double[] noise, int at) {
    if (board instanceof WordCheckerboard words) {
      float h = (float) conditions.field().at(time);
      new WordSums(words, block).generator(conditions.beta(), h, fromRow, toRow, drift, noise, at);
    } else {
      super.sumGeneratorRows(block, fromRow, toRow, field, drift, noise, at);
    }
  }

  /// Advances by equal steps, none longer than τ.
  @Override
  public void advance(Advance from, RandomGenerator random, Consumer<Advance> afterStep) {
    requireKnown(from);
    double sweeps = from.sweeps();
    double start = from.start();
    long steps = (long) Math.ceil(sweeps / step - 1e-9); // 0.30000000000000004 is three times 0.1
    if (steps == 0) {
      return;
    }
    double tau = sweeps / steps;
    stopIfInterrupted(from.steps() * tau, sweeps);
    if (from.steps() == 0) {
      board.refresh(0, tau / 2, start + tau / 4, random.nextLong());
    }
    for (long done = from.steps() + 1; done < steps; done++) {
      double now = start + done * tau;
      board.refresh(1, tau, now - tau / 2, random.nextLong());
      board.refresh(0, tau, now, random.nextLong());
      time = now;
      afterStep.accept(new Advance(start, sweeps, done));
      stopIfInterrupted(done * tau, sweeps);
    }
    board.refresh(1, tau, start + sweeps - tau / 2, random.nextLong());
    board.refresh(0, tau / 2, start + sweeps - tau / 4, random.nextLong());
    time = start + sweeps;
  }

  @Override
  String dynamics() {
    String bits = board instanceof WordCheckerboard ? ", 64 spins a word" : "";
    return "nearest-neighbour Ising by steps of %s sweeps%s".formatted(step, bits);
  }

  @Override
  void writeHistory(DataOutputStream out) {}

  @Override
  void readHistory(DataInputStream in) {}

  /// One line: size, conditions, mean and step.
  @Override
  public String toString() {
    return "nearest-neighbour Ising system: "
        + describe()
        + ", steps of "
        + (float) step
        + " sweeps";
  }
}
