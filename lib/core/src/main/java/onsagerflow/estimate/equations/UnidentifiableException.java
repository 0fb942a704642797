package onsagerflow.estimate.equations;

/// The data do not determine what was asked of them; the message names the directions.
public final class UnidentifiableException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  public UnidentifiableException(String message) {
    super(message);
  }
}
