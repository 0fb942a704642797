package onsagerflow.estimate.check;

/// Correlation coefficients of the normalised residuals; 0 where the equation says all that the
/// data show.
///
/// @param inSpace of neighbouring cells, beyond the noise that they exchange within the lag
/// @param inSpaceError its standard error for independent residuals
/// @param inTime of one cell in consecutive pairs; NaN where no pair follows another
/// @param inTimeError its standard error
public record Whiteness(double inSpace, double inSpaceError, double inTime, double inTimeError) {

  public static Whiteness of(Assessment a) {
    return new Whiteness(
        (a.inSpace - a.inSpaceExpected) / a.spacePairs,
        1 / Math.sqrt((double) a.spacePairs),
        a.inTime / a.timePairs,
        1 / Math.sqrt((double) a.timePairs));
  }

  /// Whether some pair follows another.
  public boolean hasTime() {
    return !Double.isNaN(inTime);
  }
}
