package onsagerflow.statistics.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.RecordedVectors;
import onsagerflow.field.vector.VectorField;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.StructureFactor;
import org.junit.jupiter.api.Test;

/// Vectors about a direction that differs from run to run, scattered by other amounts along and
/// across it.
class VectorStatisticsTest {

  private static final Grid SPACE =
      new Grid(Collections.nCopies(3, new Grid.Axis(8, 2, Grid.Boundary.PERIODIC)));
  private static final double MOMENT = 0.5;
  private static final double ALONG = 0.02;
  private static final double ACROSS = 0.05;
  private static final int RUNS = 20;

  private static RecordedVectors scattered(Grid grid, boolean sameDirection) {
    var random = new SplittableRandom(5);
    var frames = new ArrayList<VectorFrame>();
    for (int run = 0; run < RUNS; run++) {
      double[] e = sameDirection ? new double[] {0, 0, 1} : direction(random);
      double[][] across = Axis.across(e);
      var m = new VectorField(grid, 3);
      for (int cell = 0; cell < grid.size(); cell++) {
        double along = MOMENT + ALONG * random.nextGaussian();
        double first = ACROSS * random.nextGaussian();
        double second = ACROSS * random.nextGaussian();
        for (int c = 0; c < 3; c++) {
          m.set(c, cell, along * e[c] + first * across[0][c] + second * across[1][c]);
        }
      }
      frames.add(new VectorFrame(1, run, new Frame.Conditions(1, 0.0), m));
    }
    return new RecordedVectors(new Trajectory.Origin(grid, 2), frames);
  }

  private static double[] direction(SplittableRandom random) {
    double z = random.nextDouble(-1, 1);
    double phi = random.nextDouble(2 * Math.PI);
    double r = Math.sqrt(1 - z * z);
    return new double[] {r * Math.cos(phi), r * Math.sin(phi), z};
  }

  private static void assertMean(double exact, Mean mean) {
    assertTrue(mean.standardErrorsFrom(new Mean(exact, 0, 1)) < 4, exact + ": " + mean);
  }

  @Test
  void alongTheMeanOfEachFrameTheStructureFactorsAreTheVariances() {
    for (var grid : List.of(SPACE, new Grid(16, 16, 2))) {
      var spectrum = VectorStructureFactor.of(scattered(grid, false), 6, Axis.ofMean()).getFirst();
      int modes = spectrum.bands().stream().mapToInt(VectorStructureFactor.Band::modes).sum();
      assertEquals(grid.size() - 1, modes);
      for (var band : spectrum.bands()) {
        assertMean(ALONG * ALONG, band.parallel());
        assertMean(ACROSS * ACROSS, band.perpendicular());
      }
    }
  }

  @Test
  void alongAFixedAxisDirectionsOfRunsMix() {
    var fixed = VectorStructureFactor.of(scattered(SPACE, false), 1, Axis.along(0, 0, 9));
    double mixed = (ALONG * ALONG + 2 * ACROSS * ACROSS) / 3; // a random direction
    assertMean(mixed, fixed.getFirst().bands().getFirst().parallel());
    var right = VectorStructureFactor.of(scattered(SPACE, true), 1, Axis.along(0, 0, 9));
    assertMean(ALONG * ALONG, right.getFirst().bands().getFirst().parallel());
  }

  @Test
  void bothTogetherAreTheStructureFactorsOfTheComponents() {
    var data = scattered(new Grid(8, 8, 2), false);
    var split = VectorStructureFactor.of(data, 4, Axis.ofMean()).getFirst();
    for (int b = 0; b < split.bands().size(); b++) {
      double sum = 0;
      for (int c = 0; c < 3; c++) {
        sum += StructureFactor.at(1, data.component(c), 4).bands().get(b).s().value();
      }
      var band = split.bands().get(b);
      assertEquals(sum, band.parallel().value() + 2 * band.perpendicular().value(), 1e-12 * sum);
    }
  }

  @Test
  void momentsTellOrderFromDirection() {
    var free = VectorMoments.of(scattered(SPACE, false)).getFirst();
    assertMean(0, free.x());
    assertMean(0, free.z());
    assertEquals(MOMENT, free.total().value(), 0.002);
    var point = VectorMoments.of(scattered(SPACE, true)).getFirst();
    assertMean(0, point.y());
    assertMean(MOMENT, point.z());
    assertMean(MOMENT * MOMENT + ALONG * ALONG + 2 * ACROSS * ACROSS, point.square());
    assertMean(MOMENT + ACROSS * ACROSS / MOMENT, point.norm()); // to second order
    assertEquals(RUNS, point.norm().runs());
  }

  @Test
  void anAxisAndTwoAcrossItAreRightHanded() {
    double[] e = {0.48, -0.6, 0.64};
    double[][] across = Axis.across(e);
    double[] third = new double[3];
    for (int c = 0; c < 3; c++) {
      int a = (c + 1) % 3;
      int b = (c + 2) % 3;
      third[c] = across[0][a] * across[1][b] - across[0][b] * across[1][a];
    }
    assertArrayEquals(e, third, 1e-15);
    assertThrows(IllegalArgumentException.class, () -> Axis.along(0, 0, 0));
  }
}
