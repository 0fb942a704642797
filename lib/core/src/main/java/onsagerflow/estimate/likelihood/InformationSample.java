package onsagerflow.estimate.likelihood;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import onsagerflow.field.CounterRandom;

/// The cells that the information is summed over, scaled up: it changes slowly, and a thousandth of
/// the data gives it well enough to converge and to judge errors by.
public final class InformationSample {

  /// Cells of a segment of s′ of which the information is summed at least.
  private static final int LEAST_OF_SEGMENT = 1000;

  /// Pairs of which the exact information is summed at least.
  private static final int LEAST_PAIRS = 32;

  /// Whether of whole frame pairs, one in so many, so that their information can be exact.
  private final boolean isExact;

  private final int everyPair;
  private final int every;
  private final int[] everyIn;

  private InformationSample(boolean isExact, int everyPair, int every, int[] everyIn) {
    this.isExact = isExact;
    this.everyPair = everyPair;
    this.every = every;
    this.everyIn = everyIn;
  }

  /// About `wanted` of some cells.
  ///
  /// @param segmentShare of the cells that is in each segment between knots of s′
  public static InformationSample of(double[] segmentShare, long cells, int wanted) {
    return of(false, 1, segmentShare, cells, wanted);
  }

  /// The same of some of the frame pairs, of which the exact information is wanted: what it costs
  /// depends on their number, not on that of cells.
  public static InformationSample exact(
      double[] segmentShare, long pairs, int cellsOfPair, int wanted) {
    int everyPair = (int) Math.max(1, pairs / LEAST_PAIRS);
    return of(true, everyPair, segmentShare, pairs / everyPair * cellsOfPair, wanted);
  }

  private static InformationSample of(
      boolean isExact, int everyPair, double[] segmentShare, long cells, int wanted) {
    int every = (int) Math.max(1, cells / wanted);
    return new InformationSample(
        isExact,
        everyPair,
        every,
        Arrays.stream(segmentShare)
            .mapToInt(s -> Math.clamp((long) (s * cells / LEAST_OF_SEGMENT), 1, every))
            .toArray());
  }

  /// One cell in so many is summed, wherever its m.
  int every() {
    return every;
  }

  boolean isExact() {
    return isExact;
  }

  /// Whether cells of a pair are summed.
  boolean takes(long pair) {
    return isOneIn(everyPair, ~pair, 0);
  }

  /// Whether a cell is summed of a pair that is.
  ///
  /// @param segment between knots of s′ that it is in
  boolean takes(long pair, int cell, int segment) {
    return isOneIn(everyIn[segment], pair, cell);
  }

  /// How many cells stand for one that is summed: of segments that few cells are in, fewer.
  double weight(int segment) {
    return (double) everyPair * everyIn[segment];
  }

  private static boolean isOneIn(int many, long key, int k) {
    return Long.remainderUnsigned(CounterRandom.word(key, k), many) == 0;
  }

  void write(DataOutput out) throws IOException {
    out.writeBoolean(isExact);
    out.writeInt(everyPair);
    out.writeInt(every);
    out.writeInt(everyIn.length);
    for (int in : everyIn) {
      out.writeInt(in);
    }
  }

  static InformationSample read(DataInput in) throws IOException {
    boolean isExact = in.readBoolean();
    int everyPair = in.readInt();
    int every = in.readInt();
    var everyIn = new int[in.readInt()];
    for (int k = 0; k < everyIn.length; k++) {
      everyIn[k] = in.readInt();
    }
    return new InformationSample(isExact, everyPair, every, everyIn);
  }
}
