package onsagerflow.plot;

import java.awt.Graphics2D;
import java.util.List;
import java.util.stream.IntStream;

/// Several pictures in one: in a row, so that the tops are level, or centred in a column.
public final class Panels implements Graphic {

  private final List<Graphic> parts;
  private final boolean row;

  private Panels(List<Graphic> parts, boolean row) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("panels need at least one picture, got none");
    }
    this.parts = parts;
    this.row = row;
  }

  /// The pictures from left to right.
  public static Panels beside(Graphic... parts) {
    return new Panels(List.of(parts), true);
  }

  /// The pictures from top to bottom.
  public static Panels stacked(Graphic... parts) {
    return new Panels(List.of(parts), false);
  }

  /// Line by line, so many in each.
  public static Panels inRows(int columns, List<? extends Graphic> parts) {
    return stacked(
        IntStream.range(0, Math.ceilDiv(parts.size(), columns))
            .mapToObj(row -> row * columns)
            .map(from -> parts.subList(from, Math.min(from + columns, parts.size())))
            .map(row -> beside(row.toArray(Graphic[]::new)))
            .toArray(Graphic[]::new));
  }

  @Override
  public int width() {
    var widths = parts.stream().mapToInt(Graphic::width);
    return row ? widths.sum() : widths.max().orElseThrow();
  }

  @Override
  public int height() {
    var heights = parts.stream().mapToInt(Graphic::height);
    return row ? heights.max().orElseThrow() : heights.sum();
  }

  @Override
  public String toString() {
    return parts.toString();
  }

  @Override
  public void paint(Graphics2D graphics) {
    int along = 0;
    for (var part : parts) {
      int x = row ? along : (width() - part.width()) / 2;
      int y = row ? 0 : along;
      graphics.translate(x, y);
      part.paint(graphics);
      graphics.translate(-x, -y);
      along += row ? part.width() : part.height();
    }
  }
}
