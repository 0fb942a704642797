package onsagerflow.plot;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import onsagerflow.field.Kernel;
import onsagerflow.field.ScalarField;

/// A field or kernel as coloured cells: squares stay squares, y grows upwards, zero is white.
public final class Heatmap implements Graphic {

  private static final int LEFT = 64;
  private static final int BOTTOM = 50;
  private static final int TOP = 34;
  private static final int BAR_GAP = 16;
  private static final int BAR_WIDTH = 14;
  private static final int RIGHT = 92; // the colour bar, its numbers and its label
  private static final int SHORT_LABEL = 50; // stands above the colour bar
  private static final int LEGIBLE_CELLS = 24; // up to here cells get a thin outline

  private final BufferedImage cells;
  private final double[] values;
  private final double left;
  private final double bottom;
  private final double spacing;
  private final String xLabel;
  private final String yLabel;
  private String title = "";
  private String valueLabel;
  private OptionalDouble limit = OptionalDouble.empty();
  private int longEdge = 340;

  private Heatmap(
      int ny,
      int nx,
      double[] values,
      double left,
      double bottom,
      double spacing,
      String xLabel,
      String yLabel,
      String valueLabel) {
    this.cells = new BufferedImage(nx, ny, BufferedImage.TYPE_INT_RGB);
    this.values = values;
    this.left = left;
    this.bottom = bottom;
    this.spacing = spacing;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
    this.valueLabel = valueLabel;
  }

  /// A field over its lattice, lengths in lattice spacings.
  public static Heatmap of(ScalarField field) {
    var grid = field.grid();
    return new Heatmap(
        grid.ny(),
        grid.nx(),
        field.values().clone(),
        0,
        0,
        grid.spacing(),
        "x (lattice spacings)",
        "y (lattice spacings)",
        "m");
  }

  /// A kernel over its offsets, in cells of the grid it acts on.
  public static Heatmap of(Kernel kernel) {
    int width = 2 * kernel.radius() + 1;
    double edge = -kernel.radius() - 0.5;
    return new Heatmap(
        width, width, kernel.values(), edge, edge, 1, "x offset (cells)", "y offset (cells)", "J");
  }

  public Heatmap title(String title) {
    this.title = title;
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
    return LEFT + plotWidth() + RIGHT;
  }

  @Override
  public int height() {
    return TOP + plotHeight() + BOTTOM;
  }

  private int plotWidth() {
    return edge(cells.getWidth());
  }

  private int plotHeight() {
    return edge(cells.getHeight());
  }

  private int edge(int count) {
    int longer = Math.max(cells.getWidth(), cells.getHeight());
    return Math.max(1, (int) Math.round((double) longEdge * count / longer));
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
    centred(g, title, LEFT + plotWidth() / 2.0, TOP - 12);
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
    g.drawImage(cells, LEFT, TOP, plotWidth(), plotHeight(), null);
    if (Math.max(nx, ny) <= LEGIBLE_CELLS) {
      g.setColor(HouseStyle.GRID);
      g.setStroke(new BasicStroke(0.5f));
      for (int x = 1; x < nx; x++) {
        double at = LEFT + (double) plotWidth() * x / nx;
        g.draw(new Line2D.Double(at, TOP, at, TOP + plotHeight()));
      }
      for (int y = 1; y < ny; y++) {
        double at = TOP + (double) plotHeight() * y / ny;
        g.draw(new Line2D.Double(LEFT, at, LEFT + plotWidth(), at));
      }
    }
  }

  private void paintAxes(Graphics2D g) {
    int base = TOP + plotHeight();
    g.setStroke(new BasicStroke(1));
    g.setColor(HouseStyle.FRAME);
    g.draw(new Rectangle2D.Double(LEFT, TOP, plotWidth(), plotHeight()));
    g.setFont(HouseStyle.TICK);
    double xLength = cells.getWidth() * spacing;
    var xTicks = Ticks.between(left, left + xLength, Math.clamp(plotWidth() / 50, 1, 6), spacing);
    for (double tick : xTicks.values()) {
      double x = LEFT + (tick - left) / xLength * plotWidth();
      g.setColor(HouseStyle.FRAME);
      g.draw(new Line2D.Double(x, base, x, base + 4));
      g.setColor(HouseStyle.INK);
      centred(g, xTicks.label(tick), x, base + 17);
    }
    double yLength = cells.getHeight() * spacing;
    var yTicks =
        Ticks.between(bottom, bottom + yLength, Math.clamp(plotHeight() / 40, 1, 6), spacing);
    for (double tick : yTicks.values()) {
      double y = base - (tick - bottom) / yLength * plotHeight();
      g.setColor(HouseStyle.FRAME);
      g.draw(new Line2D.Double(LEFT - 4, y, LEFT, y));
      g.setColor(HouseStyle.INK);
      var label = yTicks.label(tick);
      g.drawString(label, LEFT - 8 - g.getFontMetrics().stringWidth(label), (float) y + 4);
    }
    g.setFont(HouseStyle.LABEL);
    centred(g, xLabel, LEFT + plotWidth() / 2.0, base + 38);
    upwards(g, yLabel, 16, TOP + plotHeight() / 2.0);
  }

  private void paintBar(Graphics2D g, ColourScale scale, boolean clipped) {
    int x = LEFT + plotWidth() + BAR_GAP;
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
