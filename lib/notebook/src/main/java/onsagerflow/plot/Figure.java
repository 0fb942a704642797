package onsagerflow.plot;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import onsagerflow.meso.Table;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.Series;
import onsagerflow.statistics.Statistic;
import onsagerflow.statistics.comparison.Comparison;
import onsagerflow.statistics.passage.Survival;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// A figure of curves: points with error bars, lines and bands, in the house style.
///
/// What was added first lies lowest. NaN leaves a gap in a line and no point; an infinite value is
/// refused. Curves of one kind and one name share an entry of the legend. On a logarithmic axis
/// nothing below zero can be shown: an error bar or band that reaches down there ends at a tenth of
/// the smallest value shown.
public final class Figure implements Graphic {

  private static final int SAMPLES = 400;
  private static final char FIRST_SPACE = '\u2000';
  private static final int SPACES = 11;

  private enum Kind {
    POINTS,
    LINE,
    BAND
  }

  /// One curve; `low` and `high` are the ends of error bars or the edges of a band, else y itself.
  private record Curve(
      Kind kind,
      String name,
      List<Double> x,
      List<Double> y,
      List<Double> low,
      List<Double> high,
      Palette colour) {

    Legend.Entry entry() {
      boolean bars = kind == Kind.POINTS && !low.equals(y);
      return new Legend.Entry(
          name, colour, kind == Kind.LINE, kind == Kind.BAND, kind == Kind.POINTS, bars);
    }
  }

  private String title;
  private final String xLabel;
  private final String yLabel;
  private final List<Curve> curves = new ArrayList<>();
  private int width = 600;
  private int height = 380;
  private boolean logX;
  private boolean logY;
  private double[] xRange = {};
  private double[] yRange = {};
  private Optional<LegendPosition> legend = Optional.empty();
  private double apart = Double.NaN;
  private List<String> names = List.of();

  private Figure(String title, String xLabel, String yLabel) {
    this.title = title;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
  }

  /// An empty figure. Axis labels carry their unit, as in `t (sweeps)`.
  public static Figure of(String title, String xLabel, String yLabel) {
    return new Figure(title, xLabel, yLabel);
  }

  /// Markers without error bars.
  public Figure points(String name, double[] x, double[] y, Palette colour) {
    return add(Kind.POINTS, name, x, y, y, y, colour);
  }

  /// Markers with error bars of ± one `standardError`.
  public Figure points(
      String name, double[] x, double[] y, double[] standardError, Palette colour) {
    requireSameLength(name, y, standardError);
    return add(
        Kind.POINTS,
        name,
        x,
        y,
        shifted(y, standardError, -1),
        shifted(y, standardError, 1),
        colour);
  }

  /// Means with error bars of ± one standard error; a single run, which does not know its own, has
  /// none.
  public Figure points(String name, double[] x, List<Mean> y, Palette colour) {
    return points(name, x, values(y), errors(y), colour);
  }

  /// The values of a table, with error bars of ± one standard error.
  public Figure points(String name, Table table, Palette colour) {
    return points(name, table.m(), table.value(), table.standardError(), colour);
  }

  /// A line through the points in the order given.
  public Figure line(String name, double[] x, double[] y, Palette colour) {
    return add(Kind.LINE, name, x, y, y, y, colour);
  }

  /// A line through means, in a band of ± one standard error.
  public Figure line(String name, double[] x, List<Mean> y, Palette colour) {
    return line(name, x, values(y), errors(y), colour);
  }

  /// A table as a line in a band of ± one standard error.
  public Figure line(String name, Table table, Palette colour) {
    return line(name, table.m(), table.value(), table.standardError(), colour);
  }

  /// A curve as a line in a band of ± one standard error.
  public Figure line(String name, onsagerflow.field.Curve curve, Palette colour) {
    return line(name, array(curve.x()), array(curve.y()), array(curve.standardError()), colour);
  }

  /// A curve as markers, with error bars of ± one standard error.
  public Figure points(String name, onsagerflow.field.Curve curve, Palette colour) {
    return points(name, array(curve.x()), array(curve.y()), array(curve.standardError()), colour);
  }

  private Figure line(String name, double[] x, double[] value, double[] error, Palette colour) {
    return (Arrays.stream(error).allMatch(e -> e == 0)
            ? this
            : band(name, x, shifted(value, error, -1), shifted(value, error, 1), colour))
        .line(name, x, value, colour);
  }

  /// A series against time, each value with its error bar.
  public Figure points(String name, Series series, Palette colour) {
    return points(name, times(series), series.means(), colour);
  }

  /// A series against time as a line in a band of ± one standard error.
  public Figure line(String name, Series series, Palette colour) {
    return line(name, times(series), series.means(), colour);
  }

  /// A survival curve as a line in a band of ± one standard error.
  public Figure line(String name, Survival survival, Palette colour) {
    double[] t = survival.steps().stream().mapToDouble(Survival.Step::time).toArray();
    return line(
        name,
        t,
        survival.steps().stream()
            .map(step -> new Mean(step.survival(), step.standardError(), step.watched()))
            .toList(),
        colour);
  }

  private static double[] times(Series series) {
    return series.times().stream().mapToDouble(t -> t).toArray();
  }

  /// One statistic of all that are compared: points of the reference, lines of the others.
  ///
  /// @param colours of the others, in their order
  public Figure compared(Comparison comparison, Statistic statistic, Palette... colours) {
    var names = comparison.names();
    if (colours.length != names.size() - 1) {
      throw new IllegalArgumentException(
          colours.length + " colours for " + names.subList(1, names.size()));
    }
    for (int i = 1; i < names.size(); i++) {
      line(names.get(i), comparison.series(statistic, names.get(i)), colours[i - 1]);
    }
    String reference = comparison.reference();
    return points(reference, comparison.series(statistic, reference), Palette.EXACT);
  }

  /// The graph of f over [from, to]; where f is not finite the line has a gap.
  public Figure line(String name, DoubleUnaryOperator f, double from, double to, Palette colour) {
    double[] x =
        IntStream.rangeClosed(0, SAMPLES)
            .mapToDouble(i -> from + (to - from) * i / SAMPLES)
            .toArray();
    double[] y = Arrays.stream(x).map(f).map(v -> Double.isFinite(v) ? v : Double.NaN).toArray();
    return line(name, x, y, colour);
  }

  /// A shaded band between two curves; unnamed in the legend where a line has the same name.
  public Figure band(String name, double[] x, double[] low, double[] high, Palette colour) {
    requireSameLength(name, low, high);
    double[] middle =
        IntStream.range(0, low.length).mapToDouble(i -> (low[i] + high[i]) / 2).toArray();
    return add(Kind.BAND, name, x, middle, low, high, colour);
  }

  public Figure logX() {
    logX = true;
    return this;
  }

  public Figure logY() {
    logY = true;
    return this;
  }

  public Figure xRange(double low, double high) {
    xRange = range(low, high);
    return this;
  }

  public Figure yRange(double low, double high) {
    yRange = range(low, high);
    return this;
  }

  /// Writes names below x = 1, 2, … in the place of numbers.
  public Figure xNames(List<String> categories) {
    names = List.copyOf(categories);
    return xRange(0.5, names.size() + 0.5);
  }

  /// Puts the legend into the plot, where the curves leave room; it stands below by default.
  public Figure legend(LegendPosition position) {
    legend = Optional.of(position);
    return this;
  }

  /// Sets points of one x beside each other, so that error bars do not cover each other: each set
  /// of points a step to the right of the one before, all together around their place.
  ///
  /// @param step in units of x; on a logarithmic axis the ratio of both places
  public Figure apart(double step) {
    apart = step;
    return this;
  }

  /// Gives the figure another title.
  public Figure titled(String other) {
    title = other;
    return this;
  }

  /// Width and height of the plot with its labels, in units of 1/96 inch; a legend below adds to
  /// it.
  public Figure size(int width, int height) {
    this.width = width;
    this.height = height;
    return this;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height + below().height(width);
  }

  @Override
  public String toString() {
    return "figure: " + title;
  }

  @Override
  public void paint(Graphics2D graphics) {
    chart(legend.isPresent()).paint(graphics, width, height);
    graphics.translate(0, height);
    below().paint(graphics, width);
    graphics.translate(0, -height);
  }

  /// The legend below, which is empty where it stands in the plot.
  private Legend below() {
    return legend.isPresent()
        ? new Legend(List.of())
        : Legend.of(curves.stream().map(Curve::entry).toList());
  }

  /// The same figure as an XChart chart, for settings that this class does not offer.
  public XYChart chart() {
    return chart(true);
  }

  private XYChart chart(boolean withLegend) {
    if (curves.isEmpty()) {
      throw new IllegalStateException("figure '" + title + "' has no curves yet");
    }
    for (var curve : curves) {
      requirePositive(curve, curve.x, logX);
      requirePositive(curve, curve.y, logY);
    }
    var chart = new XYChart(width, height);
    chart.setTitle(title);
    chart.setXAxisTitle(xLabel);
    chart.setYAxisTitle(yLabel);
    style(chart, withLegend);
    for (int i = 0; i < curves.size(); i++) {
      var curve = curves.get(i);
      switch (curve.kind) {
        case POINTS -> addPoints(chart, curve, i);
        case LINE -> addLine(chart, curve, i);
        case BAND -> addBand(chart, curve, i);
      }
    }
    addUnevenPoints(chart);
    return chart;
  }

  private static void requirePositive(Curve curve, List<Double> values, boolean logarithmic) {
    for (int i = 0; logarithmic && i < values.size(); i++) {
      if (values.get(i) <= 0) {
        throw new IllegalArgumentException(
            "curve '%s' is %s at point %s: a logarithmic axis shows positive numbers only"
                .formatted(curve.name, values.get(i), i));
      }
    }
  }

  private void style(XYChart chart, boolean withLegend) {
    var styler = chart.getStyler();
    styler.setBaseFont(HouseStyle.LABEL);
    styler.setChartTitleFont(HouseStyle.TITLE);
    styler.setAxisTitleFont(HouseStyle.LABEL);
    styler.setAxisTickLabelsFont(HouseStyle.TICK);
    styler.setLegendFont(HouseStyle.TICK);
    styler.setChartFontColor(HouseStyle.INK);
    styler.setAxisTickLabelsColor(HouseStyle.INK);
    styler.setChartBackgroundColor(java.awt.Color.WHITE);
    styler.setPlotBorderColor(HouseStyle.FRAME);
    styler.setPlotGridLinesColor(HouseStyle.GRID);
    styler.setPlotGridLinesStroke(new java.awt.BasicStroke(0.8f));
    styler.setAxisTickMarksColor(HouseStyle.FRAME);
    styler.setChartTitleBoxVisible(false);
    styler.setLegendBorderColor(new java.awt.Color(0, 0, 0, 0));
    styler.setLegendPosition(legend.orElse(LegendPosition.OutsideE));
    styler.setLegendVisible(withLegend && curves.stream().map(Curve::name).distinct().count() > 1);
    styler.setMarkerSize(6);
    styler.setPlotMargin(0);
    styler.setLocale(Locale.ROOT);
    styler.setDecimalPattern("0.##########");
    if (logX) {
      styler.setXAxisTickLabelsFormattingFunction(Figure::power);
    }
    if (!names.isEmpty()) {
      styler.setXAxisTickLabelsFormattingFunction(this::name);
      styler.setXAxisTickMarkSpacingHint(Math.max(1, width / (2 * names.size())));
      styler.setXAxisLabelRotation(60);
    }
    if (logY) {
      styler.setYAxisTickLabelsFormattingFunction(Figure::power);
    }
    styler.setXAxisLogarithmic(logX);
    styler.setYAxisLogarithmic(logY);
    double[] alongX = logX ? decades(false) : xRange;
    double[] alongY = logY ? decades(true) : yRange;
    if (alongX.length > 0) {
      styler.setXAxisMin(alongX[0]);
      styler.setXAxisMax(alongX[1]);
    }
    if (alongY.length > 0) {
      styler.setYAxisMin(alongY[0]);
      styler.setYAxisMax(alongY[1]);
    }
  }

  /// A range of a logarithmic axis that holds the range asked for, or all points, and two powers of
  /// ten, which are all that is labelled there; nothing where the points themselves do.
  private double[] decades(boolean vertical) {
    double[] asked = vertical ? yRange : xRange;
    var values = (asked.length > 0 ? Arrays.stream(asked) : shown(vertical)).summaryStatistics();
    double low = Math.log10(values.getMin());
    double high = Math.log10(values.getMax());
    if (Math.floor(high + 1e-9) - Math.ceil(low - 1e-9) >= 1) {
      return asked;
    }
    double down = Math.floor(low + 1e-9);
    double up = Math.ceil(high - 1e-9);
    if (up - down < 2) {
      return new double[] {Math.pow(10, down), Math.pow(10, Math.max(up, down + 1))};
    }
    return low - down < up - high
        ? new double[] {Math.pow(10, down), values.getMax()}
        : new double[] {values.getMin(), Math.pow(10, up)};
  }

  /// All numbers along an axis, as far as a logarithmic one shows them.
  private DoubleStream shown(boolean vertical) {
    return curves.stream()
        .flatMap(c -> vertical ? Stream.concat(c.low.stream(), c.high.stream()) : c.x.stream())
        .mapToDouble(Double::doubleValue)
        .filter(v -> !Double.isNaN(v))
        .map(v -> vertical ? visible(v) : v);
  }

  /// The name at a whole number, and nothing to see elsewhere. XChart widens its ticks until all
  /// labels differ and are short, so these are pairs of the eleven spaces of Unicode.
  String name(double x) {
    int i = (int) Math.rint(x) - 1;
    boolean whole = Math.abs(x - i - 1) < 1e-6;
    int pair = Math.floorMod((int) Math.rint(4 * x), SPACES * SPACES);
    return whole && i >= 0 && i < names.size()
        ? names.get(i)
        : "" + (char) (FIRST_SPACE + pair / SPACES) + (char) (FIRST_SPACE + pair % SPACES);
  }

  /// A power of ten as 10ⁿ.
  private static String power(double value) {
    long exponent = Math.round(Math.log10(value));
    var raised =
        Long.toString(exponent)
            .chars()
            .map(c -> c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0'))
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
    return "10" + raised;
  }

  // XChart keys series by name, so a key carries the curve's number and the label its name.
  private static String key(int number, String part) {
    return number + part;
  }

  private void addPoints(XYChart chart, Curve curve, int number) {
    var colour = curve.colour.colour();
    double[] places = places(curve);
    if (!curve.low.equals(curve.y)) {
      int count = curve.x.size();
      var x = new double[3 * count];
      var y = new double[3 * count];
      for (int i = 0; i < count; i++) {
        Arrays.fill(x, 3 * i, 3 * i + 3, places[i]);
        y[3 * i] = visible(curve.low.get(i));
        y[3 * i + 1] = curve.high.get(i);
        y[3 * i + 2] = Double.NaN;
      }
      var bars = chart.addSeries(key(number, " errors"), x, y);
      bars.setShowInLegend(false);
      bars.setMarker(SeriesMarkers.NONE);
      bars.setLineColor(colour);
      bars.setLineStyle(SeriesLines.SOLID); // XChart's own differs from series to series
      bars.setLineWidth(1.2f);
    }
    var points = chart.addSeries(key(number, ""), places, array(curve.y));
    points.setLabel(curve.name);
    points.setShowInLegend(isNew(curve, number));
    points.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    points.setMarker(SeriesMarkers.CIRCLE);
    points.setMarkerColor(colour);
    points.setLineStyle(SeriesLines.NONE);
  }

  private double[] places(Curve points) {
    double[] x = array(points.x);
    if (Double.isNaN(apart)) {
      return x;
    }
    var sets = curves.stream().filter(curve -> curve.kind == Kind.POINTS).toList();
    double steps = sets.indexOf(points) - (sets.size() - 1) / 2.0;
    return Arrays.stream(x)
        .map(at -> logX ? at * Math.pow(apart, steps) : at + steps * apart)
        .toArray();
  }

  /// Whether none before has the same name, colour and kind: the legend names these once.
  private boolean isNew(Curve curve, int number) {
    return curves.subList(0, number).stream()
        .noneMatch(
            c -> c.kind == curve.kind && c.name.equals(curve.name) && c.colour == curve.colour);
  }

  private void addLine(XYChart chart, Curve curve, int number) {
    var line = chart.addSeries(key(number, ""), dense(curve.x, logX), dense(curve.y, logY));
    line.setLabel(curve.name);
    line.setShowInLegend(isNew(curve, number));
    line.setMarker(SeriesMarkers.NONE);
    line.setLineColor(curve.colour.colour());
    line.setLineStyle(curve.colour.stroke());
    // XChart draws a plain line segment by segment, each beginning its dashes anew; a smooth one it
    // draws as one path, and between points this close its smoothing cannot be seen.
    line.setSmooth(true);
  }

  /// Adds an invisible curve. XChart sets its ticks on the points where all of them are evenly
  /// spaced, at numbers such as 0.05, 0.2, 0.35; these points are not, so that it finds round ones.
  private void addUnevenPoints(XYChart chart) {
    var x = curves.getFirst().x;
    var y = curves.getFirst().y;
    double between = Math.sqrt(0.1) * x.getLast() + (1 - Math.sqrt(0.1)) * x.getFirst();
    var points =
        chart.addSeries(
            "uneven",
            new double[] {x.getFirst(), between, x.getLast()},
            new double[] {y.getFirst(), y.getFirst(), y.getLast()});
    points.setShowInLegend(false);
    points.setMarker(SeriesMarkers.NONE);
    points.setLineStyle(SeriesLines.NONE);
  }

  /// Points that divide each straight segment of a line, as straight on its axis.
  private static double[] dense(List<Double> values, boolean logarithmic) {
    int parts = Math.max(1, SAMPLES / values.size());
    int count = (values.size() - 1) * parts + 1;
    return IntStream.range(0, count)
        .mapToDouble(
            i -> {
              double a = values.get(i / parts);
              double b = values.get(Math.min(i / parts + 1, values.size() - 1));
              double w = (double) (i % parts) / parts;
              if (w == 0) {
                return a; // a point beside a gap
              }
              return logarithmic ? Math.pow(a, 1 - w) * Math.pow(b, w) : (1 - w) * a + w * b;
            })
        .toArray();
  }

  /// A polygon for each stretch without gaps.
  private void addBand(XYChart chart, Curve curve, int number) {
    int from = 0;
    for (int i = 0; i <= curve.x.size(); i++) {
      if (i == curve.x.size() || Double.isNaN(curve.low.get(i) + curve.high.get(i))) {
        if (i > from) {
          addBand(chart, curve, number, from, i);
        }
        from = i + 1;
      }
    }
  }

  private void addBand(XYChart chart, Curve curve, int number, int from, int to) {
    int count = to - from;
    var x = new double[2 * count];
    var y = new double[2 * count];
    for (int i = 0; i < count; i++) {
      x[i] = curve.x.get(from + i);
      y[i] = curve.high.get(from + i);
      x[2 * count - 1 - i] = curve.x.get(from + i);
      y[2 * count - 1 - i] = visible(curve.low.get(from + i));
    }
    var band = chart.addSeries(key(number, from == 0 ? "" : " from " + from), x, y);
    band.setLabel(curve.name);
    band.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    band.setFillColor(curve.colour.shade());
    band.setMarker(SeriesMarkers.NONE);
    band.setLineStyle(SeriesLines.NONE);
    band.setLineColor(band.getFillColor()); // of the border in the legend
    band.setShowInLegend(
        to == curve.x.size()
            && curves.stream().noneMatch(c -> c.kind != Kind.BAND && c.name.equals(curve.name)));
  }

  /// Lifts what a logarithmic axis cannot show to a tenth of the smallest positive value.
  private double visible(double low) {
    if (!logY || !(low <= 0)) {
      return low;
    }
    return curves.stream()
            .flatMap(c -> c.y.stream())
            .mapToDouble(Double::doubleValue)
            .filter(v -> v > 0)
            .min()
            .orElseThrow()
        / 10;
  }

  private Figure add(
      Kind kind, String name, double[] x, double[] y, double[] low, double[] high, Palette colour) {
    requireSameLength(name, x, y);
    for (var values : List.of(x, low, high)) {
      for (int i = 0; i < values.length; i++) {
        if (Double.isInfinite(values[i])) {
          throw new IllegalArgumentException(
              "curve '" + name + "' is infinite at point " + i + ": " + values[i]);
        }
      }
    }
    curves.add(new Curve(kind, name, list(x), list(y), list(low), list(high), colour));
    return this;
  }

  private static void requireSameLength(String name, double[] a, double[] b) {
    if (a.length != b.length || a.length == 0) {
      throw new IllegalArgumentException(
          "curve '" + name + "' needs equally many numbers, got " + a.length + " and " + b.length);
    }
  }

  private static double[] shifted(double[] y, double[] error, int sign) {
    return IntStream.range(0, y.length).mapToDouble(i -> y[i] + sign * error[i]).toArray();
  }

  private static double[] values(List<Mean> means) {
    return means.stream().mapToDouble(Mean::value).toArray();
  }

  private static double[] errors(List<Mean> means) {
    return means.stream().mapToDouble(Mean::errorBetweenRuns).toArray();
  }

  private static double[] range(double low, double high) {
    if (!(low < high)) {
      throw new IllegalArgumentException("an axis runs upwards, got " + low + " to " + high);
    }
    return new double[] {low, high};
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
