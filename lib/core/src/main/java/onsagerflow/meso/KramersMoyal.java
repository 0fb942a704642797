package onsagerflow.meso;

import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.fourier.Convolution;

/// A Langevin equation with drift and noise that know nothing of each other:
///
///     dm = a(m, s) dt + √(D(m)) dW
///
/// a is a polynomial in the m of a cell and the mean s of its neighbours, D a table. No
/// fluctuation–dissipation theorem, no energy, no kernel: what one gets from data by conditional
/// moments alone. It knows no external field either: that of the data is in a. Where a was not seen, beyond the range of m or of s in the data, it takes the value
/// at the edge of the range.
///
/// Source: Friedrich, Peinke, Sahimi and Reza Rahimi Tabar, Phys. Rep. 506, 87 (2011).
public final class KramersMoyal implements StochasticEquation {

  private final Grid grid;
  private final Frame.Conditions conditions;
  private final NeighbourDrift drift;
  private final UniformTable noise;
  private final Convolution convolution;
  private final double[] neighbours;

  /// @param drift a, per unit of time
  /// @param noise D, variance per unit of time
  /// @throws IllegalArgumentException if D is negative somewhere, the neighbourhood is wider than
  ///   the grid, or the field varies in space or time
  public KramersMoyal(Grid grid, Frame.Conditions conditions, NeighbourDrift drift, Table noise) {
    if (!(conditions.field() instanceof ExternalField.Uniform)) {
      throw new IllegalArgumentException(
          "a Kramers-Moyal equation has the field of its data in its drift and follows no other,"
              + " got "
              + conditions.field());
    }
    for (int i = 0; i < noise.size(); i++) {
      if (noise.value(i) < 0) {
        throw new IllegalArgumentException(
            "noise must not be negative, got D = " + noise.value(i) + " at m = " + noise.m(i));
      }
    }
    this.grid = grid;
    this.conditions = conditions;
    this.drift = drift;
    this.noise = UniformTable.of(noise);
    this.convolution = new Convolution(grid, neighbourMean(drift.radius()));
    this.neighbours = new double[grid.size()];
  }

  /// The stencil of s: the mean over the square of cells within `radius`, without the cell itself.
  public static Kernel neighbourMean(int radius) {
    int width = 2 * radius + 1;
    var values = new double[width * width];
    java.util.Arrays.fill(values, 1.0 / (width * width - 1));
    return new Kernel(radius, values).withCentre(0);
  }

  @Override
  public Grid grid() {
    return grid;
  }

  @Override
  public Frame.Conditions conditions() {
    return conditions;
  }

  @Override
  public void evaluate(double t, double[] m, double[] drift, double[] noise) {
    convolution.apply(m, neighbours);
    for (int cell = 0; cell < m.length; cell++) {
      drift[cell] = this.drift.at(m[cell], neighbours[cell]);
      noise[cell] = this.noise.at(m[cell]);
    }
  }

  /// One line: cells and conditions.
  @Override
  public String toString() {
    return "Kramers–Moyal equation, " + setting() + "; " + drift;
  }
}
