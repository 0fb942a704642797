package onsagerflow.estimate.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import onsagerflow.coarsen.BlockAverage;
import onsagerflow.coarsen.Recorder;
import onsagerflow.coarsen.Schedule;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.Trajectory;
import onsagerflow.meso.Table;
import onsagerflow.micro.KacIsing;
import onsagerflow.micro.KacKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The functions called exact against what the spins themselves say of their next instant.
class ExactHeatBathTest {

  private static final double T = 0.9;

  private static RecordedTrajectory record(
      Kernel kernel, int length, int block, double h, double... times) {
    var grid = Grid.square(length);
    var frames = new ArrayList<Frame>();
    new Recorder(new BlockAverage(block), true)
        .record(
            new KacIsing(grid, kernel, new Frame.Conditions(T, h)),
            Schedule.series(times),
            new double[] {0, -0.4, 0.6},
            new SplittableRandom(3),
            frames::add);
    return new RecordedTrajectory(
        new Trajectory.Origin("Kac-Ising", grid.coarsen(block), block, 3), frames);
  }

  static Stream<Arguments> systems() {
    var gaussian = KacKernel.gaussian(12);
    var signChanging = KacKernel.gaussian(8).scaled(2.4).plus(KacKernel.gaussian(14).scaled(-1.2));
    return Stream.of(-0.3, 0.001, 0.3)
        .flatMap(h -> Stream.of(Arguments.of(gaussian, h), Arguments.of(signChanging, h)));
  }

  /// ⟨G | m⟩ of the spins is ⟨N(m, φ) | m⟩ of the blocks, whatever the field and the sign of J.
  /// With h left out of φ, N would be off by m tanh(h/T): 16 % at m = 0.5, h = 0.3.
  @ParameterizedTest
  @MethodSource("systems")
  void meanNoiseOfSpinsIsThatOfTheExactMobility(Kernel kernel, double h) {
    int block = 4;
    var data = record(kernel, 128, block, h, 0.5, 2, 4);
    var exact = new ExactHeatBath(KacKernel.blockKernel(kernel, block), T);
    var mean = exact.meanMobility(data);
    int v = block * block;
    var sum = new double[v + 1];
    var squares = new double[v + 1];
    var count = new int[v + 1];
    for (var frame : data.frames()) {
      for (int x = 0; x < frame.m().size(); x++) {
        int spinsUp = (int) Math.round((frame.m().get(x) + 1) / 2 * v);
        double k = frame.generator().orElseThrow().noise().get(x) / T;
        sum[spinsUp] += k;
        squares[spinsUp] += k * k;
        count[spinsUp]++;
      }
    }
    assertTrue(mean.size() > 5, "points: " + mean.size());
    for (int i = 0; i < mean.size(); i++) {
      int n = (int) Math.round((mean.m(i) + 1) / 2 * v);
      double spins = sum[n] / count[n];
      double error = Math.sqrt((squares[n] / count[n] - spins * spins) / count[n]);
      // The field varies over a block by (B/2 over the width)² of its curvature.
      assertEquals(spins, mean.value(i), 5 * error + 0.01, "m = " + mean.m(i));
    }
  }

  /// Large blocks in few frames: 257 magnetisations, and 1700 cells.
  @Test
  void fewCellsStillHaveAMean() {
    var kernel = KacKernel.gaussian(16);
    var data = record(kernel, 192, 16, 0.3, 1, 2, 3, 4);
    var mean = new ExactHeatBath(KacKernel.blockKernel(kernel, 16), T).meanMobility(data);
    assertTrue(mean.size() >= 3, "points: " + mean.size());
    for (int i = 0; i < mean.size(); i++) {
      double m = mean.m(i);
      double atMeanField = (1 - m * Math.tanh((m + 0.3) / T)) / T;
      assertEquals(atMeanField, mean.value(i), 0.1, "m = " + m);
    }
  }

  /// A K(m) that is 2 % too large is off by that at every m of the central cells, and as a whole.
  @Test
  void relativeDeviationIsThatOfTheCentralCells() {
    var kernel = KacKernel.gaussian(12);
    var data = record(kernel, 128, 4, 0, 0.5, 2, 4);
    var exact = new ExactHeatBath(KacKernel.blockKernel(kernel, 4), T);
    var mean = exact.meanMobility(data);
    var large = Arrays.stream(mean.value()).map(k -> 1.02 * k).toArray();
    var learned = new Table(mean.m(), large, large);
    var off = exact.mobilityOff(learned, data);
    double range = exact.range(data, 0.99);
    long central = Arrays.stream(mean.m()).filter(m -> Math.abs(m) <= range).count();
    assertEquals(central, off.size());
    for (int i = 0; i < off.size(); i++) {
      assertEquals(2, off.value(i), 1e-9);
      assertEquals(102, off.standardError(i), 1e-9);
    }
    assertEquals(0.02, exact.meanMobilityError(learned, data), 1e-9);
  }
}
