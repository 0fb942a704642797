package onsagerflow.estimate.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import onsagerflow.estimate.Learner;
import onsagerflow.estimate.Synthetic;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.meso.Closure;
import org.junit.jupiter.api.Test;

class ObservationsTest {

  /// The frames of pairs, all in one run, pair p from time p.
  private static RecordedTrajectory oneRun(RecordedTrajectory pairs) {
    var frames = new ArrayList<Frame>();
    for (int i = 0; i < pairs.size(); i++) {
      var f = pairs.frame(i);
      frames.add(
          new Frame((i - i % 2) / 2.0 + f.time(), 0, f.conditions(), f.m(), Optional.empty()));
    }
    return new RecordedTrajectory(pairs.origin(), frames);
  }

  @Test
  void theGapsBetweenPairsOfOneRunAreLeftOutAndCounted() {
    var data = oneRun(Synthetic.standard(Closure.COSH).pairs(10, 0.1, 1, 1));
    var observations = Observations.of(data);
    assertEquals(10, observations.size());
    assertEquals(9, observations.leftOut());
    assertEquals(0.1, observations.longestLag(), 1e-12);
    var learned = Learner.standard().withRadius(2).fit(observations);
    assertTrue(
        learned.diagnostics().cautions().stream().anyMatch(c -> c.startsWith("9 frame pairs")),
        learned.diagnostics().cautions().toString());
  }

  @Test
  void longerLagsAreMadeOfConsecutivePairs() {
    var frames = new ArrayList<Frame>();
    var m = Synthetic.standard(Closure.COSH).pairs(1, 0.1, 1, 1).frame(0).m();
    for (int i = 0; i < 6; i++) {
      frames.add(
          new Frame(0.1 * i, i / 4, new Frame.Conditions(0.9, 0), m.copy(), Optional.empty()));
    }
    var data =
        new RecordedTrajectory(
            Synthetic.standard(Closure.COSH).pairs(1, 0.1, 1, 1).origin(), frames);
    var observations = Observations.of(data);
    assertEquals(4, observations.size()); // frames 0 to 3 of one run, 4 and 5 of another
    assertEquals(2, observations.strided(2).size());
    assertEquals(0.3, observations.strided(3).meanLag(), 1e-12);
    assertEquals(0, observations.strided(4).size());
  }

  @Test
  void pairsOfDifferentRunsAreNamedWhenTheFitFails() {
    var data = Synthetic.standard(Closure.COSH).pairs(30, 0.1, 1, 1);
    var frames = new ArrayList<>(data.frames());
    for (int i = 1; i + 2 < frames.size(); i += 20) { // exchange the second frames of some pairs
      var one = frames.get(i);
      var other = frames.get(i + 2);
      frames.set(
          i, new Frame(one.time(), one.run(), one.conditions(), other.m(), Optional.empty()));
      frames.set(
          i + 2,
          new Frame(other.time(), other.run(), other.conditions(), one.m(), Optional.empty()));
    }
    var observations = Observations.of(new RecordedTrajectory(data.origin(), frames));
    assertTrue(
        observations.suspicion().contains("frames 0 and 1 of run 0"), observations.suspicion());
    assertEquals("", Observations.of(data).suspicion());
    try {
      var cautions = Learner.standard().withRadius(2).fit(observations).diagnostics().cautions();
      assertFalse(cautions.isEmpty());
    } catch (IllegalArgumentException e) {
      assertTrue(String.valueOf(e.getMessage()).contains("belong"), e.getMessage());
    }
  }

  @Test
  void temperaturesAreKeptApart() {
    var cold = Synthetic.standard(Closure.COSH).pairs(2, 0.1, 1, 1);
    var frames = new ArrayList<Frame>();
    cold.frames()
        .forEach(
            f ->
                frames.add(
                    new Frame(
                        f.time(),
                        f.run(),
                        new Frame.Conditions(1.1, 0.2),
                        f.m(),
                        Optional.empty())));
    var warm = new RecordedTrajectory(cold.origin(), frames);
    var both = Observations.of(List.of(cold, warm), Observations.UseGenerator.AUTO);
    assertEquals(List.of(0.9, 1.1), both.temperatures());
    assertEquals(List.of(ExternalField.uniform(0), ExternalField.uniform(0.2)), both.fields());
    assertEquals(2, both.at(1.1).size());
    assertThrows(IllegalArgumentException.class, () -> both.at(1.0));
    assertThrows(IllegalArgumentException.class, both::onlyTemperature);
  }
}
