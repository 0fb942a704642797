package onsagerflow.statistics.domains;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.WallProfile;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.Samples;
import onsagerflow.statistics.StructureFactorMap;
import onsagerflow.statistics.comparison.Comparison;
import onsagerflow.statistics.domains.FlatInterfaces.Normal;
import org.junit.jupiter.api.Test;

/// Droplets, slabs and stripes made by hand, and what is read off them.
class WallsTest {

  private static final WallProfile WALL = WallProfile.tanh(0.7, 12);

  /// A droplet of dA/dt = −πs²(1 + 2(s/r)²).
  @Test
  void aLawHasItsLimitAndSlope() {
    double variance = 100;
    var grid = new Grid(96, 96, 8);
    var frames = new ArrayList<Frame>();
    double square = 240 * 240;
    for (int t = 0; t <= 240; t++) {
      frames.add(Samples.frame(t, 0, WALL.droplet(grid, Math.sqrt(square))));
      for (int i = 0; i < 100; i++) {
        square -= variance * (1 + 2 * variance / square) / 100;
      }
    }
    var edges = new double[17];
    java.util.Arrays.setAll(edges, i -> 15 * i);
    var droplet = Droplet.withoutNoise().read(Samples.trajectory(frames));
    var law = droplet.law(variance, edges);
    assertEquals(1, law.limit(), 2e-3);
    assertEquals(2, law.slope(), 0.6);
    assertEquals(16, law.curve().x().size());
    assertEquals(1 + 2 * law.sizes().get(3), law.rates().get(3).value(), 2e-3);
    assertEquals(Math.PI * 240 * 240, droplet.area().at(0).value(), 500);
    assertThrows(
        IllegalArgumentException.class,
        () -> new DropletLaw(List.of(0.1), List.of(new Mean(1, 0, 1))).limit());
  }

  /// A slab with a profile of its own, shifted from frame to frame by whole cells.
  @Test
  void theProfileFollowsItsInterface() {
    var grid = new Grid(6, 64, 4);
    var still = WALL.slab(grid); // falls at 64, rises at 192
    var frames = new ArrayList<Frame>();
    for (int run = 0; run < 3; run++) {
      for (int t = 0; t < 4; t++) {
        int shift = 3 * t + run;
        frames.add(Samples.frame(t, run, Samples.shape(grid, (y, x) -> still.get(y, x + shift))));
      }
    }
    var profile = InterfaceProfile.of(Samples.trajectory(frames), 40);
    assertEquals(21, profile.x().size());
    assertEquals(-40, profile.x().getFirst());
    for (int i = 0; i < 21; i++) { // the interface stands between two cells
      double x = profile.x().get(i);
      double half = profile.y().get(i) > -0.7 * Math.tanh(x / 12) ? -2 : 2;
      assertEquals(-0.7 * Math.tanh((x + half) / 12), profile.y().get(i), 2e-3);
      assertEquals(0, profile.standardError().get(i), 1e-9);
    }
    var point = FlatInterfaces.in(still, Normal.X);
    assertEquals(12, point.width().value(), 0.05);
    assertEquals(128, point.thickness().value(), 0.05);
    var mean = FlatInterfaces.stationary(Samples.trajectory(frames), Normal.X, 2);
    assertEquals(12, mean.width().value(), 0.05);
    assertEquals(3, mean.width().runs());
  }

  private static Frame stripes(double time, int run, double period) {
    var grid = new Grid(32, 128, 4);
    return Samples.frame(
        time, run, Samples.shape(grid, (y, x) -> Math.sin(2 * Math.PI * (4 * x + 2.3) / period)));
  }

  @Test
  void stripesHaveTheirWallsAndLengths() {
    var frames = new ArrayList<Frame>();
    for (int run = 0; run < 2; run++) {
      frames.add(stripes(1, run, 64));
      frames.add(stripes(3, run, 128));
    }
    var trajectory = Samples.trajectory(frames);
    var comparison = Comparison.of("one", trajectory).with("other", trajectory);
    assertEquals(2.0 / 64, comparison.series(DomainStatistics.WALLS, "one").at(1).value(), 1e-4);
    assertEquals(64, comparison.series(DomainStatistics.LENGTH, "one").at(1).value(), 0.1);
    assertTrue(comparison.series(DomainStatistics.FIRST_ZERO, "one").at(1).value() > 16);
    assertEquals(64 * 128, comparison.series(DomainStatistics.AREA, "one").at(3).value(), 1e-6);
    var growth = CurvatureGrowth.of(trajectory);
    assertEquals(32 * 32 / 8., growth.squares().at(1).value(), 1);
    assertEquals((64 * 64 - 32 * 32) / 16., growth.rate(0, 3).value(), 1);
    var map = StructureFactorMap.mean(trajectory);
    double total = java.util.Arrays.stream(map.values()).sum() / map.size();
    assertEquals(0.5, total, 1e-6);
  }

  /// A run whose walls are gone is left out of the mean, and has no rate.
  @Test
  void aRunMayLoseItsWalls() {
    var frames = new ArrayList<Frame>();
    var grid = new Grid(32, 128, 4);
    for (int run = 5; run < 8; run++) {
      frames.add(stripes(1, run, 64));
      frames.add(
          run == 6 ? Samples.frame(3, run, Samples.field(grid, x -> 0.5)) : stripes(3, run, 128));
    }
    var growth = CurvatureGrowth.of(Samples.trajectory(frames));
    assertEquals(64 * 64 / 8., growth.squares().at(3).value(), 1);
    assertEquals(2, growth.squares().at(3).runs());
    var e = assertThrows(IllegalArgumentException.class, () -> growth.rate(1, 3));
    assertEquals("what a rate is of does not exist in run 6 at t = 3.0", e.getMessage());
  }

  /// A frame without two interfaces is left out of the mean of its run.
  @Test
  void aFrameWithoutASlabIsLeftOut() {
    var grid = new Grid(6, 64, 4);
    var frames = new ArrayList<Frame>();
    for (int t = 0; t < 4; t++) {
      frames.add(Samples.frame(t, 3, t == 2 ? Samples.field(grid, x -> 0.7) : WALL.slab(grid)));
    }
    var mean = FlatInterfaces.stationary(Samples.trajectory(frames), Normal.X, 1);
    assertEquals(12, mean.width().value(), 0.05);
  }

  @Test
  void lawsOfDropletsThatAreNone() {
    var one = new Mean(1, 0, 1);
    var rates = List.of(one, one, one, one);
    assertRefused(
        "a limit needs droplets of different sizes, got (s/r)² = 0.1",
        () -> new DropletLaw(List.of(0.1, 0.1, 0.2, 0.3), rates).limit());
    assertRefused(
        "a size (s/r)² lies above 0, got -0.1",
        () -> new DropletLaw(List.of(0.1, -0.1, 0.2, 0.3), rates));
    // the larger half, in whatever order
    var law =
        new DropletLaw(
            List.of(0.4, 0.2, 0.1, 0.3),
            List.of(one, new Mean(1.2, 0, 1), new Mean(1.1, 0, 1), one));
    assertEquals(1, law.limit(), 1e-12);
    var grid = new Grid(32, 32, 8);
    var frames = new ArrayList<Frame>();
    for (int t = 0; t < 8; t++) {
      frames.add(
          Samples.frame(t, 0, t < 4 ? WALL.droplet(grid, 60) : Samples.field(grid, x -> 0.5)));
    }
    var droplet = new Droplet(0.5, -0.5).read(Samples.trajectory(frames));
    assertRefused(
        "no droplet is left from t = 4.0 to 7.0: its area is 0.0",
        () -> droplet.law(100, 0, 3, 4, 7));
    assertRefused(
        "0 frames of a run from t = 20.0 to 30.0: a rate needs two",
        () -> droplet.law(100, 20, 30));
  }

  private static void assertRefused(String message, org.junit.jupiter.api.function.Executable of) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, of).getMessage());
  }

  /// Fields that differ by their length alone have one scaling function.
  @Test
  void oneLengthIsScaledAway() {
    var fine = disks(new Grid(64, 64, 2), new SplittableRandom(5));
    var coarse = disks(new Grid(64, 64, 6), new SplittableRandom(5));
    var one = ScalingFunction.of(Samples.trajectory(List.of(fine)), 2 * Math.PI / 128);
    var other = ScalingFunction.of(Samples.trajectory(List.of(coarse)), 2 * Math.PI / 384);
    for (int i = 0; i < one.x().size(); i++) {
      assertEquals(one.x().get(i), other.x().get(i), 1e-9 * one.x().get(i));
      assertEquals(one.y().get(i), other.y().get(i), 1e-9 * one.y().get(i));
    }
  }

  private static Frame disks(Grid grid, SplittableRandom random) {
    var centres = random.doubles(40, 0, 64).toArray();
    return Samples.frame(
        0,
        0,
        Samples.shape(
            grid,
            (y, x) -> {
              double nearest = 64;
              for (int i = 0; i < 40; i += 2) {
                double dy = Math.IEEEremainder(y - centres[i], 64);
                double dx = Math.IEEEremainder(x - centres[i + 1], 64);
                nearest = Math.min(nearest, Math.hypot(dy, dx));
              }
              return Math.tanh(nearest - 6);
            }));
  }

  @Test
  void areasInTheBinsThatAreKnown() {
    var areas =
        Domains.lastAreas(
            Samples.trajectory(
                List.of(
                    Samples.frame(0, 0, WALL.droplet(new Grid(32, 32, 4), 30)),
                    Samples.frame(0, 1, WALL.droplet(new Grid(32, 32, 4), 30.5)),
                    Samples.frame(0, 2, WALL.droplet(new Grid(32, 32, 4), 30)))));
    var curve = areas.curve(0.5);
    assertEquals(2, curve.x().size()); // the droplet, and what is around it
    assertEquals(16 * Math.sqrt(128 * 256), curve.x().getFirst(), 1e-6);
    assertEquals(1 / (128 * 128.0 * 16 * 128), curve.y().getFirst(), 1e-12);
  }
}
