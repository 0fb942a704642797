package onsagerflow.statistics.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CostTest {

  @Test
  void isOfOneSpinAndUnitOfTime() {
    var spins = new Cost(1e6, 2, 0.5);
    assertEquals(0.25, spins.perSweep(), 1e-15);
    assertEquals(250, spins.perSpin(), 1e-10);
    assertEquals(1000, new Cost(1e9, 100, 25).timesLessThan(spins), 1e-9);
  }

  @Test
  void theSecondRunIsTimed() {
    var runs = new AtomicInteger();
    var cost = Cost.of(1, 1, runs::incrementAndGet);
    assertEquals(2, runs.get());
    assertTrue(cost.seconds() >= 0);
  }

  @Test
  void processorTimeIsThatOfWork() {
    var runs = new AtomicInteger();
    var work =
        Cost.inProcessorTime(
            1,
            1,
            () -> {
              for (int i = 0; i < 10_000_000; i++) {
                runs.incrementAndGet();
              }
            });
    assertEquals(20_000_000, runs.get());
    assertTrue(work.seconds() > 0, work.toString());
  }

  @Test
  void nothingHasNoCost() {
    assertThrows(IllegalArgumentException.class, () -> new Cost(0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Cost(1, 0, 1));
  }
}
