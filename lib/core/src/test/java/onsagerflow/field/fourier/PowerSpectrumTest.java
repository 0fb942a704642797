package onsagerflow.field.fourier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
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

  /// Along an open axis the waves are cosines, which together hold the whole square of m.
  @ParameterizedTest
  @CsvSource({"12, 10, true", "9, 15, true", "8, 6, false"})
  void standingWavesOfOpenAxes(int ny, int nx, boolean bothOpen) {
    var y = new Grid.Axis(ny, 2, Grid.Boundary.OPEN);
    var x = new Grid.Axis(nx, 2, bothOpen ? Grid.Boundary.OPEN : Grid.Boundary.PERIODIC);
    var grid = new Grid(List.of(y, x));
    var m = new SplittableRandom(7).doubles(grid.size(), -1, 1).toArray();
    var power = new double[grid.size()];
    var spectrum = new PowerSpectrum(grid);
    spectrum.apply(m, power);
    assertEquals(
        Arrays.stream(m).map(v -> v * v).sum(), Arrays.stream(power).sum(), 1e-10 * m.length);
    double re = 0;
    double im = 0;
    for (int i = 0; i < m.length; i++) {
      int row = i / nx;
      double along = Math.cos(Math.PI * 3 * (row + 0.5) / ny);
      double phase = bothOpen ? 0 : 2 * Math.PI * 2 * (i % nx) / nx;
      double across = bothOpen ? Math.cos(Math.PI * 2 * (i % nx + 0.5) / nx) : Math.cos(phase);
      re += m[i] * along * across;
      im += m[i] * along * Math.sin(phase);
    }
    double norm = (bothOpen ? 4.0 : 2.0) / m.length;
    assertEquals(norm * (re * re + im * im), power[3 * nx + 2], 1e-11);
    assertEquals(
        Math.hypot(Math.PI * 3 / (2 * ny), (bothOpen ? 1 : 2) * Math.PI * 2 / (2 * nx)),
        spectrum.waveNumbers()[3 * nx + 2],
        1e-12);
  }
}
