package onsagerflow.statistics;

/// How far two distributions of m are apart.
///
/// With the distribution functions F and G, means over runs, the Kolmogorov–Smirnov distance is sup
/// |F − G| (Kolmogorov, Giorn. Ist. Ital. Attuari 4, 83 (1933)) and the Wasserstein-1 distance is ∫
/// |F − G| dm (Vallender, Theory Probab. Appl. 18, 784 (1974)), the mean way by which probability
/// has to move. Both are taken between the bins' middles: what a bin holds counts as being there.
///
/// @param time t, sweeps
/// @param kolmogorovSmirnov distance, a probability
/// @param wasserstein distance, in units of m
public record DistributionDifference(
    double time, Distance kolmogorovSmirnov, Distance wasserstein) {

  /// A distance between two means over runs, and what it would be if both were of one kind.
  ///
  /// Distances are never negative, so two samples of one distribution are apart as well. The null
  /// reference says how far: the labels of the runs are permuted, whole runs at a time, since cells
  /// of one run are correlated. It is exact if all runs are independent and alike under the null
  /// hypothesis, and too cautious if runs of both start from the same frames.
  ///
  /// @param value the distance
  /// @param standardError of the value as an estimate of the true distance, where this is well
  ///   above `nullMean`: bootstrap over runs, n − 1 of n drawn (Rao and Wu, JASA 83, 231 (1988))
  /// @param nullMean mean over permutations
  /// @param nullDeviation standard deviation over permutations
  /// @param probability of a distance at least as large under the null hypothesis, (1 + larger)/(1
  ///   + permutations) (Phipson and Smyth, Stat. Appl. Genet. Mol. Biol. 9, 39 (2010)); with few
  ///     runs it cannot be small. NaN, as are the errors, if a trajectory has one run only
  public record Distance(
      double value,
      double standardError,
      double nullMean,
      double nullDeviation,
      double probability) {

    /// The excess over the mean of the null hypothesis in its standard deviations.
    public double z() {
      return (value - nullMean) / nullDeviation;
    }
  }
}
