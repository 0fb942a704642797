package onsagerflow.field.fourier;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FourierAmplitudesTest {

  /// Against the sums that define them, at all wave vectors of even and odd grids.
  @ParameterizedTest
  @CsvSource({"6, 8", "5, 7", "4, 9", "1, 6"})
  void areTheSumsOverAllCells(int ny, int nx) {
    var grid = new Grid(ny, nx, 1);
    var random = new SplittableRandom(1);
    var m = new ScalarField(grid).map(x -> random.nextDouble(-1, 1));
    var amplitudes = new FourierAmplitudes(grid);
    amplitudes.of(m);
    for (int jy = -ny; jy <= ny; jy++) {
      for (int jx = -nx; jx <= nx; jx++) {
        double cosine = 0;
        double sine = 0;
        for (int cell = 0; cell < m.size(); cell++) {
          double turns = jy * (cell / nx) / (double) ny + jx * (cell % nx) / (double) nx;
          cosine += m.get(cell) * Math.cos(2 * Math.PI * turns);
          sine += m.get(cell) * Math.sin(2 * Math.PI * turns);
        }
        assertEquals(cosine, amplitudes.cosine(jy, jx), 1e-12);
        assertEquals(sine, amplitudes.sine(jy, jx), 1e-12);
      }
    }
  }
}
