package onsagerflow.field.fourier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import onsagerflow.field.Grid;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerSpectrumTest {

  @ParameterizedTest
  @CsvSource({"12, 10", "9, 15", "16, 7"})
  void agreesWithTheDefinition(int ny, int nx) {
    var grid = new Grid(ny, nx, 2);
    var m = new SplittableRandom(7).doubles(grid.size(), -1, 1).toArray();
    var power = new double[grid.size()];
    new PowerSpectrum(grid).apply(m, power);
    for (int jy = 0; jy < ny; jy++) {
      for (int jx = 0; jx < nx; jx++) {
        double re = 0;
        double im = 0;
        for (int cell = 0; cell < m.length; cell++) {
          int y = cell / nx;
          int x = cell % nx;
          double phase = 2 * Math.PI * ((double) jy * y / ny + (double) jx * x / nx);
          re += m[cell] * Math.cos(phase);
          im += m[cell] * Math.sin(phase);
        }
        assertEquals((re * re + im * im) / m.length, power[jy * nx + jx], 1e-11);
      }
    }
    var portable = new double[grid.size()];
    new Fourier.Portable(grid).power(m, portable);
    assertArrayEquals(power, portable, 1e-11);
  }

  @ParameterizedTest
  @CsvSource({"12, 10", "9, 15"})
  void waveNumbersAreThoseOfTheNearestImage(int ny, int nx) {
    var k = new PowerSpectrum(new Grid(ny, nx, 2)).waveNumbers();
    assertEquals(0, k[0], 0);
    assertEquals(Math.PI / nx, k[1], 1e-15); // 2π / (nx · spacing)
    assertEquals(k[1], k[nx - 1], 1e-15);
    assertEquals(Math.hypot(Math.PI / nx, Math.PI / ny), k[(ny - 1) * nx + 1], 1e-15);
  }
}
