package onsagerflow.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import onsagerflow.field.Frame;
import onsagerflow.field.Trajectory;

/// The distribution P(m, t) of the cells' magnetisation as a histogram, and its distance from
/// another.
///
/// Each run gives one histogram per time; probabilities are means over runs, and their standard
/// errors come from the scatter between runs, so that cells of one run may be correlated. The first
/// and the last bin are open outwards: nothing is lost.
public final class Distribution implements Consumer<Frame> {

  /// The share of cells with from ≤ m < to.
  public record Bin(double from, double to, Mean probability) {

    /// The middle of the bin.
    public double m() {
      return (from + to) / 2;
    }

    /// Probability per unit of m.
    public Mean density() {
      double width = to - from;
      return new Mean(
          probability.value() / width, probability.standardError() / width, probability.runs());
    }
  }

  /// The distribution at one time.
  public record Point(double time, List<Bin> bins) {
    public Point {
      bins = List.copyOf(bins);
    }
  }

  private final double[] edges;
  private final RunTable histograms = new RunTable();

  /// @param edges of the bins, increasing
  public Distribution(double... edges) {
    if (edges.length < 2) {
      throw new IllegalArgumentException("a histogram needs two edges, got " + edges.length);
    }
    for (int i = 1; i < edges.length; i++) {
      if (!(edges[i] > edges[i - 1])) {
        throw new IllegalArgumentException(
            "edges must increase, got %s after %s".formatted(edges[i], edges[i - 1]));
      }
    }
    this.edges = edges.clone();
  }

  /// Bins around the v + 1 values that the mean of v spins takes, −1, −1 + 2/v, …, 1; of a
  /// continuous field they hold what rounds to these.
  public static Distribution ofBlocks(int spinsPerCell) {
    if (spinsPerCell < 1) {
      throw new IllegalArgumentException("a cell needs a spin, got " + spinsPerCell);
    }
    var edges = new double[spinsPerCell + 2];
    Arrays.setAll(edges, i -> (2.0 * i - 1 - spinsPerCell) / spinsPerCell);
    return new Distribution(edges);
  }

  /// The distribution of all frames of a trajectory, over the values its blocks take.
  public static List<Point> of(Trajectory trajectory) {
    return Frames.read(trajectory, ofBlocks(trajectory.origin().cellVolume())).points();
  }

  @Override
  public void accept(Frame frame) {
    int bins = edges.length - 1;
    var histogram = new double[bins];
    for (double m : frame.m().values()) {
      int at = Arrays.binarySearch(edges, m);
      histogram[Math.clamp(at >= 0 ? at : -at - 2, 0, bins - 1)]++;
    }
    for (int bin = 0; bin < bins; bin++) {
      histogram[bin] /= frame.m().size();
    }
    histograms.put(frame, histogram);
  }

  /// The distributions so far, in order of time.
  public List<Point> points() {
    return histograms.rows().stream().map(this::point).toList();
  }

  private Point point(RunTable.Rows rows) {
    var bins = new ArrayList<Bin>();
    for (int bin = 0; bin + 1 < edges.length; bin++) {
      bins.add(new Bin(edges[bin], edges[bin + 1], rows.mean(bin)));
    }
    return new Point(rows.time(), bins);
  }

  /// How far this distribution is from another at each of their common times.
  ///
  /// @param other over the same edges
  /// @param random draws the resampled runs; the same seed gives the same errors
  public List<DistributionDifference> against(Distribution other, RandomGenerator random) {
    if (!Arrays.equals(edges, other.edges)) {
      throw new IllegalArgumentException(
          "distributions over different edges: %s in %s bins, %s in %s"
              .formatted(range(), edges.length - 1, other.range(), other.edges.length - 1));
    }
    var middles = new double[edges.length - 1];
    Arrays.setAll(middles, bin -> (edges[bin] + edges[bin + 1]) / 2);
    var comparison = new DistributionComparison(middles, random);
    var theirs = new TimeGroups<List<RunTable.Rows>>(ArrayList::new);
    other.histograms.rows().forEach(rows -> theirs.at(rows.time()).add(rows));
    var differences = new ArrayList<DistributionDifference>();
    for (var rows : histograms.rows()) {
      for (var match : theirs.at(rows.time())) {
        differences.add(comparison.of(rows.time(), rows.all(), match.all()));
      }
    }
    return differences;
  }

  private String range() {
    return edges[0] + " to " + edges[edges.length - 1];
  }
}
