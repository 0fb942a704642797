package onsagerflow.io.format;

/// Sound data of a kind that is not read. The message says of which, and goes behind the name of
/// the object.
final class UnreadableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnreadableException(String problem) {
    super(problem);
  }

  /// What a program that reads everything does about it.
  static UnreadableException copyIt(String name, String problem) {
    return new UnreadableException(
        problem + "; copy it with h5py: new[\"%s\"] = old[\"%s\"][:]".formatted(name, name));
  }
}
