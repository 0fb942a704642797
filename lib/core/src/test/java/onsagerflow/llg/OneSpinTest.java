package onsagerflow.llg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.TimeProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Spins that do not feel each other: exact solutions.
class OneSpinTest {

  private static final Grid GRID = Grid.square(64);
  private static final int SPINS = GRID.size();

  private static LlgSystem spins(double temperature, double damping, EnergyTerm... terms) {
    var conditions = new Frame.Conditions(temperature, 0);
    return new LlgSystem(new EffectiveField(GRID, List.of(terms)), conditions, 1, damping);
  }

  private static EnergyTerm field(double hx, double hy, double hz) {
    return new Zeeman(GRID, ExternalField.vector(hx, hy, hz));
  }

  private static double mean(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += value;
    }
    return sum / x.length;
  }

  /// Angle about z and s_z after a time in a field of 2 along z, from s_z = 0.6.
  private static double[] turned(Scheme scheme, double damping, double dt, int steps) {
    var dynamics = new Dynamics(1.5, damping, 0);
    var step = scheme.of(new EffectiveField(GRID, List.of(field(0, 0, 2))), dynamics);
    double[][] s = new double[3][SPINS];
    java.util.Arrays.fill(s[0], 0.8);
    java.util.Arrays.fill(s[2], 0.6);
    var random = new CounterRandom(1, 0);
    double angle = 0;
    double before = 0;
    for (int k = 0; k < steps; k++) {
      step.step(s, k * dt, dt, random);
      double now = Math.atan2(s[1][5], s[0][5]);
      angle += Math.IEEEremainder(now - before, 2 * Math.PI);
      before = now;
    }
    return new double[] {angle, s[2][5]};
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void precessesAtGammaHAndIsDampedAsTheEquationSays(Scheme scheme) {
    double damping = 0.1;
    double dt = scheme == Scheme.SPLITTING ? 0.04 : 4e-4;
    double time = 4;
    var found = turned(scheme, damping, dt, (int) Math.round(time / dt));
    assertEquals(1, found[0] / (1.5 * 2 * time), 1e-6);
    double rate = (artanh(found[1]) - artanh(0.6)) / time;
    assertEquals(1, rate / (1.5 * damping * 2), 1e-6);
  }

  @Test
  void precessionAtTheDefaultStepIsExactToAHundredThousandth() {
    double dt = Scheme.SPLITTING.step(2, new Dynamics(1.5, 0, 0));
    var found = turned(Scheme.SPLITTING, 0, dt, 100);
    assertEquals(1, found[0] / (1.5 * 2 * dt * 100), 1e-5);
    assertEquals(0.6, found[1], 1e-5);
  }

  private static double artanh(double x) {
    return 0.5 * Math.log((1 + x) / (1 - x));
  }

  @Test
  void freeSpinsForgetTheirDirectionByRotationalDiffusion() {
    double damping = 0.5;
    double temperature = 2;
    var spins = spins(temperature, damping).withStep(0.1);
    double time = 0.4; // four steps in which 2 D t = 0.2 each
    spins.advance(time, new CounterRandom(3, 0));
    double decay = Math.exp(-2 * damping * temperature * time);
    double second = Math.exp(-6 * damping * temperature * time); // of the second Legendre function
    var z = spins.vectors().component(2);
    assertEquals(decay, z.mean(), 4 * Math.sqrt((1 + 2 * second - 3 * decay * decay) / 3 / SPINS));
    assertEquals((1 + 2 * second) / 3, z.meanSquare(), 4 * 0.3 / Math.sqrt(SPINS));
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void spinsInAFieldHaveTheMeanOfLangevin(Scheme scheme) {
    double temperature = 0.5;
    var spins = spins(temperature, 0.3, field(0, 0, 1)).by(scheme);
    var random = new CounterRandom(4, 0);
    spins.magnetise(new double[] {0, 0, FreeSpins.mean(2)}, random);
    double sum = 0;
    int samples = 40;
    for (int k = 0; k < samples; k++) {
      spins.advance(1, random);
      sum += mean(spins.s[2]) / samples;
    }
    double variance = 1 - 2 * FreeSpins.mean(2) / 2 - Math.pow(FreeSpins.mean(2), 2);
    // correlated over 1/(2 λ T) and less
    double error = Math.sqrt(variance / SPINS / samples * 5);
    assertEquals(FreeSpins.mean(2), sum, 3 * error);
  }

  @Test
  void anglesToAnEasyAxisFollowTheGibbsDistribution() {
    double strength = 1;
    double temperature = 0.4;
    var spins = spins(temperature, 0.4, new UniaxialAnisotropy(strength, 0, 0, 1));
    var random = new CounterRandom(5, 0);
    spins.magnetise(new double[3], random);
    spins.advance(20, random);
    int bins = 20;
    var counts = new double[bins];
    int samples = 8;
    for (int k = 0; k < samples; k++) {
      spins.advance(20, random);
      for (double z : spins.s[2]) {
        counts[Math.min(bins - 1, (int) ((z + 1) / 2 * bins))]++;
      }
    }
    var weight = new double[bins];
    double total = 0;
    for (int b = 0; b < bins; b++) {
      for (int i = 0; i < 100; i++) {
        double z = -1 + 2 * (b + (i + 0.5) / 100) / bins;
        weight[b] += Math.exp(strength * z * z / temperature);
      }
      total += weight[b];
    }
    double chiSquare = 0;
    for (int b = 0; b < bins; b++) {
      double expected = weight[b] / total * SPINS * samples;
      chiSquare += (counts[b] - expected) * (counts[b] - expected) / expected;
    }
    // over few flips from well to well the samples are not independent of z → −z
    assertTrue(chiSquare < 19 + 4 * Math.sqrt(2 * 19), "chi square " + chiSquare);
  }

  @Test
  void aFieldThatChangesInTimeTurnsSpinsByItsIntegral() {
    var drive = ExternalField.harmonic(1, 10);
    var h = ExternalField.vector(ExternalField.uniform(0), ExternalField.uniform(0), drive);
    var zeeman = new Zeeman(GRID, h);
    var step =
        Scheme.SPLITTING.of(new EffectiveField(GRID, List.of(zeeman)), new Dynamics(1, 0, 0));
    double[][] s = new double[3][SPINS];
    java.util.Arrays.fill(s[0], 1);
    var random = new CounterRandom(1, 0);
    for (int k = 0; k < 50; k++) {
      step.step(s, 0.05 * k, 0.05, random);
    }
    double angle = 10 / (2 * Math.PI) * (1 - Math.cos(2 * Math.PI * 2.5 / 10));
    assertEquals(angle, Math.atan2(s[1][0], s[0][0]), 1e-7);
    assertEquals(1, zeeman.strongestField(), 1e-3);
    assertTrue(TimeProgram.harmonic(1, 10, 0).at(2.5) > 0.99);
  }

  @Test
  void whatCannotBeIsRefusedInOneLine() {
    var negative =
        assertThrows(IllegalArgumentException.class, () -> spins(1, -0.1, field(0, 0, 1)));
    assertEquals("damping must be >= 0, got -0.1", String.valueOf(negative.getMessage()));
    var spins = spins(0.1, 0.1, field(0, 0, 5));
    var large = assertThrows(IllegalArgumentException.class, () -> spins.withStep(2));
    assertTrue(
        String.valueOf(large.getMessage()).startsWith("a step must be positive and at most 0.39"),
        String.valueOf(large.getMessage()));
    assertThrows(IllegalArgumentException.class, () -> spins.withStep(0));
    assertThrows(
        IllegalArgumentException.class,
        () -> spins.setVectors(new onsagerflow.field.vector.VectorField(GRID, 3)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new LlgSystem(spins.effectiveField(), spins.conditions(), 0, 0.1));
  }
}
