package onsagerflow.plot;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.ScalarField;

/// A field, a kernel, a function of the wave vector or a space–time picture as coloured cells: y
/// and t grow upwards, zero is white.
public final class Heatmap implements Graphic {

  private static final String LATTICE = "lattice spacings";
  private static final int LEFT = 64; // the label of y and numbers of five digits
  private static final int SHORT_NUMBER = 5;
  private static final int DIGIT = 9;
  private static final int BOTTOM = 50;
  private static final int TOP = 34;
  private static final int BAR_GAP = 16;
  private static final int BAR_WIDTH = 14;
  private static final int RIGHT = 92; // the colour bar, its numbers and its label
  private static final int SHORT_LABEL = 50; // stands above the colour bar
  private static final int LEGIBLE_CELLS = 24; // up to here cells get a thin outline

  private final BufferedImage cells;
  private final double[] values;
  private Axis xAxis;
  private Axis yAxis;
  private final double aspect;
  private String title = "";
  private String valueLabel;
  private OptionalDouble limit = OptionalDouble.empty();
  private int longEdge = 340;

  /// One direction of the picture.
  ///
  /// @param start where the first cell begins
  /// @param spacing width of a cell
  private record Axis(String name, String unit, double start, double spacing, int cells) {
    static Axis of(String name, Grid.Axis along) {
      return new Axis(name, LATTICE, 0, along.spacing(), along.cells());
    }

    String label() {
      return "%s (%s)".formatted(name, unit);
    }

    Axis in(String other, double size) {
      return new Axis(name, other, start / size, spacing / size, cells);
    }

    double length() {
      return cells * spacing;
    }

    Ticks ticks(int most) {
      return Ticks.between(start, start + length(), most, spacing);
    }
  }

  /// @param aspect height of the coloured area over its width
  private Heatmap(double[] values, Axis xAxis, Axis yAxis, double aspect, String valueLabel) {
    this.cells = new BufferedImage(xAxis.cells, yAxis.cells, BufferedImage.TYPE_INT_RGB);
    this.values = values;
    this.xAxis = xAxis;
    this.yAxis = yAxis;
    this.aspect = aspect;
    this.valueLabel = valueLabel;
  }

  /// A picture whose axes have the same unit, so that squares stay squares.
  private static Heatmap square(double[] values, Axis xAxis, Axis yAxis, String valueLabel) {
    return new Heatmap(values, xAxis, yAxis, yAxis.length() / xAxis.length(), valueLabel);
  }

  /// A field over its lattice, lengths in lattice spacings.
  public static Heatmap of(ScalarField field) {
    return plane(field, "x", "y");
  }

  /// A field whose axes have other names.
  static Heatmap plane(ScalarField field, String x, String y) {
    var grid = field.grid();
    if (grid.dimensions() != 2) {
      throw new IllegalArgumentException("a map shows a plane, got " + grid);
    }
    return square(
        field.values().clone(),
        Axis.of(x, grid.axes().getLast()),
        Axis.of(y, grid.axes().getFirst()),
        "m");
  }

  /// A kernel over its offsets, in cells of the grid it acts on.
  public static Heatmap of(Kernel kernel) {
    int width = 2 * kernel.radius() + 1;
    double edge = -kernel.radius() - 0.5;
    return square(
        kernel.values(),
        new Axis("x offset", "cells", edge, 1, width),
        new Axis("y offset", "cells", edge, 1, width),
        "J");
  }

  /// A function of the wave vector, such as the logarithm of S of
  /// [onsagerflow.statistics.StructureFactorMap], for |kx| and |ky| up to a largest wave number.
  ///
  /// @param values k = 0 in the middle, at cell (ny/2, nx/2), both rounded down
  /// @param grid of the fields that were transformed
  /// @param largest wave number to show, radians per lattice spacing
  public static Heatmap ofWaveVectors(ScalarField values, Grid grid, double largest) {
    if (values.grid().ny() != grid.ny() || values.grid().nx() != grid.nx()) {
      throw new IllegalArgumentException(
          "wave vectors on %s for fields on %s".formatted(values.grid(), grid));
    }
    double dky = 2 * Math.PI / (grid.ny() * grid.spacing());
    double dkx = 2 * Math.PI / (grid.nx() * grid.spacing());
    int ry = Math.min((int) (largest / dky), (grid.ny() - 1) / 2);
    int rx = Math.min((int) (largest / dkx), (grid.nx() - 1) / 2);
    var shown = new double[(2 * ry + 1) * (2 * rx + 1)];
    for (int i = 0; i < shown.length; i++) {
      int y = i / (2 * rx + 1) - ry;
      int x = i % (2 * rx + 1) - rx;
      shown[i] = values.get(grid.ny() / 2 + y, grid.nx() / 2 + x);
    }
    return square(
        shown,
        new Axis("kx", "radians per lattice spacing", (-rx - 0.5) * dkx, dkx, 2 * rx + 1),
        new Axis("ky", "radians per lattice spacing", (-ry - 0.5) * dky, dky, 2 * ry + 1),
        "S");
  }

  /// A space–time picture, x to the right and t upwards: the mean of m over a strip of rows.
  ///
  /// @param frames of one run, evenly spaced in time; each is a line of the picture
  /// @param firstRow where the strip begins, in cells, taken periodically
  /// @param rows height of the strip in cells; 1 shows a single row
  /// @throws IllegalArgumentException if the times are not evenly spaced, or frames of several runs
  public static Heatmap spaceTime(List<Frame> frames, int firstRow, int rows) {
    if (frames.size() < 2) {
      throw new IllegalArgumentException(
          "a space-time picture needs two frames, got " + frames.size());
    }
    var grid = frames.getFirst().m().grid();
    if (rows < 1 || rows > grid.ny()) {
      throw new IllegalArgumentException("a strip of " + rows + " rows on a grid of " + grid.ny());
    }
    double start = frames.getFirst().time();
    double interval = (frames.getLast().time() - start) / (frames.size() - 1);
    var values = new double[frames.size() * grid.nx()];
    for (int t = 0; t < frames.size(); t++) {
      var frame = frames.get(t);
      frames.getFirst().m().requireSameGrid(frame.m());
      if (!(interval > 0 && Math.abs(frame.time() - start - t * interval) < 1e-6 * interval)
          || frame.run() != frames.getFirst().run()) {
        throw new IllegalArgumentException(
            "a space-time picture needs evenly spaced frames of one run, got frame %s at t = %s of run %s"
                .formatted(t, frame.time(), frame.run()));
      }
      for (int x = 0; x < grid.nx(); x++) {
        for (int y = firstRow; y < firstRow + rows; y++) {
          values[t * grid.nx() + x] += frame.m().get(y, x) / rows;
        }
      }
    }
    return new Heatmap(
        values,
        Axis.of("x", grid.axes().getLast()),
        new Axis("t", "sweeps", start - interval / 2, interval, frames.size()),
        1,
        "m");
  }

  public Heatmap title(String title) {
    this.title = title;
    return this;
  }

  /// Lengths in another unit, such as `("nm", 1e-9)` of cells whose edges are in metres.
  ///
  /// @param size of the unit in that of the edges
  public Heatmap lengths(String unit, double size) {
    xAxis = xAxis.in(unit, size);
    yAxis = yAxis.in(unit, size);
    return this;
  }

  /// What the colours measure, with its unit.
  public Heatmap valueLabel(String valueLabel) {
    this.valueLabel = valueLabel;
    return this;
  }

  /// Sets the colour scale to −limit … limit; the largest magnitude in the picture by default.
  /// Values beyond it take the end colours, and the bar's label then says "clipped".
  public Heatmap limit(double limit) {
    this.limit = OptionalDouble.of(new ColourScale(limit).limit());
    return this;
  }

  /// The length of the longer side of the coloured area, in units of 1/96 inch.
  public Heatmap size(int longEdge) {
    if (longEdge < 1) {
      throw new IllegalArgumentException("a heat map needs a positive size, got " + longEdge);
    }
    this.longEdge = longEdge;
    return this;
  }

  @Override
  public int width() {
    return left() + plotWidth() + RIGHT;
  }

  @Override
  public int height() {
    return TOP + plotHeight() + BOTTOM;
  }

  /// Where the cells begin: longer numbers push them to the right.
  private int left() {
    var ticks = yTicks();
    int longest = ticks.values().stream().mapToInt(y -> ticks.label(y).length()).max().orElse(0);
    return LEFT + DIGIT * Math.max(0, longest - SHORT_NUMBER);
  }

  private Ticks yTicks() {
    return yAxis.ticks(Math.clamp(plotHeight() / 40, 1, 6));
  }

  /// Where the cells are painted.
  Rectangle2D area() {
    return new Rectangle2D.Double(left(), TOP, plotWidth(), plotHeight());
  }

  private int plotWidth() {
    return Math.max(1, (int) Math.round(longEdge * Math.min(1, 1 / aspect)));
  }

  private int plotHeight() {
    return Math.max(1, (int) Math.round(longEdge * Math.min(1, aspect)));
  }

  @Override
  public String toString() {
    return ("heat map: " + (title.isEmpty() ? valueLabel : title));
  }

  @Override
  public void paint(Graphics2D g) {
    double largest =
        DoubleStream.of(values).filter(Double::isFinite).map(Math::abs).max().orElse(0);
    var scale = new ColourScale(limit.orElse(largest > 0 ? largest : 1));
    paintCells(g, scale);
    paintAxes(g);
    paintBar(g, scale, largest > scale.limit());
    g.setColor(HouseStyle.INK);
    g.setFont(HouseStyle.TITLE);
    centred(g, title, left() + plotWidth() / 2.0, TOP - 12);
  }

  private void paintCells(Graphics2D g, ColourScale scale) {
    int nx = cells.getWidth();
    int ny = cells.getHeight();
    for (int y = 0; y < ny; y++) {
      for (int x = 0; x < nx; x++) {
        cells.setRGB(x, ny - 1 - y, scale.rgb(values[y * nx + x]));
      }
    }
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    g.drawImage(cells, left(), TOP, plotWidth(), plotHeight(), null);
    if (Math.max(nx, ny) <= LEGIBLE_CELLS) {
      g.setColor(HouseStyle.GRID);
      g.setStroke(new BasicStroke(0.5f));
      for (int x = 1; x < nx; x++) {
        double at = left() + (double) plotWidth() * x / nx;
        g.draw(new Line2D.Double(at, TOP, at, TOP + plotHeight()));
      }
      for (int y = 1; y < ny; y++) {
        double at = TOP + (double) plotHeight() * y / ny;
        g.draw(new Line2D.Double(left(), at, left() + plotWidth(), at));
      }
    }
  }

  private void paintAxes(Graphics2D g) {
    int base = TOP + plotHeight();
    g.setStroke(new BasicStroke(1));
    g.setColor(HouseStyle.FRAME);
    g.draw(area());
    g.setFont(HouseStyle.TICK);
    var xTicks = xAxis.ticks(Math.clamp(plotWidth() / 50, 1, 6));
    for (double tick : xTicks.values()) {
      double x = left() + (tick - xAxis.start) / xAxis.length() * plotWidth();
      g.setColor(HouseStyle.FRAME);
      g.draw(new Line2D.Double(x, base, x, base + 4));
      g.setColor(HouseStyle.INK);
      centred(g, xTicks.label(tick), x, base + 17);
    }
    var yTicks = yTicks();
    for (double tick : yTicks.values()) {
      double y = base - (tick - yAxis.start) / yAxis.length() * plotHeight();
      g.setColor(HouseStyle.FRAME);
      g.draw(new Line2D.Double(left() - 4, y, left(), y));
      g.setColor(HouseStyle.INK);
      var label = yTicks.label(tick);
      g.drawString(label, left() - 8 - g.getFontMetrics().stringWidth(label), (float) y + 4);
    }
    g.setFont(HouseStyle.LABEL);
    centred(g, xAxis.label(), left() + plotWidth() / 2.0, base + 38);
    upwards(g, yAxis.label(), 16, TOP + plotHeight() / 2.0);
  }

  private void paintBar(Graphics2D g, ColourScale scale, boolean clipped) {
    int x = left() + plotWidth() + BAR_GAP;
    int steps = plotHeight();
    for (int i = 0; i < steps; i++) {
      double value = scale.limit() * (1 - 2 * (i + 0.5) / steps);
      g.setColor(scale.colour(value));
      g.fill(new Rectangle2D.Double(x, TOP + i, BAR_WIDTH, 1));
    }
    g.setColor(HouseStyle.FRAME);
    g.draw(new Rectangle2D.Double(x, TOP, BAR_WIDTH, plotHeight()));
    g.setFont(HouseStyle.TICK);
    var ticks =
        Ticks.between(-scale.limit(), scale.limit(), Math.clamp(plotHeight() / 40, 2, 6), 0);
    for (double tick : ticks.values()) {
      double y = TOP + (1 - tick / scale.limit()) / 2 * plotHeight();
      g.setColor(HouseStyle.FRAME);
      g.draw(new Line2D.Double(x + BAR_WIDTH, y, x + BAR_WIDTH + 4, y));
      g.setColor(HouseStyle.INK);
      g.drawString(ticks.label(tick), x + BAR_WIDTH + 7, (float) y + 4);
    }
    g.setFont(HouseStyle.LABEL);
    boolean holes = DoubleStream.of(values).anyMatch(Double::isNaN);
    String label = valueLabel + (clipped ? ", clipped" : "") + (holes ? ", NaN green" : "");
    if (g.getFontMetrics().stringWidth(label) <= SHORT_LABEL) {
      centred(g, label, x + BAR_WIDTH / 2.0, TOP - 10);
    } else {
      upwards(g, label, width() - 8, TOP + plotHeight() / 2.0);
    }
  }

  private static void centred(Graphics2D g, String text, double x, double baseline) {
    g.drawString(text, (float) (x - g.getFontMetrics().stringWidth(text) / 2.0), (float) baseline);
  }

  private static void upwards(Graphics2D g, String text, double baseline, double y) {
    AffineTransform upright = g.getTransform();
    g.rotate(-Math.PI / 2, baseline, y);
    centred(g, text, baseline, y);
    g.setTransform(upright);
  }
}
