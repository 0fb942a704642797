package onsagerflow.spark;

import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.io.UncheckedIOException;
import onsagerflow.io.format.InvalidFileException;

/// What came of a question: an answer, or why there is none, where asking again is no use.
final class Answer implements Serializable {

  @Serial private static final long serialVersionUID = 1;

  /// Kinds of failure that commands tell apart.
  private enum Kind {
    NONE,
    BAD_INPUT,
    ARITHMETIC,
    FILE,
    UNEXPECTED
  }

  private final Kind kind;
  private final byte[] bytes;
  private final String reason;

  private Answer(Kind kind, byte[] bytes, String reason) {
    this.kind = kind;
    this.bytes = bytes;
    this.reason = reason;
  }

  static Answer of(byte[] bytes) {
    return new Answer(Kind.NONE, bytes, "");
  }

  /// @param host that failed
  static Answer failed(RuntimeException e, String host) {
    var kind =
        switch (e) {
          case IllegalArgumentException _, InvalidFileException _ -> Kind.BAD_INPUT;
          case ArithmeticException _ -> Kind.ARITHMETIC;
          case UncheckedIOException _ -> Kind.FILE;
          default -> Kind.UNEXPECTED;
        };
    String reason =
        kind == Kind.UNEXPECTED || e.getMessage() == null ? e.toString() : e.getMessage();
    return new Answer(kind, new byte[0], reason + " (on worker " + host + ")");
  }

  /// The answer; a failure is thrown here.
  byte[] bytes() {
    return switch (kind) {
      case NONE -> bytes;
      case BAD_INPUT -> throw new IllegalArgumentException(reason);
      case ARITHMETIC -> throw new ArithmeticException(reason);
      case FILE -> throw new UncheckedIOException(reason, new IOException(reason));
      case UNEXPECTED -> throw new IllegalStateException(reason);
    };
  }
}
