package onsagerflow.micromagnetic.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import onsagerflow.field.ThermalUnits;
import onsagerflow.llg.Scheme;
import onsagerflow.micromagnetic.Material;
import onsagerflow.micromagnetic.WarmMagnet;
import org.junit.jupiter.api.Test;

class IndependentCellsTest {

  private static final double EDGE = 10e-9;

  private static IndependentCells cells(double anisotropy, double kelvin) {
    return new IndependentCells(
        new Material(1e6, 0, 0.1).withUniaxial(anisotropy, 0, 0, 1), EDGE, kelvin);
  }

  @Test
  void freeVectorsLoseTheirDirectionExponentially() {
    var free = cells(0, 300);
    double[] times = {0, 0.1, 1, 3};
    var mz = free.exact(times);
    for (int i = 0; i < times.length; i++) {
      assertEquals(Math.exp(-2 * free.diffusion() * 1e-9 * times[i]), mz.y().get(i), 1e-9);
    }
  }

  /// Behind a high barrier a vector comes to rest in its half of the Boltzmann distribution.
  @Test
  void behindABarrierTheyAreInEquilibrium() {
    double kelvin = 100;
    double barrier = 18;
    double anisotropy = barrier * ThermalUnits.BOLTZMANN * kelvin / (EDGE * EDGE * EDGE);
    double[] z = IntStream.range(0, 100_000).mapToDouble(i -> (i + 0.5) * 1e-5).toArray();
    double all = 0;
    double along = 0;
    for (double at : z) {
      double weight = Math.exp(barrier * at * at);
      all += weight;
      along += at * weight;
    }
    assertEquals(along / all, cells(anisotropy, kelvin).exact(10).y().getFirst(), 1e-6);
  }

  /// Mumax3's rk4temperature, 0.8370 after 5 ns by finite volumes as well.
  @Test
  void simulatedCellsFollowTheFokkerPlanckEquation() {
    var cells = cells(2500, 100);
    double[] times = {0, 1, 5};
    var exact = cells.exact(times);
    assertEquals(0.83701, exact.y().getLast(), 1e-5);
    var mz = cells.simulated(48, new WarmMagnet.Stepping(Scheme.HEUN, 5e-12), 2, times);
    assertEquals(1, mz.y().getFirst());
    for (int i = 1; i < times.length; i++) {
      assertEquals(exact.y().get(i), mz.y().get(i), 4 * mz.standardError().get(i));
    }
    assertEquals(0.1633 / 48, mz.standardError().getLast(), 0.1 * 0.1633 / 48);
  }

  @Test
  void refusesCellsThatAreNot() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new IndependentCells(new Material(1e6, 1e-11, 0.1), EDGE, 100));
    assertTrue(String.valueOf(e.getMessage()).contains("independent cells have no exchange"));
    e = assertThrows(IllegalArgumentException.class, () -> cells(1e3, 0));
    assertTrue(String.valueOf(e.getMessage()).contains("got 0.0 K"));
  }
}
