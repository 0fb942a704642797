package onsagerflow.cli;

import java.util.concurrent.CancellationException;

/// An interruption after which a command can go on.
final class KeptRunsException extends CancellationException {

  private static final long serialVersionUID = 1;

  KeptRunsException(String message) {
    super(message);
  }
}
