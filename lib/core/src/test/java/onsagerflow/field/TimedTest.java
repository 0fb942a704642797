package onsagerflow.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimedTest {

  @Test
  void workCostsTime() {
    var timed = Timed.of(() -> IntStream.range(0, 30_000_000).mapToDouble(Math::sin).sum());
    assertEquals(IntStream.range(0, 30_000_000).mapToDouble(Math::sin).sum(), timed.result(), 0);
    assertTrue(timed.seconds() > 0.01, timed::toString);
    assertTrue(timed.processorSeconds() > 0.01, timed::toString);
  }
}
