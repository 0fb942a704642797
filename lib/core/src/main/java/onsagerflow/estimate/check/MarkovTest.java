package onsagerflow.estimate.check;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import onsagerflow.estimate.data.Observation;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.data.Pass;
import onsagerflow.estimate.data.Portable;
import onsagerflow.estimate.likelihood.CellState;
import onsagerflow.estimate.likelihood.CurrentEquation;
import onsagerflow.field.Grid;

/// Whether the equation learned at one lag also describes longer ones, as it must if the block
/// field is Markovian: observed over predicted mean increments and residual variances against the
/// lag.
///
/// Both ratios are 1 at the lag of the fit. Where a ratio drifts with the lag beyond its error, the
/// blocks remember more than their present m (blocks too small for the interaction, or hidden slow
/// variables), or the lag exceeds what the equation's expansion in Δt covers. Idea: Friedrich,
/// Peinke, Sahimi and Tabar, Phys. Rep. 506, 87 (2011).
public final class MarkovTest {

  private MarkovTest() {}

  /// One lag.
  ///
  /// @param lag Δt, sweeps
  /// @param drift observed over predicted increments, by weighted regression
  /// @param driftError its standard error over groups of frames
  /// @param driftChangeError standard error of its change since the first lag, which is smaller
  ///   where groups differ in the same way at all lags
  /// @param noise observed over predicted variance of the residuals
  /// @param noiseError its standard error over groups of frames
  /// @param noiseChangeError standard error of its change since the first lag
  public record Point(
      double lag,
      double drift,
      double driftError,
      double driftChangeError,
      double noise,
      double noiseError,
      double noiseChangeError) {

    private Point independentOf(Point first) {
      return new Point(
          lag,
          drift,
          driftError,
          Math.hypot(driftError, first.driftError),
          noise,
          noiseError,
          Math.hypot(noiseError, first.noiseError));
    }
  }

  /// Sums over pairs of one lag.
  public static final class Sums {
    double product;
    double square;
    double residuals;
    double cells;

    void addCells(CellState state, Observation.Increment pair) {
      state.evaluate(pair);
      for (int x = 0; x < state.cells; x++) {
        if (state.used.get(x)) {
          double observed = pair.after().get(x) - pair.m().get(x);
          double mean = observed - state.residual[x];
          product += mean * observed / state.variance[x];
          square += mean * mean / state.variance[x];
          residuals += state.residual[x] * state.residual[x] / state.variance[x];
          cells++;
        }
      }
    }

    void add(Sums other) {
      add(1, other);
    }

    private void add(int sign, Sums other) {
      product += sign * other.product;
      square += sign * other.square;
      residuals += sign * other.residuals;
      cells += sign * other.cells;
    }

    Sums minus(Sums other) {
      var rest = new Sums();
      rest.add(this);
      rest.add(-1, other);
      return rest;
    }

    double drift() {
      return product / square;
    }

    double noise() {
      return residuals / cells;
    }
  }

  /// What an equation predicts over one lag, and what is seen.
  public record Question(CurrentEquation equation) implements Portable<Sums> {

    /// The kind of question that its bytes begin with.
    public static final String KIND = "markov";

    @Override
    public Sums zero() {
      return new Sums();
    }

    @Override
    public Pass.Visitor<Sums> visitor(Observations pairs, Grid grid) {
      var state = CellState.of(equation, pairs, grid);
      return (number, pair, sums) -> sums.addCells(state, (Observation.Increment) pair);
    }

    @Override
    public void write(int from, int to, DataOutput out) throws IOException {
      out.writeUTF(KIND);
      equation.write(out);
    }

    /// Reads what follows the kind of a question.
    public static Question read(DataInput in) throws IOException {
      return new Question(CurrentEquation.read(in));
    }

    @Override
    public void writeSums(Sums sums, DataOutput out) throws IOException {
      out.writeDouble(sums.product);
      out.writeDouble(sums.square);
      out.writeDouble(sums.residuals);
      out.writeDouble(sums.cells);
    }

    @Override
    public Sums readSums(DataInput in) throws IOException {
      var sums = new Sums();
      sums.product = in.readDouble();
      sums.square = in.readDouble();
      sums.residuals = in.readDouble();
      sums.cells = in.readDouble();
      return sums;
    }
  }

  /// The sums at one lag: of all groups, and of all but one.
  private record Jackknife(double lag, Sums total, List<Sums> rests) {

    /// Standard error of a ratio.
    double error(ToDoubleFunction<Sums> ratio) {
      return spread(rests.stream().mapToDouble(ratio).toArray(), ratio.applyAsDouble(total));
    }

    /// Standard error of its change since another lag.
    double errorOfChange(ToDoubleFunction<Sums> ratio, Jackknife since) {
      double[] changes =
          IntStream.range(0, rests.size())
              .mapToDouble(
                  g -> ratio.applyAsDouble(rests.get(g)) - ratio.applyAsDouble(since.rests.get(g)))
              .toArray();
      return spread(changes, ratio.applyAsDouble(total) - ratio.applyAsDouble(since.total));
    }

    private static double spread(double[] rests, double total) {
      double squares = Arrays.stream(rests).map(r -> (r - total) * (r - total)).sum();
      return Math.sqrt((rests.length - 1.0) / rests.length * squares);
    }

    Point since(Jackknife first) {
      return new Point(
          lag,
          total.drift(),
          error(Sums::drift),
          errorOfChange(Sums::drift, first),
          total.noise(),
          error(Sums::noise),
          errorOfChange(Sums::noise, first));
    }
  }

  /// The ratios at 1, 2, … `most` times the lag of the data, as far as runs are long enough.
  ///
  /// @param equation fitted at the lag of the data
  public static List<Point> of(CurrentEquation equation, Observations observations, int most) {
    var lags =
        IntStream.rangeClosed(1, most)
            .mapToObj(observations::strided)
            .takeWhile(pairs -> pairs.size() > 1)
            .toList();
    if (lags.size() < 2) {
      return List.of();
    }
    // The same groups at all lags, so that they can be compared.
    int groups = Pass.over(lags.getLast()).groups();
    var jackknives =
        lags.stream().map(pairs -> jackknife(equation, new Pass(pairs, groups))).toList();
    return jackknives.stream().map(j -> j.since(jackknives.getFirst())).toList();
  }

  /// The ratios of pairs of one lag, for each lag among the data, the shortest first; none where
  /// all have one.
  ///
  /// @param equation fitted to all
  public static List<Point> byLag(CurrentEquation equation, Observations observations) {
    var parts = observations.byLag().stream().filter(pairs -> pairs.size() > 1).toList();
    if (parts.size() < 2) {
      return List.of();
    }
    var points =
        parts.stream()
            .map(pairs -> jackknife(equation, Pass.over(pairs)))
            .map(jackknife -> jackknife.since(jackknife))
            .toList();
    return points.stream().map(point -> point.independentOf(points.getFirst())).toList();
  }

  private static Jackknife jackknife(CurrentEquation equation, Pass pass) {
    var parts = pass.ofGroups(new Question(equation));
    var total = new Sums();
    parts.forEach(total::add);
    return new Jackknife(
        pass.observations().meanLag(), total, parts.stream().map(total::minus).toList());
  }
}
