package onsagerflow.micro.kac;

import static org.junit.jupiter.api.Assertions.assertEquals;

import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.micro.KacKernel;
import onsagerflow.micro.SmallLattice;
import org.junit.jupiter.api.Test;

class HeatBathLeapTest {

  private static final Kernel KERNEL =
      KacKernel.of(new double[][] {{0.05, -0.15, 0.3}, {0.25, 0, 0.25}, {0.3, -0.15, 0.05}});

  @Test
  void flipsObeyDetailedBalanceInAConstantField() {
    var conditions = new Frame.Conditions(0.8, 0.05);
    var lattice = new SmallLattice(Grid.square(3), KERNEL, conditions);
    var update = HeatBathLeap.of(conditions.beta(), 0.1, 0.5);
    for (int state = 0; state < lattice.states(); state++) {
      for (int site = 0; site < lattice.sites(); site++) {
        float h = (float) lattice.field(state, site);
        float[] p = {h, h};
        update.flipProbabilities(
            new float[] {SmallLattice.spin(state, site), -SmallLattice.spin(state, site)},
            new float[] {h, h},
            p,
            0,
            2);
        double cost = lattice.energy(state ^ 1 << site) - lattice.energy(state);
        assertEquals(Math.exp(-lattice.beta() * cost), p[0] / p[1], 4e-6 * p[0] / p[1]);
        assertEquals(-Math.expm1(-0.1), p[0] + p[1], 1e-7);
      }
    }
  }
}
