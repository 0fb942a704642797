package onsagerflow.micromagnetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import onsagerflow.coarsen.VectorRecording;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Grid;
import onsagerflow.field.vector.VectorField;
import onsagerflow.micromagnetic.file.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sample recorded as spins are.
class WarmSampleTest {

  private static final double EDGE = 5e-9;
  private static final double DAMPING = 0.3;
  private static final Material MATERIAL =
      new Material(8e5, 1e-11, DAMPING).withUniaxial(2e4, 0, 0, 1);
  private static final Problem.Setting WARM =
      Problem.Setting.of(ExternalField.vector(0.02, 0, 0.1)).withoutDemagnetising().at(300);

  private static Sample film() {
    return new Sample(new Mesh(16, 8, 1, EDGE, EDGE, 1e-9).periodic(1, 0, 0), MATERIAL);
  }

  @Test
  void framesAreThoseOfTheProblem() {
    double[] times = {0, 2e-12, 5e-12};
    var unit = new VectorField(new WarmSample(film(), WARM).grid(), 3);
    Arrays.fill(unit.values(), 0, unit.grid().size(), 1);
    var recorded =
        VectorRecording.of(new WarmSample(film(), WARM))
            .blocks(4)
            .startingFrom(unit)
            .seed(7)
            .times(times)
            .inMemory();
    var problem = new Problem(film(), WARM, Start.uniform(1, 0, 0));
    var motion = problem.begin(Magnet.TOLERANCE, WarmMagnet.Stepping.STANDARD, 7);
    var frames = new Recording(problem, 4);
    for (int i = 0; i < times.length; i++) {
      motion.advance(times[i] - motion.time());
      var expected = frames.frame(motion, times[i]);
      assertEquals(expected.conditions(), recorded.conditions(i));
      assertEquals(expected.m().grid(), recorded.m(i).grid());
      assertArrayEquals(expected.m().values(), recorded.m(i).values());
    }
    assertEquals(
        frames.origin("", OptionalLong.of(7)).micromagnet(), recorded.origin().micromagnet());
  }

  /// −γ' (m × B + α m × (m × B)) of a uniform cold film, γ' = γ/(1 + α²).
  @Test
  void driftIsThatOfGilbertsEquation() {
    double kelvin = 1e-9;
    var cold = new WarmSample(film(), WARM.at(kelvin));
    cold.begin(Start.uniform(0.6, 0, 0.8));
    var now = cold.instant().orElseThrow();
    double bx = 0.02;
    double bz = 0.1 + 2 * 2e4 / 8e5 * 0.8;
    double gamma = Problem.Setting.GYROMAGNETIC_RATIO / (1 + DAMPING * DAMPING);
    double y = 0.8 * bx - 0.6 * bz; // m × B has no other component
    double[] expected = {gamma * DAMPING * 0.8 * y, -gamma * y, -gamma * DAMPING * 0.6 * y};
    for (int c = 0; c < 3; c++) {
      assertEquals(expected[c], now.drift().get(c, 37), 1e-6 * gamma * bz);
    }
    double thermal = cold.micromagnet().orElseThrow().thermalField(kelvin);
    assertEquals(gamma * DAMPING * thermal, now.diffusion(), 1e-9 * now.diffusion());
  }

  @Test
  void recordingsAreFoundAgain(@TempDir Path folder) throws Exception {
    var recording =
        VectorRecording.of(new WarmSample(film(), WARM)).blocks(4).withGenerator().times(0, 1e-12);
    var made = recording.in(folder);
    var again = recording.in(folder);
    assertArrayEquals(made.m(1).values(), again.m(1).values());
    assertEquals(new Grid(2, 4, 4).size(), made.m(1).grid().size());
    try (var files = Files.list(folder)) {
      assertEquals(1, files.filter(f -> f.toString().endsWith(".h5")).count());
    }
    var warmer = VectorRecording.of(new WarmSample(film(), WARM.at(301))).blocks(4);
    assertTrue(!warmer.withGenerator().times(0, 1e-12).identity().equals(recording.identity()));
  }

  @Test
  void refusesWhatIsNoLattice() {
    var holes = new Sample(film().mesh(), List.of(MATERIAL), cell -> cell == 3 ? Sample.EMPTY : 0);
    var empty = assertThrows(IllegalArgumentException.class, () -> new WarmSample(holes, WARM));
    assertTrue(String.valueOf(empty.getMessage()).contains("empty"), empty.toString());
    var cold = Problem.Setting.of(ExternalField.vector(0, 0, 0));
    var none = assertThrows(IllegalArgumentException.class, () -> new WarmSample(film(), cold));
    assertTrue(String.valueOf(none.getMessage()).contains("temperature"), none.toString());
  }
}
