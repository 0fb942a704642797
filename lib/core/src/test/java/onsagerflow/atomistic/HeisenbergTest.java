package onsagerflow.atomistic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.vector.VectorField;
import onsagerflow.llg.LlgSystem;
import onsagerflow.llg.Scheme;
import onsagerflow.llg.VectorSystem;
import onsagerflow.micro.KacKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HeisenbergTest {

  private static final double CRITICAL = 1.442929; // k_B T_c / J, simple cubic

  private static LlgSystem cubic(int length, double temperature, double damping) {
    return Heisenberg.on(length, 3)
        .exchange(1)
        .llg(new Frame.Conditions(temperature, 0), 1, damping);
  }

  /// Means of runs of a system, with standard errors over stretches of the run.
  private record Averages(double m, double mError, double e, double eError) {

    static Averages of(VectorSystem spins, CounterRandom random, double time, int stretches) {
      int looks = 20;
      var m = new double[stretches];
      var e = new double[stretches];
      for (int k = 0; k < stretches * looks; k++) {
        spins.advance(time / stretches / looks, random);
        var vectors = spins.vectors();
        double square = 0;
        for (int c = 0; c < 3; c++) {
          square += Math.pow(vectors.component(c).mean(), 2);
        }
        m[k / looks] += Math.sqrt(square) / looks;
        e[k / looks] += spins.energy() / spins.grid().size() / looks;
      }
      return new Averages(mean(m), error(m), mean(e), error(e));
    }

    private static double mean(double[] x) {
      return Arrays.stream(x).average().orElseThrow();
    }

    private static double error(double[] x) {
      double mean = mean(x);
      double square = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum();
      return Math.sqrt(square / (x.length - 1) / x.length);
    }

    void assertLike(double otherM, double otherMError, double otherE, double otherEError) {
      assertEquals(otherM, m, 3 * Math.hypot(mError, otherMError), "|m|");
      assertEquals(otherE, e, 3 * Math.hypot(eError, otherEError), "energy of a spin");
    }
  }

  /// An independent heat-bath Monte Carlo: L = 16, T/T_c, ⟨|m|⟩, ⟨e⟩ and their errors.
  @ParameterizedTest
  @CsvSource({
    "0.3, 0.887599, 0.000048, -2.548337, 0.000060",
    "0.6, 0.744788, 0.000110, -2.034722, 0.000141",
    "0.9, 0.491613, 0.000326, -1.344840, 0.000378"
  })
  void simpleCubicSpinsHaveTheEquilibriumOfMonteCarlo(
      double part, double m, double mError, double e, double eError) {
    var spins = cubic(16, part * CRITICAL, 1);
    var random = new CounterRandom(11, 0);
    spins.magnetise(new double[] {0, 0, m}, random);
    spins.advance(20, random);
    Averages.of(spins, random, 200, 10).assertLike(m, mError, e, eError);
  }

  @ParameterizedTest
  @CsvSource({
    "0.3, 0.887599, 0.000048, -2.548337, 0.000060",
    "0.9, 0.491613, 0.000326, -1.344840, 0.000378"
  })
  void theHeatBathSamplesTheSame(double part, double m, double mError, double e, double eError) {
    var spins = Heisenberg.on(16, 3).exchange(1).heatBath(new Frame.Conditions(part * CRITICAL, 0));
    var random = new CounterRandom(12, 0);
    spins.magnetise(new double[] {0, 0, m}, random);
    spins.advance(100, random);
    Averages.of(spins, random, 800, 20).assertLike(m, mError, e, eError);
  }

  @Test
  void heatBathAndDynamicsOfKacSpinsAgree() {
    var model = Heisenberg.on(24, 2).kac(KacKernel.bump(4));
    var conditions = new Frame.Conditions(0.25, 0.05);
    var random = new CounterRandom(13, 0);
    var statics = model.heatBath(conditions);
    statics.advance(30, random);
    var exact = Averages.of(statics, random, 2000, 20);
    var dynamics = model.llg(conditions, 1, 1);
    dynamics.advance(30, random);
    Averages.of(dynamics, random, 1000, 20)
        .assertLike(exact.m, exact.mError, exact.e, exact.eError);
  }

  @Test
  void theHeatBathRefusesWhatIsNotLinearInASpin() {
    var model = Heisenberg.on(4, 2).exchange(1).uniaxial(0.1, 0, 0, 1);
    assertThrows(IllegalArgumentException.class, () -> model.heatBath(new Frame.Conditions(1, 0)));
    var spins = Heisenberg.on(4, 2).exchange(1).heatBath(new Frame.Conditions(1, 0));
    assertThrows(IllegalArgumentException.class, () -> spins.advance(0.5, new CounterRandom(1, 0)));
  }

  /// A cone that winds along a wave vector turns as a whole, at γ cos θ · 2J (3 − Σ cos k).
  @Test
  void spinWavesHaveTheirDispersion() {
    int length = 8;
    double temperature = 1e-14; // the least that conditions allow to call none
    var spins = cubic(length, temperature, 0);
    double cone = 0.05;
    for (int[] wave : new int[][] {{1, 0, 0}, {1, 2, 0}, {3, 1, 4}, {4, 4, 4}}) {
      var start = new VectorField(spins.grid(), 3);
      for (int i = 0; i < start.grid().size(); i++) {
        int[] r = {i % length, i / length % length, i / length / length};
        double phase = 2 * Math.PI / length * (wave[0] * r[0] + wave[1] * r[1] + wave[2] * r[2]);
        start.set(0, i, Math.sin(cone) * Math.cos(phase));
        start.set(1, i, Math.sin(cone) * Math.sin(phase));
        start.set(2, i, Math.cos(cone));
      }
      spins.setVectors(start);
      double cosines =
          Arrays.stream(wave).mapToDouble(n -> Math.cos(2 * Math.PI * n / length)).sum();
      double omega = 2 * (3 - cosines) * Math.cos(cone);
      double time = 3 / omega;
      spins.advance(time, new CounterRandom(1, 0));
      var s = spins.vectors();
      assertEquals(1, Math.atan2(s.get(1, 0), s.get(0, 0)) / (omega * time), 1e-4);
    }
  }

  /// Without damping the flow keeps energy and magnetisation but for the step's small error.
  @Test
  void undampedSpinsKeepTheirEnergyAndMagnetisation() {
    var spins = cubic(8, 1, 0);
    spins.magnetise(new double[] {0, 0, 0.7}, new CounterRandom(14, 0));
    double energy = spins.energy();
    var before = spins.vectors();
    spins.advance(20, new CounterRandom(14, 1));
    assertEquals(energy, spins.energy(), 1e-3 * Math.abs(energy));
    for (int c = 0; c < 3; c++) {
      assertEquals(before.component(c).mean(), spins.vectors().component(c).mean(), 1e-4);
    }
  }

  @Test
  void theBitsAreTheSameOnAnyNumberOfThreads() throws Exception {
    var model = Heisenberg.on(32, 3).exchange(1).uniaxial(0.1, 0, 0, 1);
    VectorField[] found = new VectorField[2];
    for (int threads = 1; threads <= 2; threads++) {
      var spins = model.llg(new Frame.Conditions(1, 0.1), 1, 0.2);
      try (var pool = new ForkJoinPool(threads == 1 ? 1 : 5)) {
        found[threads - 1] =
            pool.submit(
                    () -> {
                      var random = new CounterRandom(15, 0);
                      spins.magnetise(new double[] {0.3, 0, 0}, random);
                      spins.advance(0.5, random);
                      return spins.vectors();
                    })
                .get();
      }
    }
    assertArrayEquals(found[0].values(), found[1].values());
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void aSavedStateGoesOnBitForBit(Scheme scheme) throws IOException {
    var spins = cubic(6, 1, 0.3).by(scheme);
    var random = new CounterRandom(16, 0);
    spins.magnetise(new double[] {0, 0.2, 0}, random);
    var saved = new ByteArrayOutputStream();
    var at = new VectorSystem.Advance[1];
    spins.advance(
        new VectorSystem.Advance(0, 1, 0),
        random,
        advance -> {
          if (advance.steps() == 7) {
            at[0] = advance;
            try {
              spins.save(saved, random);
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          }
        });
    spins.advance(0.3, random);
    var again = cubic(6, 1, 0.3).by(scheme);
    var restored = again.restore(new ByteArrayInputStream(saved.toByteArray()));
    again.advance(at[0], restored, step -> {});
    again.advance(0.3, restored);
    assertArrayEquals(spins.vectors().values(), again.vectors().values());
    assertEquals(spins.time(), again.time());
    var other = cubic(6, 1.1, 0.3).by(scheme);
    assertThrows(
        IllegalArgumentException.class,
        () -> other.restore(new ByteArrayInputStream(saved.toByteArray())));
    byte[] damaged = saved.toByteArray();
    damaged[damaged.length / 2] ^= 1;
    assertThrows(
        IllegalArgumentException.class, () -> again.restore(new ByteArrayInputStream(damaged)));
    assertArrayEquals(spins.vectors().values(), again.vectors().values());
  }

  @Test
  void anInterruptedRunStandsAtAStep() {
    var spins = cubic(6, 1, 0.3);
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> spins.advance(1, new CounterRandom(1, 0)));
    assertEquals(0, spins.time());
  }

  @Test
  void unitsThatAreNotReducedAreRefused() {
    var conditions = new Frame.Conditions(1, 0);
    var joule =
        assertThrows(
            IllegalArgumentException.class,
            () -> Heisenberg.on(6, 3).exchange(4e-21).llg(conditions, 1, 0.1));
    assertTrue(
        String.valueOf(joule.getMessage()).contains("joule"), String.valueOf(joule.getMessage()));
    var kelvin =
        assertThrows(
            IllegalArgumentException.class,
            () -> Heisenberg.on(6, 3).exchange(1).llg(new Frame.Conditions(900, 0), 1, 0.1));
    assertTrue(
        String.valueOf(kelvin.getMessage()).contains("kelvin"),
        String.valueOf(kelvin.getMessage()));
    assertThrows(
        IllegalArgumentException.class,
        () -> Heisenberg.on(6, 3).exchange(1).llg(conditions, 1.76e11, 0.1));
  }
}
