package onsagerflow.cli;

/// The command line was sound, but the data do not answer it.
final class RunFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  RunFailedException(String message) {
    super(message);
  }

  RunFailedException(String message, RuntimeException cause) {
    super(message, cause);
  }
}
