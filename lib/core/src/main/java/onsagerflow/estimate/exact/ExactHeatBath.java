package onsagerflow.estimate.exact;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import onsagerflow.estimate.Learned;
import onsagerflow.field.Frame;
import onsagerflow.field.Kernel;
import onsagerflow.field.Trajectory;
import onsagerflow.field.fourier.Convolution;
import onsagerflow.meso.EntropySlope;
import onsagerflow.meso.FieldTable;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.Table;

/// The functions that heat-bath spins with a known kernel have exactly, in the limit where the
/// local field is constant over a block, and the distance of learned ones from them.
///
///     K(m, φ) = β(1 − m tanh βφ),   s′(m) = artanh(m)/β,   J = Ĵ_B
///
/// Distances are relative L2 norms in the gauge of the learned model.
///
/// @param blockKernel Ĵ_B, from `KacKernel.blockKernel`
/// @param temperature T
public record ExactHeatBath(Kernel blockKernel, double temperature) {

  private static final int SAMPLES = 400;

  /// Fewer say too little of the mean at one m.
  private static final int CELLS_OF_A_MEAN = 400;

  /// K(m, φ).
  public double mobility(double m, double phi) {
    return (1 - m * Math.tanh(phi / temperature)) / temperature;
  }

  /// s′(m) in the gauge where the kernel has the given J(0).
  public double entropySlope(double m, double centre) {
    return temperature * EntropySlope.artanh(m) + (centre - blockKernel.get(0, 0)) * m;
  }

  /// The |m| below which the central fraction of all cells lies.
  public double range(Trajectory data, double fraction) {
    return central(data, fraction);
  }

  static double central(Trajectory data, double fraction) {
    var counts = new long[2000];
    long all = 0;
    for (int f = 0; f < data.size(); f++) {
      for (double m : data.frame(f).m().values()) {
        counts[(int) Math.min(Math.abs(m) * counts.length, counts.length - 1)]++;
        all++;
      }
    }
    long below = 0;
    int bin = 0;
    while (below < fraction * all) {
      below += counts[bin++];
    }
    return (double) bin / counts.length;
  }

  /// The mean of the exact K(m, φ) at each m of a block over all cells of the data: the function
  /// that an estimate of K(m) must find, with the standard error of that mean as if cells were
  /// independent. Where cells are few, neighbouring m are taken together.
  public Table meanMobility(Trajectory data) {
    int v = data.origin().cellVolume();
    long cells = (long) data.size() * data.origin().grid().size();
    int width = Math.ceilDiv(v + 1, Math.clamp(cells / CELLS_OF_A_MEAN, 8, v + 1));
    int bins = Math.ceilDiv(v + 1, width);
    var count = new long[bins];
    var sum = new double[bins];
    var square = new double[bins];
    var position = new double[bins];
    forEachCell(
        data,
        (m, phi) -> {
          int bin = (int) Math.round((m + 1) / 2 * v) / width;
          double k = mobility(m, phi);
          count[bin]++;
          sum[bin] += k;
          square[bin] += k * k;
          position[bin] += m;
        });
    int[] seen =
        java.util.stream.IntStream.range(0, bins).filter(bin -> count[bin] >= 100).toArray();
    var m = new double[seen.length];
    var mean = new double[seen.length];
    var error = new double[seen.length];
    for (int i = 0; i < seen.length; i++) {
      int n = seen[i];
      m[i] = position[n] / count[n];
      mean[i] = sum[n] / count[n];
      error[i] = Math.sqrt(Math.max(square[n] / count[n] - mean[i] * mean[i], 0) / count[n]);
    }
    return new Table(m, mean, error);
  }

  /// How far a K(m) is off the mean over the data, per cent of it, at the m of the central 99 % of
  /// the cells; errors are those of K.
  public Table mobilityOff(Table learned, Trajectory data) {
    double range = range(data, 0.99);
    var exact = meanMobility(data).within(-range, range);
    var off = new double[exact.size()];
    var error = new double[exact.size()];
    for (int i = 0; i < off.length; i++) {
      off[i] = 100 * (learned.at(exact.m(i)) / exact.value(i) - 1);
      error[i] = 100 * learned.standardErrorAt(exact.m(i)) / exact.value(i);
    }
    return new Table(exact.m(), off, error);
  }

  /// The distance of a K(m) from the mean over the data, on the central 99 % of its cells.
  public double meanMobilityError(Table learned, Trajectory data) {
    return meanMobilityError(learned, data, range(data, 0.99));
  }

  /// The distance of the learned J.
  public double kernelError(Learned learned) {
    var exact = blockKernel.withCentre(learned.kernel().get(0, 0));
    return learned.kernel().relativeErrorAgainst(exact);
  }

  /// The norm of the standard errors of the learned J (but J(0), the gauge), relative to that of J.
  public double kernelStandardError(Learned learned) {
    return kernelStandardError(learned.kernelError(), learned.kernel().get(0, 0));
  }

  /// The same of any errors.
  ///
  /// @param centre J(0) of the model that they belong to
  public double kernelStandardError(Kernel errors, double centre) {
    return norm(errors.withCentre(0)) / norm(blockKernel.withCentre(centre));
  }

  private static double norm(Kernel kernel) {
    return Math.sqrt(Arrays.stream(kernel.values()).map(j -> j * j).sum());
  }

  /// The share of the unknowns of J and s′ whose exact value lies within `errors` standard errors.
  public double coverage(Learned learned, double errors) {
    int inside = 0;
    int all = 0;
    var j = learned.kernel();
    for (int dy = 0; dy <= j.radius(); dy++) {
      for (int dx = dy == 0 ? 1 : -j.radius(); dx <= j.radius(); dx++) {
        double off = Math.abs(j.get(dy, dx) - blockKernel.get(dy, dx));
        inside += off <= errors * learned.kernelError().get(dy, dx) ? 1 : 0;
        all++;
      }
    }
    var points = learned.slopePoints();
    for (int i = 0; i < points.size(); i++) {
      double off = Math.abs(points.value(i) - entropySlope(points.m(i), 0));
      inside += off <= errors * points.standardError(i) ? 1 : 0;
      all++;
    }
    return (double) inside / all;
  }

  /// The distance of a learned s′ on |m| ≤ range.
  ///
  /// @param centre J(0) of the model that the table belongs to
  public double entropySlopeError(Table learned, double centre, double range) {
    return norm(m -> learned.at(m) - entropySlope(m, centre), centre, range);
  }

  /// The norm of the standard errors of a learned s′ in the same units: the distance to expect.
  public double entropySlopeStandardError(Table learned, double centre, double range) {
    return norm(learned::standardErrorAt, centre, range);
  }

  /// The distance of a learned K(m) from the mean over the data, on |m| ≤ range.
  public double meanMobilityError(Table learned, Trajectory data, double range) {
    return meanNorm((m, exact) -> learned.at(m) - exact, data, range);
  }

  /// The norm of the standard errors of a learned K(m) in the same units.
  public double meanMobilityStandardError(Table learned, Trajectory data, double range) {
    return meanNorm((m, exact) -> learned.standardErrorAt(m), data, range);
  }

  /// The distance of the learned K(m, φ), averaged over the cells of the data with |m| ≤ range.
  public double mobilityError(Learned learned, Trajectory data, double range) {
    return mobilityError(learned.mobilityByField(), learned.kernel(), data, range);
  }

  /// The same for a model.
  public double mobilityError(LearnedModel model, Trajectory data, double range) {
    return mobilityError(model.mobilityByField(), model.kernel(), data, range);
  }

  private double mobilityError(
      Optional<FieldTable> learned, Kernel kernel, Trajectory data, double range) {
    var k = learned.orElseThrow(ExactHeatBath::hasNone);
    double shift = shift(kernel);
    return cellNorm((m, phi) -> k.at(m, phi + shift * m) - mobility(m, phi), data, range);
  }

  /// The norm of the standard errors of a learned K(m, φ) in the same units.
  public double mobilityStandardError(LearnedModel model, Trajectory data, double range) {
    var k = model.mobilityByField().orElseThrow(ExactHeatBath::hasNone);
    double shift = shift(model.kernel());
    return cellNorm((m, phi) -> k.standardErrorAt(m, phi + shift * m), data, range);
  }

  /// What a learned φ contains beyond the exact one, by its J(0).
  private double shift(Kernel learned) {
    return learned.get(0, 0) - blockKernel.get(0, 0);
  }

  private static IllegalArgumentException hasNone() {
    return new IllegalArgumentException("the model has no K(m, φ)");
  }

  /// Is shown (m, φ) of a cell.
  interface CellVisitor {
    void visit(double m, double phi);
  }

  /// Shows about `count` cells, evenly spread over the data, with |m| of the central 99 %.
  void sample(Trajectory data, int count, CellVisitor visitor) {
    double range = range(data, 0.99);
    long every = Math.max(1, (long) data.size() * data.origin().grid().size() / count);
    var seen = new long[1];
    forEachCell(
        data,
        (m, phi) -> {
          if (seen[0]++ % every == 0 && Math.abs(m) <= range) {
            visitor.visit(m, phi);
          }
        });
  }

  private void forEachCell(Trajectory data, CellVisitor visitor) {
    var convolution = new Convolution(data.origin().grid(), blockKernel);
    for (int f = 0; f < data.size(); f++) {
      Frame frame = data.frame(f);
      var phi = convolution.apply(frame.m());
      var h = frame.conditions().field().at(frame.time(), phi.grid());
      for (int x = 0; x < phi.size(); x++) {
        visitor.visit(frame.m().get(x), phi.get(x) + h.get(x));
      }
    }
  }

  /// Of a difference in s′, relative to the exact one.
  private double norm(DoubleUnaryOperator difference, double centre, double range) {
    double squares = 0;
    double norm = 0;
    for (int i = 0; i < SAMPLES; i++) {
      double m = range * (2 * (i + 0.5) / SAMPLES - 1);
      double d = difference.applyAsDouble(m);
      double exact = entropySlope(m, centre);
      squares += d * d;
      norm += exact * exact;
    }
    return Math.sqrt(squares / norm);
  }

  /// Of a difference in K(m), given m and the exact value.
  private double meanNorm(DoubleBinaryOperator difference, Trajectory data, double range) {
    double squares = 0;
    double norm = 0;
    var exact = meanMobility(data);
    for (int i = 0; i < exact.size(); i++) {
      if (Math.abs(exact.m(i)) <= range) {
        double d = difference.applyAsDouble(exact.m(i), exact.value(i));
        squares += d * d;
        norm += exact.value(i) * exact.value(i);
      }
    }
    return Math.sqrt(squares / norm);
  }

  /// Of a difference in K(m, φ), over the cells of the data.
  private double cellNorm(DoubleBinaryOperator difference, Trajectory data, double range) {
    var sums = new double[2];
    forEachCell(
        data,
        (m, phi) -> {
          if (Math.abs(m) <= range) {
            double d = difference.applyAsDouble(m, phi);
            double exact = mobility(m, phi);
            sums[0] += d * d;
            sums[1] += exact * exact;
          }
        });
    return Math.sqrt(sums[0] / sums[1]);
  }
}
