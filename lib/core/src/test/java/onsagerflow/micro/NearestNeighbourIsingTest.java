package onsagerflow.micro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.ScalarField;
import org.junit.jupiter.api.Test;

class NearestNeighbourIsingTest extends SpinSystemContract {

  private static final Kernel NEIGHBOURS =
      KacKernel.of(new double[][] {{0, 1, 0}, {1, 0, 1}, {0, 1, 0}});
  private static final Grid SMALL = Grid.square(4);

  @Override
  public SpinSystem system(Grid grid, Frame.Conditions conditions) {
    return new NearestNeighbourIsing(grid, conditions);
  }

  @Override
  Kernel kernel() {
    return NEIGHBOURS;
  }

  @Override
  Grid smallGrid() {
    return SMALL;
  }

  /// Steps of A(τ/2) B(τ) A(τ/2) in exact probabilities.
  private static double[] split(SmallLattice lattice, double[] initial, double tau, int steps) {
    double q = -Math.expm1(-tau);
    double half = -Math.expm1(-tau / 2);
    var p = initial;
    for (int step = 0; step < steps; step++) {
      p = lattice.refresh(p, site -> isEven(site), half);
      p = lattice.refresh(p, site -> !isEven(site), q);
      p = lattice.refresh(p, site -> isEven(site), half);
    }
    return p;
  }

  private static boolean isEven(int site) {
    return (site / SMALL.nx() + site % SMALL.nx()) % 2 == 0;
  }

  @Test
  void theGibbsDistributionStaysAsItIsForAnyStep() {
    var lattice = new SmallLattice(SMALL, NEIGHBOURS, new Frame.Conditions(2.2, 0.1));
    var gibbs = lattice.boltzmann();
    assertArrayEquals(gibbs, split(lattice, gibbs, 1, 1), 1e-15);
  }

  @Test
  void soItDoesInAFieldThatVaries() {
    var h = new ScalarField(SMALL);
    for (int site = 0; site < h.size(); site++) {
      h.set(site, 0.6 * Math.sin(1.7 * site));
    }
    var conditions = new Frame.Conditions(3, ExternalField.pattern(h));
    var lattice = new SmallLattice(SMALL, NEIGHBOURS, conditions);
    var gibbs = lattice.boltzmann();
    assertArrayEquals(gibbs, split(lattice, gibbs, 1, 1), 1e-15);
    // and so sample the spins: the mean of each spin in the long run
    var spins = new NearestNeighbourIsing(SMALL, conditions, 0.5);
    var random = new SplittableRandom(23);
    int replicas = 4000;
    var up = new int[SMALL.size()];
    for (int replica = 0; replica < replicas; replica++) {
      spins.magnetise(0, random);
      spins.advance(40, random);
      byte[] now = spins.spins();
      for (int site = 0; site < up.length; site++) {
        up[site] += now[site] > 0 ? 1 : 0;
      }
    }
    for (int site = 0; site < up.length; site++) {
      double p = 0;
      for (int state = 0; state < gibbs.length; state++) {
        p += SmallLattice.spin(state, site) > 0 ? gibbs[state] : 0;
      }
      assertEquals(p, (double) up[site] / replicas, 4 * Math.sqrt(p * (1 - p) / replicas));
    }
  }

  @Test
  void theErrorOfTheDynamicsIsOfSecondOrder() {
    var lattice = new SmallLattice(SMALL, NEIGHBOURS, new Frame.Conditions(2.2, 0));
    var start = lattice.independent(0.3);
    double exact = meanSquare(lattice, lattice.evolve(start, 1));
    double coarse = meanSquare(lattice, split(lattice, start, 0.5, 2)) / exact - 1;
    double fine = meanSquare(lattice, split(lattice, start, 0.25, 4)) / exact - 1;
    assertEquals(2, Math.log(coarse / fine) / Math.log(2), 0.1);
    double usual = meanSquare(lattice, split(lattice, start, 0.1, 10)) / exact - 1;
    assertTrue(Math.abs(usual) < 2e-3, "error at τ = 0.1: " + usual);
  }

  private static double meanSquare(SmallLattice lattice, double[] p) {
    double sum = 0;
    for (int state = 0; state < p.length; state++) {
      sum += p[state] * lattice.mean(state) * lattice.mean(state);
    }
    return sum;
  }

  @Test
  void spinsSampleTheSplitChainAndInTheLongRunBoltzmann() {
    var conditions = new Frame.Conditions(3, 0.1); // so that 80 sweeps are a long run
    var lattice = new SmallLattice(SMALL, NEIGHBOURS, conditions);
    int start = 0b0110_1001_0000_1110;
    var exact = split(lattice, lattice.certain(start), 0.5, 2);
    assertEquals(0, chiSquared(lattice, conditions, start, 1, exact), 4);
    assertEquals(0, chiSquared(lattice, conditions, start, 80, lattice.boltzmann()), 4);
  }

  /// Of the numbers of states in classes of equal energy and magnetisation, at steps of 0.5.
  private static double chiSquared(
      SmallLattice lattice, Frame.Conditions conditions, int start, double t, double[] exact) {
    var spins = new NearestNeighbourIsing(SMALL, conditions, 0.5);
    var random = new SplittableRandom(21);
    var counts = new long[20 * 17];
    var expected = new double[counts.length];
    for (int state = 0; state < exact.length; state++) {
      expected[group(lattice, state)] += exact[state];
    }
    for (int replica = 0; replica < 20_000; replica++) {
      spins.setSpins(lattice.spins(start));
      spins.advance(t, random);
      counts[group(lattice, SmallLattice.state(spins.spins()))]++;
    }
    return ChiSquared.zScore(counts, expected);
  }

  /// The coupling energy is a multiple of 4 from −32 to 32.
  private static int group(SmallLattice lattice, int state) {
    int spinsUp = Integer.bitCount(state);
    double coupling = lattice.energy(state) + 0.1 * (2 * spinsUp - lattice.sites());
    return ((int) Math.rint(coupling / 4) + 8) * 17 + spinsUp;
  }

  @Test
  void energyAndMagnetisationAreThoseOfOnsager() {
    assertOnsager(2.0, 1, 64, 400);
    assertOnsager(2.6, 0, 64, 1500);
  }

  private static void assertOnsager(double temperature, double start, int length, int batches) {
    var spins =
        new NearestNeighbourIsing(Grid.square(length), new Frame.Conditions(temperature, 0), 0.5);
    var random = new SplittableRandom(22);
    spins.magnetise(start, random);
    spins.advance(200, random);
    var energies = new double[batches];
    var means = new double[batches];
    for (int batch = 0; batch < batches; batch++) {
      spins.advance(5, random);
      energies[batch] = energy(spins);
      means[batch] = mean(spins);
    }
    assertMean(OnsagerSolution.energy(temperature), energies);
    if (temperature < NearestNeighbourIsing.CRITICAL_TEMPERATURE) {
      assertMean(OnsagerSolution.magnetisation(temperature), means);
    }
  }

  /// Energy per spin.
  private static double energy(SpinSystem spins) {
    double sum = 0;
    byte[] sigma = spins.spins();
    float[] field = spins.localField();
    for (int i = 0; i < field.length; i++) {
      sum -= 0.5 * sigma[i] * field[i];
    }
    return sum / field.length;
  }

  /// Within four standard errors, these from the means of 20 stretches.
  private static void assertMean(double expected, double[] values) {
    int stretch = values.length / 20;
    var means = new double[20];
    for (int i = 0; i < 20; i++) {
      means[i] = Arrays.stream(values, i * stretch, (i + 1) * stretch).average().orElseThrow();
    }
    double mean = Arrays.stream(means).average().orElseThrow();
    double variance = Arrays.stream(means).map(m -> (m - mean) * (m - mean)).sum() / 19;
    assertEquals(expected, mean, 4 * Math.sqrt(variance / 20));
  }

  @Test
  void bitsDoNotDependOnTheNumberOfThreads() {
    try (var one = new ForkJoinPool(1);
        var three = new ForkJoinPool(3)) {
      assertArrayEquals(
          one.submit(NearestNeighbourIsingTest::manyChunks).join(),
          three.submit(NearestNeighbourIsingTest::manyChunks).join());
    }
  }

  private static byte[] manyChunks() {
    var spins = new NearestNeighbourIsing(new Grid(334, 350, 1), new Frame.Conditions(2.2, 0.1));
    var random = new SplittableRandom(14);
    spins.magnetise(0, random);
    spins.advance(1.25, random);
    return spins.spins();
  }

  @Test
  void savedSpinsOfAnotherStepAreRefused() throws IOException {
    var grid = new Grid(10, 12, 1);
    var conditions = new Frame.Conditions(T, 0.1);
    SavedSpinsContract.assertOther(
        SavedSpinsContract.state(system(grid, conditions)),
        new NearestNeighbourIsing(grid, conditions, 0.2),
        "'10 x 12 spins, T = 0.9, h = 0.1, nearest-neighbour Ising by steps of 0.2 sweeps'");
  }

  @Test
  void latticesAndStepsOutsideTheirRangeAreRefused() {
    var conditions = new Frame.Conditions(2.2, 0);
    refused(
        "a checkerboard needs even edges of 4 or more, got 16 x 9 spins",
        () -> new NearestNeighbourIsing(new Grid(16, 9, 1), conditions));
    refused(
        "a checkerboard needs even edges of 4 or more, got 2 x 2 spins",
        () -> new NearestNeighbourIsing(Grid.square(2), conditions));
    for (double step : new double[] {0, -0.1, 1.5, Double.NaN}) {
      refused(
          "step must lie in (0, 1] sweeps, got " + step,
          () -> new NearestNeighbourIsing(Grid.square(8), conditions, step));
    }
  }

  @Test
  void theExactSolutionHasItsCriticalPoint() {
    double critical = NearestNeighbourIsing.CRITICAL_TEMPERATURE;
    assertEquals(-Math.sqrt(2), OnsagerSolution.energy(critical * (1 + 1e-9)), 1e-6);
    assertEquals(-2, OnsagerSolution.energy(0.1), 1e-9);
    assertEquals(0.911319, OnsagerSolution.magnetisation(2), 1e-6);
    assertEquals(0, OnsagerSolution.magnetisation(critical + 1e-9));
    assertEquals(0, OnsagerSolution.magnetisation(3));
  }
}
