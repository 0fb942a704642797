package onsagerflow.estimate.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import onsagerflow.estimate.data.Loop;
import onsagerflow.estimate.data.VectorObservations;
import onsagerflow.estimate.likelihood.HatBasis;

/// Places knots on the |m| that the data visit.
final class VectorKnots {

  private static final int SAMPLES = 200_000;
  private static final int FEWEST = 100;

  /// Of spins that lean away from the rest, v (1 − |m|): below about one, ξ of the block is no
  /// longer that of its mean.
  private static final double FEWEST_SPINS = 2.5;

  /// Of 1 − |m|, over that of half of the cells: where all are nearly saturated they are still
  /// spread about a mean, by 1/√v of it.
  private static final double CLOSEST = 0.25;

  /// A segment of s′ holds at least one in so many cells, one of K one in fewer.
  private static final int SLOPE_SEGMENTS = 60;

  private static final int MOBILITY_SEGMENTS = 16;

  /// Of knots of s′ in ξ, and of K in |m|².
  private static final double SLOPE_SPACING = 0.25;

  private static final double MOBILITY_SPACING = 0.06;

  /// Beyond the last knot of K lies the number of cells of a segment over this.
  private static final int RIM = 4;

  private VectorKnots() {}

  static VectorBasis of(VectorObservations few) {
    int cellVolume = few.origin().cellVolume();
    if (cellVolume <= FEWEST_SPINS) {
      throw new IllegalArgumentException(
          "the data are single spins (block "
              + few.origin().block()
              + "), which have no entropy slope: average them over blocks of at least 2 x 2, better"
              + " 4 x 4, and let block say so");
    }
    double[] all = squares(few);
    double median = Math.sqrt(all[all.length / 2]);
    double largest = Math.max(1 - FEWEST_SPINS / cellVolume, 1 - CLOSEST * (1 - median));
    double[] q = Arrays.stream(all).filter(x -> x <= largest * largest).toArray();
    if (q.length < FEWEST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "too few data: %d cells have |m| <= %.4g, the range in which a block of %d spins has"
                  + " an entropy slope",
              q.length,
              largest,
              cellVolume));
    }
    double[] xi = Arrays.stream(q).map(x -> Xi.of(Math.sqrt(x))).toArray();
    double[] slope = HatBasis.place(xi, 0, SLOPE_SPACING, Math.max(20, q.length / SLOPE_SEGMENTS));
    // Of a knot at the largest |m| a handful of cells would tell, whose scatter may be next to
    // none.
    int perSegment = Math.max(20, q.length / MOBILITY_SEGMENTS);
    double[] mobility =
        HatBasis.place(
            Arrays.copyOf(q, q.length - perSegment / RIM), 0, MOBILITY_SPACING, perSegment);
    if (slope.length < 2 || mobility.length < 2) {
      throw new IllegalArgumentException(
          "every cell has |m| = 0, so nothing can be learned: take data that vary");
    }
    return new VectorBasis(new HatBasis(slope, true), new HatBasis(mobility, false), largest);
  }

  /// |m|² of cells, sorted.
  private static double[] squares(VectorObservations few) {
    int cells = few.origin().grid().size();
    int every = (int) Math.max(1, (long) few.size() * cells / SAMPLES);
    var all =
        Loop.over(few)
            .<List<double[]>>total(
                ArrayList::new,
                List::addAll,
                grid ->
                    (number, observation, to) -> {
                      double[] norm = observation.m().norm().values();
                      var some = new double[(norm.length + every - 1) / every];
                      for (int i = 0; i < some.length; i++) {
                        some[i] = norm[i * every] * norm[i * every];
                      }
                      to.add(some);
                    });
    return all.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
  }
}
