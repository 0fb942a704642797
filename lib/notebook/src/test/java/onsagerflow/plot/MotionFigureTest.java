package onsagerflow.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import onsagerflow.micromagnetic.Averages;
import org.junit.jupiter.api.Test;

class MotionFigureTest {

  private static Averages turning(int count, double rate) {
    var times = IntStream.range(0, count).mapToObj(i -> 0.01 * i).toList();
    return new Averages(
        times,
        List.of(
            times.stream().map(t -> Math.cos(rate * t)).toList(),
            times.stream().map(t -> Math.sin(rate * t)).toList(),
            times.stream().map(_ -> 0.0).toList()));
  }

  @Test
  void twoMotionsStandBesideEachOther() {
    var figure = MotionFigure.of("turning", turning(100, 20), "theirs", turning(100, 20.1));
    var image = figure.image();
    assertEquals(2 * figure.width(), image.getWidth());
    assertEquals(2 * figure.height(), image.getHeight());
    assertEquals("figure: turning", figure.toString());
    // equal ones have no logarithm
    MotionFigure.of("same", turning(100, 20), "theirs", turning(100, 20)).image();
  }

  @Test
  void refusesOtherTimes() {
    assertThrows(
        IllegalArgumentException.class,
        () -> MotionFigure.of("x", turning(100, 20), "theirs", turning(99, 20)));
  }
}
