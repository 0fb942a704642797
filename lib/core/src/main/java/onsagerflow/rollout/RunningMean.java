package onsagerflow.rollout;

/// Mean and scatter of numbers that come one by one (Welford's update).
final class RunningMean {

  private int count;
  private double mean;
  private double squares;

  void add(double x) {
    count++;
    double before = x - mean;
    mean += before / count;
    squares += before * (x - mean);
  }

  Mean mean() {
    double variance = count > 1 ? squares / (count - 1) : Double.NaN;
    return new Mean(mean, Math.sqrt(variance / count), count);
  }
}
