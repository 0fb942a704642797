package onsagerflow.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import onsagerflow.field.Curve;
import onsagerflow.meso.Table;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.passage.Passage;
import onsagerflow.statistics.passage.Survival;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureTest {

  private static final double[] X = {1, 2, 3, 4};
  private static final double[] Y = {1, 4, 9, 16};

  private static Figure squares() {
    return Figure.of("squares", "n", "n²");
  }

  private static final Legend.Entry ENTRY =
      new Legend.Entry("a", Palette.DATA, true, false, false, false);
  private static final Legend.Entry OTHER =
      new Legend.Entry("b", Palette.EXACT, true, false, false, false);

  @Test
  void savedPngHasTwiceTheSizeAndEveryColour(@TempDir Path folder) throws IOException {
    var figure =
        squares()
            .band(
                "exact", X, new double[] {0, 3, 8, 15}, new double[] {2, 5, 10, 17}, Palette.EXACT)
            .line("exact", x -> x * x, 1, 4, Palette.EXACT)
            .points("data", X, Y, new double[] {1, 1, 1, 1}, Palette.DATA)
            .size(500, 300);
    assertSame(figure, figure.save(folder.resolve("deep/squares.png")));
    var image = ImageIO.read(folder.resolve("deep/squares.png").toFile());
    assertEquals(1000, image.getWidth());
    assertEquals(2 * figure.height(), image.getHeight());
    assertEquals(300 + Legend.of(List.of(ENTRY, OTHER)).height(500), figure.height());
    assertTrue(inked(figure, Palette.DATA) > 200, "points");
    assertTrue(inked(figure, Palette.EXACT) > 200, "line");
    try (var files = Files.list(folder.resolve("deep"))) {
      assertEquals(1, files.count(), "nothing half-written stays");
    }
  }

  @Test
  void baselinesAreDashedHoweverDenseTheirPoints() {
    int solid = inked(squares().line("a", x -> x, 0, 1, Palette.EXACT), Palette.EXACT);
    int dashed = inked(squares().line("a", x -> x, 0, 1, Palette.BASELINE), Palette.BASELINE);
    assertTrue(dashed > 0.3 * solid && dashed < 0.8 * solid, dashed + " of " + solid);
  }

  @Test
  void meansBringTheirErrorsAndASingleRunHasNone() {
    var several = Arrays.stream(Y).mapToObj(y -> new Mean(y, 3, 5)).toList();
    var single = Arrays.stream(Y).mapToObj(y -> new Mean(y, Double.NaN, 1)).toList();
    int without = inked(squares().points("m", X, single, Palette.DATA), Palette.DATA);
    int with = inked(squares().points("m", X, several, Palette.DATA), Palette.DATA);
    assertEquals(inked(squares().points("m", X, Y, Palette.DATA), Palette.DATA), without);
    assertTrue(with > without, with + " of " + without);
    double[] low = Arrays.stream(Y).map(y -> y - 3).toArray();
    double[] high = Arrays.stream(Y).map(y -> y + 3).toArray();
    assertArrayEquals(
        pixels(squares().band("m", X, low, high, Palette.DATA).line("m", X, Y, Palette.DATA)),
        pixels(squares().line("m", X, several, Palette.DATA)));
    assertArrayEquals(
        pixels(squares().line("m", X, Y, Palette.DATA)),
        pixels(squares().line("m", X, single, Palette.DATA)));
  }

  @Test
  void survivalIsALineInABandOfItsErrors() {
    var passages = IntStream.rangeClosed(1, 9).mapToObj(i -> new Passage(i, i, true)).toList();
    var survival = Survival.of(passages).whileWatching(1);
    double[] t = IntStream.range(0, 9).mapToDouble(i -> i).toArray();
    var steps = Arrays.stream(t).mapToObj(survival::at).toList();
    var means = steps.stream().map(s -> new Mean(s.survival(), s.standardError(), 2)).toList();
    assertArrayEquals(
        pixels(Figure.of("S", "t", "S").line("S", t, means, Palette.DATA)),
        pixels(Figure.of("S", "t", "S").line("S", survival, Palette.DATA)));
  }

  @Test
  void tableBringsItsErrorBars() {
    var exact = new Table(X, Y, new double[4]);
    var uncertain = new Table(X, Y, new double[] {3, 3, 3, 3});
    int without = inked(squares().points("K", exact, Palette.DATA), Palette.DATA);
    int with = inked(squares().points("K", uncertain, Palette.DATA), Palette.DATA);
    assertTrue(with > without, with + " of " + without);
  }

  @Test
  void tablesAndCurvesAreLinesInTheirBands() {
    double[] error = {1, 2, 3, 4};
    double[] low = {0, 2, 6, 12};
    double[] high = {2, 6, 12, 20};
    var spelt = squares().band("K", X, low, high, Palette.DATA).line("K", X, Y, Palette.DATA);
    var curve = Curve.of(List.of(0, 1, 2, 3), i -> X[i], i -> Y[i], i -> error[i]);
    assertArrayEquals(
        pixels(spelt), pixels(squares().line("K", new Table(X, Y, error), Palette.DATA)));
    assertArrayEquals(pixels(spelt), pixels(squares().line("K", curve, Palette.DATA)));
    assertArrayEquals(
        pixels(squares().points("K", X, Y, error, Palette.DATA)),
        pixels(squares().points("K", curve, Palette.DATA)));
  }

  @Test
  void theLegendNamesACurveInSeveralPiecesOnce() {
    var pieces =
        squares()
            .line("a", X, Y, Palette.DATA)
            .line("b", X, Y, Palette.EXACT)
            .line("b", X, Y, Palette.EXACT)
            .points("b", X, Y, Palette.LEARNED);
    var series = pieces.chart().getSeriesCollection();
    assertEquals(
        List.of("a", "b", "b"),
        series.stream().filter(s -> s.isShowInLegend()).map(s -> s.getLabel()).toList());
  }

  @Test
  void logarithmicAxesRefuseWhatTheyCannotShowAndCutErrorBars() {
    var crossing = squares().line("a", X, new double[] {1, 0, 1, 1}, Palette.DATA).logY();
    var refused = assertThrows(IllegalArgumentException.class, crossing::image);
    assertTrue(refused.toString().contains("'a' is 0.0 at point 1"), refused.toString());
    var wide = squares().points("b", X, Y, new double[] {5, 5, 5, 5}, Palette.DATA).logX().logY();
    assertTrue(inked(wide, Palette.DATA) > 200);
  }

  /// One labelled tick says nothing of the scale.
  @Test
  void logarithmicAxesHoldTwoPowersOfTen() {
    var styler =
        squares().line("a", X, Y, Palette.DATA).logX().xRange(2, 30).logY().yRange(20, 400).chart();
    assertEquals(1, styler.getStyler().getXAxisMin(), 1e-12);
    assertEquals(30, styler.getStyler().getXAxisMax(), 1e-12);
    assertEquals(10, styler.getStyler().getYAxisMin(), 1e-12);
    assertEquals(400, styler.getStyler().getYAxisMax(), 1e-12);
  }

  @Test
  void namesStandAloneOnTheirAxis() {
    var axis = Axis.of("n").withNames(List.of("one", "two", "three", "four"));
    assertEquals("two", axis.name(2.0));
    for (double between : new double[] {-5, 0.5, 1.5, 5}) {
      assertTrue(axis.name(between).isBlank(), "at " + between);
    }
    assertNotEquals(axis.name(-5), axis.name(5));
    for (int names = 1; names < 12; names++) { // XChart finds ticks
      var some = squares().points("a", X, Y, Palette.DATA);
      some.xNames(IntStream.range(0, names).mapToObj(i -> "a name, " + i).toList());
      assertTrue(inked(some, Palette.DATA) > 0, "drawn");
    }
  }

  @Test
  void badCurvesAreRefusedByName() {
    var short3 = new double[3];
    assertThrows(
        IllegalArgumentException.class, () -> squares().line("a", X, short3, Palette.DATA));
    double[] pole = {1, 2, Double.POSITIVE_INFINITY, 4};
    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> squares().line("a", X, pole, Palette.DATA));
    assertEquals("curve 'a' is infinite at point 2: Infinity", refused.getMessage());
    assertThrows(IllegalStateException.class, () -> squares().image());
  }

  @Test
  void panelsAreAsLargeAsTheirParts() {
    var figure = squares().line("a", X, Y, Palette.DATA).size(200, 100);
    var row = Panels.beside(figure, figure, figure);
    assertEquals(600, row.width());
    assertEquals(100, row.height());
    assertEquals(200, Panels.stacked(row, row).height());
    assertTrue(inked(row, Palette.DATA) > 2.5 * inked(figure, Palette.DATA));
  }

  @Test
  void svgIsWrittenAndOtherEndingsAreRefused(@TempDir Path folder) throws IOException {
    var figure = squares().line("a", X, Y, Palette.DATA);
    figure.save(folder.resolve("a.svg"));
    var svg = Files.readString(folder.resolve("a.svg"), StandardCharsets.UTF_8);
    assertTrue(svg.contains("<svg") && svg.contains("rgb(0,114,178)"));
    var refused =
        assertThrows(IllegalArgumentException.class, () -> figure.save(folder.resolve("a.jpeg")));
    assertTrue(refused.toString().contains("a.jpeg"));
  }

  /// What is not a number is not drawn, and what is beside it is.
  @Test
  void aGapIsAGap() {
    double[] x = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    double[] y = {1, 1, 1, 1, Double.NaN, Double.NaN, 1, 1, 1, 1};
    double[] error = new double[10];
    Arrays.fill(error, 0.2);
    for (boolean logarithmic : new boolean[] {false, true}) {
      var whole = Figure.of("", "x", "y").yRange(0.5, 2).size(600, 400);
      var broken = Figure.of("", "x", "y").yRange(0.5, 2).size(600, 400);
      if (logarithmic) {
        whole.logY();
        broken.logY();
      }
      whole.line("a", new Curve(list(x), list(ones()), list(error)), Palette.DATA);
      broken.line("a", new Curve(list(x), list(y), list(error)), Palette.DATA);
      assertEquals(6. / 9, (double) columns(broken, 0) / columns(whole, 0), 0.02, "line");
      assertEquals(6. / 9, (double) columns(broken, 1) / columns(whole, 1), 0.02, "band");
    }
  }

  private static double[] ones() {
    var ones = new double[10];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static java.util.List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  /// Columns of pixels above the legend that a line (0) or its band (1) is in.
  private static long columns(Figure figure, int what) {
    var image = figure.image();
    int[] shade = {(0 * 56 + 255 * 199) / 255, (114 * 56 + 255 * 199) / 255};
    return IntStream.range(0, image.getWidth())
        .filter(
            x ->
                IntStream.range(0, image.getHeight() * 3 / 4)
                    .map(y -> image.getRGB(x, y))
                    .anyMatch(
                        rgb ->
                            what == 0
                                ? (rgb & 0xFFFFFF) == (Palette.DATA.colour().getRGB() & 0xFFFFFF)
                                : Math.abs((rgb >> 16 & 0xFF) - shade[0]) <= 2
                                    && Math.abs((rgb >> 8 & 0xFF) - shade[1]) <= 2))
        .count();
  }

  static int[] pixels(Graphic graphic) {
    var image = graphic.image();
    int width = image.getWidth();
    return image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
  }

  private static int inked(Graphic graphic, Palette colour) {
    var image = graphic.image();
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += (image.getRGB(x, y) & 0xFFFFFF) == (colour.colour().getRGB() & 0xFFFFFF) ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void curvesOfOneNameShareAnEntryOfTheLegend() {
    var chart =
        squares()
            .line("exact", X, Y, Palette.EXACT)
            .line("exact", X, X, Palette.EXACT)
            .points("data", X, Y, Palette.DATA)
            .chart();
    var shown = chart.getSeriesCollection().stream().filter(s -> s.isShowInLegend()).toList();
    assertEquals(2, shown.size());
  }

  @Test
  void setsOfPointsStandBesideEachOther() {
    var figure = squares().points("a", X, Y, Palette.DATA).points("b", X, Y, Palette.LEARNED);
    var even = figure.apart(0.2).chart();
    assertArrayEquals(new double[] {0.9, 1.9, 2.9, 3.9}, even.getSeries("0").getXData(), 1e-12);
    assertArrayEquals(new double[] {1.1, 2.1, 3.1, 4.1}, even.getSeries("1").getXData(), 1e-12);
    var ratio = figure.logX().apart(1.21).chart();
    assertArrayEquals(new double[] {1.1, 2.2, 3.3, 4.4}, ratio.getSeries("1").getXData(), 1e-12);
  }

  @Test
  void aTableIsALineInItsBand() {
    var uncertain = new Table(X, Y, new double[] {3, 3, 3, 3});
    double[] low = {-2, 1, 6, 13};
    double[] high = {4, 7, 12, 19};
    assertArrayEquals(
        pixels(squares().band("K", X, low, high, Palette.DATA).line("K", X, Y, Palette.DATA)),
        pixels(squares().line("K", uncertain, Palette.DATA)));
  }

  private static List<String> labels(DoubleStream shown, double... ticks) {
    var label = Axis.of("t (s)").labels(shown).orElseThrow();
    return DoubleStream.of(ticks).mapToObj(label::apply).toList();
  }

  @Test
  void numbersFarFromOneAreWrittenWithOnePowerOfAThousand() {
    assertEquals(
        List.of("0", "0.4·10⁻⁹", "1.2·10⁻⁹"),
        labels(DoubleStream.of(0, 1.2e-9), 0, Math.nextUp(4e-10), 1.2e-9));
    assertEquals(
        List.of("-250·10⁻¹²", "62.5·10⁻¹²"),
        labels(DoubleStream.of(-2.5e-10, 1e-10), -2.5e-10, 6.25e-11));
    assertEquals(List.of("5·10⁹", "30·10⁹"), labels(DoubleStream.of(6e9, 3.2e10), 5e9, 3e10));
  }

  @Test
  void otherNumbersAreWrittenAsTheyAre() {
    assertEquals(Optional.empty(), Axis.of("x").labels(DoubleStream.of(0, 0.5, 1e5)));
    assertEquals(Optional.empty(), Axis.of("x").labels(DoubleStream.of(0, 0)));
    var powers = Axis.of("x").withLogarithms().labels(DoubleStream.of(1e-9)).orElseThrow();
    assertEquals("10⁻⁹", powers.apply(1e-9));
  }
}
