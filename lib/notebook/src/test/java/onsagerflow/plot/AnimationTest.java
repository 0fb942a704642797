package onsagerflow.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class AnimationTest {

  private static final Grid GRID = new Grid(2, 4, 8);
  private static final int LEFT = 14;
  private static final int TOP = 52;

  /// Cell i of frame t is f(i + t), at t = 0, 0.5, 1, …
  private static List<Frame> frames(Grid grid, int count, IntToDoubleFunction f) {
    return IntStream.range(0, count)
        .mapToObj(
            t -> {
              var m = new ScalarField(grid);
              for (int i = 0; i < m.size(); i++) {
                m.set(i, f.applyAsDouble(i + t));
              }
              return new Frame(t / 2.0, 0, new Frame.Conditions(1, 0), m, Optional.empty());
            })
        .toList();
  }

  private static Animation ramp(int count) {
    return Animation.of("m").panel("spins", frames(GRID, count, i -> i / 8.0)).size(40);
  }

  private record Film(List<BufferedImage> pictures, List<Element> metadata) {
    static Film of(byte[] gif) throws IOException {
      ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
      try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(gif))) {
        reader.setInput(input);
        var film = new Film(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < reader.getNumImages(true); i++) {
          film.pictures.add(reader.read(i));
          film.metadata.add(
              (Element) reader.getImageMetadata(i).getAsTree("javax_imageio_gif_image_1.0"));
        }
        return film;
      } finally {
        reader.dispose();
      }
    }

    NodeList nodes(int picture, String name) {
      return metadata.get(picture).getElementsByTagName(name);
    }
  }

  @Test
  void everyFrameIsAPictureAndTheFilmRunsForEver() throws IOException {
    var film = Film.of(ramp(5).framesPerSecond(4).gif());
    assertEquals(5, film.pictures.size());
    for (int i = 0; i < 5; i++) {
      var control = (Element) film.nodes(i, "GraphicControlExtension").item(0);
      assertEquals("25", control.getAttribute("delayTime"), "hundredths of a second");
      assertEquals(0, film.nodes(i, "LocalColorTable").getLength(), "one palette for all");
    }
    var loop = (Element) film.nodes(0, "ApplicationExtension").item(0);
    assertEquals("NETSCAPE", loop.getAttribute("applicationID"));
  }

  @Test
  void cellsHaveTheColoursOfHeatMapsAndUpIsUp() throws IOException {
    var scale = new ColourScale(1);
    var film = Film.of(ramp(2).panel("learned", frames(GRID, 2, i -> -i / 8.0)).gif());
    int cell = 10;
    int secondPanel = LEFT + 4 * cell + LEFT;
    for (int t = 0; t < 2; t++) {
      for (int i = 0; i < 8; i++) {
        int x = i % 4 * cell + cell / 2;
        int y = TOP + (1 - i / 4) * cell + cell / 2;
        var picture = film.pictures.get(t);
        var expected = new Color(scale.rgb((i + t) / 8.0)); // an eighth is a level
        assertEquals(expected, new Color(picture.getRGB(LEFT + x, y)));
        var opposite = new Color(scale.rgb(-(i + t) / 8.0));
        assertEquals(opposite, new Color(picture.getRGB(secondPanel + x, y)));
      }
    }
  }

  @Test
  void theTimeIsWrittenAboveThePanels() throws IOException {
    var still = Animation.of("m").panel("spins", frames(GRID, 2, i -> 0)).size(200).gif();
    var film = Film.of(still);
    int different = 0;
    for (int y = 0; y < film.pictures.getFirst().getHeight(); y++) {
      for (int x = 0; x < film.pictures.getFirst().getWidth(); x++) {
        if (film.pictures.get(0).getRGB(x, y) != film.pictures.get(1).getRGB(x, y)) {
          assertTrue(y < TOP - 20, "only the time changes, not row " + y);
          different++;
        }
      }
    }
    assertTrue(different > 10, different + " pixels differ");
  }

  @Test
  void sameFieldsGiveSameBytesAndNoiseStaysSmall() {
    var grid = new Grid(64, 64, 8);
    byte[][] twice = new byte[2][];
    for (int i = 0; i < 2; i++) {
      var random = new SplittableRandom(1);
      var noise = frames(grid, 10, c -> 0.7 + 0.12 * random.nextGaussian());
      twice[i] = Animation.of("m").panel("noise", noise).panel("again", noise).size(256).gif();
    }
    assertArrayEquals(twice[0], twice[1]);
    assertTrue(twice[0].length < 10 * 30_000, twice[0].length + " bytes");
  }

  @Test
  void savesAsGifOnlyAndShowsInANotebook(@TempDir Path folder) throws IOException {
    var film = ramp(2);
    film.save(folder.resolve("deep/film.gif"));
    byte[] saved = Files.readAllBytes(folder.resolve("deep/film.gif"));
    assertArrayEquals(film.gif(), saved);
    assertThrows(IllegalArgumentException.class, () -> film.save(folder.resolve("film.png")));
    var renderer = new Renderer();
    ChartExtension.register(renderer);
    var shown = renderer.render(film);
    assertArrayEquals(
        saved, Base64.getDecoder().decode((String) shown.getData(MIMEType.IMAGE_GIF)));
    assertEquals("animation: spins", shown.getData(MIMEType.TEXT_PLAIN));
  }

  @Test
  void panelsThatDoNotBelongTogetherAreRefused() {
    var later =
        frames(GRID, 2, i -> 0).stream()
            .map(f -> new Frame(f.time() + 1, 0, f.conditions(), f.m(), f.generator()))
            .toList();
    var refused =
        assertThrows(IllegalArgumentException.class, () -> ramp(2).panel("learned", later));
    assertEquals(
        "frame 0 of panel 'learned' is at t = 1.0, of the first panel at t = 0.0",
        refused.getMessage());
    var fewer = frames(GRID, 1, i -> 0);
    assertThrows(IllegalArgumentException.class, () -> ramp(2).panel("learned", fewer));
    var wider = frames(new Grid(4, 4, 8), 2, i -> 0);
    assertThrows(IllegalArgumentException.class, () -> ramp(2).panel("learned", wider));
    assertThrows(IllegalArgumentException.class, () -> ramp(2).framesPerSecond(0));
    assertThrows(IllegalStateException.class, () -> Animation.of("m").gif());
  }
}
