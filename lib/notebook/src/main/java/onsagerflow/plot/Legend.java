package onsagerflow.plot;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// What the curves of a figure are called, in rows below it: a swatch for each name, with all that
/// bears it (line, band, points with their bars) in its colour.
///
/// @param entries in the order of the curves
record Legend(List<Entry> entries) {

  /// One name.
  record Entry(
      String name, Palette colour, boolean line, boolean band, boolean points, boolean bars) {

    private Entry with(Entry other) {
      return new Entry(
          name,
          colour,
          line || other.line,
          band || other.band,
          points || other.points,
          bars || other.bars);
    }

    private double width() {
      return SWATCH + GAP + HouseStyle.TICK.getStringBounds(name, FONTS).getWidth();
    }
  }

  private static final FontRenderContext FONTS = new FontRenderContext(null, true, true);
  private static final int SWATCH = 26;
  private static final int GAP = 6;
  private static final int BETWEEN = 18;
  private static final int ROW = 20;
  private static final int MARGIN = 8;

  Legend {
    entries = List.copyOf(entries);
  }

  /// Of these, those of one name and colour as one.
  static Legend of(List<Entry> all) {
    var merged = new ArrayList<Entry>();
    for (var entry : all) {
      int same = 0;
      while (same < merged.size()
          && !(merged.get(same).name.equals(entry.name)
              && merged.get(same).colour == entry.colour)) {
        same++;
      }
      if (same == merged.size()) {
        merged.add(entry);
      } else {
        merged.set(same, merged.get(same).with(entry));
      }
    }
    return new Legend(merged);
  }

  /// A figure of one name needs none.
  boolean isNeeded() {
    return entries.size() > 1;
  }

  int height(int width) {
    return isNeeded() ? rows(width).size() * ROW + MARGIN : 0;
  }

  private List<List<Entry>> rows(int width) {
    var rows = new ArrayList<List<Entry>>();
    double room = 0;
    for (var entry : entries) {
      double needed = entry.width() + BETWEEN;
      if (rows.isEmpty() || needed > room) {
        rows.add(new ArrayList<>());
        room = width;
      }
      rows.getLast().add(entry);
      room -= needed;
    }
    return rows;
  }

  /// Draws below y = 0, each row centred.
  void paint(Graphics2D graphics, int width) {
    if (!isNeeded()) {
      return;
    }
    graphics.setFont(HouseStyle.TICK);
    int y = ROW / 2;
    for (var row : rows(width)) {
      double all = row.stream().mapToDouble(e -> e.width() + BETWEEN).sum() - BETWEEN;
      double x = (width - all) / 2;
      for (var entry : row) {
        swatch(graphics, entry, x, y);
        graphics.setColor(HouseStyle.INK);
        graphics.drawString(entry.name, (float) (x + SWATCH + GAP), y + 4.5f);
        x += entry.width() + BETWEEN;
      }
      y += ROW;
    }
  }

  private static void swatch(Graphics2D graphics, Entry entry, double x, int y) {
    var colour = entry.colour;
    double middle = x + SWATCH / 2.0;
    if (entry.band) {
      graphics.setColor(colour.shade());
      graphics.fill(new Rectangle2D.Double(x, y - 6, SWATCH, 12));
    }
    graphics.setColor(colour.colour());
    if (entry.line) {
      graphics.setStroke(colour.stroke());
      graphics.draw(new Line2D.Double(x, y, x + SWATCH, y));
    }
    if (entry.bars) {
      graphics.setStroke(new BasicStroke(1.2f));
      graphics.draw(new Line2D.Double(middle, y - 7, middle, y + 7));
    }
    if (entry.points) {
      graphics.fill(new Ellipse2D.Double(middle - 3, y - 3, 6, 6));
    }
  }
}
