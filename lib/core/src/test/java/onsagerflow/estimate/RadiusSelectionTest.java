package onsagerflow.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RadiusSelectionTest {

  @Test
  void candidatesCountFromOne() {
    var selection =
        new RadiusSelection(2, List.of(7.0, 0.2, 0.0), List.of(1.0, 0.3, 0.0), false, 0, 0);
    assertEquals(
        List.of(
            new RadiusSelection.Candidate(1, 7, 1),
            new RadiusSelection.Candidate(2, 0.2, 0.3),
            new RadiusSelection.Candidate(3, 0, 0)),
        selection.candidates());
  }
}
