package onsagerflow.statistics;

/// Mean and scatter of numbers that come one by one (Welford's update).
public final class RunningMean {

  private int count;
  private double mean;
  private double squares;

  public void add(double x) {
    count++;
    double before = x - mean;
    mean += before / count;
    squares += before * (x - mean);
  }

  /// The mean of the numbers so far, NaN of none.
  public Mean mean() {
    double variance = count > 1 ? squares / (count - 1) : Double.NaN;
    return new Mean(count > 0 ? mean : Double.NaN, Math.sqrt(variance / count), count);
  }
}
