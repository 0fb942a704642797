package onsagerflow.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;

/// Fields side by side as they change in time: an animated GIF that runs for ever.
///
/// Values are shown in 17 colours, so that the noise of the cells does not swell the file; NaN is
/// shown as zero. The same fields give the same bytes.
public final class Animation {

  private static final int LEVELS = 17; // odd, so that one of them is zero
  private static final int GREYS = 16;
  private static final int MARGIN = 14;
  private static final int TOP = 52;
  private static final int BOTTOM = 28;
  private static final int BAR_WIDTH = 14;
  private static final int RIGHT = 62; // the colour bar and its numbers

  private record Panel(String title, List<Frame> frames) {}

  private final String valueLabel;
  private final List<Panel> panels = new ArrayList<>();
  private ColourScale scale = new ColourScale(1);
  private int size = 256;
  private double framesPerSecond = 8;

  private Animation(String valueLabel) {
    this.valueLabel = valueLabel;
  }

  /// An animation without panels.
  ///
  /// @param valueLabel what the colours measure, short, such as `m`
  public static Animation of(String valueLabel) {
    return new Animation(valueLabel);
  }

  /// Adds a panel to the right.
  ///
  /// @param frames of one run, on the grid and at the times of the first panel's
  public Animation panel(String title, List<Frame> frames) {
    if (frames.isEmpty()) {
      throw new IllegalArgumentException("panel '" + title + "' has no frames");
    }
    var first = panels.isEmpty() ? frames : panels.getFirst().frames;
    if (frames.size() != first.size()) {
      throw new IllegalArgumentException(
          "panel '%s' has %s frames, the first one has %s"
              .formatted(title, frames.size(), first.size()));
    }
    for (int i = 0; i < frames.size(); i++) {
      if (frames.get(i).time() != first.get(i).time()) {
        throw new IllegalArgumentException(
            "frame %s of panel '%s' is at t = %s, of the first panel at t = %s"
                .formatted(i, title, frames.get(i).time(), first.get(i).time()));
      }
      first.getFirst().m().requireSameGrid(frames.get(i).m());
    }
    panels.add(new Panel(title, List.copyOf(frames)));
    return this;
  }

  /// Sets the colour scale to −limit … limit, ±1 by default; values beyond take the end colours.
  public Animation limit(double limit) {
    scale = new ColourScale(limit);
    return this;
  }

  /// About how long the longer side of a panel is, in pixels; a cell takes a whole number of them.
  public Animation size(int longEdge) {
    if (longEdge < 1) {
      throw new IllegalArgumentException("a panel needs a positive size, got " + longEdge);
    }
    size = longEdge;
    return this;
  }

  /// The speed, 8 frames per second by default.
  public Animation framesPerSecond(double rate) {
    if (!(rate > 0 && rate <= 50)) { // browsers slow faster ones down
      throw new IllegalArgumentException("frames per second must lie in (0, 50], got " + rate);
    }
    framesPerSecond = rate;
    return this;
  }

  @Override
  public String toString() {
    return "animation: " + String.join(", ", panels.stream().map(Panel::title).toList());
  }

  /// The bytes of a GIF file.
  public byte[] gif() {
    if (panels.isEmpty()) {
      throw new IllegalStateException("an animation needs a panel, got none");
    }
    var pictures = new ArrayList<BufferedImage>();
    for (int i = 0; i < panels.getFirst().frames.size(); i++) {
      pictures.add(picture(i));
    }
    return GifFile.bytes(pictures, framesPerSecond);
  }

  /// Writes the animation as a GIF and makes the folder it goes to.
  ///
  /// @return the animation itself, so that a cell may end with it
  /// @throws IllegalArgumentException if the name does not end in .gif
  public Animation save(Path file) {
    if (!file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gif")) {
      throw new IllegalArgumentException(
          "an animation is saved as .gif, got " + file.getFileName());
    }
    PictureFile.write(file, gif());
    return this;
  }

  private BufferedImage picture(int time) {
    var grid = panels.getFirst().frames.getFirst().m().grid();
    int cell = Math.max(1, Math.round((float) size / Math.max(grid.ny(), grid.nx())));
    int width = cell * grid.nx();
    int height = cell * grid.ny();
    int step = width + MARGIN;
    var image =
        new BufferedImage(
            MARGIN + panels.size() * step + RIGHT,
            TOP + height + BOTTOM,
            BufferedImage.TYPE_BYTE_INDEXED,
            colours());
    var g = image.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    g.setStroke(new BasicStroke(1));
    for (int p = 0; p < panels.size(); p++) {
      int left = MARGIN + p * step;
      paintCells(image.getRaster(), panels.get(p).frames.get(time).m(), left, cell);
      g.setColor(HouseStyle.FRAME);
      g.drawRect(left - 1, TOP - 1, width + 1, height + 1);
      g.setColor(HouseStyle.INK);
      g.setFont(HouseStyle.TITLE);
      centred(g, panels.get(p).title, left + width / 2, TOP - 10);
      g.setFont(HouseStyle.TICK);
      centred(g, extent(grid), left + width / 2, TOP + height + 18);
    }
    paintBar(g, image.getRaster(), MARGIN + panels.size() * step, height);
    g.setColor(HouseStyle.INK);
    g.setFont(HouseStyle.LABEL);
    int decimals = Math.min(3, decimals());
    g.drawString(
        String.format(
            Locale.ROOT,
            "t = %." + decimals + "f sweeps",
            panels.getFirst().frames.get(time).time()),
        MARGIN,
        20);
    g.dispose();
    return image;
  }

  /// Digits after the point that the times need.
  private int decimals() {
    return panels.getFirst().frames.stream()
        .mapToInt(f -> Math.max(0, BigDecimal.valueOf(f.time()).stripTrailingZeros().scale()))
        .max()
        .orElse(0);
  }

  private static String extent(Grid grid) {
    double x = grid.nx() * grid.spacing();
    double y = grid.ny() * grid.spacing();
    return String.format(Locale.ROOT, "%.0f × %.0f lattice spacings", x, y);
  }

  private void paintCells(WritableRaster raster, ScalarField m, int left, int cell) {
    int nx = m.grid().nx();
    int ny = m.grid().ny();
    var pixels = new int[cell * cell];
    for (int y = 0; y < ny; y++) {
      for (int x = 0; x < nx; x++) {
        Arrays.fill(pixels, level(m.get(y, x)));
        raster.setPixels(left + x * cell, TOP + (ny - 1 - y) * cell, cell, cell, pixels);
      }
    }
  }

  private void paintBar(Graphics2D g, WritableRaster raster, int left, int height) {
    for (int y = 0; y < height; y++) {
      int level = level(scale.limit() * (1 - 2 * (y + 0.5) / height));
      for (int x = 0; x < BAR_WIDTH; x++) {
        raster.setSample(left + x, TOP + y, 0, level);
      }
    }
    g.setColor(HouseStyle.FRAME);
    g.drawRect(left - 1, TOP - 1, BAR_WIDTH + 1, height + 1);
    g.setColor(HouseStyle.INK);
    g.setFont(HouseStyle.LABEL);
    centred(g, valueLabel, left + BAR_WIDTH / 2, TOP - 10);
    g.setFont(HouseStyle.TICK);
    var ticks = Ticks.between(-scale.limit(), scale.limit(), 4, 0);
    for (double tick : ticks.values()) {
      int y = TOP + (int) Math.round((1 - tick / scale.limit()) / 2 * height);
      g.drawString(ticks.label(tick), left + BAR_WIDTH + 6, y + 4);
    }
  }

  private int level(double value) {
    if (Double.isNaN(value)) {
      return LEVELS / 2;
    }
    return (int) Math.rint((Math.clamp(value / scale.limit(), -1, 1) + 1) / 2 * (LEVELS - 1));
  }

  /// The levels, then greys from white to the ink.
  private IndexColorModel colours() {
    var rgb = new int[LEVELS + GREYS];
    for (int i = 0; i < LEVELS; i++) {
      rgb[i] = scale.rgb(scale.limit() * (2.0 * i / (LEVELS - 1) - 1));
    }
    int ink = HouseStyle.INK.getRed();
    for (int i = 0; i < GREYS; i++) {
      int grey = 255 - (255 - ink) * i / (GREYS - 1);
      rgb[LEVELS + i] = grey << 16 | grey << 8 | grey;
    }
    return new IndexColorModel(8, rgb.length, rgb, 0, false, -1, DataBuffer.TYPE_BYTE);
  }

  private static void centred(Graphics2D g, String text, int x, int baseline) {
    g.drawString(text, x - g.getFontMetrics().stringWidth(text) / 2, baseline);
  }
}
