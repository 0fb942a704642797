package onsagerflow.meso.vector;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.Micromagnet;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.Table;
import onsagerflow.rollout.RotatingHeun;
import onsagerflow.rollout.Stepper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the equations of the textbooks do exactly.
class FerromagnetTest {

  private static final Grid CELL = new Grid(1, 1, 8);
  private static final Kernel ONE = new Kernel(0, new double[] {1});

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.2, 0.3, 0.33})
  void meanFieldIsItsOwn(double temperature) {
    var magnet = Ferromagnet.meanField(temperature, 1, 0.1, 1);
    double m = magnet.order();
    assertEquals(m, Langevin.of(m / temperature), 1e-12);
    double h = 1e-6;
    double inField = m;
    for (int i = 0; i < 20_000; i++) {
      inField = Langevin.of((inField + h) / temperature);
    }
    assertEquals(magnet.susceptibility(), (inField - m) / h, 2e-3 * magnet.susceptibility());
    assertEquals(1.0 / 3, magnet.curie(), 1e-15);
  }

  @Test
  void aboveItsTemperatureThereIsNoOrder() {
    var magnet = Ferromagnet.meanField(0.5, 1, 0.1, 1);
    assertEquals(0, magnet.order(), 0);
    assertEquals(1 / (3 * (0.5 - 1.0 / 3)), magnet.susceptibility(), 1e-12);
    assertEquals(magnet.alongDamping(), magnet.acrossDamping(), 0);
  }

  private static double[] rest(VectorOnsagerFlow equation, double[] m, double time) {
    var stepper = Stepper.of(equation).withoutNoise();
    var random = new CounterRandom(1, 0);
    stepper.start(m, random);
    for (int step = 0; step < 10 * time; step++) {
      stepper.step(m, 0.1, random);
    }
    return m;
  }

  /// The LLB goes to m_e(T), with the rate of the spins near it, and above T_c to 0.
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.25, 0.3, 0.5})
  void llbRestsAtTheOrderOfItsTemperature(double temperature) {
    var magnet = Ferromagnet.meanField(temperature, 1, 0.5, 1);
    var conditions = new Frame.Conditions(temperature, 0);
    var llb = magnet.llb(CELL, conditions, ONE).deterministic();
    var m = rest(llb, new double[] {0.12, 0.16, 0}, 1000);
    assertEquals(magnet.order(), Math.hypot(m[0], m[1]), 1e-6);
    if (magnet.order() > 0) {
      assertEquals(0.16 / 0.12, m[1] / m[0], 1e-6);
      var drift = new double[3];
      llb.evaluate(new double[] {0, 0, magnet.order() + 1e-4}, drift, new double[5]);
      double rate = magnet.alongDamping() / magnet.susceptibility();
      assertEquals(-rate * 1e-4, drift[2], 0.01 * rate * 1e-4);
    }
  }

  /// The LLB's longitudinal force is that of the spins to first order only: at half of m_e it is
  /// not.
  @Test
  void llbIsNoKacFarFromEquilibrium() {
    double temperature = 0.2;
    var magnet = Ferromagnet.meanField(temperature, 1, 0.5, 1);
    var conditions = new Frame.Conditions(temperature, 0);
    var kac =
        new VectorOnsagerFlow(CELL, 64, conditions, VectorLaw.kac(temperature, 0.5, 1, ONE))
            .deterministic();
    var llb = magnet.llb(CELL, conditions, ONE).deterministic();
    var exact = new double[3];
    var approximate = new double[3];
    double[] m = {0, 0, magnet.order() / 2};
    kac.evaluate(m, exact, new double[5]);
    llb.evaluate(m, approximate, new double[5]);
    assertTrue(Math.abs(approximate[2] / exact[2] - 1) > 0.05);
  }

  /// LLG keeps |m| = m_e to the last bits, from any start, and turns towards the field at α⊥h/m_e.
  @Test
  void llgKeepsItsLength() {
    double temperature = 0.25;
    double h = 0.05;
    var magnet = Ferromagnet.meanField(temperature, 1, 0.2, 1.5);
    var grid = new Grid(8, 8, 8);
    var conditions = new Frame.Conditions(temperature, h);
    var llg = magnet.llg(grid, conditions, Kernel.gaussian(1.2, 2));
    var m = new double[3 * grid.size()];
    Arrays.setAll(m, i -> 0.1 * Math.sin(i));
    var stepper = new RotatingHeun(llg);
    var random = new CounterRandom(1, 0);
    stepper.start(m, random);
    for (int step = 0; step < 200; step++) {
      stepper.step(m, 0.05, random);
    }
    for (int cell = 0; cell < grid.size(); cell++) {
      double square = 0;
      for (int c = 0; c < 3; c++) {
        square += m[c * grid.size() + cell] * m[c * grid.size() + cell];
      }
      assertEquals(magnet.order(), Math.sqrt(square), 1e-14);
    }
    assertEquals(0, stepper.clips());
    // tan(θ/2) decays at α⊥γh/m_e
    var uniform = new double[3 * grid.size()];
    Arrays.fill(uniform, 0, grid.size(), magnet.order());
    for (int step = 0; step < 2000; step++) {
      stepper.step(uniform, 0.01, random);
    }
    double cosine = uniform[2 * grid.size()] / magnet.order();
    double expected = Math.tanh(magnet.acrossDamping() * 1.5 * h / magnet.order() * 20);
    assertEquals(expected, cosine, 1e-4);
  }

  /// Cells as unit vectors, each coupled to all others alike: ⟨m⟩ = L(v J m/T), which is that of
  /// the spins for v = 1 alone, and not of any larger cell.
  @ParameterizedTest
  @CsvSource({"1, 0.25", "2, 0.25", "4, 0.4"})
  void cellsAsUnitVectorsDependOnTheMesh(int edge, double temperature) {
    int v = edge * edge;
    var grid = new Grid(21, 21, edge);
    var all = new double[21 * 21];
    Arrays.fill(all, 1.0 / all.length);
    var conditions = new Frame.Conditions(temperature, 0);
    var cells =
        Ferromagnet.meanField(temperature, 1, 0.5, 1).cells(grid, conditions, new Kernel(10, all));
    double expected = 1;
    for (int i = 0; i < 1000; i++) {
      expected = Langevin.of(v * expected / temperature);
    }
    var stepper = new RotatingHeun(cells);
    var random = new CounterRandom(5, 0);
    var m = new double[3 * grid.size()];
    Arrays.fill(m, 2 * grid.size(), 3 * grid.size(), 1);
    double sum = 0;
    int samples = 0;
    for (int step = 0; step < 4000; step++) {
      stepper.step(m, 0.05, random);
      if (step >= 1000 && step % 20 == 0) {
        double square = 0;
        for (int c = 0; c < 3; c++) {
          double mean =
              Arrays.stream(m, c * grid.size(), (c + 1) * grid.size()).sum() / grid.size();
          square += mean * mean;
        }
        sum += Math.sqrt(square);
        samples++;
      }
    }
    assertEquals(expected, sum / samples, 0.015);
    assertTrue(stepper.clips() < 1e-5 * 4000 * grid.size(), "clips: " + stepper.clips());
  }

  @Test
  void refusesWhatIsNoFerromagnet() {
    assertThrows(IllegalArgumentException.class, () -> new Ferromagnet(0.2, 0.3, 0, 1, 0.1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Ferromagnet(0.4, 0.3, 0.5, 1, 0.1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Ferromagnet(0.2, 0.3, 0.5, 1, -0.1, 1));
    var magnet = Ferromagnet.meanField(0.2, 1, 0.1, 1);
    assertThrows(
        IllegalArgumentException.class, () -> magnet.llb(CELL, new Frame.Conditions(0.3, 0), ONE));
    var hot = Ferromagnet.meanField(0.5, 1, 0.1, 1);
    assertThrows(
        IllegalArgumentException.class, () -> hot.llg(CELL, new Frame.Conditions(0.5, 0), ONE));
  }

  /// A film in SI units has the equations of the same film in its own: energies in k_B T, times in
  /// radians of γ k_B T/μ.
  @Test
  void aFilmIsTheSameInSiUnits() {
    var cells = new Micromagnet(2e-9, 2e-9, 2e-9, OptionalDouble.of(8e5));
    double gamma = 1.76e11;
    double thermal = cells.thermalField(300);
    var film = Ferromagnet.film(cells, 300, 4e-12, 0.2, gamma);
    var own = Ferromagnet.meanField(1, 10 / thermal, 0.2, 1); // 8A/(M_s d²) = 10 T
    assertEquals(own.order(), film.order(), 1e-9);
    double[] m = new SplittableRandom(1).doubles(27, -0.5, 0.5).toArray();
    var grid = new Grid(3, 3, 4);
    var easy = new Anisotropy(-0.25, -0.25, 0.5, 0, 0, 0);
    var si = model(300, Optional.of(cells), 1, easy);
    var reduced = model(1, Optional.empty(), 1 / thermal, easy.times(1 / thermal));
    var ofSi = film.beside(si);
    var ofReduced = own.beside(reduced);
    assertEquals(ofReduced.keySet(), ofSi.keySet());
    for (String name : new String[] {"LLB", "LLG of cells"}) {
      var a = requireNonNull(ofSi.get(name)).apply(grid);
      var b = requireNonNull(ofReduced.get(name)).apply(grid);
      var drift = new double[27];
      var noise = new double[a.noiseSize()];
      a.evaluate(0, m, drift, noise);
      var expected = new double[27];
      var expectedNoise = new double[a.noiseSize()];
      b.evaluate(0, m, expected, expectedNoise);
      double rate = gamma * thermal;
      for (int i = 0; i < 27; i++) {
        assertEquals(expected[i], drift[i] / rate, 1e-9, name);
      }
      for (int i = 0; i < 18; i++) {
        assertEquals(expectedNoise[i], noise[i] / Math.sqrt(rate), 1e-9, name);
      }
    }
    var warm = model(310, Optional.of(cells), 1, easy);
    var llb = requireNonNull(film.beside(warm).get("LLB"));
    assertThrows(IllegalArgumentException.class, () -> llb.apply(grid));
  }

  private static LearnedVectorModel model(
      double temperature, Optional<Micromagnet> cells, double unit, Anisotropy anisotropy) {
    double[] m = {0.1, 0.9};
    var flat = new Table(m, new double[] {1, 1}, new double[2]);
    double j = 0.5 * unit;
    var kernel = new Kernel(1, new double[] {0, j, 0, j, 0, j, 0, j, 0});
    return new LearnedVectorModel(
        new Frame.Conditions(temperature, ExternalField.vector(0, 0, 0)),
        4,
        LearnedVectorModel.SLOPE_GAUGE,
        new LearnedVectorModel.Functions(
            flat,
            flat,
            LearnedVectorModel.constantPrecession(1, 0),
            flat,
            kernel,
            new Kernel(1, new double[9]),
            anisotropy,
            Anisotropy.NONE),
        cells,
        LearnedModel.Notes.of(Map.of()));
  }
}
