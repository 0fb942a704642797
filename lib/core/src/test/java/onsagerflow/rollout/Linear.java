package onsagerflow.rollout;

import java.util.Arrays;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.meso.Confinement;
import onsagerflow.meso.StochasticEquation;

/// dm = −λ m dt + √(D₀ + D₂ m²) dW in uncoupled cells: an Ornstein–Uhlenbeck process (D₂ = 0) or
/// geometric Brownian motion (D₀ = 0), both solved exactly.
record Linear(Grid grid, double rate, double additive, double multiplicative)
    implements StochasticEquation {

  @Override
  public int cellVolume() {
    return 1;
  }

  @Override
  public Frame.Conditions conditions() {
    return new Frame.Conditions(1, 0);
  }

  @Override
  public Confinement confinement() {
    return Confinement.NONE;
  }

  @Override
  public void evaluate(double t, double[] m, double[] drift, double[] noise) {
    Arrays.setAll(drift, cell -> -rate * m[cell]);
    Arrays.setAll(noise, cell -> additive + multiplicative * m[cell] * m[cell]);
  }
}
