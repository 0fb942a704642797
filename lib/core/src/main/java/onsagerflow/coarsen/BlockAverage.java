package onsagerflow.coarsen;

import java.util.stream.IntStream;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.micro.SpinSystem;

/// The block average of paper, eq. (2): `m(X) = (1/v) Σ_{i ∈ X} σ_i`, v = B².
///
/// @param block B, lattice spacings; must divide both edges of the lattice
public record BlockAverage(int block) {

  public BlockAverage {
    if (block < 1) {
      throw new IllegalArgumentException("block size must be positive, got " + block);
    }
  }

  /// The magnetisation of each block.
  ///
  /// @throws IllegalArgumentException if the block does not divide the lattice
  public ScalarField magnetisation(SpinSystem system) {
    byte[] spins = system.spins();
    return average(system.grid(), i -> spins[i]);
  }

  /// What each block does next, exactly: mean and variance over the dynamics, given all spins.
  ///
  ///     A = (1/v) Σ (−σ + tanh βh_i),   d⟨m⟩/dt = A
  ///     G = (1/v) Σ (1 − σ tanh βh_i),  Var[Δm] = 2G Δt/v + O(Δt²)
  ///
  /// @throws IllegalArgumentException if the block does not divide the lattice
  public Frame.Generator generator(SpinSystem system) {
    byte[] spins = system.spins();
    float[] field = system.localField();
    double beta = system.conditions().beta();
    var bath = new float[spins.length];
    IntStream.range(0, spins.length)
        .parallel()
        .forEach(i -> bath[i] = (float) Math.tanh(beta * field[i]));
    return new Frame.Generator(
        average(system.grid(), i -> bath[i] - spins[i]),
        average(system.grid(), i -> 1 - spins[i] * bath[i]));
  }

  /// The frame of blocks `block × block` times as large: m, A and G are block averages themselves,
  /// and so are those of the larger blocks, exactly.
  ///
  /// @throws IllegalArgumentException if the block does not divide the grid of the frame
  public Frame larger(Frame frame) {
    return new Frame(
        frame.time(),
        frame.run(),
        frame.conditions(),
        average(frame.m()),
        frame.generator().map(g -> new Frame.Generator(average(g.drift()), average(g.noise()))));
  }

  /// The same blocks taken together in every frame, as if the spins had been recorded in larger
  /// ones.
  ///
  /// @throws IllegalArgumentException if the block does not divide the grid
  public RecordedTrajectory larger(Trajectory trajectory) {
    var origin = trajectory.origin();
    var frames =
        IntStream.range(0, trajectory.size()).mapToObj(i -> larger(trajectory.frame(i))).toList();
    return new RecordedTrajectory(
        new Trajectory.Origin(
            origin.model(), origin.grid().coarsen(block), origin.block() * block, origin.seed()),
        frames);
  }

  private ScalarField average(ScalarField field) {
    return average(field.grid(), field::get);
  }

  private interface SiteValue {
    double at(int site);
  }

  private ScalarField average(Grid grid, SiteValue value) {
    var averaged = new ScalarField(grid.coarsen(block));
    int blocksPerRow = averaged.grid().nx();
    for (int cell = 0; cell < averaged.size(); cell++) {
      int corner = cell / blocksPerRow * block * grid.nx() + cell % blocksPerRow * block;
      double sum = 0;
      for (int y = 0; y < block; y++) {
        for (int x = 0; x < block; x++) {
          sum += value.at(corner + y * grid.nx() + x);
        }
      }
      averaged.set(cell, sum / (block * block));
    }
    return averaged;
  }
}
