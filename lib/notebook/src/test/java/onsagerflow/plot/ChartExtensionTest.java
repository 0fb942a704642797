package onsagerflow.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.ScalarField;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

class ChartExtensionTest {

  private final Renderer renderer = new Renderer();

  @BeforeEach
  void register() {
    ChartExtension.register(renderer);
  }

  @Test
  void theKernelFindsTheExtension() {
    assertTrue(
        ServiceLoader.load(Extension.class).stream()
            .anyMatch(provider -> provider.type() == ChartExtension.class));
  }

  static Stream<Object> pictures() {
    var chart = new XYChart(300, 200);
    chart.addSeries("a", new double[] {1, 2}, new double[] {3, 4});
    return Stream.of(
        new ScalarField(new Grid(4, 4, 8)),
        new Kernel(0, new double[] {1}),
        Figure.of("f", "x", "y").line("a", x -> x, 0, 1, Palette.DATA),
        chart);
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void picturesRenderAsPng(Object object) throws IOException {
    var png = (String) renderer.render(object).getData(MIMEType.IMAGE_PNG);
    assertNotNull(png);
    var image = ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(png)));
    assertTrue(image.getWidth() >= 300, "width " + image.getWidth());
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void textOfAPictureIsTheSameInEveryRun(Object object) {
    var text = (String) renderer.render(object).getData(MIMEType.TEXT_PLAIN);
    assertFalse(text.contains("@"), text);
  }

  @Test
  void picturesRenderAsSvgOnRequest() {
    var field = new ScalarField(new Grid(4, 4, 8));
    var svg = (String) renderer.renderAs(field, "image/svg+xml").getData(MIMEType.IMAGE_SVG);
    assertTrue(svg.contains("<svg"));
  }

  @Test
  void tablesAndModelsRenderAsHtml() {
    var table = Table.create("t", IntColumn.create("n", new int[] {7}));
    var html = (String) renderer.render(table).getData(MIMEType.TEXT_HTML);
    assertTrue(html.contains(">7<"));
    var model = (String) renderer.render(TablesTest.model()).getData(MIMEType.TEXT_HTML);
    assertTrue(model.contains("cosh"));
    assertEquals("n\n7", renderer.renderAs(table, "text/plain").getData(MIMEType.TEXT_PLAIN));
  }
}
