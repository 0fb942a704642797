package onsagerflow.micromagnetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemagnetisationTest {

  private static final double MU_0 = Demagnetisation.MU_0;

  /// −⟨B⟩/μ₀M_s along an axis of a body magnetised that way, and across it.
  private static double[] factors(Mesh mesh, int axis) {
    var sample = new Sample(mesh, new Material(1 / MU_0, 0, 0));
    double[][] m = new double[3][mesh.size()];
    Arrays.fill(m[axis], 1);
    double[][] b = field(sample, m);
    return Arrays.stream(b).mapToDouble(c -> -Arrays.stream(c).average().orElseThrow()).toArray();
  }

  private static double[][] field(Sample sample, double[][] m) {
    double[][] b = new double[3][m[0].length];
    var demagnetisation = new Demagnetisation(sample);
    demagnetisation.prepare(m, 0);
    demagnetisation.addField(m, b, 0, m[0].length);
    return b;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1, 1, 1",
    "2, 2, 2, 1, 1, 1",
    "5, 5, 5, 3, 3, 3",
    "3, 4, 1, 1, 2, 0.5",
    "3, 4, 2, 1, 2, 3",
    "128, 32, 1, 3.90625, 3.90625, 3",
    "7, 5, 20, 1, 1, 1",
    "64, 64, 2, 4, 4, 0.4",
    "30, 20, 1, 1, 1, 100",
    "40, 3, 3, 20, 1, 1"
  })
  void aBoxHasAharonisFactors(int nx, int ny, int nz, double dx, double dy, double dz) {
    var mesh = new Mesh(nx, ny, nz, dx * 1e-9, dy * 1e-9, dz * 1e-9);
    var exact = DemagnetisingFactors.ofBox(nx * dx, ny * dy, nz * dz);
    assertArrayEquals(new double[] {exact.x(), 0, 0}, factors(mesh, 0), 1e-10);
    assertArrayEquals(new double[] {0, exact.y(), 0}, factors(mesh, 1), 1e-10);
    assertArrayEquals(new double[] {0, 0, exact.z()}, factors(mesh, 2), 1e-10);
  }

  @Test
  void publishedFactorsOfABox() { // shared reference: Aharoni's, for bricks of Mumax3's tests
    var brick = new Mesh(3, 4, 1, 1e-9, 2e-9, 0.5e-9);
    assertEquals(0.157753814, factors(brick, 0)[0], 1e-9);
    assertEquals(0.056778035, factors(brick, 1)[1], 1e-9);
    assertEquals(0.785468151, factors(brick, 2)[2], 1e-9);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "4, 4, 3", "1, 2, 30", "10, 10, 1", "40, 1, 1"})
  void bothFormulasAgreeAndTheTraceVanishes(double dx, double dy, double dz) {
    var tensor = new NewellTensor(dx, dy, dz);
    var n = new double[6];
    var exact = new double[6];
    for (double far = 5; far < 3000; far *= 1.37) {
      for (int way = 0; way < 6; way++) {
        double x = Math.rint(far * (way == 1 || way == 3 ? 0 : 1)) * dx;
        double y = Math.rint(far * (way == 0 || way == 3 ? 0 : way == 4 ? 0.3 : 1)) * dy;
        double z = Math.rint(far * (way < 3 ? 0 : way == 5 ? 0.6 : 1)) * dz;
        tensor.at(x, y, z, n);
        double size = Arrays.stream(n).map(Math::abs).max().orElseThrow();
        assertEquals(0, n[0] + n[1] + n[2], 1e-7 * size, far + " " + way);
        double square = x * x + y * y + z * z;
        double lost = Math.pow(square, 3) / Math.pow(dx * dy * dz, 2) * 1e-15;
        if (lost < 1e-7) {
          tensor.differences(x, y, z, exact);
          assertArrayEquals(exact, n, (1e-7 + lost) * size, far + " " + way);
        }
      }
    }
  }

  @Test
  void aBoxActsLikeTheBoxesItConsistsOf() {
    var whole = new NewellTensor(2, 3, 4);
    var part = new NewellTensor(2.0 / 3, 3, 1);
    var n = new double[6];
    var p = new double[6];
    for (double[] r :
        new double[][] {{2, 0, 0}, {4, 3, 8}, {-10, 24, 4}, {40, 0, -60}, {0, 300, 8}}) {
      var sum = new double[6];
      for (int i = 0; i < 9; i++) {
        for (int k = 0; k < 16; k++) {
          part.at(r[0] + (i / 3 - i % 3) * 2.0 / 3, r[1], r[2] + (k / 4 - k % 4), p);
          for (int c = 0; c < 6; c++) {
            sum[c] += p[c] / 12;
          }
        }
      }
      whole.at(r[0], r[1], r[2], n);
      double size = Arrays.stream(n).map(Math::abs).max().orElseThrow();
      assertArrayEquals(sum, n, 1e-7 * size, Arrays.toString(r));
    }
  }

  @Test
  void aWideFilmWithImagesHasTheFactorOfAnInfiniteOne() {
    var film = new Mesh(4, 4, 1, 5e-9, 5e-9, 1e-9).periodic(200, 200, 0);
    assertEquals(1, factors(film, 2)[2], 1e-3);
    assertEquals(0, factors(film, 0)[0], 1e-3);
  }

  @Test
  void imagesAreTheSameAsCells() { // of a state that repeats itself
    var few = new Mesh(3, 4, 2, 1e-9, 2e-9, 1e-9);
    var all = new Mesh(9, 12, 2, 1e-9, 2e-9, 1e-9);
    double[][] m = new double[3][few.size()];
    double[][] repeated = new double[3][all.size()];
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < repeated[c].length; i++) {
        int at = (i / 108 * 4 + i / 9 % 12 % 4) * 3 + i % 9 % 3;
        m[c][at] = Math.sin(1 + 7 * c + at * at);
        repeated[c][i] = m[c][at];
      }
    }
    var material = new Material(8e5, 0, 0);
    double[][] b = field(new Sample(few.periodic(40, 40, 0), material), m);
    double[][] far = field(new Sample(all.periodic(13, 13, 0), material), repeated);
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < m[0].length; i++) {
        int at = (i / 12 * 12 + i / 3 % 4 + 4) * 9 + i % 3 + 3;
        assertEquals(far[c][at], b[c][i], 1e-4, "component " + c + ", cell " + i);
      }
    }
  }

  @Test
  void emptyCellsNeitherActNorAreActedUpon() {
    var mesh = new Mesh(4, 3, 1, 2e-9, 2e-9, 2e-9);
    var iron = new Material(1.7e6, 0, 0);
    var part = new Sample(mesh, java.util.List.of(iron), i -> i % 4 < 2 ? 0 : Sample.EMPTY);
    var alone = new Sample(new Mesh(2, 3, 1, 2e-9, 2e-9, 2e-9), iron);
    double[][] m = new double[3][12];
    double[][] own = new double[3][6];
    for (int i = 0; i < 12; i++) {
      m[i % 3][i] = 1;
      if (i % 4 < 2) {
        own[i % 3][i / 4 * 2 + i % 4] = 1;
      }
    }
    double[][] b = field(part, m);
    double[][] expected = field(alone, own);
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < 12; i++) {
        double there = i % 4 < 2 ? expected[c][i / 4 * 2 + i % 4] : 0;
        assertEquals(there, b[c][i], 1e-12);
      }
    }
    assertTrue(new Demagnetisation(part).energy(m, 0) > 0);
  }
}
