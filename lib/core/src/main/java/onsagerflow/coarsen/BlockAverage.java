package onsagerflow.coarsen;

import java.util.random.RandomGenerator;
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
    var m = new ScalarField(system.grid().coarsen(block));
    var sums = new int[m.size()];
    system.sumSpins(block, 0, system.grid().ny(), sums);
    for (int cell = 0; cell < sums.length; cell++) {
      m.set(cell, sums[cell] / volume());
    }
    return m;
  }

  /// The blocks of spins that point up or down as coins fall, drawn without the spins: what a
  /// quench from infinite temperature starts from, on lattices that no memory holds.
  ///
  /// @param cells how many blocks, squares on a plane; its spacing is this block
  public ScalarField ofRandomSpins(Grid cells, RandomGenerator random) {
    if (cells.spacing() != block || cells.dimensions() != 2) {
      throw new IllegalArgumentException(
          "cells are squares of %s spins on a plane, got %s".formatted(block, cells));
    }
    var m = new ScalarField(cells);
    int volume = (int) volume();
    for (int cell = 0; cell < m.size(); cell++) {
      int up = 0;
      for (int left = volume; left > 0; left -= Long.SIZE) {
        up += Long.bitCount(random.nextLong() >>> Math.max(0, Long.SIZE - left));
      }
      m.set(cell, (2.0 * up - volume) / volume);
    }
    return m;
  }

  /// What each block does next, exactly: mean and variance over the dynamics, given all spins.
  ///
  ///     A = (1/v) Σ (−σ + tanh βh_i),   d⟨m⟩/dt = A
  ///     G = (1/v) Σ (1 − σ tanh βh_i),  Var[Δm] = 2G Δt/v + O(Δt²)
  ///
  /// @throws IllegalArgumentException if the block does not divide the lattice
  public Frame.Generator generator(SpinSystem system) {
    var drift = new ScalarField(system.grid().coarsen(block));
    var noise = new ScalarField(drift.grid());
    system.sumGenerator(block, 0, system.grid().ny(), drift.values(), noise.values());
    for (int cell = 0; cell < drift.size(); cell++) {
      drift.set(cell, drift.get(cell) / volume());
      noise.set(cell, noise.get(cell) / volume());
    }
    return new Frame.Generator(drift, noise);
  }

  /// v
  private double volume() {
    return Grid.cellVolume(block, 2);
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
    var frames = trajectory.stream().map(this::larger).toList();
    return new RecordedTrajectory(
        new Trajectory.Origin(
            origin.model(), origin.grid().coarsen(block), origin.block() * block, origin.seed()),
        frames);
  }

  private ScalarField average(ScalarField field) {
    var averaged = new ScalarField(field.grid().coarsen(block));
    int width = field.grid().nx();
    int blocksPerRow = averaged.grid().nx();
    for (int cell = 0; cell < averaged.size(); cell++) {
      int corner = cell / blocksPerRow * block * width + cell % blocksPerRow * block;
      double sum = 0;
      for (int y = 0; y < block; y++) {
        for (int x = 0; x < block; x++) {
          sum += field.get(corner + y * width + x);
        }
      }
      averaged.set(cell, sum / volume());
    }
    return averaged;
  }
}
