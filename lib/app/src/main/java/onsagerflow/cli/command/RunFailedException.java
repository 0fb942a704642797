package onsagerflow.cli.command;

/// The command line was sound, but the data do not answer it.
public final class RunFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public RunFailedException(String message) {
    super(message);
  }

  public RunFailedException(String message, RuntimeException cause) {
    super(message, cause);
  }
}
