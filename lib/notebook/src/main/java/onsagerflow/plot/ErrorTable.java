package onsagerflow.plot;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import onsagerflow.estimate.Learned;
import onsagerflow.estimate.Learner;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.exact.ExactHeatBath;
import onsagerflow.field.Kernel;
import onsagerflow.field.Trajectory;
import onsagerflow.meso.LearnedModel;
import onsagerflow.statistics.Sweep;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/// How far learned functions are from the exact ones of heat-bath spins, a row per fit.
///
/// Errors are relative L2 distances in per cent, on the central 99 % of m ([ExactHeatBath]); the
/// last two columns judge the error bars: the norm of J's own standard errors, and the share of the
/// unknowns of J and s′ whose exact value lies within two of theirs.
public final class ErrorTable {

  private static final double CENTRAL = 0.99;

  private final Kernel blockKernel;
  private final StringColumn source = StringColumn.create("fit");
  private final DoubleColumn temperature = DoubleColumn.create("T");
  private final DoubleColumn mobility = DoubleColumn.create("K(m) %");
  private final DoubleColumn mobilityByField = DoubleColumn.create("K(m, φ) %");
  private final DoubleColumn entropySlope = DoubleColumn.create("s′ %");
  private final DoubleColumn kernel = DoubleColumn.create("J %");
  private final DoubleColumn kernelStandardError = DoubleColumn.create("J standard error %");
  private final DoubleColumn coverage = DoubleColumn.create("truth within 2 errors %");

  /// @param blockKernel the exact Ĵ_B of the system
  public ErrorTable(Kernel blockKernel) {
    this.blockKernel = blockKernel;
  }

  /// Adds a fit.
  ///
  /// @param name what the row is called
  /// @param data that were learned from
  public ErrorTable add(String name, Learned learned, Trajectory data) {
    double t = data.conditions(0).temperature();
    var exact = new ExactHeatBath(blockKernel, t);
    double range = exact.range(data, CENTRAL);
    double centre = learned.kernel().get(0, 0);
    source.append(name);
    temperature.append(t);
    mobility.append(100 * exact.meanMobilityError(learned.mobility(), data, range));
    if (learned.mobilityByField().isPresent()) {
      mobilityByField.append(100 * exact.mobilityError(learned, data, range));
    } else {
      mobilityByField.appendMissing();
    }
    entropySlope.append(100 * exact.entropySlopeError(learned.entropySlope(), centre, range));
    kernel.append(100 * exact.kernelError(learned));
    kernelStandardError.append(100 * exact.kernelStandardError(learned));
    coverage.append(100 * exact.coverage(learned, 2));
    return this;
  }

  /// Fits each of some data and adds what comes out, a row for each.
  ///
  /// @param name what the rows are called
  public ErrorTable add(String name, Learner learner, Sweep<?, ? extends Trajectory> data) {
    data.forEach((at, some) -> add(name, learner.fit(Observations.of(some)), some));
    return this;
  }

  /// Adds estimates of K(m) alone.
  ///
  /// @param estimator that makes them from the data
  public ErrorTable addMobility(
      String name,
      Function<? super Observations, onsagerflow.meso.Table> estimator,
      Sweep<?, ? extends Trajectory> data) {
    data.forEach(
        (at, some) -> {
          var exact = new ExactHeatBath(blockKernel, some.conditions(0).temperature());
          var k = estimator.apply(Observations.of(some));
          source.append(name);
          temperature.append(exact.temperature());
          mobility.append(100 * exact.meanMobilityError(k, some, exact.range(some, CENTRAL)));
          for (var column :
              List.of(mobilityByField, entropySlope, kernel, kernelStandardError, coverage)) {
            column.appendMissing();
          }
        });
    return this;
  }

  /// Adds a model whose errors are not judged.
  public ErrorTable add(String name, LearnedModel model, Trajectory data) {
    var exact = new ExactHeatBath(blockKernel, model.conditions().temperature());
    double range = exact.range(data, CENTRAL);
    double centre = model.kernel().get(0, 0);
    source.append(name);
    temperature.append(exact.temperature());
    mobility.append(100 * exact.meanMobilityError(model.mobility(), data, range));
    if (model.mobilityByField().isPresent()) {
      mobilityByField.append(100 * exact.mobilityError(model, data, range));
    } else {
      mobilityByField.appendMissing();
    }
    entropySlope.append(100 * exact.entropySlopeError(model.entropySlope(), centre, range));
    kernel.append(100 * model.kernel().relativeErrorAgainst(blockKernel.withCentre(centre)));
    kernelStandardError.appendMissing();
    coverage.appendMissing();
    return this;
  }

  /// Adds the norms of a model's standard errors in the place of its errors: what is to be
  /// expected.
  public ErrorTable addStandardErrors(String name, LearnedModel model, Trajectory data) {
    var exact = new ExactHeatBath(blockKernel, model.conditions().temperature());
    double range = exact.range(data, CENTRAL);
    double centre = model.kernel().get(0, 0);
    source.append(name);
    temperature.append(exact.temperature());
    mobility.append(100 * exact.meanMobilityStandardError(model.mobility(), data, range));
    if (model.mobilityByField().isPresent()) {
      mobilityByField.append(100 * exact.mobilityStandardError(model, data, range));
    } else {
      mobilityByField.appendMissing();
    }
    entropySlope.append(100 * exact.entropySlopeStandardError(model.entropySlope(), centre, range));
    kernel.append(100 * exact.kernelStandardError(model.kernelError(), centre));
    kernelStandardError.appendMissing();
    coverage.appendMissing();
    return this;
  }

  /// The largest entry of a column in the rows of one name.
  ///
  /// @throws IllegalArgumentException if there is none
  public double largest(String column, String name) {
    return entries(column, name).max().orElseThrow();
  }

  /// The smallest entry of a column in the rows of one name.
  ///
  /// @throws IllegalArgumentException if there is none
  public double smallest(String column, String name) {
    return entries(column, name).min().orElseThrow();
  }

  private DoubleStream entries(String column, String name) {
    double[] found =
        IntStream.range(0, source.size())
            .filter(row -> source.get(row).equals(name))
            .mapToDouble(row -> table().doubleColumn(column).getDouble(row))
            .filter(Double::isFinite)
            .toArray();
    if (found.length == 0) {
      throw new IllegalArgumentException("no " + column + " of " + name + " among the errors");
    }
    return Arrays.stream(found);
  }

  /// The rows so far; `selectColumns` picks what is to be shown.
  public Table table() {
    return Table.create(
            "errors against the exact functions, central 99 % of m",
            source,
            temperature,
            mobility,
            mobilityByField,
            entropySlope,
            kernel,
            kernelStandardError,
            coverage)
        .copy();
  }
}
