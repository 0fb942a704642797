package onsagerflow.estimate.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import onsagerflow.coarsen.BlockAverage;
import onsagerflow.coarsen.Recorder;
import onsagerflow.coarsen.Schedule;
import onsagerflow.estimate.Learner;
import onsagerflow.estimate.Synthetic;
import onsagerflow.estimate.data.Observations;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.meso.Closure;
import onsagerflow.micro.KacIsing;
import onsagerflow.micro.KacKernel;
import onsagerflow.micro.NearestNeighbourIsing;
import onsagerflow.micro.SpinSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is said of data that are no increments of this equation, and that nothing is said of those
/// that are.
class DataCheckTest {

  private static final Frame.Conditions CONDITIONS = new Frame.Conditions(0.9, 0);

  private static DataCheck check(Trajectory data) {
    return DataCheck.of(Observations.of(data));
  }

  private static String refusal(Trajectory data) {
    String reason = check(data).refusal().orElse("no refusal");
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Learner.standard().withRadius(1).fit(Observations.of(data)));
    assertTrue(String.valueOf(refused.getMessage()).contains(reason), refused.getMessage());
    return reason;
  }

  private static void says(DataCheck check, String expected) {
    assertEquals(Optional.empty(), check.refusal());
    assertTrue(
        check.cautions().stream().anyMatch(c -> c.contains(expected)), check.cautions().toString());
  }

  private static RecordedTrajectory sound() {
    return Synthetic.standard(Closure.COSH).pairs(20, 0.1, 2, 1);
  }

  private static RecordedTrajectory mapped(RecordedTrajectory data, DoubleUnaryOperator f) {
    var frames = new ArrayList<Frame>();
    for (var frame : data.frames()) {
      var m = new ScalarField(frame.m().grid());
      for (int x = 0; x < m.size(); x++) {
        m.set(x, f.applyAsDouble(frame.m().get(x)));
      }
      frames.add(frame(frame.time(), frame.run(), m));
    }
    return new RecordedTrajectory(data.origin(), frames);
  }

  private static Frame frame(double time, int run, ScalarField m) {
    return new Frame(time, run, CONDITIONS, m, Optional.empty());
  }

  private static RecordedTrajectory data(Grid grid, int block, List<Frame> frames) {
    return new RecordedTrajectory(new Trajectory.Origin("test", grid, block, 1), frames);
  }

  /// Independent spins of a probability of its own in each block, refreshed at rate 1: counts are
  /// exact after any lag.
  private static RecordedTrajectory freeSpins(
      Grid grid, int block, double lag, int runs, int frames, IntToDoubleFunction mean) {
    var random = new SplittableRandom(7);
    var list = new ArrayList<Frame>();
    int v = block * block;
    for (int run = 0; run < runs; run++) {
      var spins = new int[grid.size() * v];
      for (int i = 0; i < spins.length; i++) {
        spins[i] = draw(mean.applyAsDouble(i / v), random);
      }
      for (int f = 0; f < frames; f++) {
        var m = new ScalarField(grid);
        for (int i = 0; i < spins.length; i++) {
          if (f > 0 && random.nextDouble() < -Math.expm1(-lag)) {
            spins[i] = draw(mean.applyAsDouble(i / v), random);
          }
          m.set(i / v, m.get(i / v) + (double) spins[i] / v);
        }
        list.add(frame(f * lag, run, m));
      }
    }
    return data(grid, block, list);
  }

  private static int draw(double mean, RandomGenerator random) {
    return random.nextDouble() < (1 + mean) / 2 ? 1 : -1;
  }

  private static final Grid SMALL = new Grid(16, 16, 4);

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.1, 0.5, 1})
  void freeSpinsAreTheYardstick(double lag) {
    var check = check(freeSpins(SMALL, 4, lag, 4, 5, x -> 0.3));
    double renewed = -Math.expm1(-lag);
    // Of 4096 increments, each a difference of two: √(2 · 2/4096) of a variance.
    assertEquals(renewed, check.dynamics().renewed(), 4 * 0.03 * renewed);
    assertEquals(renewed, check.dynamics().forgotten(), 4 * 0.04 * renewed);
    assertEquals(1, check.statics().shortWaves(), 4 * 0.03);
    assertEquals(0, check.statics().neighbours(), 4 * 0.02);
    assertEquals(1.0 / 8, check.values().step().orElseThrow(), 1e-6);
    assertEquals(Optional.empty(), check.refusal());
    assertEquals(List.of(), check.cautions());
  }

  @Test
  void theSameBitsWhateverTheThreads() throws Exception {
    var data = sound();
    var one = new ForkJoinPool(1).submit(() -> check(data)).get();
    var four = new ForkJoinPool(4).submit(() -> check(data)).get();
    assertEquals(one, four);
  }

  @Test
  void exchangeOfSpinsIsNamed() {
    String reason = refusal(kawasaki(0.1, 5, 3));
    assertTrue(reason.contains("conserved") && reason.contains("Kawasaki"), reason);
    assertEquals(Optional.empty(), check(sound()).refusal());
  }

  /// Neighbours of opposite sign change places with the heat-bath probability at infinite
  /// temperature.
  private static RecordedTrajectory kawasaki(double lag, int runs, int frames) {
    int edge = 64;
    int block = 8;
    var random = new SplittableRandom(3);
    var grid = new Grid(edge / block, edge / block, block);
    var list = new ArrayList<Frame>();
    for (int run = 0; run < runs; run++) {
      var spins = new int[edge * edge];
      for (int i = 0; i < spins.length; i++) {
        spins[i] = draw(0.2, random);
      }
      for (int f = 0; f < frames; f++) {
        for (int k = 0; f > 0 && k < lag * spins.length; k++) {
          int i = random.nextInt(spins.length);
          int right = i % edge == edge - 1 ? i + 1 - edge : i + 1;
          int j = random.nextBoolean() ? right : (i + edge) % spins.length;
          int kept = spins[i];
          spins[i] = spins[j];
          spins[j] = kept;
        }
        var m = new ScalarField(grid);
        for (int i = 0; i < spins.length; i++) {
          int cell = i / edge / block * grid.nx() + i % edge / block;
          m.set(cell, m.get(cell) + (float) spins[i] / (block * block));
        }
        list.add(frame(f * lag, run, m));
      }
    }
    return data(grid, block, list);
  }

  @Test
  void fullBlocksAreNotCalledAFrameWrittenTwice() {
    var full = new ScalarField(SMALL, new double[256]);
    for (int x = 0; x < 256; x++) {
      full.set(x, x < 100 ? -1 : 1);
    }
    var frozen = List.of(frame(0, 0, full), frame(0.1, 0, full.copy()));
    String reason = refusal(data(SMALL, 4, frozen));
    assertTrue(reason.contains("every block is full"), reason);

    full.set(0, 0.5); // a wall that does not move either
    reason = refusal(data(SMALL, 4, List.of(frame(0, 0, full), frame(0.1, 0, full.copy()))));
    assertTrue(
        reason.contains("no block changes within any of 1 frame pairs (frames 0 and 1 of run 0"),
        reason);
    assertTrue(reason.contains("100 % of the blocks are full"), reason);
  }

  /// Of 256 blocks of 16 spins hardly one flips in 10⁻⁵ sweeps, so that identical frames are no
  /// mistake there; at a lag of 0.1 some 300 do.
  @Test
  void identicalFramesAreNamedWhereChanceDoesNotMakeThem() {
    var quick = freeSpins(SMALL, 4, 1e-4, 1, 300, x -> 0);
    assertTrue(
        DataSums.of(Observations.of(quick)).pairs.stream().anyMatch(p -> p.cells().areUnchanged()));
    var check = check(quick);
    says(check, "% of the blocks do not change within a pair, its lag is 0.0001");
    var frames = new ArrayList<>(freeSpins(SMALL, 4, 0.1, 4, 5, x -> 0).frames());
    frames.set(8, frame(frames.get(8).time(), 1, frames.get(7).m().copy()));
    String reason = refusal(data(SMALL, 4, frames));
    assertEquals(
        "frames 7 and 8 of run 1 at t = 0.2 are identical: a frame written twice has no increment",
        reason.replace("0.20000000000000001", "0.2"));
  }

  @Test
  void uniformFramesTellNothing() {
    var frames = new ArrayList<Frame>();
    for (int f = 0; f < 20; f++) {
      frames.add(frame(0.1 * f, 0, ScalarField.uniform(SMALL, Math.sin(0.3 * f) / 2)));
    }
    String reason = refusal(data(SMALL, 4, frames));
    assertTrue(reason.contains("m is the same in all blocks of a frame"), reason);
  }

  @Test
  void otherConventionsAreRefused() {
    var counted = freeSpins(SMALL, 4, 0.1, 4, 5, x -> 0.1);
    String reason = refusal(mapped(counted, m -> (m + 1) / 2));
    assertTrue(reason.contains("occupation numbers") && reason.contains("2 n - 1"), reason);
    reason = refusal(mapped(counted, m -> m / 2));
    assertTrue(reason.contains("+-1/2"), reason);
  }

  @ParameterizedTest
  @CsvSource({
    "2, blocks of 4 x 4 spins does|K would be 4 times too small; set block to 4",
    "8, blocks of 4 x 4 spins does|K would be 4 times too large; set block to 4"
  })
  void aBlockSizeThatDisagreesWithTheStepsOfMIsNamed(int block, String expected) {
    var counted = freeSpins(SMALL, 4, 0.1, 4, 5, x -> 0.1);
    var wrong = check(data(SMALL, block, counted.frames()));
    for (String part : expected.split("\\|", -1)) {
      says(wrong, part);
    }
    assertEquals(1, wrong.cautions().size(), wrong.cautions().toString());
  }

  @Test
  void aDeterministicEquationIsNamed() {
    var random = new SplittableRandom(1);
    var start = new ScalarField(new Grid(32, 32, 8)).map(m -> random.nextDouble(-0.9, 0.9));
    var frames = new ArrayList<Frame>();
    for (int i = 0; i < 20; i++) {
      double left = Math.exp(-0.1 * i);
      frames.add(frame(0.1 * i, 0, start.map(m -> 0.3 + left * (m - 0.3))));
    }
    String reason = refusal(data(start.grid(), 8, frames));
    assertTrue(reason.contains("solution of a deterministic equation"), reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"drift", "noise"})
  void channelsThatHoldNothingAreNamed(String empty) {
    var frames =
        sound().frames().stream()
            .map(
                f -> {
                  var drift = f.m().map(m -> empty.equals("drift") ? 0 : -m);
                  var noise = f.m().map(m -> empty.equals("noise") ? 0 : 1);
                  var channels = Optional.of(new Frame.Generator(drift, noise));
                  return new Frame(f.time(), f.run(), CONDITIONS, f.m(), channels);
                })
            .toList();
    String reason = refusal(new RecordedTrajectory(sound().origin(), frames));
    assertTrue(reason.contains("channel " + empty + " is 0 in all"), reason);
  }

  /// Cold spins beside warm ones, of which seven change within a pair: some pair holds none.
  @Test
  void coldFramesThatDoNotChangeWereNotWrittenTwice() {
    var warm = freeSpins(SMALL, 4, 0.1, 2, 10, x -> 0.3).frames();
    var frames = new ArrayList<>(warm);
    for (var f : freeSpins(SMALL, 4, 0.1, 1, 400, x -> 0.998).frames()) {
      frames.add(frame(f.time(), 9, f.m()));
    }
    var check = check(data(SMALL, 4, frames));
    assertTrue(
        Observations.of(data(SMALL, 4, frames)).size() > 400 && check.refusal().isEmpty(),
        check.refusal().toString());
  }

  /// No fit finds its way from there: one of 16 times the noise ran for minutes.
  @Test
  void aBlockSizeFarFromTheStepsOfMIsRefused() {
    var counted = freeSpins(SMALL, 4, 0.1, 4, 5, x -> 0.1);
    String reason = refusal(data(SMALL, 32, counted.frames()));
    assertTrue(reason.contains("K would be 64 times too large; set block to 4"), reason);
    reason = refusal(mapped(counted, m -> m < 0 ? -1 : 1));
    assertTrue(reason.contains("every m is +1 or -1") && reason.contains("4 x 4"), reason);
  }

  @Test
  void roundedNumbersAreNoSteps() {
    var series = Synthetic.standard(Closure.COSH).series(4, 5, 0.1, 2, 1);
    var rounded = mapped(series, m -> Math.rint(100 * m) / 100);
    says(check(rounded), "rounded numbers, or blocks of 200 spins");
    assertEquals(List.of(), check(mapped(series, m -> Math.rint(1e4 * m) / 1e4)).cautions());
  }

  @Test
  void pairsThatAreThereTwiceAreCounted() {
    var data = sound();
    var both = DataCheck.of(Observations.of(List.of(data, data), Observations.UseGenerator.AUTO));
    says(both, "20 of 40 pairs of frames are there twice (frames 0 and 1 of run 0");
    // Rollouts from one start share a frame, no pair.
    var frames = new ArrayList<Frame>();
    for (int run = 0; run < 5; run++) {
      var branch = Synthetic.standard(Closure.COSH).series(1, 2, 0.1, 2, 5 + run).frame(1).m();
      frames.add(frame(0, run, data.frame(0).m()));
      frames.add(frame(0.1, run, branch));
    }
    var cautions = check(new RecordedTrajectory(data.origin(), frames)).cautions();
    assertTrue(cautions.stream().noneMatch(c -> c.contains("twice")), cautions.toString());
  }

  /// Runs of two frames that follow each other as if they were one.
  @Test
  void runsWithoutNumbersAreNamed() {
    var frames = new ArrayList<Frame>();
    for (var f : freeSpins(SMALL, 4, 0.1, 20, 2, x -> 0.1).frames()) {
      frames.add(frame(0.2 * f.run() + f.time(), 0, f.m()));
    }
    String reason = refusal(data(SMALL, 4, frames));
    assertTrue(
        reason.startsWith("19 of 39 frame pairs have as little in common as frames of different"),
        reason);
    // A few are left to the fit and its residuals.
    var few = new ArrayList<>(freeSpins(SMALL, 4, 0.1, 20, 2, x -> 0.1).frames());
    few.set(3, frame(0.1, 1, few.get(5).m()));
    says(check(data(SMALL, 4, few)), "1 of 20 frame pairs have as little in common");
  }

  /// Of full order, or nearly so, hardly anything is left after a tenth of a sweep: noise of one
  /// run, not another run.
  @ParameterizedTest
  @ValueSource(doubles = {1, -1, 0.98, 0.95})
  void startsFromOrderBelongToTheirRuns(double mean) {
    var frames = new ArrayList<>(relaxing(mean, 0).frames());
    frames.addAll(relaxing(0.2, 1).frames());
    assertEquals(List.of(), check(data(new Grid(16, 16, 8), 8, frames)).cautions());
    // The start of one run before the second frame of another.
    frames.set(1, frame(0.1, 0, frames.get(25).m()));
    says(check(data(new Grid(16, 16, 8), 8, frames)), "of 40 frame pairs");
  }

  private static RecordedTrajectory relaxing(double mean, int run) {
    var spins = new KacIsing(Grid.square(128), KacKernel.bump(16), CONDITIONS);
    spins.magnetise(mean, new SplittableRandom(run));
    var frames = new ArrayList<Frame>();
    new Recorder(new BlockAverage(8), false)
        .record(
            spins,
            Schedule.series(Schedule.every(0, 0.1, 21)),
            run,
            new SplittableRandom(10 + run),
            f -> frames.add(frame(f.time(), run, f.m())));
    return data(new Grid(16, 16, 8), 8, frames);
  }

  @Test
  void measurementNoiseIsNamed() {
    var random = new SplittableRandom(2);
    var noisy = mapped(freeSpins(SMALL, 4, 0.1, 8, 5, x -> 0), m -> noisy(m, random));
    var check = check(noisy);
    says(check, "consecutive increments take back");
    assertEquals(1, check.cautions().size(), check.cautions().toString());
  }

  private static double noisy(double m, RandomGenerator random) {
    return Math.clamp(m + 0.15 * random.nextGaussian(), -1, 1);
  }

  @Test
  void aFieldThatNoSpinsFollowIsNamed() {
    var frames = new ArrayList<Frame>();
    for (var f : freeSpins(SMALL, 4, 0.1, 4, 5, x -> 0).frames()) {
      frames.add(
          new Frame(f.time(), f.run(), new Frame.Conditions(0.01, 0.5), f.m(), Optional.empty()));
    }
    says(check(data(SMALL, 4, frames)), "are field and temperature in one unit");
  }

  /// On few blocks chance repeats, on a line of blocks there are no rows to compare, single spins
  /// are no blocks.
  @Test
  void fewBlocksAreJudgedByWhatTheyHave() {
    assertEquals(List.of(), check(freeSpins(new Grid(1, 1, 4), 4, 0.1, 500, 2, x -> 0)).cautions());
    assertEquals(List.of(), check(freeSpins(new Grid(1, 64, 4), 4, 0.1, 20, 3, x -> 0)).cautions());
    String reason = refusal(freeSpins(new Grid(16, 16, 1), 1, 0.1, 10, 2, x -> 0));
    assertTrue(reason.contains("a block has 1 spin:"), reason);
  }

  @Test
  void aSignThatChangesWithinAPairIsNamed() {
    var frames = new ArrayList<>(freeSpins(SMALL, 4, 0.1, 4, 2, x -> 0.6).frames());
    var flipped = frames.get(5);
    frames.set(
        5,
        frame(flipped.time(), 2, mapped(data(SMALL, 4, List.of(flipped)), m -> -m).frame(0).m()));
    says(check(data(SMALL, 4, frames)), "1 of 4 frame pairs change their sign");
  }

  /// Spins that a field turns around, m from 0.5 to −0.5 in one lag.
  @Test
  void aMeanThatAFieldTurnsAroundIsNoChangeOfSign() {
    var frames = new ArrayList<Frame>();
    for (var f : freeSpins(SMALL, 4, 0.1, 4, 2, x -> 0.5).frames()) {
      boolean isFirst = frames.size() % 2 == 0;
      var m =
          isFirst
              ? f.m()
              : mapped(data(SMALL, 4, List.of(f)), x -> Math.max(x - 1, -1)).frame(0).m();
      frames.add(frame(f.time(), f.run(), m));
    }
    check(data(SMALL, 4, frames))
        .cautions()
        .forEach(caution -> assertFalse(caution.contains("change their sign"), caution));
  }

  @Test
  void copiesWithinAFrameAreNamed() {
    var data = sound();
    var grid = data.origin().grid();
    var rows = new ArrayList<Frame>();
    var mirrored = new ArrayList<Frame>();
    for (var f : data.frames()) {
      var row = new ScalarField(grid);
      var mirror = new ScalarField(grid);
      for (int x = 0; x < row.size(); x++) {
        row.set(x, f.m().get(x % grid.nx()));
        int column = x % grid.nx();
        mirror.set(x, f.m().get(x - column + Math.min(column, grid.nx() - 1 - column)));
      }
      rows.add(frame(f.time(), f.run(), row));
      mirrored.add(frame(f.time(), f.run(), mirror));
    }
    says(check(new RecordedTrajectory(data.origin(), rows)), "every row is like the first");
    says(check(new RecordedTrajectory(data.origin(), mirrored)), "mirror image of the right");
  }

  @Test
  void aLagOverWhichAllIsForgottenIsNamedAlsoWhenTheFitFails() {
    var coarse = freeSpins(SMALL, 4, 10, 4, 5, x -> 0.6 * Math.sin(Math.PI * (x % 16) / 8));
    says(check(coarse), "over the lag of 10 sweeps blocks forget");
    try {
      var learned = Learner.standard().withRadius(1).fit(Observations.of(coarse));
      assertTrue(
          learned.diagnostics().cautions().stream().anyMatch(c -> c.contains("over the lag of 10")),
          learned.diagnostics().cautions().toString());
    } catch (IllegalArgumentException e) {
      assertTrue(String.valueOf(e.getMessage()).startsWith("over the lag of 10"), e.getMessage());
    }
  }

  /// Attempts of single spins (of 4096), a tenth of them, and lags that are not in sweeps over
  /// which much is forgotten.
  @ParameterizedTest
  @CsvSource({"0.1, 4096", "0.1, 100", "0.5, 20", "1, 6"})
  void aLongLagThatDoesNotCountSweepsIsRefusedBeforeTheFit(double lag, double unit) {
    var frames = new ArrayList<Frame>();
    for (var f : freeSpins(SMALL, 4, lag, 4, 5, x -> 0.1).frames()) {
      frames.add(frame(unit * f.time(), f.run(), f.m()));
    }
    String reason = refused(data(SMALL, 4, frames));
    var found = Pattern.compile("t must count sweeps .*; divide t by about (\\d+)").matcher(reason);
    assertTrue(found.find(), reason);
    // Of 4096 increments, and rounded to two digits.
    assertEquals(unit, Double.parseDouble(found.group(1)), 0.2 * unit);
  }

  private static String refused(Trajectory data) {
    return String.valueOf(
        assertThrows(
                IllegalArgumentException.class,
                () -> Learner.standard().withRadius(1).fit(Observations.of(data)))
            .getMessage());
  }

  /// Of independent frames, and of one whose pattern moves by a block a frame.
  @Test
  void framesThatDoNotBelongTogetherAreNotCalledALongLag() {
    var shuffled = freeSpins(SMALL, 4, 30, 20, 5, x -> 0.1).frames();
    var moving = freeSpins(SMALL, 4, 0.1, 20, 5, x -> 0.1).frames();
    var frames = new ArrayList<Frame>();
    var rolled = new ArrayList<Frame>();
    for (int i = 0; i < shuffled.size(); i++) {
      frames.add(frame(i % 5 * 0.1, i / 5, shuffled.get(i).m()));
      var m = new ScalarField(SMALL);
      for (int x = 0; x < m.size(); x++) {
        m.set(x, moving.get(i).m().get(SMALL.index(x / 16, x % 16 + i % 5 * 3)));
      }
      rolled.add(frame(i % 5 * 0.1, i / 5, m));
    }
    for (var data : List.of(frames, rolled)) {
      String reason = refused(data(SMALL, 4, data));
      assertTrue(reason.contains("frames of a pair do not belong together"), reason);
      assertTrue(reason.contains("the order of the frames"), reason);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-12, 1e3})
  void aTimeThatDoesNotCountSweepsIsNamed(double unit) {
    var frames = new ArrayList<Frame>();
    for (var f : freeSpins(SMALL, 4, 0.1, 4, 5, x -> 0.1).frames()) {
      frames.add(frame(unit * f.time(), f.run(), f.m()));
    }
    says(check(data(SMALL, 4, frames)), "t does not count sweeps");
  }

  /// Spins that feel only their neighbours form clusters inside blocks, which near T_c = 2.269 are
  /// as large as blocks; spins of a long-ranged interaction do not, not even at their T_c = 1.
  @Test
  void clustersInsideBlocksAreNamed() {
    var near = new NearestNeighbourIsing(Grid.square(128), new Frame.Conditions(2.35, 0));
    says(check(record(near, 40, 0, 0.3)), "clusters are as large as blocks");
    var cold = new NearestNeighbourIsing(Grid.square(128), new Frame.Conditions(1.9, 0));
    assertTrue(
        check(record(cold, 40, 1, 0.9)).cautions().stream()
            .noneMatch(c -> c.contains("as large as")));
    var wide = new KacIsing(Grid.square(128), KacKernel.bump(16), new Frame.Conditions(1, 0));
    assertEquals(List.of(), check(record(wide, 40, 0, 0.3)).cautions());
  }

  private static RecordedTrajectory record(SpinSystem spins, double first, double... means) {
    var frames = new ArrayList<Frame>();
    new Recorder(new BlockAverage(8), false)
        .record(
            spins,
            Schedule.pairs(0.1, Schedule.even(first, first + 20, 10)),
            means,
            new SplittableRandom(1),
            frames::add);
    return data(spins.grid().coarsen(8), 8, frames);
  }

  @Test
  void smoothedBlocksAreNamed() {
    var fine = freeSpins(new Grid(16, 16, 4), 4, 0.1, 4, 5, x -> 0.1);
    var frames = new ArrayList<Frame>();
    for (var f : fine.frames()) {
      var m = new ScalarField(SMALL);
      for (int y = 0; y < 16; y++) {
        for (int x = 0; x < 16; x++) {
          m.set(
              SMALL.index(y, x),
              0.4 * f.m().get(SMALL.index(y, x))
                  + 0.1 * Math.E * f.m().get(SMALL.index(y, x + 1))
                  + 0.1 * Math.PI * f.m().get(SMALL.index(y + 1, x)));
        }
      }
      frames.add(frame(f.time(), f.run(), m));
    }
    says(check(data(SMALL, 4, frames)), "m is smoothed");
  }

  @Test
  void tooNarrowDataAreRefusedForWhatTheyLack() {
    var narrow = freeSpins(new Grid(16, 16, 32), 32, 0.1, 10, 2, x -> 0);
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Learner.standard().withRadius(1).fit(Observations.of(narrow)));
    assertTrue(
        String.valueOf(refused.getMessage()).contains("m spans too little for a curve of s'"),
        refused.getMessage());
  }
}
