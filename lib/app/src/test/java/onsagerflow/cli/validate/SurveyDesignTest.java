package onsagerflow.cli.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import onsagerflow.cli.validate.Validate.Truth;
import onsagerflow.estimate.MobilityForm;
import onsagerflow.field.Grid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurveyDesignTest {

  private static final List<SurveyCase> DESIGN = SurveyDesign.full();

  @Test
  void casesAreNumberedAndOfOneKindEach() {
    assertTrue(DESIGN.size() >= 100, "cases: " + DESIGN.size());
    for (int i = 0; i < DESIGN.size(); i++) {
      assertEquals(i + 1, DESIGN.get(i).number());
      assertEquals(SurveyDesign.AXES, new ArrayList<>(DESIGN.get(i).axes().keySet()));
    }
    var all = DESIGN.stream().map(SurveyCase::axes).collect(Collectors.toSet());
    assertEquals(DESIGN.size(), all.size(), "two cases are alike");
    assertEquals(DESIGN, SurveyDesign.full(), "the design is not fixed");
  }

  /// Moved or not for what is possible, each value keeps a fair share of the cases.
  @ParameterizedTest
  @CsvSource({
    "h, 0.0|0.001|-0.001|0.03|-0.03|0.3|-0.3|0.0 0.03 -0.3",
    "kernel, bump 16|bump 32|box 12|Gaussian 8|Gaussian 10|Gaussian 16|ellipse|sign-changing"
        + "|nearest neighbour",
    "block, 4|8|16",
    "length, 128|192|256|384|512",
    "lag, 0.05|0.1|0.2|0.4|0.5|0.8|1.0",
    "form, pairs|series|mixed|gapped",
    "pairs, 20|40|100|300|600",
    "starts, zero|half|several",
    "closure, cosh|onsager",
    "mobility, 'm|m,phi'",
    "symmetry, inversion|c4|radial",
    "smoothness, none|evidence",
    "radius, given|auto",
    "truth, spins|cosh|onsager"
  })
  void everyValueIsTriedOften(String axis, String values) {
    var counts = new TreeMap<String, Integer>();
    DESIGN.forEach(c -> counts.merge(c.axes().get(axis), 1, Integer::sum));
    for (String value : values.split("\\|", -1)) {
      assertTrue(counts.getOrDefault(value, 0) >= 6, axis + " " + value + " in " + counts);
    }
  }

  @Test
  void temperaturesReachFromFarBelowToFarAboveTheCriticalOne() {
    var coldest = DESIGN.stream().map(c -> c.model().temperatures().getFirst()).distinct();
    assertTrue(coldest.toList().containsAll(List.of(0.5, 0.7, 0.85, 1., 1.25, 2., 3., 1.8, 4.)));
    long several = DESIGN.stream().filter(c -> c.model().temperatures().size() > 1).count();
    assertTrue(several >= 10, "cases of several temperatures: " + several);
  }

  @Test
  void enoughCasesHaveAnExactTruth() {
    long exact = DESIGN.stream().filter(SurveyCase::exact).count();
    assertTrue(exact >= DESIGN.size() / 3, "exact: " + exact);
    long spins = DESIGN.stream().filter(c -> c.exact() && c.model().truth() == Truth.SPINS).count();
    assertTrue(spins >= 15, "exact spins: " + spins);
  }

  /// What would be refused for the design's own sake, or take minutes.
  @Test
  void everyCaseIsPossibleAtBothScales() {
    for (var design : List.of(DESIGN, SurveyDesign.smoke())) {
      for (var c : design) {
        var model = c.model();
        int blocks = model.length() / model.block();
        assertEquals(0, model.length() % model.block(), c.toString());
        assertTrue(2 * c.radius() + 1 <= blocks, c.toString());
        model.interaction().kernel().ifPresent(j -> j.requireFits(Grid.square(model.length())));
        assertTrue((double) blocks * blocks * c.recording().pairs() <= 1e6, c.toString());
        assertTrue(model.length() <= 512 || c.recording().pairs() <= 40, c.toString());
      }
    }
  }

  /// Blocks as wide as the kernel are no case to judge error bars by, nor is a mobility that the
  /// data do not have.
  @Test
  void exactIsWhatTheFitCanFind() {
    for (var c : DESIGN) {
      boolean nearest = c.model().interaction() == SurveyInteraction.NEAREST_NEIGHBOUR;
      boolean mean = c.fit().mobility() == MobilityForm.M;
      assertTrue(!c.exact() || !(nearest || mean), c.toString());
    }
    assertTrue(DESIGN.getFirst().exact(), "bump of 32 in blocks of 8");
  }
}
