package onsagerflow.estimate.likelihood;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// The cells that the information is summed over, scaled up: it changes slowly, and a thousandth of
/// the data gives it well enough to converge and to judge errors by.
public final class InformationSample {

  /// Cells of a segment of s′ of which the information is summed at least.
  private static final int LEAST_OF_SEGMENT = 1000;

  private final int every;
  private final int[] everyIn;

  private InformationSample(int every, int[] everyIn) {
    this.every = every;
    this.everyIn = everyIn;
  }

  /// About `wanted` of some cells.
  ///
  /// @param segmentShare of the cells that is in each segment between knots of s′
  public static InformationSample of(double[] segmentShare, long cells, int wanted) {
    int every = (int) Math.max(1, cells / wanted);
    return new InformationSample(
        every,
        Arrays.stream(segmentShare)
            .mapToInt(s -> Math.clamp((long) (s * cells / LEAST_OF_SEGMENT), 1, every))
            .toArray());
  }

  /// One in so many is summed.
  int every() {
    return every;
  }

  /// Of the cells in a segment between knots of s′: of segments that few cells are in, more.
  int every(int segment) {
    return everyIn[segment];
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(every);
    out.writeInt(everyIn.length);
    for (int in : everyIn) {
      out.writeInt(in);
    }
  }

  static InformationSample read(DataInput in) throws IOException {
    int every = in.readInt();
    var everyIn = new int[in.readInt()];
    for (int k = 0; k < everyIn.length; k++) {
      everyIn[k] = in.readInt();
    }
    return new InformationSample(every, everyIn);
  }
}
