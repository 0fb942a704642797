package onsagerflow.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LegendTest {

  private static Legend.Entry line(String name) {
    return new Legend.Entry(name, Palette.LEARNED, true, false, false, false);
  }

  private static Legend.Entry band(String name, Palette colour) {
    return new Legend.Entry(name, colour, false, true, false, false);
  }

  @Test
  void aLineAndItsBandAreOneEntry() {
    var legend =
        Legend.of(
            List.of(
                band("learned", Palette.LEARNED), line("learned"), band("other", Palette.DATA)));
    assertEquals(2, legend.entries().size());
    assertTrue(legend.entries().getFirst().band() && legend.entries().getFirst().line());
    assertFalse(legend.entries().getLast().line());
  }

  @Test
  void rowsAreAsManyAsTheWidthAsksFor() {
    var names = Collections.nCopies(4, "a name of some length");
    var legend = new Legend(names.stream().map(LegendTest::line).toList());
    int one = legend.height(4000);
    assertTrue(legend.height(400) > one);
    assertTrue(legend.height(10) > legend.height(400));
  }

  @Test
  void oneNameNeedsNone() {
    assertEquals(0, Legend.of(List.of(line("a"), line("a"))).height(100));
  }

  /// Whatever legends stand below, plots side by side are level.
  @Test
  void plotsBesideEachOtherAreLevel() {
    double[] x = {1, 2};
    var one = Figure.of("", "", "").line("a", x, x, Palette.DATA).size(300, 200);
    var two =
        Figure.of("", "", "")
            .line("a", x, x, Palette.DATA)
            .line("b", x, x, Palette.EXACT)
            .size(300, 200);
    var both = Panels.beside(one, two).image();
    int frame = HouseStyle.FRAME.getRGB();
    for (int y = 0; y < both.getHeight(); y++) {
      boolean left = both.getRGB(300, y) == frame;
      boolean right = both.getRGB(300 + 600, y) == frame;
      assertEquals(left, right, "row " + y);
    }
  }
}
