package onsagerflow.io.format;

import io.jhdf.exceptions.HdfException;
import io.jhdf.exceptions.UnsupportedHdfException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;

/// A file that does not hold what its schema promises.
///
/// The message is complete, one line: the file, the object in it, the frame where there is one, and
/// the value that is wrong.
public final class InvalidFileException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private static final int LONGEST = 1000; // a value may be a text of any length

  public InvalidFileException(Path file, String problem) {
    super(file + ": " + oneLine(problem));
  }

  public InvalidFileException(Path file, String object, String problem) {
    this(file, object + ": " + problem);
  }

  public InvalidFileException(Path file, String object, int frame, String problem) {
    this(file, object + ", frame " + frame + ": " + problem);
  }

  /// The complete line.
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /// Runs calls into a parser, and names the object that it fails on.
  ///
  /// Damaged lengths and links end in exhausted memory or stack as well: the attempt is over then,
  /// and both are free again.
  public static <T> T reading(Path file, String object, Supplier<T> read) {
    try {
      return read.get();
    } catch (InvalidFileException e) {
      throw e;
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      var invalid = new InvalidFileException(file, object, problem(object, innermost(e)));
      invalid.initCause(e);
      throw invalid;
    }
  }

  /// What is known of the trouble: a kind of data that is not read, or damage.
  private static String problem(String object, Throwable cause) {
    String reason = reason(cause);
    return switch (cause) {
      case UnreadableException unreadable -> reason;
      case HdfException e when reason.contains("Virtual storage") ->
          reason(
              UnreadableException.copyIt(
                  object, "is a virtual dataset, whose numbers are in other files or datasets"));
      case HdfException e when reason.contains("External Data Files") ->
          reason(UnreadableException.copyIt(object, "keeps its numbers in another, raw file"));
      case HdfException e when reason.contains("layout message version") ->
          "is in a layout that is not read ("
              + reason
              + "): write it with h5py's default libver or at most 'v114'";
      case OutOfMemoryError e -> "is damaged, or needs more memory than there is (" + reason + ")";
      case ArithmeticException e -> "is damaged, or too large to be read (" + reason + ")";
      case UnsupportedHdfException e -> "is of a kind that is not read (" + reason + ")";
      case HdfException e
          when reason.startsWith("Unrecognized") || reason.startsWith("Unsupported") ->
          "is damaged, or of a kind that is not read (" + reason + ")";
      default -> "missing or damaged (" + reason + ")";
    };
  }

  /// What went wrong below, as part of a line: its message, or its name where it has none.
  public static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : oneLine(message);
  }

  private static Throwable innermost(Throwable e) {
    var cause = e.getCause();
    return cause == null ? e : innermost(cause);
  }

  private static String oneLine(String text) {
    String line =
        text.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("[\\p{Cc}\\p{Cf}]", "\ufffd");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
