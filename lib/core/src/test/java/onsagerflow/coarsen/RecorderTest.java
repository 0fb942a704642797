package onsagerflow.coarsen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.micro.KacIsing;
import onsagerflow.micro.KacKernel;
import org.junit.jupiter.api.Test;

class RecorderTest {

  private static final Frame.Conditions CONDITIONS = new Frame.Conditions(0.9, 0.02);

  private static KacIsing spins() {
    return new KacIsing(Grid.square(64), KacKernel.bump(6), CONDITIONS);
  }

  private static List<Frame> record(Schedule schedule, boolean withGenerator, double... means) {
    var frames = new ArrayList<Frame>();
    new Recorder(new BlockAverage(8), withGenerator)
        .record(spins(), schedule, means, new SplittableRandom(1), frames::add);
    return frames;
  }

  @Test
  void eachInitialMagnetisationGivesASeriesFromTimeZero() {
    var frames = record(Schedule.series(0, 0.5, 1.75), false, -0.5, 0, 0.8);
    assertEquals(List.of(0, 0, 0, 1, 1, 1, 2, 2, 2), frames.stream().map(Frame::run).toList());
    assertEquals(List.of(0.0, 0.5, 1.75), frames.subList(6, 9).stream().map(Frame::time).toList());
    assertEquals(-0.5, frames.get(0).m().mean(), 4 / 64.0);
    assertEquals(0.8, frames.get(6).m().mean(), 4 / 64.0);
    assertTrue(frames.stream().allMatch(frame -> frame.generator().isEmpty()));
    assertEquals(CONDITIONS, frames.get(4).conditions());
  }

  @Test
  void eachPairGetsItsOwnRun() {
    var frames = record(Schedule.pairs(0.1, 0, 1, 3), false, 0, 0.5);
    assertEquals(
        List.of(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5), frames.stream().map(Frame::run).toList());
    assertEquals(3.1, frames.get(11).time(), 0);
  }

  @Test
  void generatorChannelsBelongToTheFrameTheyAreRecordedWith() {
    var frames = record(Schedule.series(0, 1), true, 0.2);
    var spins = spins();
    var random = new SplittableRandom(1);
    spins.magnetise(0.2, random);
    spins.advance(1, random);
    var expected = new BlockAverage(8).generator(spins);
    var recorded = frames.get(1).generator().orElseThrow();
    assertArrayEquals(expected.drift().values(), recorded.drift().values(), 0);
    assertArrayEquals(expected.noise().values(), recorded.noise().values(), 0);
  }

  @Test
  void runsContinueFromSpinsAsTheyAre() {
    var spins = spins();
    var frames = new ArrayList<Frame>();
    int next =
        new Recorder(new BlockAverage(64), false)
            .record(spins, Schedule.series(0), 7, new SplittableRandom(1), frames::add);
    assertEquals(8, next);
    assertEquals(7, frames.getFirst().run());
    assertEquals(1, frames.getFirst().m().get(0), 0); // a new system starts with all spins up
  }
}
