package onsagerflow.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.data.Pass;
import onsagerflow.estimate.equations.UnidentifiableException;
import onsagerflow.estimate.likelihood.CellState;
import onsagerflow.estimate.likelihood.HatBasis;
import onsagerflow.estimate.likelihood.NoiseBasis;
import onsagerflow.estimate.likelihood.SlopeKnots;
import onsagerflow.meso.EntropySlope;

/// Knots placed on the magnetisations that the data visit.
final class Knots {

  private final HatBasis slope;
  private final double[][] slopeProjection;
  private final double[] segmentShare;
  private final NoiseBasis.OfMagnetisation noise;
  private final double largestMagnetisation;

  private Knots(
      HatBasis slope,
      double[][] slopeProjection,
      double[] segmentShare,
      NoiseBasis.OfMagnetisation noise,
      double largestMagnetisation) {
    this.slope = slope;
    this.slopeProjection = slopeProjection;
    this.segmentShare = segmentShare;
    this.noise = noise;
    this.largestMagnetisation = largestMagnetisation;
  }

  /// Knots of s′ in a = artanh|m|.
  HatBasis slope() {
    return slope;
  }

  /// The share of the cells in each segment between knots of s′.
  double[] segmentShare() {
    return segmentShare;
  }

  /// Knots of N in m.
  NoiseBasis.OfMagnetisation noise() {
    return noise;
  }

  /// s′ of given values at the knots but the first.
  SlopeKnots slopeOf(double[] values) {
    return new SlopeKnots(slope, values, slopeProjection, largestMagnetisation);
  }

  private static final int SAMPLES = 200_000;

  /// A segment holds at least one in so many cells. Wider ones cannot follow the s′ of blocks of
  /// nearest-neighbour spins below T_c, and what they miss goes into J.
  private static final int SEGMENTS = 400;

  /// Of knots of s′ in a.
  private static final double SPACING = 0.08;

  /// The standard error of s′ at a knot that a segment of frame pairs has to allow, over what s′ of
  /// free spins rises between knots: closer ones would be all noise.
  private static final double LARGEST_ERROR = 1;

  /// @param few of the observations, which the knots are placed on
  /// @param all of them
  static Knots of(Observations few, Observations all) {
    double largest = CellState.largestMagnetisation(few.origin().cellVolume());
    if (!(largest > 0)) {
      throw new IllegalArgumentException(
          "the data are single spins (block "
              + few.origin().block()
              + "), which have no entropy slope: average them over blocks of at least 2 x 2, better"
              + " 4 x 4, and let block say so");
    }
    var visited =
        Pass.over(few)
            .<List<double[]>>total(
                ArrayList::new,
                List::addAll,
                grid -> (number, observation, fields) -> fields.add(observation.m().values()));
    int every = Math.max(1, visited.stream().mapToInt(v -> v.length).sum() / SAMPLES);
    double[] m =
        visited.stream()
            .flatMapToDouble(Arrays::stream)
            .filter(x -> Math.abs(x) <= largest)
            .toArray();
    m = thin(m, every);
    if (m.length < 100) {
      throw new IllegalArgumentException(
          largest <= 0
              ? "blocks of "
                  + few.origin().cellVolume()
                  + " spins are too small: artanh m of a block is no entropy slope above |m| = 1 -"
                  + " 2.5/v; average over more spins"
              : "too few data: "
                  + m.length
                  + " cells have |m| <= "
                  + largest
                  + " (1 - 2.5/v), the"
                  + " range in which a block has an entropy slope");
    }
    double[] a = Arrays.stream(m).map(x -> EntropySlope.artanh(Math.abs(x))).sorted().toArray();
    var sortedM = m.clone();
    Arrays.sort(sortedM);
    int perSegment = Math.max(20, m.length / SEGMENTS);
    double sampled = (double) m.length / ((long) all.size() * all.origin().grid().size());
    int forSlope = Math.max(perSegment, (int) Math.min(sampled * least(all), m.length / 4.0));
    double[] slope = HatBasis.place(a, 0, SPACING, forSlope);
    double[] noise = HatBasis.place(sortedM, sortedM[0], 0.05, perSegment);
    if (slope.length < 2 || noise.length < 2) {
      throw new IllegalArgumentException(
          "every cell with |m| <= "
              + largest
              + " (1 - 2.5/v), the range in which a block has an entropy slope, has |m| = "
              + Math.abs(m[0])
              + ", so nothing can be learned: take larger blocks, or data that vary");
    }
    var slopeHats = new HatBasis(slope, true);
    var noiseHats = new HatBasis(noise, false);
    return new Knots(
        slopeHats,
        SlopeKnots.projection(slopeHats, slopeHats.cells(a)),
        slopeHats.shares(a),
        new NoiseBasis.OfMagnetisation(noiseHats, noiseHats.cells(sortedM)),
        largest);
  }

  /// Refuses data of which s′ would be known at too few m for the curve that is wanted.
  Knots requireFor(SlopeRegressor regressor) {
    int points = slope.size() - 1;
    if (points < regressor.leastPoints()) {
      throw new UnidentifiableException(
          String.format(
              Locale.ROOT,
              "m spans too little for a curve of s': blocks have |m| <= %.3g, where s' can be told"
                  + " at %d value%s of m, and its curve takes %d; add runs from other initial"
                  + " magnetisations, take smaller blocks or a lower temperature, or learn s' as"
                  + " straight lines (--slope knots)",
              Math.tanh(slope.knot(points)),
              points,
              points == 1 ? "" : "s",
              regressor.leastPoints()));
    }
    return this;
  }

  /// The cells of all observations that a segment needs: of one, u is known to √(2/vΔt) where N =
  /// 1.
  private static double least(Observations all) {
    if (all.fromGenerator()) {
      return 0;
    }
    double allowed = LARGEST_ERROR * SPACING;
    return 2 / (all.origin().cellVolume() * all.meanLag() * allowed * allowed);
  }

  private static double[] thin(double[] all, int every) {
    var some = new double[(all.length + every - 1) / every];
    for (int i = 0; i < some.length; i++) {
      some[i] = all[i * every];
    }
    return some;
  }
}
