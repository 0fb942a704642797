package onsagerflow.micromagnetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import onsagerflow.field.ExternalField;
import org.junit.jupiter.api.Test;

class MagnetTest {

  private static final double GAMMA = 1.7595e11;
  private static final double NM = 1e-9;

  private static Magnet macrospin(double damping, double bz) {
    var sample = new Sample(new Mesh(2, 1, 1, NM, NM, NM), new Material(8e5, 1e-11, damping));
    var terms = EnergyTerms.of(sample, false, ExternalField.vector(0, 0, bz));
    return new Magnet(sample, terms, GAMMA, 1e-8);
  }

  @Test
  void oneVectorPrecessesAndFalls() {
    double damping = 0.1;
    double rate = GAMMA * 0.7 / (1 + damping * damping);
    var magnet = macrospin(damping, 0.7);
    magnet.magnetise(Math.sin(2.5), 0, Math.cos(2.5));
    for (int n = 1; n <= 5; n++) {
      magnet.advance(0.1e-9);
      double t = 0.1e-9 * n;
      double polar = 2 * Math.atan(Math.tan(1.25) * Math.exp(-damping * rate * t));
      assertArrayEquals(
          new double[] {
            Math.sin(polar) * Math.cos(rate * t),
            Math.sin(polar) * Math.sin(rate * t),
            Math.cos(polar)
          },
          magnet.mean(),
          2e-6);
    }
    assertEquals(0.5e-9, magnet.time(), 1e-24);
  }

  @Test
  void theErrorFollowsTheTolerance() {
    double[] errors = new double[3];
    for (int n = 0; n < 3; n++) {
      var sample = new Sample(new Mesh(1, 1, 1, NM, NM, NM), new Material(8e5, 0, 0));
      var terms = EnergyTerms.of(sample, false, ExternalField.vector(0, 0, 1));
      var magnet = new Magnet(sample, terms, GAMMA, Math.pow(10, -4 - 2 * n));
      magnet.magnetise(1, 0, 0);
      magnet.advance(1e-9);
      errors[n] =
          Math.abs(
              Math.atan2(magnet.mean()[1], magnet.mean()[0])
                  - Math.IEEEremainder(GAMMA * 1e-9, 2 * Math.PI));
    }
    assertTrue(
        errors[0] > 10 * errors[1] && errors[1] > 10 * errors[2],
        errors[0] + " " + errors[1] + " " + errors[2]);
    assertTrue(errors[2] < 1e-5, "" + errors[2]);
  }

  @Test
  void aHardAxisTurnsAsFarAsStonerAndWohlfarthSay() {
    var material = new Material(8e5, 1e-11, 0.1).withUniaxial(4e5, 1, 0, 0);
    var sample = new Sample(new Mesh(3, 2, 1, NM, NM, NM), material);
    var terms = EnergyTerms.of(sample, false, ExternalField.vector(0, 0.4, 0));
    var magnet = new Magnet(sample, terms, GAMMA, 1e-6);
    magnet.magnetise(1, 0, 0.1);
    magnet.relax();
    assertArrayEquals(new double[] {Math.sqrt(0.84), 0.4, 0}, magnet.mean(), 1e-7);
    magnet.magnetise(-1, 0, 0.1);
    magnet.minimise();
    assertArrayEquals(new double[] {-Math.sqrt(0.84), 0.4, 0}, magnet.mean(), 1e-7);
  }

  @Test
  void fromARandomStartNoTorqueIsLeft() {
    var film =
        new Material(5.8e5, 1.5e-11, 0.3).withUniaxial(8e5, 0, 0, 1).withInterfacialDmi(3.5e-3);
    var samples =
        List.of(
            new Sample(new Mesh(32, 32, 1, NM, NM, NM).periodic(1, 1, 0), film),
            new Sample(
                new Mesh(16, 16, 2, 4 * NM, 4 * NM, 3 * NM),
                List.of(new Material(8e5, 1.3e-11, 0.1), new Material(1.2e6, 2e-11, 0.1)),
                i -> i % 16 == 3 ? Sample.EMPTY : i % 2));
    for (var sample : samples) {
      var terms = EnergyTerms.of(sample, true, ExternalField.vector(0, 0, 0.01));
      var magnet = new Magnet(sample, terms, GAMMA, 1e-5);
      magnet.set(Start.random(4).of(sample));
      double before = magnet.energy();
      magnet.relax();
      assertTrue(magnet.energy() < before);
      var m = magnet.m();
      var b = magnet.field();
      for (int i = 0; i < sample.grid().size(); i++) {
        for (int c = 0; c < 3; c++) {
          int d = (c + 1) % 3;
          int e = (c + 2) % 3;
          double torque = m.get(d, i) * b.get(e, i) - m.get(e, i) * b.get(d, i);
          assertEquals(0, sample.isFilled(i) ? torque : 0, 1.01 * Magnet.REST);
        }
      }
    }
  }

  private static Sample permalloy() {
    double edge = 500 * NM / 128;
    return new Sample(new Mesh(128, 32, 1, edge, edge, 3 * NM), new Material(8e5, 1.3e-11, 0.02));
  }

  /// γ of the shared reference, 2.2110529·10⁵ m/(A s), by OOMMF.
  private static final double OOMMF_GAMMA = 2.2110529e5 / Demagnetisation.MU_0;

  private static Magnet problem4(double... tesla) {
    var sample = permalloy();
    var terms = EnergyTerms.of(sample, true, ExternalField.vector(tesla[0], tesla[1], tesla[2]));
    return new Magnet(sample, terms, OOMMF_GAMMA, Magnet.TOLERANCE);
  }

  /// µMAG problem 4 against OOMMF: the state at rest, its energies, and the first 40 ps in both
  /// fields.
  @Test
  void standardProblem4BeginsLikeOommf() {
    var rest = problem4(0, 0, 0);
    rest.magnetise(1, 0.1, 0);
    rest.relax();
    assertArrayEquals(new double[] {0.966958, 0.125297, 0}, rest.mean(), 2e-6);
    assertEquals(6.2977127176e-19, rest.energy(), 1e-8 * 6.3e-19);
    assertEquals(8.92521496e-20, rest.energies()[0], 1e-6 * 8.9e-20);
    assertEquals(5.40519122e-19, rest.energies()[1], 1e-6 * 5.4e-19);
    double[][] fields = {{-24.6e-3, 4.3e-3, 0}, {-35.5e-3, -6.3e-3, 0}};
    double[][] after = {
      {0.9142772628, 0.2599402685, -0.04511276726}, {0.9271217268, 0.07222097545, 0.01039410958}
    };
    for (int n = 0; n < 2; n++) {
      var magnet = problem4(fields[n]);
      magnet.set(rest.m());
      magnet.advance(40e-12);
      assertArrayEquals(after[n], magnet.mean(), 2e-6);
    }
  }

  @Test
  void theBitsDoNotDependOnTheThreads() throws Exception {
    var alone = new ForkJoinPool(1).submit(MagnetTest::short4).get();
    var together = new ForkJoinPool(3).submit(MagnetTest::short4).get();
    assertArrayEquals(alone, together, 0);
  }

  private static double[] short4() {
    var magnet = problem4(0.1, 0.2, 0.3);
    magnet.magnetise(1, 0.1, 0);
    magnet.advance(2e-12);
    magnet.minimise(1);
    return magnet.m().values();
  }

  @Test
  void refusesWhatCannotBe() {
    var magnet = macrospin(0.1, 1);
    var e = assertThrows(IllegalArgumentException.class, () -> magnet.advance(-1));
    assertTrue(String.valueOf(e.getMessage()).contains("got -1.0"));
    var none = magnet.m();
    none.set(2, 1, 0);
    e = assertThrows(IllegalArgumentException.class, () -> magnet.set(none));
    assertTrue(String.valueOf(e.getMessage()).contains("cell (y 0, x 1) has no direction"));
    assertThrows(
        IllegalArgumentException.class, () -> new Magnet(magnet.sample(), List.of(), 0, 1e-6));
  }
}
