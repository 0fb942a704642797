package onsagerflow.plot;

import static onsagerflow.plot.PlottedCurve.array;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import onsagerflow.field.Curve;
import onsagerflow.meso.Table;
import onsagerflow.plot.PlottedCurve.Kind;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.Series;
import onsagerflow.statistics.Statistic;
import onsagerflow.statistics.comparison.Comparison;
import onsagerflow.statistics.passage.Survival;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;

/// A figure of curves: points with error bars, lines and bands, in the house style.
///
/// What was added first lies lowest. NaN leaves a gap in a line and no point; an infinite value is
/// refused. Curves of one kind and one name share an entry of the legend. On a logarithmic axis
/// nothing below zero can be shown: an error bar or band that reaches down there ends at a tenth of
/// the smallest value shown.
public final class Figure implements Graphic {

  private String title;
  private final List<PlottedCurve> curves = new ArrayList<>();
  private int width = 600;
  private int height = 380;
  private Axis xAxis;
  private Axis yAxis;
  private Optional<LegendPosition> legend = Optional.empty();
  private double apart = Double.NaN;

  private Figure(String title, String xLabel, String yLabel) {
    this.title = title;
    this.xAxis = Axis.of(xLabel);
    this.yAxis = Axis.of(yLabel);
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
    PlottedCurve.requireSameLength(name, y, standardError);
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
  public Figure line(String name, Curve curve, Palette colour) {
    return line(name, array(curve.x()), array(curve.y()), array(curve.standardError()), colour);
  }

  /// A curve as markers, with error bars of ± one standard error.
  public Figure points(String name, Curve curve, Palette colour) {
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
        IntStream.rangeClosed(0, CurveSeries.SAMPLES)
            .mapToDouble(i -> from + (to - from) * i / CurveSeries.SAMPLES)
            .toArray();
    double[] y = Arrays.stream(x).map(f).map(v -> Double.isFinite(v) ? v : Double.NaN).toArray();
    return line(name, x, y, colour);
  }

  /// A shaded band between two curves; unnamed in the legend where a line has the same name.
  public Figure band(String name, double[] x, double[] low, double[] high, Palette colour) {
    PlottedCurve.requireSameLength(name, low, high);
    double[] middle =
        IntStream.range(0, low.length).mapToDouble(i -> (low[i] + high[i]) / 2).toArray();
    return add(Kind.BAND, name, x, middle, low, high, colour);
  }

  public Figure logX() {
    xAxis = xAxis.withLogarithms();
    return this;
  }

  public Figure logY() {
    yAxis = yAxis.withLogarithms();
    return this;
  }

  public Figure xRange(double low, double high) {
    xAxis = xAxis.between(low, high);
    return this;
  }

  public Figure yRange(double low, double high) {
    yAxis = yAxis.between(low, high);
    return this;
  }

  /// Writes names below x = 1, 2, … in the place of numbers.
  public Figure xNames(List<String> categories) {
    xAxis = xAxis.withNames(categories);
    return this;
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
        : Legend.of(curves.stream().map(PlottedCurve::entry).toList());
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
      xAxis.requireShowable(curve.name(), curve.x());
      yAxis.requireShowable(curve.name(), curve.y());
    }
    var chart = new XYChart(width, height);
    chart.setTitle(title);
    chart.setXAxisTitle(xAxis.label());
    chart.setYAxisTitle(yAxis.label());
    var series = new CurveSeries(curves, xAxis.logarithmic(), yAxis.logarithmic(), apart);
    var styler = chart.getStyler();
    HouseStyle.dress(styler);
    styler.setLegendPosition(legend.orElse(LegendPosition.OutsideE));
    styler.setLegendVisible(
        withLegend && curves.stream().map(PlottedCurve::name).distinct().count() > 1);
    label(styler, series);
    styler.setXAxisLogarithmic(xAxis.logarithmic());
    styler.setYAxisLogarithmic(yAxis.logarithmic());
    var alongX = xAxis.ends(series.shownAlongX());
    if (!alongX.isEmpty()) {
      styler.setXAxisMin(alongX.getFirst());
      styler.setXAxisMax(alongX.getLast());
    }
    var alongY = yAxis.ends(series.shownAlongY());
    if (!alongY.isEmpty()) {
      styler.setYAxisMin(alongY.getFirst());
      styler.setYAxisMax(alongY.getLast());
    }
    series.addTo(chart);
    return chart;
  }

  private void label(XYStyler styler, CurveSeries series) {
    xAxis.labels(series.shownAlongX()).ifPresent(styler::setXAxisTickLabelsFormattingFunction);
    yAxis.labels(series.shownAlongY()).ifPresent(styler::setYAxisTickLabelsFormattingFunction);
    if (!xAxis.names().isEmpty()) {
      styler.setXAxisTickMarkSpacingHint(Math.max(1, width / (2 * xAxis.names().size())));
      styler.setXAxisLabelRotation(60);
    }
  }

  private Figure add(
      Kind kind, String name, double[] x, double[] y, double[] low, double[] high, Palette colour) {
    curves.add(PlottedCurve.of(kind, name, x, y, low, high, colour));
    return this;
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
}
