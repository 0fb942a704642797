package onsagerflow.rare;

import onsagerflow.meso.StochasticEquation;

/// Equations of a single cell, which can be solved exactly.
final class OneCell {

  private OneCell() {}

  static void require(StochasticEquation equation) {
    if (equation.grid().size() != 1) {
      throw new IllegalArgumentException(
          "an equation of one cell is wanted, got " + equation.grid().size() + " cells");
    }
  }
}
