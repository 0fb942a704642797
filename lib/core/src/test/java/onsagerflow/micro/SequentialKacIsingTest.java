package onsagerflow.micro;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import org.junit.jupiter.api.Test;

class SequentialKacIsingTest extends SpinSystemContract {

  private static final Frame.Conditions CONDITIONS = new Frame.Conditions(0.8, 0.05);

  @Override
  SpinSystem system(Grid grid, Kernel kernel, Frame.Conditions conditions) {
    return new SequentialKacIsing(grid, kernel, conditions);
  }

  @Test
  void heatBathObeysDetailedBalanceInEveryState() {
    var lattice = new SmallLattice(ANISOTROPIC, CONDITIONS);
    for (int state = 0; state < SmallLattice.STATES; state++) {
      for (int site = 0; site < SmallLattice.SITES; site++) {
        double up = SequentialKacIsing.probabilityUp(lattice.beta(), lattice.field(state, site));
        double forth = SmallLattice.spin(state, site) > 0 ? 1 - up : up;
        int flipped = state ^ 1 << site;
        double cost = lattice.energy(flipped) - lattice.energy(state);
        assertEquals(Math.exp(-lattice.beta() * cost), forth / (1 - forth), 1e-12);
      }
    }
  }

  @Test
  void statesAtAFiniteTimeFollowTheMasterEquation() {
    int start = 0b011_001_010;
    var initial = new double[SmallLattice.STATES];
    initial[start] = 1;
    var exact = new SmallLattice(ANISOTROPIC, CONDITIONS).evolve(initial, 1);
    assertEquals(0, ChiSquared.zScore(histogram(start, 1, 60_000), exact), 4);
  }

  @Test
  void statesInTheLongRunFollowBoltzmann() {
    // The slowest mode decays within a few sweeps, so replicas of 40 are independent samples.
    var exact = new SmallLattice(ANISOTROPIC, CONDITIONS).boltzmann();
    assertEquals(0, ChiSquared.zScore(histogram(0, 40, 30_000), exact), 4);
  }

  private static long[] histogram(int start, double t, int replicas) {
    var spins = new SequentialKacIsing(SmallLattice.GRID, ANISOTROPIC, CONDITIONS);
    var random = new SplittableRandom(11);
    var counts = new long[SmallLattice.STATES];
    for (int replica = 0; replica < replicas; replica++) {
      spins.setSpins(SmallLattice.spins(start));
      spins.advance(t, random);
      counts[SmallLattice.state(spins.spins())]++;
    }
    return counts;
  }
}
