package onsagerflow.micro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.ScalarField;
import onsagerflow.micro.kac.DirectSpline;
import onsagerflow.micro.kac.SplineKernel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Kac–Ising spins whose field is known at the nodes of splines.
class SplineFieldSpinsTest {

  private static final Kernel KERNEL = KacKernel.gaussian(2.5);
  private static final Frame.Conditions CONDITIONS = new Frame.Conditions(0.7, 0.1);

  private static Grid lattice(int spacing) {
    return Grid.square(8 * spacing);
  }

  private static KacIsing spins(int spacing, Frame.Conditions conditions, double leap) {
    return KacIsing.withFieldAtNodes(spacing, lattice(spacing), KERNEL, conditions, leap);
  }

  private static DirectSpline direct(int spacing) {
    var lattice = lattice(spacing);
    return new DirectSpline(SplineKernel.of(KERNEL, lattice, spacing), lattice.nx());
  }

  private static double[] doubles(byte[] sigma) {
    var values = new double[sigma.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = sigma[i];
    }
    return values;
  }

  @Test
  void fieldIsThatOfTheSplineKernelAfterManyLeaps() {
    for (int spacing : new int[] {3, 4, 8}) {
      var spins = spins(spacing, CONDITIONS, 0.1);
      var random = new CounterRandom(3, spacing);
      spins.magnetise(0.2, random);
      spins.advance(7, random);
      float[] found = spins.localField();
      byte[] sigma = spins.spins();
      double[] expected = direct(spacing).field(doubles(sigma));
      for (int i = 0; i < found.length; i++) {
        double h = expected[i] - direct(spacing).self(i) * sigma[i] + 0.1;
        assertEquals(h, found[i], 2e-6, "spacing " + spacing);
      }
    }
  }

  @Test
  void sumsAtTheNodesFollowTheSpinsToTheLastBit() {
    var spins = spins(4, CONDITIONS, 0.1);
    var random = new CounterRandom(4, 0);
    spins.magnetise(0.2, random);
    spins.advance(50, random);
    var fresh = spins(4, CONDITIONS, 0.1);
    fresh.setSpins(spins.spins());
    assertArrayEquals(fresh.localField(), spins.localField());
  }

  /// Each site flips with the probability of the heat bath in the extrapolated field: with a
  /// history, and without, where the field expected in the middle of the leap stands in. The change
  /// of the field is that of all spins, the one it acts on included.
  @Test
  void oneLeapRefreshesWithTheProbabilitiesOfTheHeatBath() throws IOException {
    for (int spacing : new int[] {3, 8}) {
      for (double temperature : new double[] {0.3, 1.2}) {
        for (var field : List.of(ExternalField.uniform(-0.2), waves(spacing))) {
          var conditions = new Frame.Conditions(temperature, field);
          assertFlips(spacing, conditions, 0.3, false);
          assertFlips(spacing, conditions, 0.3, true);
        }
      }
    }
    assertFlips(4, CONDITIONS, 0.02, true);
    assertFlips(10, CONDITIONS, 1, true);
  }

  private static ExternalField waves(int spacing) {
    var pattern = new ScalarField(lattice(spacing));
    for (int i = 0; i < pattern.size(); i++) {
      pattern.set(i, 0.5 * Math.sin(i));
    }
    return ExternalField.pattern(pattern);
  }

  private static void assertFlips(
      int spacing, Frame.Conditions conditions, double leap, boolean history) throws IOException {
    var spins = spins(spacing, conditions, leap);
    var random = new CounterRandom(5, spacing);
    spins.magnetise(0.3, random);
    byte[] former = spins.spins();
    if (history) {
      spins.advance(3 * leap, random);
      former = spins.spins();
      spins.advance(leap, random);
    }
    byte[] sigma = spins.spins();
    var state = new ByteArrayOutputStream();
    spins.save(state, random);
    int replicas = 5000;
    var flips = new int[sigma.length];
    for (int replica = 0; replica < replicas; replica++) {
      spins.restore(new ByteArrayInputStream(state.toByteArray()));
      spins.advance(leap, new CounterRandom(6, replica));
      byte[] after = spins.spins();
      for (int i = 0; i < after.length; i++) {
        flips[i] += after[i] == sigma[i] ? 0 : 1;
      }
    }
    spins.setSpins(sigma);
    float[] now = spins.localField();
    double[] change = change(spacing, history ? former : null, sigma, now, conditions, leap);
    double square = 0;
    double excess = 0;
    double width = 0;
    for (int i = 0; i < flips.length; i++) {
      double argument = 2 * conditions.beta() * sigma[i] * (now[i] + change[i]);
      double p = -Math.expm1(-leap) / (1 + Math.exp(argument));
      double variance = replicas * p * (1 - p);
      square += Math.pow(flips[i] - replicas * p, 2) / variance - 1;
      excess += flips[i] - replicas * p;
      width += variance;
    }
    String where = "spacing " + spacing + ", " + conditions + ", history " + history;
    assertEquals(0, square / Math.sqrt(2.0 * flips.length), 4.5, where);
    assertEquals(0, excess / Math.sqrt(width), 4.5, where);
  }

  /// By how much the field changes until the middle of the leap.
  private static double[] change(
      int spacing,
      byte @Nullable [] former,
      byte[] sigma,
      float[] field,
      Frame.Conditions conditions,
      double leap) {
    var changes = new double[sigma.length];
    for (int i = 0; i < sigma.length; i++) {
      changes[i] =
          former == null
              ? -Math.expm1(-leap / 2) * (Math.tanh(conditions.beta() * field[i]) - sigma[i])
              : (sigma[i] - former[i]) / 2.0;
    }
    return direct(spacing).field(changes);
  }

  @Test
  void statisticsAreThoseOfTheFieldOfEverySite() {
    var grid = Grid.square(64);
    var kernel = KacKernel.gaussian(4);
    var conditions = new Frame.Conditions(1.1, 0.02);
    double[] nodes = statistics(KacIsing.withFieldAtNodes(2, grid, kernel, conditions, 0.1));
    double[] sites = statistics(KacIsing.withFieldOfEverySite(grid, kernel, conditions, 0.1));
    for (int i = 0; i < nodes.length; i += 2) {
      assertEquals(sites[i], nodes[i], 4 * Math.hypot(sites[i + 1], nodes[i + 1]), "number " + i);
    }
  }

  /// ⟨m⟩, ⟨h²⟩ and ⟨m(t) m(t + 2)⟩ with standard errors over 200 runs.
  private static double[] statistics(SpinSystem spins) {
    int runs = 200;
    var sum = new double[3];
    var square = new double[3];
    for (int run = 0; run < runs; run++) {
      var random = new CounterRandom(8, run);
      spins.magnetise(0.1, random);
      spins.advance(6, random);
      double before = mean(spins.spins());
      spins.advance(2, random);
      double h = 0;
      for (float field : spins.localField()) {
        h += field * field / spins.grid().size();
      }
      double after = mean(spins.spins());
      double[] seen = {after, h, before * after};
      for (int i = 0; i < seen.length; i++) {
        sum[i] += seen[i] / runs;
        square[i] += seen[i] * seen[i] / runs;
      }
    }
    var result = new double[2 * sum.length];
    for (int i = 0; i < sum.length; i++) {
      result[2 * i] = sum[i];
      result[2 * i + 1] = Math.sqrt((square[i] - sum[i] * sum[i]) / (runs - 1));
    }
    return result;
  }

  private static double mean(byte[] sigma) {
    double sum = 0;
    for (byte s : sigma) {
      sum += s;
    }
    return sum / sigma.length;
  }

  @Test
  void growthFromDisorderAgreesWithTheExactDynamics() {
    var grid = Grid.square(32);
    var kernel = KacKernel.gaussian(3);
    var conditions = new Frame.Conditions(0.8, 0);
    double[] leapt = growth(KacIsing.withFieldAtNodes(2, grid, kernel, conditions, 0.05), 12);
    double[] exact = growth(new SequentialKacIsing(grid, kernel, conditions), 13);
    assertEquals(exact[0], leapt[0], 4 * Math.hypot(exact[1], leapt[1]));
  }

  private static double[] growth(SpinSystem spins, long seed) {
    int runs = 400;
    double sum = 0;
    double square = 0;
    for (int run = 0; run < runs; run++) {
      var random = new CounterRandom(seed, run);
      spins.magnetise(0, random);
      spins.advance(4, random);
      double h = 0;
      for (float field : spins.localField()) {
        h += field * field / spins.grid().size();
      }
      sum += h / runs;
      square += h * h / runs;
    }
    return new double[] {sum, Math.sqrt((square - sum * sum) / (runs - 1))};
  }

  @Test
  void bitsDoNotDependOnTheNumberOfThreads() {
    try (var one = new ForkJoinPool(1);
        var three = new ForkJoinPool(3)) {
      assertArrayEquals(
          one.submit(SplineFieldSpinsTest::manyTiles).join(),
          three.submit(SplineFieldSpinsTest::manyTiles).join());
    }
  }

  private static byte[] manyTiles() {
    var spins =
        new KacIsing(new Grid(288, 224, 1), KacKernel.gaussian(9), new Frame.Conditions(0.8, 0.1));
    assertTrue(spins.identity().contains("splines at every 4 sites"), spins.identity());
    var random = new CounterRandom(14, 0);
    spins.magnetise(0, random);
    spins.advance(1.25, random);
    return spins.spins();
  }

  @Test
  void spinsThatDoNotFitAreRefusedBeforeMemoryIsTaken() {
    var grid = Grid.square(46080);
    var e =
        assertThrows(
            OutOfMemoryError.class,
            () -> new KacIsing(grid, KacKernel.box(4), new Frame.Conditions(0.8, 0)));
    assertTrue(
        String.valueOf(e.getMessage()).startsWith("46080 x 46080 spins need 42.5 GB, and "),
        e.toString());
  }
}
