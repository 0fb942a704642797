package onsagerflow.coarsen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ScheduleTest {

  @Test
  void timesAreSpacedEvenlyOrGeometrically() {
    assertArrayEquals(new double[] {1, 1.5, 2}, Schedule.even(1, 2, 3), 1e-15);
    assertArrayEquals(new double[] {0.1, 1, 10, 100}, Schedule.geometric(0.1, 100, 4), 1e-13);
  }

  @Test
  void eachPairIsARunOfItsOwn() {
    assertEquals(
        List.of(List.of(0.0, 0.25), List.of(2.0, 2.25)), Schedule.pairs(0.25, 0, 2).runs());
    assertEquals(List.of(List.of(0.0, 0.5, 3.0)), Schedule.series(0, 0.5, 3).runs());
  }

  @Test
  void impossibleTimesAreRefusedByValue() {
    refused("recording times must increase, got 1.0 after 1.0", () -> Schedule.series(0, 1, 1));
    refused("recording times must increase, got -1.0 after 0.0", () -> Schedule.series(-1));
    refused(
        "recording times must increase, got NaN after 2.0", () -> Schedule.series(2, Double.NaN));
    refused(
        "recording times must increase, got 0.2 after 0.25", () -> Schedule.pairs(0.25, 0, 0.2));
    refused("lag must be positive, got 0.0 sweeps", () -> Schedule.pairs(0, 1));
    refused("a series needs two or more times, got 1", () -> Schedule.even(0, 1, 1));
    refused(
        "a geometric series of times starts above 0, got 0.0 sweeps",
        () -> Schedule.geometric(0, 1, 5));
  }

  private static void refused(String message, Executable attempt) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, attempt).getMessage());
  }

  @Test
  void windowsAreShortSeries() {
    assertEquals(
        List.of(List.of(0.5, 0.75, 1.5), List.of(2.0, 2.25, 3.0)),
        Schedule.windows(new double[] {0, 0.25, 1}, 0.5, 2).runs());
    refused(
        "recording times must increase, got 1.0 after 1.5",
        () -> Schedule.windows(new double[] {0, 1}, 0.5, 1));
  }

  /// The state in which they touch would be a frame of two runs, which statistics count as two.
  @Test
  void aStateBelongsToOneRecordedRun() {
    String touching = "recorded runs that touch at t = %s share a state: record them as one series";
    refused(touching.formatted(1.25), () -> Schedule.pairs(0.25, 1, 1.25, 2));
    refused(touching.formatted(0.3), () -> Schedule.pairs(0.1, 0.2, 0.3)); // but for rounding
    refused(touching.formatted(1.0), () -> Schedule.windows(new double[] {0, 0.5}, 0.5, 1));
    assertEquals(List.of(List.of(0.0, 1.0)), Schedule.pairs(1, 0).runs());
  }
}
