package onsagerflow.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import onsagerflow.field.Frame;
import onsagerflow.field.Kernel;
import onsagerflow.meso.Closure;
import onsagerflow.meso.Gauge;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.Table;
import org.junit.jupiter.api.Test;

class TrainingHistoryTest {

  private final TrainingHistory history =
      TrainingHistory.of(
          List.of(
              new Epoch(1, -2, -1.5, true),
              new Epoch(2, -2.1, -1.25, false),
              new ScoringStep(0, -2.2, -1.75, 9),
              new ScoringStep(1, -2.3, -1.5, 0.05)));

  @Test
  void theLastPointIsThatAfterScoring() {
    assertEquals(List.of(0.0, 0.25e6, 0.0), history.heldOut(-1.5).y());
    assertEquals(List.of(1.0, 2.0, 3.0), history.heldOut(-1.5).x());
    assertEquals(List.of(9.0, 0.05), history.distances().y());
    assertEquals(0.05, history.distance());
    var ofAdam = new TrainingHistory(history.epochs(), List.of());
    assertEquals(Double.NaN, ofAdam.distance());
    assertEquals(List.of(0.0, 0.25e6), ofAdam.heldOut(-1.5).y());
  }

  @Test
  void aModelWithoutNetworksIsRefused() {
    double[] m = {-1, 1};
    var table = new Table(m, m, new double[2]);
    var plain =
        new LearnedModel(
            Closure.COSH,
            new Frame.Conditions(1, 0),
            8,
            new Gauge.Centre(0),
            new LearnedModel.Functions(
                table,
                Optional.empty(),
                table,
                new Kernel(0, new double[1]),
                new Kernel(0, new double[1])),
            LearnedModel.Notes.of(Map.of()));
    assertThrows(IllegalArgumentException.class, () -> NeuralModel.of(plain));
  }
}
