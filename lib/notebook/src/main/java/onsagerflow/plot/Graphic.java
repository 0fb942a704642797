package onsagerflow.plot;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/// Something that can be drawn: shown in a notebook, saved as PNG or SVG, set beside others.
public interface Graphic {

  /// Pixels of a PNG for each unit of width, so that a figure is sharp on screen and in print.
  int PIXELS_PER_UNIT = 2;

  /// Width in units of 1/96 inch.
  int width();

  /// Height in units of 1/96 inch.
  int height();

  /// Draws into the rectangle (0, 0) to (width, height).
  void paint(Graphics2D graphics);

  /// The picture on white, at [#PIXELS_PER_UNIT].
  default BufferedImage image() {
    var image =
        new BufferedImage(
            width() * PIXELS_PER_UNIT, height() * PIXELS_PER_UNIT, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.scale(PIXELS_PER_UNIT, PIXELS_PER_UNIT);
    paintOnWhite(graphics);
    graphics.dispose();
    return image;
  }

  /// The picture as a PNG file's bytes.
  default byte[] png() {
    try (var bytes = new ByteArrayOutputStream()) {
      ImageIO.write(image(), "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The picture as an SVG file's bytes; text is outlined, so that it looks alike everywhere.
  default byte[] svg() {
    var graphics = new VectorGraphics2D();
    paintOnWhite(graphics);
    var document =
        new SVGProcessor().getDocument(graphics.getCommands(), new PageSize(width(), height()));
    try (var bytes = new ByteArrayOutputStream()) {
      document.writeTo(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void paintOnWhite(Graphics2D graphics) {
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width(), height());
    paint(graphics);
  }

  /// Writes the picture, as PNG or SVG by the file's ending, and makes the folder it goes to.
  ///
  /// @return the picture itself, so that a cell may end with it
  /// @throws IllegalArgumentException on another ending
  default Graphic save(Path file) {
    String name = file.getFileName().toString();
    byte[] bytes =
        switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
          case "png" -> png();
          case "svg" -> svg();
          default ->
              throw new IllegalArgumentException("a figure is saved as .png or .svg, got " + name);
        };
    PictureFile.write(file, bytes);
    return this;
  }
}
