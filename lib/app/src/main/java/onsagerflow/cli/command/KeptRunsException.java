package onsagerflow.cli.command;

import java.util.concurrent.CancellationException;

/// An interruption after which a command can go on.
public final class KeptRunsException extends CancellationException {

  private static final long serialVersionUID = 1;

  public KeptRunsException(String message) {
    super(message);
  }
}
