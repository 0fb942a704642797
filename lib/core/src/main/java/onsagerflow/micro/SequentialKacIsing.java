package onsagerflow.micro;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import onsagerflow.field.ExternalFieldOn;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.micro.site.FieldRows;
import onsagerflow.micro.site.HeatBath;

/// The Kac–Ising system spin by spin: exact in time, for small lattices and as the reference of the
/// faster [KacIsing].
///
/// Updates come as a Poisson process of rate 1 per spin; each redraws one spin, chosen uniformly,
/// from the heat bath in its present field. A flip changes the fields of all spins in range, so a
/// sweep costs up to N·(2·radius + 1)² operations.
public final class SequentialKacIsing extends SpinRows {

  private final Kernel kernel;
  private final byte[] spins;
  private final ExternalFieldOn external;

  /// Σ_j J(i−j) σ_j, and the external field where it is constant.
  private final double[] field;

  /// A system with all spins up.
  ///
  /// @param kernel J, with J(0) = 0
  /// @throws IllegalArgumentException if the kernel or the field does not fit the lattice, or J(0)
  ///   ≠ 0
  public SequentialKacIsing(Grid grid, Kernel kernel, Frame.Conditions conditions) {
    super(grid, conditions);
    kernel.requireFits(grid);
    this.kernel = KacKernel.requireNoSelfInteraction(kernel);
    this.spins = new byte[grid.size()];
    this.external = new ExternalFieldOn(grid, conditions.field());
    this.field = new double[grid.size()];
    align();
  }

  @Override
  void readSpins(int y, byte[] row) {
    System.arraycopy(spins, y * row.length, row, 0, row.length);
  }

  @Override
  void writeSpins(int y, byte[] row) {
    System.arraycopy(row, 0, spins, y * row.length, row.length);
  }

  @Override
  void restart() {
    if (external.isConstant()) {
      System.arraycopy(external.at(0), 0, field, 0, field.length);
    } else {
      Arrays.fill(field, 0);
    }
    for (int site = 0; site < spins.length; site++) {
      addField(site, spins[site]);
    }
  }

  @Override
  FieldRows fieldRows() {
    return (y, row) -> {
      for (int x = 0; x < row.length; x++) {
        row[x] = (float) field(y * row.length + x, time);
      }
    };
  }

  /// Spin by spin, in one step.
  @Override
  public void advance(Advance from, RandomGenerator random, Consumer<Advance> afterStep) {
    requireKnown(from);
    double sweeps = from.sweeps();
    double start = from.start();
    double wait = 1.0 / spins.length;
    for (double t = wait * random.nextExponential();
        t < sweeps;
        t += wait * random.nextExponential()) {
      stopIfInterrupted(t, sweeps);
      time = start + t;
      refresh(random.nextInt(spins.length), random);
    }
    time = start + sweeps;
  }

  private void refresh(int site, RandomGenerator random) {
    double up = HeatBath.probabilityUp(conditions.beta(), field(site, time));
    byte drawn = (byte) (random.nextDouble() < up ? 1 : -1);
    if (drawn != spins[site]) {
      spins[site] = drawn;
      addField(site, 2 * drawn);
    }
  }

  private double field(int site, double t) {
    return external.isConstant() ? field[site] : field[site] + external.field().at(site, t);
  }

  /// Adds `spin·J(r)` to the field r away from a site.
  private void addField(int site, int spin) {
    int y = site / grid.nx();
    int x = site % grid.nx();
    for (int dy = -kernel.radius(); dy <= kernel.radius(); dy++) {
      for (int dx = -kernel.radius(); dx <= kernel.radius(); dx++) {
        field[grid.index(y + dy, x + dx)] += spin * kernel.get(dy, dx);
      }
    }
  }

  @Override
  String dynamics() {
    return "Kac–Ising one by one, J " + kernel.digest();
  }

  /// The fields are written too: what flips have left in their last digits decides later spins.
  @Override
  void writeHistory(DataOutputStream out) throws IOException {
    for (double h : field) {
      out.writeDouble(h);
    }
  }

  @Override
  void readHistory(DataInputStream in) throws IOException {
    for (int site = 0; site < field.length; site++) {
      field[site] = in.readDouble();
    }
  }

  /// One line: size, conditions and mean.
  @Override
  public String toString() {
    return "Kac–Ising system, one spin after another: " + describe();
  }
}
