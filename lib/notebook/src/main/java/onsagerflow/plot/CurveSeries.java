package onsagerflow.plot;

import static onsagerflow.plot.PlottedCurve.array;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import onsagerflow.plot.PlottedCurve.Kind;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// The curves of a figure as series of XChart.
final class CurveSeries {

  /// Points of a smooth line.
  static final int SAMPLES = 400;

  private final List<PlottedCurve> curves;
  private final boolean logX;
  private final boolean logY;
  private final double apart;

  /// @param apart see [Figure#apart]; NaN for points in their places
  CurveSeries(List<PlottedCurve> curves, boolean logX, boolean logY, double apart) {
    this.curves = List.copyOf(curves);
    this.logX = logX;
    this.logY = logY;
    this.apart = apart;
  }

  /// All numbers along the x axis.
  DoubleStream shownAlongX() {
    return numbers(curves.stream().flatMap(c -> c.x().stream()));
  }

  /// All numbers along the y axis, as far as a logarithmic one shows them.
  DoubleStream shownAlongY() {
    return numbers(curves.stream().flatMap(c -> Stream.concat(c.low().stream(), c.high().stream())))
        .map(this::visible);
  }

  private static DoubleStream numbers(Stream<Double> values) {
    return values.mapToDouble(Double::doubleValue).filter(v -> !Double.isNaN(v));
  }

  void addTo(XYChart chart) {
    for (int i = 0; i < curves.size(); i++) {
      var curve = curves.get(i);
      switch (curve.kind()) {
        case POINTS -> addPoints(chart, curve, i);
        case LINE -> addLine(chart, curve, i);
        case BAND -> addBand(chart, curve, i);
      }
    }
    addUnevenPoints(chart);
  }

  // XChart keys series by name, so a key carries the curve's number and the label its name.
  private static String key(int number, String part) {
    return number + part;
  }

  private void addPoints(XYChart chart, PlottedCurve curve, int number) {
    var colour = curve.colour().colour();
    double[] places = places(curve);
    if (curve.hasErrorBars()) {
      int count = curve.x().size();
      var x = new double[3 * count];
      var y = new double[3 * count];
      for (int i = 0; i < count; i++) {
        Arrays.fill(x, 3 * i, 3 * i + 3, places[i]);
        y[3 * i] = visible(curve.low().get(i));
        y[3 * i + 1] = curve.high().get(i);
        y[3 * i + 2] = Double.NaN;
      }
      var bars = chart.addSeries(key(number, " errors"), x, y);
      bars.setShowInLegend(false);
      bars.setMarker(SeriesMarkers.NONE);
      bars.setLineColor(colour);
      bars.setLineStyle(SeriesLines.SOLID); // XChart's own differs from series to series
      bars.setLineWidth(1.2f);
    }
    var points = chart.addSeries(key(number, ""), places, array(curve.y()));
    points.setLabel(curve.name());
    points.setShowInLegend(isNew(curve, number));
    points.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    points.setMarker(SeriesMarkers.CIRCLE);
    points.setMarkerColor(colour);
    points.setLineStyle(SeriesLines.NONE);
  }

  private double[] places(PlottedCurve points) {
    double[] x = array(points.x());
    if (Double.isNaN(apart)) {
      return x;
    }
    var sets = curves.stream().filter(curve -> curve.kind() == Kind.POINTS).toList();
    double steps = sets.indexOf(points) - (sets.size() - 1) / 2.0;
    return Arrays.stream(x)
        .map(at -> logX ? at * Math.pow(apart, steps) : at + steps * apart)
        .toArray();
  }

  /// Whether none before has the same name, colour and kind: the legend names these once.
  private boolean isNew(PlottedCurve curve, int number) {
    return curves.subList(0, number).stream()
        .noneMatch(
            c ->
                c.kind() == curve.kind()
                    && c.name().equals(curve.name())
                    && c.colour() == curve.colour());
  }

  private void addLine(XYChart chart, PlottedCurve curve, int number) {
    var line = chart.addSeries(key(number, ""), dense(curve.x(), logX), dense(curve.y(), logY));
    line.setLabel(curve.name());
    line.setShowInLegend(isNew(curve, number));
    line.setMarker(SeriesMarkers.NONE);
    line.setLineColor(curve.colour().colour());
    line.setLineStyle(curve.colour().stroke());
    // XChart draws a plain line segment by segment, each beginning its dashes anew; a smooth one it
    // draws as one path, and between points this close its smoothing cannot be seen.
    line.setSmooth(true);
  }

  /// Adds an invisible curve. XChart sets its ticks on the points where all of them are evenly
  /// spaced, at numbers such as 0.05, 0.2, 0.35; these points are not, so that it finds round ones.
  private void addUnevenPoints(XYChart chart) {
    var x = curves.getFirst().x();
    var y = curves.getFirst().y();
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
  private void addBand(XYChart chart, PlottedCurve curve, int number) {
    int from = 0;
    for (int i = 0; i <= curve.x().size(); i++) {
      if (i == curve.x().size() || Double.isNaN(curve.low().get(i) + curve.high().get(i))) {
        if (i > from) {
          addBand(chart, curve, number, from, i);
        }
        from = i + 1;
      }
    }
  }

  private void addBand(XYChart chart, PlottedCurve curve, int number, int from, int to) {
    int count = to - from;
    var x = new double[2 * count];
    var y = new double[2 * count];
    for (int i = 0; i < count; i++) {
      x[i] = curve.x().get(from + i);
      y[i] = curve.high().get(from + i);
      x[2 * count - 1 - i] = curve.x().get(from + i);
      y[2 * count - 1 - i] = visible(curve.low().get(from + i));
    }
    var band = chart.addSeries(key(number, from == 0 ? "" : " from " + from), x, y);
    band.setLabel(curve.name());
    band.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    band.setFillColor(curve.colour().shade());
    band.setMarker(SeriesMarkers.NONE);
    band.setLineStyle(SeriesLines.NONE);
    band.setLineColor(band.getFillColor()); // of the border in the legend
    band.setShowInLegend(
        to == curve.x().size()
            && curves.stream()
                .noneMatch(c -> c.kind() != Kind.BAND && c.name().equals(curve.name())));
  }

  /// Lifts what a logarithmic axis cannot show to a tenth of the smallest positive value.
  private double visible(double low) {
    if (!logY || !(low <= 0)) {
      return low;
    }
    return curves.stream()
            .flatMap(c -> c.y().stream())
            .mapToDouble(Double::doubleValue)
            .filter(v -> v > 0)
            .min()
            .orElseThrow()
        / 10;
  }
}
