package onsagerflow.meso;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What every equation must do.
public abstract class StochasticEquationContract {

  /// A new instance, in a field that is the same everywhere at all times.
  protected abstract StochasticEquation equation();

  private record Coefficients(StochasticEquation of) {
    double[] drift(double[] m) {
      return evaluate(m)[0];
    }

    double[] noise(double[] m) {
      return evaluate(m)[1];
    }

    private double[][] evaluate(double[] m) {
      var result = new double[][] {new double[m.length], new double[of.noiseSize()]};
      Arrays.fill(result[0], Double.NaN); // nothing of what was there may remain
      Arrays.fill(result[1], Double.NaN);
      of.evaluate(m, result[0], result[1]);
      return result;
    }
  }

  private double[] state(long seed) {
    var equation = equation();
    int n = equation.components() * equation.grid().size();
    var m = new SplittableRandom(seed).doubles(n, -0.8, 0.8).toArray();
    equation.confinement().confine(m, equation.components());
    return m;
  }

  @Test
  void coefficientsAreFinite() {
    requireFinite(state(1));
  }

  @Test
  void coefficientsAreFiniteAtTheWalls() {
    var equation = equation();
    if (!equation.confinement().equals(Confinement.NONE)) {
      var m = Arrays.stream(state(1)).map(x -> Math.signum(x)).toArray();
      equation.confinement().confine(m, equation.components());
      requireFinite(m);
    }
  }

  private void requireFinite(double[] m) {
    var of = new Coefficients(equation());
    assertTrue(Arrays.stream(of.drift(m)).allMatch(Double::isFinite));
    assertTrue(Arrays.stream(of.noise(m)).allMatch(Double::isFinite));
    if (equation().components() == 1) {
      assertTrue(Arrays.stream(of.noise(m)).allMatch(d -> d >= 0), "a variance is negative");
    }
  }

  @Test
  void coefficientsDependOnTheStateAlone() {
    var used = new Coefficients(equation());
    var m = state(2);
    var kept = m.clone();
    var drift = used.drift(m);
    var noise = used.noise(m);
    assertArrayEquals(kept, m, 0, "the state was changed");
    var unused = used.drift(state(3));
    assertEquals(m.length, unused.length);
    assertArrayEquals(drift, used.drift(m), 0);
    assertArrayEquals(noise, used.noise(m), 0);
    assertArrayEquals(drift, new Coefficients(equation()).drift(m), 0);
    assertArrayEquals(noise, new Coefficients(equation()).noise(m), 0);
  }

  @Test
  void aShiftedStateHasShiftedCoefficients() {
    var of = new Coefficients(equation());
    var m = state(4);
    assertArrayEquals(shifted(of.drift(m)), of.drift(shifted(m)), 1e-12);
    assertArrayEquals(shifted(of.noise(m)), of.noise(shifted(m)), 1e-12);
  }

  private double[] shifted(double[] values) {
    var grid = equation().grid();
    int cells = grid.size();
    var shifted = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int y = i % cells / grid.nx();
      int x = i % grid.nx();
      shifted[i / cells * cells + grid.index(y + 2, x + 3)] = values[i];
    }
    return shifted;
  }

  /// b√dt ξ: linear in ξ, growing as √dt, in the cell of its deviates only.
  @Test
  void noiseIsLinearInItsDeviatesAndLocal() {
    var equation = equation();
    int cells = equation.grid().size();
    var noise = new Coefficients(equation).noise(state(5));
    var deviates = new SplittableRandom(6).doubles(state(5).length, -1, 1).toArray();
    var once = increment(equation, noise, deviates, 0.01);
    var twice = Arrays.stream(deviates).map(x -> 2 * x).toArray();
    assertArrayEquals(
        Arrays.stream(once).map(x -> 2 * x).toArray(),
        increment(equation, noise, twice, 0.01),
        1e-15);
    assertArrayEquals(
        Arrays.stream(once).map(x -> 3 * x).toArray(),
        increment(equation, noise, deviates, 0.09),
        1e-15);
    var elsewhere = deviates.clone();
    for (int i = 7; i < elsewhere.length; i += cells) {
      elsewhere[i] += 1;
    }
    var changed = increment(equation, noise, elsewhere, 0.01);
    for (int i = 0; i < once.length; i++) {
      if (i % cells != 7) {
        assertEquals(once[i], changed[i], 0);
      }
    }
  }

  @Test
  void noiseIsAddedToWhatIsThere() {
    var equation = equation();
    var noise = new Coefficients(equation).noise(state(5));
    var deviates = new double[state(5).length];
    Arrays.fill(deviates, 1);
    var alone = increment(equation, noise, deviates, 0.1);
    var increment = new double[deviates.length];
    Arrays.fill(increment, 0.25);
    equation.addNoise(noise, deviates, 0.1, increment);
    assertArrayEquals(Arrays.stream(alone).map(x -> 0.25 + x).toArray(), increment, 0);
  }

  private static double[] increment(
      StochasticEquation equation, double[] noise, double[] deviates, double dt) {
    var increment = new double[deviates.length];
    equation.addNoise(noise, deviates, dt, increment);
    return increment;
  }

  @Test
  void aConfinedStateIsLeftAlone() {
    var equation = equation();
    var confinement = equation.confinement();
    var m = new SplittableRandom(8).doubles(state(1).length, -3, 3).toArray();
    confinement.confine(m, equation.components());
    var once = m.clone();
    assertEquals(0, confinement.confine(m, equation.components()));
    assertArrayEquals(once, m, confinement instanceof Confinement.Sphere ? 1e-15 : 0);
  }

  /// a = w₊(1 − m) − w₋(1 + m) and D = (2/v)[w₊(1 − m) + w₋(1 + m)].
  @Test
  void flipsHaveTheDriftAndTheNoise() {
    var equation = equation();
    var m = state(9);
    var up = new double[m.length];
    var down = new double[m.length];
    equation
        .flipRates()
        .ifPresent(
            rates -> {
              assertEquals(1, equation.components());
              rates.at(m, up, down);
              var of = new Coefficients(equation);
              var drift = of.drift(m);
              var noise = of.noise(m);
              for (int cell = 0; cell < m.length; cell++) {
                double won = up[cell] * (1 - m[cell]);
                double lost = down[cell] * (1 + m[cell]);
                assertTrue(up[cell] >= 0 && down[cell] >= 0);
                assertEquals(won - lost, drift[cell], 1e-14);
                assertEquals(2 * (won + lost) / equation.cellVolume(), noise[cell], 1e-14);
              }
            });
  }

  /// a = Lm + R, seen on a plane wave.
  @Test
  void theLinearPartIsThatOfItsSymbol() {
    if (equation() instanceof SemiLinear equation) {
      var grid = equation.grid();
      double ky = 2 * Math.PI * 3 / grid.ny();
      double kx = 2 * Math.PI * 2 / grid.nx();
      var m = new double[equation.components() * grid.size()];
      for (int i = 0; i < m.length; i++) {
        int y = i % grid.size() / grid.nx();
        m[i] = 0.3 * Math.cos(ky * y + kx * (i % grid.nx()));
      }
      var remainder = new double[m.length];
      equation.remainder(m, remainder);
      var drift = new Coefficients(equation).drift(m);
      for (int i = 0; i < m.length; i++) {
        assertEquals(equation.symbol(0, ky, kx) * m[i] + remainder[i], drift[i], 1e-13);
      }
    }
  }

  @Test
  void saysWhatItIs() {
    assertTrue(equation().setting().startsWith(equation().grid().extent() + " cells of "));
  }
}
