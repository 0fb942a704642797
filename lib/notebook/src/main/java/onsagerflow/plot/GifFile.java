package onsagerflow.plot;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;

/// An animated GIF (CompuServe, GIF89a, 1990) that runs for ever.
final class GifFile {

  private GifFile() {}

  /// @param pictures of one size and one colour model
  static byte[] bytes(List<BufferedImage> pictures, double framesPerSecond) {
    var writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (var bytes = new ByteArrayOutputStream();
        var output = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(output);
      writer.prepareWriteSequence(null);
      int delay = (int) Math.round(100 / framesPerSecond);
      for (int i = 0; i < pictures.size(); i++) {
        var picture = pictures.get(i);
        var metadata = metadata(writer, picture, delay, i == 0);
        writer.writeToSequence(new IIOImage(picture, null, metadata), null);
      }
      writer.endWriteSequence();
      output.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
  }

  /// @param delay hundredths of a second that the picture stays
  private static IIOMetadata metadata(
      ImageWriter writer, BufferedImage picture, int delay, boolean first)
      throws IIOInvalidTreeException {
    var metadata =
        writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(picture), null);
    var root = new IIOMetadataNode(metadata.getNativeMetadataFormatName());
    var control = new IIOMetadataNode("GraphicControlExtension");
    control.setAttribute("disposalMethod", "none");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "FALSE");
    control.setAttribute("delayTime", Integer.toString(delay));
    control.setAttribute("transparentColorIndex", "0");
    root.appendChild(control);
    if (first) {
      var loop = new IIOMetadataNode("ApplicationExtension");
      loop.setAttribute("applicationID", "NETSCAPE");
      loop.setAttribute("authenticationCode", "2.0");
      loop.setUserObject(new byte[] {1, 0, 0}); // again and again
      var extensions = new IIOMetadataNode("ApplicationExtensions");
      extensions.appendChild(loop);
      root.appendChild(extensions);
    }
    metadata.mergeTree(metadata.getNativeMetadataFormatName(), root);
    return metadata;
  }
}
