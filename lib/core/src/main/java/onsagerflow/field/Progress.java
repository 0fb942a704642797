package onsagerflow.field;

/// What long work says of itself while it runs.
///
/// Lines go to the system logger [#LOGGER] at level DEBUG, which nobody sees unless he asks; a
/// notebook shows some of them.
public final class Progress {

  public static final String LOGGER = "onsagerflow.progress";

  private static final System.Logger LOG = System.getLogger(LOGGER);

  private Progress() {}

  /// Says a line.
  public static void say(String line) {
    LOG.log(System.Logger.Level.DEBUG, line);
  }

  /// Says how far a task has come, as in `spins: 3 of 16 runs`.
  public static void say(String task, long done, long total, String units) {
    LOG.log(System.Logger.Level.DEBUG, () -> task + ": " + done + " of " + total + " " + units);
  }
}
