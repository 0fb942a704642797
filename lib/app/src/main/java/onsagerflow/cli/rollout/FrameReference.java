package onsagerflow.cli.rollout;

import java.nio.file.Path;
import onsagerflow.field.Frame;
import onsagerflow.field.Timeline;
import onsagerflow.field.Trajectory;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A frame of a trajectory file, written `FILE#FRAME`.
///
/// @param frame from 0
record FrameReference(Path file, int frame) {

  static final class Words implements ITypeConverter<FrameReference> {
    @Override
    public FrameReference convert(String text) {
      int hash = text.lastIndexOf('#');
      try {
        if (hash > 0) {
          return new FrameReference(
              Path.of(text.substring(0, hash)), Integer.parseInt(text.substring(hash + 1)));
        }
      } catch (NumberFormatException e) {
        // told below
      }
      throw new TypeConversionException(
          "must be a file and a frame number, as in a.h5#0, got '" + text + "'");
    }
  }

  /// Reads the frame.
  ///
  /// @throws IllegalArgumentException if the file has no such frame
  Frame of(Trajectory trajectory) {
    return trajectory.frame(within(trajectory));
  }

  /// The number of the frame.
  ///
  /// @throws IllegalArgumentException if the file has no such frame
  int within(Timeline trajectory) {
    if (frame < 0 || frame >= trajectory.size()) {
      throw new IllegalArgumentException(
          file + " has frames 0 to " + (trajectory.size() - 1) + ", not " + frame);
    }
    return frame;
  }

  @Override
  public String toString() {
    return file + "#" + frame;
  }
}
