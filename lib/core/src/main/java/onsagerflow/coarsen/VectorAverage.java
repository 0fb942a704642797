package onsagerflow.coarsen;

import java.util.random.RandomGenerator;
import onsagerflow.field.Grid;
import onsagerflow.field.vector.VectorField;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.llg.FreeSpins;
import onsagerflow.llg.VectorSystem;

/// Block averages of unit vectors, `m(X) = (1/v) Σ_{i ∈ X} s_i`, v = B^d.
///
/// @param block B, lattice spacings; must divide all edges of the lattice
public record VectorAverage(int block) {

  public VectorAverage {
    if (block < 1) {
      throw new IllegalArgumentException("block size must be positive, got " + block);
    }
  }

  /// The mean vector of each block.
  ///
  /// @throws IllegalArgumentException if the block does not divide the lattice
  public VectorField magnetisation(VectorSystem system) {
    return of(system.vectors());
  }

  /// The blocks of unit vectors that point anywhere, drawn without keeping the vectors: what a
  /// quench from infinite temperature starts from, on lattices that no memory holds.
  ///
  /// @param cells how many blocks, squares on a plane; its spacing is this block
  public VectorField ofRandomVectors(Grid cells, RandomGenerator random) {
    if (cells.dimensions() != 2 || cells.spacing() != block) {
      throw new IllegalArgumentException(
          "cells are squares of %s vectors on a plane, got %s".formatted(block, cells));
    }
    int volume = cells.cellVolume();
    var m = new VectorField(cells, 3);
    var s = new double[3];
    var axis = new double[] {0, 0, 1};
    for (int cell = 0; cell < cells.size(); cell++) {
      for (int i = 0; i < volume; i++) {
        FreeSpins.draw(0, axis, random, s);
        for (int c = 0; c < 3; c++) {
          m.set(c, cell, m.get(c, cell) + s[c] / volume);
        }
      }
    }
    return m;
  }

  /// What each block does next, exactly: mean and covariance over the noise, given all vectors.
  ///
  ///     A = (1/v) Σ (−γ s×H − γλ s×(s×H) − 2D_r s),  d⟨m⟩/dt = A
  ///     G = D_r (1 − (1/v) Σ s sᵀ),                  cov[Δm] = 2G Δt/v + O(Δt²)
  ///
  /// @throws IllegalArgumentException if the block does not divide the lattice, or the system makes
  ///   no continuous steps
  public VectorFrame.Generator generator(VectorSystem system) {
    var instant =
        system
            .instant()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "drift and noise are those of dynamics in time, got " + system));
    var s = system.vectors();
    var squares = new VectorField(s.grid(), VectorFrame.TENSOR);
    for (int cell = 0; cell < s.grid().size(); cell++) {
      for (int place = 0; place < VectorFrame.TENSOR; place++) {
        int a = place < 3 ? place : place / 5; // xx, yy, zz, xy, xz, yz
        int b = place < 3 ? place : place == 3 ? 1 : 2;
        double same = a == b ? 1 : 0;
        squares.set(place, cell, instant.diffusion() * (same - s.get(a, cell) * s.get(b, cell)));
      }
    }
    return new VectorFrame.Generator(of(instant.drift()), of(squares));
  }

  /// The mean of a field over each block.
  ///
  /// @throws IllegalArgumentException if the block does not divide the lattice
  public VectorField of(VectorField field) {
    var fine = field.grid();
    var mean = new VectorField(fine.coarsen(block), field.components());
    int size = mean.grid().size();
    double volume = (double) fine.size() / size;
    for (int c = 0; c < field.components(); c++) {
      for (int cell = 0; cell < fine.size(); cell++) {
        int z = cell / (fine.ny() * fine.nx());
        int y = cell / fine.nx() % fine.ny();
        int x = cell % fine.nx();
        int layer = fine.dimensions() == 3 ? z / block : z;
        int of = (layer * mean.grid().ny() + y / block) * mean.grid().nx() + x / block;
        mean.values()[c * size + of] += field.get(c, cell);
      }
      for (int i = c * size; i < (c + 1) * size; i++) {
        mean.values()[i] /= volume;
      }
    }
    return mean;
  }
}
