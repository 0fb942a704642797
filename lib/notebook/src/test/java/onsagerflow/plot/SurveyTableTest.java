package onsagerflow.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveyTableTest {

  private static final String TEXT =
      """
      case,lag,kernel,exact,outcome,message,J overBound,J coverage,s' overBound,s' coverage,"K(m, φ) overBound","K(m, φ) coverage"
      1,0.1,bump 32,true,settled,,1.0,0.95,1.2,0.9,0.8,1.0
      2,0.1,box 12,true,settled,,1.2,0.93,,,0.9,1.0
      3,0.1,box 12,false,settled,"off, as ""blocks"" are",9,0.1,9,0.1,9,0.1
      4,1.0,bump 32,true,failed,the fit ran away,,,,,,
      5,1.0,bump 32,true,misled,,1.1,0.9,5,0.4,1.0,0.9
      6,0.05,bump 32,true,refused,too few data,,,,,,
      """;

  private static SurveyTable survey(Path folder) throws IOException {
    return SurveyTable.read(Files.writeString(folder.resolve("s.csv"), TEXT));
  }

  @Test
  void meansAreThoseOfFitsWithAKnownTruth(@TempDir Path folder) throws IOException {
    var survey = survey(folder);
    assertEquals(6, survey.fits());
    assertEquals(2, survey.failures());
    var byLag = survey.outcomes("lag");
    assertEquals("[0.05, 0.1, 1.0]", byLag.stringColumn("lag").asList().toString());
    assertEquals("[0, 3, 0]", byLag.intColumn("settled").asList().toString());
    assertEquals("[1, 0, 0]", byLag.intColumn("refused").asList().toString());
    assertEquals("[0, 0, 1]", byLag.intColumn("failed").asList().toString());
    assertEquals("[0, 0, 1]", byLag.intColumn("misled").asList().toString());
    assertTrue(byLag.doubleColumn("J over bound").isMissing(0));
    assertEquals(1.1, byLag.doubleColumn("J over bound").get(1), 1e-12);
    assertEquals(0.94, byLag.doubleColumn("J coverage").get(1), 1e-12);
    assertEquals(1.2, byLag.doubleColumn("s' over bound").get(1), 1e-12);
    assertEquals(5, byLag.doubleColumn("s' over bound").get(2), 1e-12);
    var byKernel = survey.outcomes("kernel");
    assertEquals("[box 12, bump 32]", byKernel.stringColumn("kernel").asList().toString());
    assertEquals(0.9, byKernel.doubleColumn("K(m, φ) over bound").get(0), 1e-12);
  }

  @Test
  void figuresShowEachFunctionAndNameTheValues(@TempDir Path folder) throws IOException {
    var survey = survey(folder);
    for (var figure :
        new Figure[] {
          survey.overBound("lag"), survey.coverage("lag"), survey.overBound("kernel")
        }) {
      var image = figure.image();
      for (var colour : new Palette[] {Palette.DATA, Palette.LEARNED, Palette.LEARNED_VARIANT}) {
        int rgb = colour.colour().getRGB();
        long inked =
            java.util.stream.IntStream.range(0, image.getWidth() * image.getHeight())
                .filter(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()) == rgb)
                .count();
        assertTrue(inked > 50, figure + " in " + colour);
      }
    }
    var ticks = survey.overBound("kernel").chart().getStyler();
    var name = ticks.getXAxisTickLabelsFormattingFunction();
    assertEquals("box 12", name.apply(1.0));
    assertEquals("bump 32", name.apply(2.0));
  }
}
