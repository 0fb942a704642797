package onsagerflow.rare;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;

/// Recordings of 128² Curie–Weiss blocks that do not feel each other, drawn from their exact chain:
/// data for a learner whose kernel has radius 0.
///
/// Blocks start at all magnetisations alike, up to 2.5/√N beyond the likeliest one, so that rare
/// states on the way of a flip are as well known as the others.
public final class UncoupledBlocks {

  private static final int CELLS = 128;

  private final CurieWeissBlock block;
  private final BirthDeathChain chain;
  private final Grid grid;

  private UncoupledBlocks(CurieWeissBlock block) {
    int edge = Math.toIntExact(Math.round(Math.sqrt(block.spins())));
    if (edge * edge != block.spins()) {
      throw new IllegalArgumentException(
          "blocks of a lattice are squares, got one of " + block.spins() + " spins");
    }
    this.block = block;
    this.chain = block.chain();
    this.grid = new Grid(CELLS, CELLS, edge);
  }

  /// @throws IllegalArgumentException if the number of spins is no square
  public static UncoupledBlocks of(CurieWeissBlock block) {
    return new UncoupledBlocks(block);
  }

  /// Pairs of frames, each a run of its own; the second frame is drawn from the exact distribution.
  ///
  /// @param lag between the two frames, sweeps
  /// @param count number of pairs
  public RecordedTrajectory pairs(double lag, int count, long seed) {
    if (!(lag > 0)) {
      throw new IllegalArgumentException("lag must be positive, got " + lag + " sweeps");
    }
    int n = block.spins();
    var later = // cumulative probabilities by the number up before
        IntStream.rangeClosed(0, n).parallel().mapToObj(k -> cumulative(k, lag)).toList();
    return recording(
        count,
        seed,
        run -> {
          var random = new CounterRandom(seed, run);
          var before = start(random);
          var after = new ScalarField(grid);
          for (int cell = 0; cell < grid.size(); cell++) {
            double[] reached = later.get(chain.state(before.get(cell)));
            after.set(cell, chain.magnetisation(drawn(reached, random)));
          }
          return Stream.of(frame(0, run, before), frame(lag, run, after));
        });
  }

  /// Single frames with the exact drift and noise of every block.
  ///
  /// @param count number of frames, each a run of its own
  public RecordedTrajectory withGenerator(int count, long seed) {
    int n = block.spins();
    return recording(
        count,
        seed,
        run -> {
          var m = start(new CounterRandom(seed, run));
          var drift = m.map(x -> 2 * (up(x) - down(x)) / n);
          var noise = m.map(x -> 2 * (up(x) + down(x)) / n);
          var generator = new Frame.Generator(drift, noise);
          return Stream.of(new Frame(0, run, conditions(), m, Optional.of(generator)));
        });
  }

  private double up(double m) {
    return chain.up(chain.state(m));
  }

  private double down(double m) {
    return chain.down(chain.state(m));
  }

  private RecordedTrajectory recording(int count, long seed, Function<Integer, Stream<Frame>> run) {
    List<Frame> frames = IntStream.range(0, count).parallel().boxed().flatMap(run).toList();
    int edge = Math.toIntExact(Math.round(grid.spacing()));
    return new RecordedTrajectory(
        new Trajectory.Origin("uncoupled blocks of " + block, grid, edge, seed), frames);
  }

  private Frame frame(double time, int run, ScalarField m) {
    return new Frame(time, run, conditions(), m, Optional.empty());
  }

  private Frame.Conditions conditions() {
    return new Frame.Conditions(block.temperature(), 0);
  }

  private ScalarField start(RandomGenerator random) {
    int n = block.spins();
    double reach = Math.min(0.97, block.magnetisation() + 2.5 / Math.sqrt(n));
    int fewest = chain.state(-reach);
    var m = new ScalarField(grid);
    for (int cell = 0; cell < m.size(); cell++) {
      m.set(cell, chain.magnetisation(random.nextInt(fewest, n - fewest + 1)));
    }
    return m;
  }

  private double[] cumulative(int k, double lag) {
    var p = new double[block.spins() + 1];
    p[k] = 1;
    double[] later = chain.evolve(p, lag);
    Arrays.parallelPrefix(later, Double::sum);
    return later;
  }

  private static int drawn(double[] cumulative, RandomGenerator random) {
    double last = cumulative[cumulative.length - 1]; // 1 but for rounding
    int found = Arrays.binarySearch(cumulative, random.nextDouble() * last);
    return found < 0 ? -found - 1 : found;
  }

  /// One line.
  @Override
  public String toString() {
    return CELLS + "² uncoupled blocks of " + block;
  }
}
