package onsagerflow.atomistic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.ScalarField;
import onsagerflow.llg.CubicAnisotropy;
import onsagerflow.llg.EnergyTerm;
import onsagerflow.llg.PairTerm;
import onsagerflow.llg.UniaxialAnisotropy;
import onsagerflow.llg.Zeeman;
import onsagerflow.micro.KacKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every energy term.
class TermsTest {

  private static final Grid PLANE = grid(6, 7);
  private static final Grid OPEN_PLANE = openAlong(0, 6, 7);
  private static final Grid BOX = grid(5, 6, 7);
  private static final Grid FILM = openAlong(0, 3, 6, 5);

  record Case(Grid grid, EnergyTerm term) {
    @Override
    public String toString() {
      return term.identity() + " on " + grid;
    }
  }

  private static Grid grid(int... cells) {
    return openAlong(-1, cells);
  }

  private static Grid openAlong(int open, int... cells) {
    return new Grid(
        java.util.stream.IntStream.range(0, cells.length)
            .mapToObj(
                axis ->
                    new Grid.Axis(
                        cells[axis], 1, axis == open ? Grid.Boundary.OPEN : Grid.Boundary.PERIODIC))
            .toList());
  }

  private static Grid allOpen(int... cells) {
    return new Grid(
        java.util.Arrays.stream(cells)
            .mapToObj(n -> new Grid.Axis(n, 1, Grid.Boundary.OPEN))
            .toList());
  }

  static Stream<Case> terms() {
    var cubeKernel = new Kernel(3, 1, new double[27]).withCentre(0);
    var values = cubeKernel.values();
    java.util.Arrays.setAll(values, i -> i == 13 ? 0 : 1.0 / (1 + Math.abs(i - 13)));
    var pattern = new ScalarField(PLANE);
    for (int i = 0; i < PLANE.size(); i++) {
      pattern.set(i, Math.sin(i));
    }
    return Stream.of(
        new Case(PLANE, new NeighbourExchange(PLANE, 1)),
        new Case(OPEN_PLANE, new NeighbourExchange(OPEN_PLANE, 1, -0.4)),
        new Case(BOX, new NeighbourExchange(BOX, 1, 0.3)),
        new Case(FILM, new NeighbourExchange(FILM, 1, 0.3, 0, -0.1)),
        new Case(PLANE, new KacExchange(PLANE, KacKernel.bump(3))),
        new Case(OPEN_PLANE, new KacExchange(OPEN_PLANE, KacKernel.ellipse(0.7, 0.4, 30))),
        new Case(BOX, new KacExchange(BOX, new Kernel(3, 1, values))),
        new Case(PLANE, new UniaxialAnisotropy(0.7, 1, 2, -1)),
        new Case(PLANE, new CubicAnisotropy(-0.6)),
        new Case(
            PLANE,
            new Zeeman(
                PLANE,
                ExternalField.vector(
                    ExternalField.uniform(0.2),
                    ExternalField.pattern(pattern),
                    ExternalField.harmonic(1, 7)))),
        new Case(BOX, new Dzyaloshinskii(BOX, 0.5, Dzyaloshinskii.Form.BULK)),
        new Case(PLANE, new Dzyaloshinskii(PLANE, 0.5, Dzyaloshinskii.Form.BULK)),
        new Case(FILM, new Dzyaloshinskii(FILM, -0.5, Dzyaloshinskii.Form.INTERFACE)),
        new Case(allOpen(4, 5), new DipolarCoupling(allOpen(4, 5), 0.2)),
        new Case(allOpen(2, 4, 5), new DipolarCoupling(allOpen(2, 4, 5), 0.2)));
  }

  private static double[][] unitVectors(Grid grid) {
    var random = new CounterRandom(8, 0);
    double[][] s = new double[3][grid.size()];
    for (int i = 0; i < grid.size(); i++) {
      double norm = 0;
      for (int c = 0; c < 3; c++) {
        s[c][i] = random.nextGaussian();
        norm += s[c][i] * s[c][i];
      }
      for (int c = 0; c < 3; c++) {
        s[c][i] /= Math.sqrt(norm);
      }
    }
    return s;
  }

  private static double[][] field(EnergyTerm term, double[][] s, double time) {
    double[][] h = new double[3][s[0].length];
    term.prepare(s, time);
    term.addField(s, h, 0, s[0].length);
    return h;
  }

  @ParameterizedTest
  @MethodSource("terms")
  void fieldIsMinusTheGradientOfTheEnergy(Case of) {
    double time = 1.3;
    var s = unitVectors(of.grid);
    var h = field(of.term, s, time);
    double largest = 0;
    for (var component : h) {
      for (double value : component) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    double step = 1e-3;
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < of.grid.size(); i += 3) {
        double here = s[c][i];
        var e = new double[5];
        for (int k = -2; k <= 2; k++) {
          s[c][i] = here + k * step;
          e[k + 2] = of.term.energy(s, time);
        }
        s[c][i] = here;
        double slope = (e[0] - 8 * e[1] + 8 * e[3] - e[4]) / (12 * step);
        assertEquals(-slope, h[c][i], 1e-7 * largest, "component " + c + " of site " + i);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("terms")
  void fieldIsTheSameInParts(Case of) {
    var s = unitVectors(of.grid);
    var whole = field(of.term, s, 0.4);
    double[][] parts = new double[3][of.grid.size()];
    of.term.prepare(s, 0.4);
    for (int from = 0; from < of.grid.size(); from += 5) {
      of.term.addField(s, parts, from, Math.min(from + 5, of.grid.size()));
    }
    assertArrayEquals(whole, parts);
  }

  @ParameterizedTest
  @MethodSource("terms")
  void fieldNeverExceedsItsBound(Case of) {
    var s = unitVectors(of.grid);
    for (double[][] vectors : List.of(s, new double[][] {s[0].clone(), s[1], s[2]})) {
      var h = field(of.term, vectors, 0.4);
      for (int i = 0; i < of.grid.size(); i++) {
        double size = Math.hypot(Math.hypot(h[0][i], h[1][i]), h[2][i]);
        assertTrue(size <= of.term.strongestField() * (1 + 1e-12), "site " + i);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("terms")
  void fieldOfPairsFollowsAChangeOfOneSpin(Case of) {
    if (!(of.term instanceof PairTerm pair)) {
      return;
    }
    var s = unitVectors(of.grid);
    var expected = field(pair, s, 0);
    int site = 9;
    double[] change = {0.3, -0.2, 0.5};
    pair.addResponse(site, change[0], change[1], change[2], expected);
    for (int c = 0; c < 3; c++) {
      s[c][site] += change[c];
    }
    var h = field(pair, s, 0);
    for (int c = 0; c < 3; c++) {
      assertArrayEquals(h[c], expected[c], 1e-12);
    }
  }

  @Test
  void shellsHaveTheirNumberOfBonds() {
    var plane = Grid.square(9);
    double[][] up = {new double[81], new double[81], new double[81]};
    java.util.Arrays.fill(up[2], 1);
    double[] bonds = {4, 4, 4, 8};
    for (int shell = 0; shell < bonds.length; shell++) {
      var strengths = new double[shell + 1];
      strengths[shell] = 1;
      var exchange = new NeighbourExchange(plane, strengths);
      assertEquals(bonds[shell], field(exchange, up, 0)[2][40], 1e-14);
      assertEquals(bonds[shell], exchange.strongestField(), 1e-14);
    }
    var box = grid(7, 7, 7);
    double[][] all = new double[3][343];
    java.util.Arrays.fill(all[0], 1);
    assertEquals(
        6 + 12 * 0.1 + 8 * 0.01,
        field(new NeighbourExchange(box, 1, 0.1, 0.01), all, 0)[0][0],
        1e-12);
  }

  @Test
  void ladderOfSpinsHasTheDipolarEnergyOfItsPairs() {
    var pair = allOpen(1, 2);
    double[][] s = {{1, 1}, {0, 0}, {0, 0}};
    assertEquals(-0.6, new DipolarCoupling(pair, 0.3).energy(s, 0), 1e-14);
    double[][] across = {{0, 0}, {0, 0}, {1, 1}};
    assertEquals(0.3, new DipolarCoupling(pair, 0.3).energy(across, 0), 1e-14);
  }

  @Test
  void impossibleLatticesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new NeighbourExchange(grid(2, 8), 1));
    assertThrows(IllegalArgumentException.class, () -> new NeighbourExchange(grid(4, 4), 1, 0, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new KacExchange(grid(4, 4), KacKernel.bump(4)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new KacExchange(grid(8, 8), KacKernel.bump(3).withCentre(0.1)));
    assertThrows(IllegalArgumentException.class, () -> new DipolarCoupling(grid(4, 4), 1));
    assertThrows(IllegalArgumentException.class, () -> new NeighbourExchange(grid(4, 4)));
  }
}
