package onsagerflow.plot;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.List;
import onsagerflow.field.Grid;
import onsagerflow.field.vector.VectorField;

/// A plane of vectors: their part in it as arrows, the mean of several cells each where there are
/// many, and one of their components as colour, that across the plane unless said otherwise.
public final class Arrows implements Graphic {

  private static final double APART = 13; // arrows, at least, in units of 1/96 inch
  private static final double LONGEST = 0.95; // of the distance between arrows
  private static final double HEAD = 0.4; // of an arrow
  private static final List<String> NAMES = List.of("x", "y", "z");

  private final VectorField plane;
  private final int right;
  private final int up;
  private Heatmap map;

  private Arrows(VectorField plane, int normal) {
    this.plane = plane;
    this.right = normal == 0 ? 1 : 0;
    this.up = normal == 2 ? 1 : 2;
    this.map = map(normal);
  }

  private Heatmap map(int component) {
    return Heatmap.plane(plane.component(component), NAMES.get(right), NAMES.get(up))
        .valueLabel("m_" + NAMES.get(component))
        .limit(1);
  }

  /// A plane of three components, or the middle layer along z of a body.
  public static Arrows of(VectorField m) {
    return across(m, 2);
  }

  /// The middle layer of a body across an axis.
  ///
  /// @param axis 0, 1 or 2 for x, y or z, which alone a plane has across it
  /// @throws IllegalArgumentException if the vectors have no three components
  public static Arrows across(VectorField m, int axis) {
    var grid = m.grid();
    if (m.components() != 3 || axis < 0 || axis > 2 || (axis < 2 && grid.dimensions() == 2)) {
      throw new IllegalArgumentException(
          "arrows are of vectors of three components, across z in a plane, got %s across axis %s"
              .formatted(m, axis));
    }
    var axes = grid.axes().reversed(); // x, y(, z)
    int right = axis == 0 ? 1 : 0;
    int up = axis == 2 ? 1 : 2;
    var plane = new VectorField(new Grid(List.of(axes.get(up), axes.get(right))), 3);
    int[] cell = new int[3];
    cell[axis] = axis < axes.size() ? axes.get(axis).cells() / 2 : 0;
    for (int i = 0; i < plane.grid().size(); i++) {
      cell[right] = i % plane.grid().nx();
      cell[up] = i / plane.grid().nx();
      for (int c = 0; c < 3; c++) {
        plane.set(c, i, m.get(c, grid.index(cell[2], cell[1], cell[0])));
      }
    }
    return new Arrows(plane, axis);
  }

  /// Another component as colour; to be said before title, size and lengths.
  ///
  /// @param component 0, 1 or 2
  public Arrows colouredBy(int component) {
    map = map(component);
    return this;
  }

  public Arrows title(String title) {
    map.title(title);
    return this;
  }

  /// The length of the longer side of the plane, in units of 1/96 inch.
  public Arrows size(int longEdge) {
    map.size(longEdge);
    return this;
  }

  /// Lengths in another unit, such as `("nm", 1e-9)` of cells whose edges are in metres.
  public Arrows lengths(String unit, double size) {
    map.lengths(unit, size);
    return this;
  }

  @Override
  public int width() {
    return map.width();
  }

  @Override
  public int height() {
    return map.height();
  }

  @Override
  public String toString() {
    return "arrows over " + map;
  }

  @Override
  public void paint(Graphics2D g) {
    map.paint(g);
    var area = map.area();
    int nx = plane.grid().nx();
    int ny = plane.grid().ny();
    int columns = Math.clamp((int) (area.getWidth() / APART), 1, nx);
    int rows = Math.clamp((int) (area.getHeight() / APART), 1, ny);
    double longest = LONGEST * Math.min(area.getWidth() / columns, area.getHeight() / rows);
    g.setColor(HouseStyle.INK);
    g.setStroke(new BasicStroke(1));
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int x = column * nx / columns;
        int toX = (column + 1) * nx / columns;
        int y = row * ny / rows;
        int toY = (row + 1) * ny / rows;
        arrow(
            g,
            area.getMinX() + area.getWidth() * (x + toX) / (2 * nx),
            area.getMaxY() - area.getHeight() * (y + toY) / (2 * ny),
            longest * mean(right, x, toX, y, toY),
            -longest * mean(up, x, toX, y, toY));
      }
    }
  }

  private double mean(int component, int x, int toX, int y, int toY) {
    double sum = 0;
    for (int i = y; i < toY; i++) {
      for (int j = x; j < toX; j++) {
        sum += plane.get(component, i * plane.grid().nx() + j);
      }
    }
    return sum / (toX - x) / (toY - y);
  }

  /// An arrow about a place.
  private static void arrow(Graphics2D g, double x, double y, double dx, double dy) {
    double tipX = x + dx / 2;
    double tipY = y + dy / 2;
    double neckX = tipX - HEAD * dx;
    double neckY = tipY - HEAD * dy;
    g.draw(new Line2D.Double(x - dx / 2, y - dy / 2, neckX, neckY));
    var head = new Path2D.Double();
    head.moveTo(tipX, tipY);
    head.lineTo(neckX - HEAD / 2 * dy, neckY + HEAD / 2 * dx);
    head.lineTo(neckX + HEAD / 2 * dy, neckY - HEAD / 2 * dx);
    head.closePath();
    g.fill(head);
  }
}
