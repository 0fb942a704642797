package onsagerflow.micro;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.micro.site.HeatBath;
import org.junit.jupiter.api.Test;

class SequentialKacIsingTest extends KacIsingContract {

  private static final Frame.Conditions CONDITIONS = new Frame.Conditions(0.8, 0.05);
  private static final Grid SMALL = Grid.square(3);
  private static final SmallLattice LATTICE = new SmallLattice(SMALL, ANISOTROPIC, CONDITIONS);

  @Override
  SpinSystem system(Grid grid, Kernel kernel, Frame.Conditions conditions) {
    return new SequentialKacIsing(grid, kernel, conditions);
  }

  @Test
  void heatBathObeysDetailedBalanceInEveryState() {
    for (int state = 0; state < LATTICE.states(); state++) {
      for (int site = 0; site < LATTICE.sites(); site++) {
        double up = HeatBath.probabilityUp(LATTICE.beta(), LATTICE.field(state, site));
        double forth = SmallLattice.spin(state, site) > 0 ? 1 - up : up;
        int flipped = state ^ 1 << site;
        double cost = LATTICE.energy(flipped) - LATTICE.energy(state);
        assertEquals(Math.exp(-LATTICE.beta() * cost), forth / (1 - forth), 1e-12);
      }
    }
  }

  @Test
  void statesAtAFiniteTimeFollowTheMasterEquation() {
    int start = 0b011_001_010;
    var exact = LATTICE.evolve(LATTICE.certain(start), 1);
    assertEquals(0, ChiSquared.zScore(histogram(start, 1, 60_000), exact), 4);
  }

  @Test
  void statesInTheLongRunFollowBoltzmann() {
    // The slowest mode decays within a few sweeps, so replicas of 40 are independent samples.
    assertEquals(0, ChiSquared.zScore(histogram(0, 40, 30_000), LATTICE.boltzmann()), 4);
  }

  private static long[] histogram(int start, double t, int replicas) {
    var spins = new SequentialKacIsing(SMALL, ANISOTROPIC, CONDITIONS);
    var random = new SplittableRandom(11);
    var counts = new long[LATTICE.states()];
    for (int replica = 0; replica < replicas; replica++) {
      spins.setSpins(LATTICE.spins(start));
      spins.advance(t, random);
      counts[SmallLattice.state(spins.spins())]++;
    }
    return counts;
  }
}
