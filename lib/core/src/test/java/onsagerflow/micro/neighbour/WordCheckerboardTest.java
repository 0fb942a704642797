package onsagerflow.micro.neighbour;

import static onsagerflow.micro.SpinSystemContract.mean;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.ExternalField;
import onsagerflow.field.ExternalFieldOn;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import onsagerflow.micro.BlockSumsContract;
import onsagerflow.micro.NearestNeighbourIsing;
import onsagerflow.micro.OnsagerSolution;
import onsagerflow.micro.site.HeatBath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Nearest-neighbour spins that are kept 64 a word: against exact probabilities, a reference that
/// knows one spin at a time, and the spins that are kept an int each.
class WordCheckerboardTest {

  private static NearestNeighbourIsing spins(Grid grid, double temperature, double h) {
    return new NearestNeighbourIsing(grid, new Frame.Conditions(temperature, h));
  }

  private static byte[] independent(Grid grid, double mean, long seed) {
    var spins = spins(grid, 1, 0);
    spins.magnetise(mean, new SplittableRandom(seed));
    return spins.spins();
  }

  private static void write(Checkerboard board, Grid grid, byte[] spins) {
    for (int y = 0; y < grid.ny(); y++) {
      board.writeSpins(y, Arrays.copyOfRange(spins, y * grid.nx(), (y + 1) * grid.nx()));
    }
  }

  private static byte[] read(Checkerboard board, Grid grid) {
    var spins = new byte[grid.size()];
    var row = new byte[grid.nx()];
    for (int y = 0; y < grid.ny(); y++) {
      board.readSpins(y, row);
      System.arraycopy(row, 0, spins, y * row.length, row.length);
    }
    return spins;
  }

  private static int opposite(Grid grid, byte[] spins, int y, int x) {
    int s = spins[grid.index(y, x)];
    int around =
        spins[grid.index(y - 1, x)]
            + spins[grid.index(y + 1, x)]
            + spins[grid.index(y, x - 1)]
            + spins[grid.index(y, x + 1)];
    return (4 - s * around) / 2;
  }

  /// The flips of each of ten classes are as many as the exact probability says, also of hot and
  /// cold spins, in strong fields, and over short and endless times.
  @ParameterizedTest
  @CsvSource({
    "2.27, 0, Infinity",
    "2.27, 0, 0.1",
    "2.27, 0.3, 0.5",
    "0.5, 3, Infinity",
    "0.5, -3, 0.7",
    "0.5, 0, 0.001",
    "3, -0.7, 0.001",
    "1e6, 2e5, 0.05",
    "1, 1e-9, 1"
  })
  void classesFlipWithTheirProbability(double temperature, double h, double tau) {
    var grid = new Grid(128, 384, 1);
    byte[] before = independent(grid, 0, 61);
    var board = new WordCheckerboard(grid, new Frame.Conditions(temperature, h));
    var sites = new long[2][10];
    var flips = new long[2][10];
    for (int repeat = 0; repeat < 30; repeat++) {
      for (int colour = 0; colour < 2; colour++) {
        write(board, grid, before);
        board.refresh(colour, tau, 0, CounterRandom.word(62, 2 * repeat + colour));
        byte[] after = read(board, grid);
        for (int y = 0; y < grid.ny(); y++) {
          for (int x = 0; x < grid.nx(); x++) {
            int site = grid.index(y, x);
            boolean turned = before[site] != after[site];
            assertFalse(turned && (y + x) % 2 != colour, "the other colour is held fixed");
            if ((y + x) % 2 == colour) {
              int c = 5 * (before[site] + 1) / 2 + opposite(grid, before, y, x);
              sites[colour][c]++;
              flips[colour][c] += turned ? 1 : 0;
            }
          }
        }
      }
    }
    for (int colour = 0; colour < 2; colour++) {
      for (int c = 0; c < 10; c++) {
        int spin = c < 5 ? -1 : 1;
        double along = 4 - 2 * (c % 5) + spin * h;
        double p = -Math.expm1(-tau) / (1 + Math.exp(2 * along / temperature));
        double expected = sites[colour][c] * p;
        double error = Math.sqrt(expected * (1 - p));
        assertEquals(expected, (double) flips[colour][c], 4.5 * error + 1, "class " + c);
      }
    }
  }

  /// Word by word as the rules say, spin by spin, in lattices whose rows fill blocks or share them.
  @ParameterizedTest
  @CsvSource({"128, 6, 0", "128, 700, 0.3", "384, 258, 0", "640, 130, -0.4", "33024, 8, 0.1"})
  void bitsAreThoseOfTheReference(int nx, int ny, double h) {
    var grid = new Grid(ny, nx, 1);
    double temperature = 2.1;
    double tau = 0.8;
    byte[] start = independent(grid, 0.2, 63);
    for (int colour = 0; colour < 2; colour++) {
      var board = new WordCheckerboard(grid, new Frame.Conditions(temperature, h));
      write(board, grid, start);
      board.refresh(colour, tau, 0, 64);
      assertArrayEquals(reference(grid, start, colour, temperature, h, tau, 64), read(board, grid));
    }
  }

  private static byte[] reference(
      Grid grid, byte[] start, int colour, double temperature, double h, double tau, long key) {
    byte[] spins = start.clone();
    int width = grid.nx() / 128;
    int words = grid.ny() * width;
    for (int band = 0; band < words; band += 1024) {
      for (int lane = 0; lane < 256; lane++) {
        var random = new Sfc64(key, 768L * (band / 1024) + lane);
        for (int word = band + lane; word < Math.min(words, band + 1024); word += 256) {
          var digits = new long[12];
          for (int digit = 11; digit >= 0; digit--) {
            digits[digit] = random.next();
          }
          for (int bit = 0; bit < 64; bit++) {
            int y = word / width;
            int x = 2 * (word % width * 64 + bit) + (y + colour) % 2;
            long number = 0;
            for (long digit : digits) {
              number = 2 * number + (digit >>> bit & 1);
            }
            int s = start[grid.index(y, x)];
            double along = 4 - 2 * opposite(grid, start, y, x) + s * h;
            double p = -Math.expm1(-tau) * HeatBath.probabilityUp(1 / temperature, -along);
            long first = (long) (p * 4096);
            long next = CounterRandom.word(key, -1 - (64L * word + bit));
            long fraction = (long) ((p * 4096 - first) * 0x1p52);
            if (number < first || (number == first && next >>> 12 < fraction)) {
              spins[grid.index(y, x)] = (byte) -s;
            }
          }
        }
      }
    }
    return spins;
  }

  /// As published, from hashed states.
  private static final class Sfc64 {

    private long a;
    private long b;
    private long c;
    private long counter = 1;

    Sfc64(long key, long first) {
      this.a = CounterRandom.word(key, first);
      this.b = CounterRandom.word(key, first + 256);
      this.c = CounterRandom.word(key, first + 512);
    }

    long next() {
      long word = a + b + counter++;
      a = b ^ (b >>> 11);
      b = c + (c << 3);
      c = Long.rotateLeft(c, 24) + word;
      return word;
    }
  }

  @Test
  void neighboursAreThoseOfTheLattice() {
    for (int nx : new int[] {128, 384}) {
      var grid = new Grid(6, nx, 1);
      var spins = spins(grid, 2, 0.1);
      spins.magnetise(0.1, new SplittableRandom(65));
      byte[] s = spins.spins();
      float[] h = spins.localField();
      for (int y = 0; y < grid.ny(); y++) {
        for (int x = 0; x < nx; x++) {
          int site = grid.index(y, x);
          assertEquals(s[site] * (4 - 2 * opposite(grid, s, y, x)) + 0.1, h[site], 1e-6);
        }
      }
    }
  }

  @Test
  void blockSumsAreThoseOfTheCopiesToTheLastBit() {
    for (var field :
        new ExternalField[] {
          ExternalField.uniform(0), ExternalField.uniform(0.2), ExternalField.harmonic(0.3, 2)
        }) {
      for (var grid : new Grid[] {new Grid(128, 128, 1), new Grid(192, 384, 1)}) {
        var spins = new NearestNeighbourIsing(grid, new Frame.Conditions(1.7, field));
        var random = new SplittableRandom(66);
        spins.magnetise(0.1, random);
        spins.advance(0.7, random);
        for (int block : new int[] {1, 2, 8, 64}) {
          BlockSumsContract.assertSums(spins, block, 0, grid.ny());
          BlockSumsContract.assertSums(spins, block, block, 2 * block);
        }
      }
    }
    var grid = new Grid(90, 640, 1);
    var spins = spins(grid, 3, 0);
    spins.magnetise(-0.3, new SplittableRandom(67));
    for (int block : new int[] {1, 5, 10}) { // odd blocks share words and pairs of sites
      BlockSumsContract.assertSums(spins, block, 0, grid.ny());
    }
  }

  @Test
  void bitsDoNotDependOnTheNumberOfThreads() {
    try (var one = new ForkJoinPool(1);
        var three = new ForkJoinPool(3)) {
      assertArrayEquals(
          one.submit(WordCheckerboardTest::manyBands).join(),
          three.submit(WordCheckerboardTest::manyBands).join());
    }
  }

  private static byte[] manyBands() {
    var spins = spins(new Grid(1002, 640, 1), 2.2, 0.1);
    var random = new SplittableRandom(68);
    spins.magnetise(0, random);
    spins.advance(1.25, random);
    return spins.spins();
  }

  @Test
  void restoredSpinsGoOnBitForBit() throws IOException {
    var conditions = new Frame.Conditions(2, ExternalField.harmonic(0.4, 1.7));
    var one = new NearestNeighbourIsing(new Grid(66, 384, 1), conditions);
    var random = new CounterRandom(69, 0);
    one.magnetise(0.2, random);
    one.advance(0.77, random);
    var saved = new ByteArrayOutputStream();
    one.save(saved, random);
    var other = new NearestNeighbourIsing(new Grid(66, 384, 1), conditions);
    other.advance(0.4, new CounterRandom(70, 0));
    var resumed = other.restore(new ByteArrayInputStream(saved.toByteArray()));
    assertArrayEquals(one.spins(), other.spins());
    for (double sweeps : new double[] {0, 0.05, 0.63}) {
      one.advance(sweeps, random);
      other.advance(sweeps, resumed);
      assertArrayEquals(one.spins(), other.spins());
    }
  }

  @Test
  void otherLatticesAndFieldsThatVaryAreKeptAnIntASpin() {
    var words = spins(Grid.square(128), 2, 0);
    assertTrue(words.identity().endsWith("by steps of 0.1 sweeps, 64 spins a word"));
    assertTrue(spins(new Grid(128, 126, 1), 2, 0).identity().endsWith("by steps of 0.1 sweeps"));
    var map = ExternalField.pattern(ScalarField.uniform(Grid.square(128), 0.1));
    var inMap = new NearestNeighbourIsing(Grid.square(128), new Frame.Conditions(2, map));
    assertTrue(inMap.identity().endsWith("by steps of 0.1 sweeps"));
  }

  /// dm/dt = −m + tanh βh(t), where the interaction does not count.
  @Test
  void freeSpinsFollowAFieldInTime() {
    double hot = 1.5e6;
    var field = ExternalField.harmonic(1.2 * hot, 3);
    var spins = new NearestNeighbourIsing(Grid.square(512), new Frame.Conditions(hot, field));
    spins.setSpins(independent(Grid.square(512), -1, 71));
    var random = new SplittableRandom(72);
    for (double t : new double[] {0.3, 1.1, 4.7}) {
      spins.advance(t - spins.time(), random);
      double expected = -Math.exp(-t);
      int points = 2000;
      for (int i = 0; i < points; i++) {
        double s = (i + 0.5) * t / points;
        expected += t / points * Math.exp(s - t) * Math.tanh(1.2 * Math.sin(2 * Math.PI * s / 3));
      }
      double error = Math.sqrt((1 - expected * expected) / spins.grid().size());
      // of second order in the step, 0.1: (2π/3)²·0.1²/24 of the field at most
      assertEquals(expected, mean(spins), 4 * error + 2e-3, "t = " + t);
    }
  }

  /// A lattice of 4 × 128 against its transfer matrix, which has 16 states.
  @Test
  void aNarrowLatticeSamplesItsGibbsDistribution() {
    double temperature = 2.4;
    double h = 0.05;
    var grid = new Grid(4, 128, 1);
    var spins = new NearestNeighbourIsing(grid, new Frame.Conditions(temperature, h), 0.5);
    var random = new SplittableRandom(73);
    spins.magnetise(0, random);
    spins.advance(200, random);
    int samples = 20_000;
    var energy = new double[samples];
    var mean = new double[samples];
    for (int i = 0; i < samples; i++) {
      spins.advance(2, random);
      energy[i] = coupling(grid, spins.spins());
      mean[i] = mean(spins);
    }
    double d = 1e-4;
    double sites = grid.size();
    double beta = 1 / temperature;
    double exactMean =
        (logPartition(beta, beta * h + d) - logPartition(beta, beta * h - d)) / (2 * d * sites);
    double exactEnergy =
        -(logPartition(beta + d, beta * h) - logPartition(beta - d, beta * h)) / (2 * d * sites);
    assertWithinError(exactMean, mean);
    assertWithinError(exactEnergy, energy);
  }

  private static double coupling(Grid grid, byte[] spins) {
    double sum = 0;
    for (int y = 0; y < grid.ny(); y++) {
      for (int x = 0; x < grid.nx(); x++) {
        int s = spins[grid.index(y, x)];
        sum -= s * (spins[grid.index(y + 1, x)] + spins[grid.index(y, x + 1)]);
      }
    }
    return sum / grid.size();
  }

  /// ln tr V¹²⁸ of columns of four spins in a ring.
  ///
  /// @param k coupling over temperature
  /// @param b field over temperature
  private static double logPartition(double k, double b) {
    var v = new double[16][16];
    for (int i = 0; i < 16; i++) {
      for (int j = 0; j < 16; j++) {
        double e = 0;
        for (int r = 0; r < 4; r++) {
          e += k * spin(i, r) * spin(j, r);
          e += k / 2 * (spin(i, r) * spin(i, (r + 1) % 4) + spin(j, r) * spin(j, (r + 1) % 4));
          e += b / 2 * (spin(i, r) + spin(j, r));
        }
        v[i][j] = Math.exp(e);
      }
    }
    double logScale = 0;
    for (int doubling = 0; doubling < 7; doubling++) {
      var square = new double[16][16];
      for (int i = 0; i < 16; i++) {
        for (int j = 0; j < 16; j++) {
          for (int l = 0; l < 16; l++) {
            square[i][j] += v[i][l] * v[l][j];
          }
        }
      }
      double scale = square[0][0];
      for (var row : square) {
        for (int j = 0; j < 16; j++) {
          row[j] /= scale;
        }
      }
      v = square;
      logScale = 2 * logScale + Math.log(scale);
    }
    double trace = 0;
    for (int i = 0; i < 16; i++) {
      trace += v[i][i];
    }
    return logScale + Math.log(trace);
  }

  private static int spin(int state, int site) {
    return (state >> site & 1) == 1 ? 1 : -1;
  }

  /// Within four standard errors, these from the means of 20 stretches.
  private static void assertWithinError(double expected, double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    assertEquals(expected, mean, 4 * standardError(values));
  }

  private static double standardError(double[] values) {
    int stretch = values.length / 20;
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance =
        IntStream.range(0, 20)
                .mapToDouble(
                    i ->
                        Arrays.stream(values, i * stretch, (i + 1) * stretch)
                            .average()
                            .orElseThrow())
                .map(m -> (m - mean) * (m - mean))
                .sum()
            / 19;
    return Math.sqrt(variance / 20);
  }

  @ParameterizedTest
  @ValueSource(doubles = {2.0, 2.6})
  void energyAndMagnetisationAreThoseOfOnsager(double temperature) {
    var grid = Grid.square(512);
    var spins = new NearestNeighbourIsing(grid, new Frame.Conditions(temperature, 0), 1);
    var random = new SplittableRandom(74);
    spins.magnetise(temperature < 2.2 ? 1 : 0, random);
    spins.advance(300, random);
    int samples = 200;
    var energy = new double[samples];
    var mean = new double[samples];
    for (int i = 0; i < samples; i++) {
      spins.advance(10, random);
      energy[i] = coupling(grid, spins.spins());
      mean[i] = mean(spins);
    }
    assertWithinError(OnsagerSolution.energy(temperature), energy);
    assertWithinError(OnsagerSolution.magnetisation(temperature), mean);
  }

  /// Relaxation and memory of both kinds of board, in law.
  @Test
  void spinsMoveAsThoseKeptAnIntEach() {
    var grid = Grid.square(128);
    var conditions = new Frame.Conditions(2.5, 0.02);
    var external = new ExternalFieldOn(grid, conditions.field());
    double[][] words = runs(new WordCheckerboard(grid, conditions), grid, 75);
    double[][] ints = runs(new IntCheckerboard(grid, conditions, external), grid, 76);
    for (int i = 0; i < words.length; i++) {
      double error = Math.hypot(standardError(words[i]), standardError(ints[i]));
      double difference =
          Arrays.stream(words[i]).average().orElseThrow()
              - Arrays.stream(ints[i]).average().orElseThrow();
      assertEquals(0, difference, 4 * error, "quantity " + i);
    }
  }

  /// Of 100 runs from all spins up, m and the energy after 1, 5 and 20 steps of 0.5, and the
  /// overlap with the spins of the 20th after 1 and 5 further steps.
  private static double[][] runs(Checkerboard board, Grid grid, long seed) {
    int runs = 100;
    var random = new SplittableRandom(seed);
    var result = new double[8][runs];
    for (int run = 0; run < runs; run++) {
      write(board, grid, independent(grid, 1, 77));
      byte[] then = new byte[0];
      int quantity = 0;
      for (int step = 1; step <= 25; step++) {
        board.refresh(0, 0.25, 0, random.nextLong());
        board.refresh(1, 0.5, 0, random.nextLong());
        board.refresh(0, 0.25, 0, random.nextLong());
        byte[] now = read(board, grid);
        if (step == 1 || step == 5 || step == 20) {
          result[quantity++][run] = IntStream.range(0, now.length).mapToDouble(i -> now[i]).sum();
          result[quantity++][run] = coupling(grid, now);
        }
        if (step == 20) {
          then = now;
        } else if (step == 21 || step == 25) {
          byte[] past = then;
          result[quantity++][run] =
              IntStream.range(0, now.length).mapToDouble(i -> now[i] * past[i]).sum();
        }
      }
    }
    return result;
  }
}
