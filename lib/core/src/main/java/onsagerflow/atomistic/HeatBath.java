package onsagerflow.atomistic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import onsagerflow.field.Frame;
import onsagerflow.llg.EffectiveField;
import onsagerflow.llg.EnergyTerm;
import onsagerflow.llg.FreeSpins;
import onsagerflow.llg.PairTerm;
import onsagerflow.llg.VectorState;
import onsagerflow.llg.Zeeman;

/// Unit vectors whose statics are sampled by the heat bath: one after the other is drawn afresh
/// from its exact distribution given the others, exp(s·H/T).
///
/// Time is counted in sweeps, which go through the lattice in order: averages are exact, however
/// short the run, once it has settled, and times are those of no dynamics.
///
/// Miyatake et al., J. Phys. C 19, 2539 (1986).
public final class HeatBath extends VectorState {

  private static final double[] UP = {0, 0, 1};

  private final EffectiveField field;
  private final List<PairTerm> pairs = new ArrayList<>();
  private final double[][] h;

  /// All vectors along z, at time 0.
  ///
  /// @param conditions T and the external field, which is one of the terms of `field`
  /// @throws IllegalArgumentException if a term is not linear in each single vector
  public HeatBath(EffectiveField field, Frame.Conditions conditions) {
    super(field.grid(), conditions.requireWarm());
    this.field = field;
    this.h = new double[3][field.grid().size()];
    for (EnergyTerm term : field.terms()) {
      if (term instanceof PairTerm pair) {
        pairs.add(pair);
      } else if (!(term instanceof Zeeman)) {
        throw new IllegalArgumentException(
            "the heat bath draws spins in a field that does not depend on them, got "
                + term.identity()
                + ": use the LLG");
      }
    }
  }

  @Override
  public double energy() {
    return field.energy(s, time());
  }

  @Override
  public Optional<Instant> instant() {
    return Optional.empty();
  }

  /// @throws IllegalArgumentException also if the duration is no whole number of sweeps
  @Override
  public void advance(Advance from, RandomGenerator random, Consumer<Advance> afterStep) {
    if (from.duration() != Math.rint(from.duration())) {
      throw new IllegalArgumentException(
          "the heat bath goes by whole sweeps, got " + from.duration());
    }
    advance(from, 1, afterStep, _ -> sweep(random));
  }

  private void sweep(RandomGenerator random) {
    field.of(s, time(), h);
    var drawn = new double[3];
    var axis = new double[3];
    for (int cell = 0; cell < grid().size(); cell++) {
      double strength = Math.sqrt(square(h[0][cell]) + square(h[1][cell]) + square(h[2][cell]));
      for (int c = 0; c < 3; c++) {
        axis[c] = strength > 0 ? h[c][cell] / strength : UP[c];
      }
      FreeSpins.draw(strength / conditions().temperature(), axis, random, drawn);
      double dx = drawn[0] - s[0][cell];
      double dy = drawn[1] - s[1][cell];
      double dz = drawn[2] - s[2][cell];
      for (int c = 0; c < 3; c++) {
        s[c][cell] = drawn[c];
      }
      for (var pair : pairs) {
        pair.addResponse(cell, dx, dy, dz, h);
      }
    }
  }

  private static double square(double x) {
    return x * x;
  }

  @Override
  public String identity() {
    return "heat bath of %s, T %s, %s"
        .formatted(grid(), conditions().temperature(), field.identity());
  }
}
