package onsagerflow.estimate.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import onsagerflow.estimate.Synthetic;
import onsagerflow.estimate.data.Observations.UseGenerator;
import onsagerflow.field.Frame;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.meso.Closure;
import org.junit.jupiter.api.Test;

class ReaderTest {

  /// Counts what is read of it.
  private record Counting(Trajectory data, AtomicInteger fields, AtomicInteger channels)
      implements Trajectory {

    Counting(Trajectory data) {
      this(data, new AtomicInteger(), new AtomicInteger());
    }

    @Override
    public Origin origin() {
      return data.origin();
    }

    @Override
    public int size() {
      return data.size();
    }

    @Override
    public double time(int frame) {
      return data.time(frame);
    }

    @Override
    public int run(int frame) {
      return data.run(frame);
    }

    @Override
    public Frame.Conditions conditions(int frame) {
      return data.conditions(frame);
    }

    @Override
    public boolean hasGenerator() {
      return data.hasGenerator();
    }

    @Override
    public Frame frame(int frame) {
      channels.incrementAndGet();
      fields.incrementAndGet();
      return data.frame(frame);
    }

    @Override
    public ScalarField m(int frame) {
      fields.incrementAndGet();
      return data.m(frame);
    }
  }

  private static void visit(Pass pass) {
    pass.ofGroups(() -> "", grid -> (number, observation, sums) -> {});
  }

  @Test
  void theSecondFrameOfAPairIsTheFirstOfTheNext() {
    var data = new Counting(Synthetic.standard(Closure.COSH).series(1, 41, 0.1, 1, 1));
    visit(new Pass(Observations.of(data), 4));
    assertEquals(40 + 4, data.fields().get()); // the last frame of a group is the first of the next
    assertEquals(0, data.channels().get());
  }

  @Test
  void runsMayAlternateInTheirFile() {
    var runs = Synthetic.standard(Closure.COSH).series(3, 10, 0.1, 1, 1);
    var frames = new ArrayList<Frame>();
    for (int f = 0; f < 10; f++) {
      for (int run = 0; run < 3; run++) {
        frames.add(runs.frame(10 * run + f));
      }
    }
    var data = new Counting(new RecordedTrajectory(runs.origin(), frames));
    visit(new Pass(Observations.of(data), 1));
    assertEquals(30, data.fields().get());
  }

  @Test
  void channelsAreReadWhereTheyAreAskedFor() {
    var data = new Counting(Synthetic.standard(Closure.COSH).generator(12, 1));
    visit(Pass.over(Observations.of(List.of(data), UseGenerator.NEVER)));
    assertEquals(0, data.channels().get());
    visit(Pass.over(Observations.of(List.of(data), UseGenerator.AUTO)));
    assertEquals(12, data.channels().get());
  }
}
