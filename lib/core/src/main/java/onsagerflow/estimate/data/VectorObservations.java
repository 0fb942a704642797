package onsagerflow.estimate.data;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Grid;
import onsagerflow.field.ThermalUnits;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.VectorField;
import onsagerflow.field.vector.VectorTrajectory;

/// The observations that trajectories of three-component vectors of one system offer, read on
/// demand ([ObservationSet]).
public final class VectorObservations
    extends ObservationSet<VectorTrajectory, VectorObservation, VectorObservations> {

  private static final int COMPONENTS = 3;

  /// Lags up to this one are always used.
  private static final double LONG_LAG = 1 + 1e-9;

  private final ThermalUnits units;
  private final Map<ConstantField, VectorField> constantFields;

  private record ConstantField(ExternalField field, Grid grid) {}

  private VectorObservations(
      List<Source<VectorTrajectory>> sources,
      boolean fromGenerator,
      int leftOut,
      ThermalUnits units,
      Map<ConstantField, VectorField> constantFields) {
    super(sources, fromGenerator, leftOut);
    this.units = units;
    this.constantFields = constantFields;
  }

  @Override
  VectorObservations with(List<Source<VectorTrajectory>> chosen, boolean generator, int without) {
    return new VectorObservations(chosen, generator, without, units, constantFields);
  }

  @Override
  Reader<VectorObservation> reader(int first) {
    return new VectorReader(this, first);
  }

  @Override
  public Trajectory.Origin origin() {
    return source(0).trajectory().origin();
  }

  /// Lists what the trajectories hold.
  ///
  /// @throws IllegalArgumentException if block sizes disagree, vectors have not three components,
  ///   or there is no pair
  public static VectorObservations of(
      List<? extends VectorTrajectory> trajectories, Observations.UseGenerator use) {
    if (trajectories.isEmpty()) {
      throw new IllegalArgumentException("no trajectory to learn from");
    }
    boolean generator =
        use == Observations.UseGenerator.AUTO
            && trajectories.stream().allMatch(VectorTrajectory::hasGenerator);
    for (var trajectory : trajectories) {
      requireSameCells(trajectories.getFirst().origin(), trajectory.origin());
      requireSameBlock(trajectories.getFirst().origin().block(), trajectory.origin().block());
      if (trajectory.components() != COMPONENTS) {
        throw new IllegalArgumentException(
            "the equation of vectors is that of three components, m has "
                + trajectory.components());
      }
    }
    var sources = ObservationSet.<VectorTrajectory>list(trajectories, generator);
    if (sources.isEmpty()) {
      throw new IllegalArgumentException(
          "too few frames: no run has two, and there are no generator channels to use");
    }
    var units = units(trajectories.getFirst());
    return new VectorObservations(sources, generator, 0, units, new ConcurrentHashMap<>())
        .withoutLongLags(LONG_LAG * units.time());
  }

  /// The observations of one trajectory, from its generator channels where it has them.
  public static VectorObservations of(VectorTrajectory trajectory) {
    return of(List.of(trajectory), Observations.UseGenerator.AUTO);
  }

  private static ThermalUnits units(VectorTrajectory trajectory) {
    return trajectory
        .origin()
        .micromagnet()
        .map(cells -> ThermalUnits.of(cells, trajectory.conditions(0).temperature()))
        .orElse(ThermalUnits.REDUCED);
  }

  private static void requireSameCells(Trajectory.Origin expected, Trajectory.Origin got) {
    if (!expected.micromagnet().equals(got.micromagnet())) {
      throw new IllegalArgumentException(
          "trajectories disagree: %s and %s".formatted(cells(expected), cells(got)));
    }
  }

  private static String cells(Trajectory.Origin origin) {
    return origin.micromagnet().map(Object::toString).orElse("spins in reduced units");
  }

  /// The units of the observations that are read. Lags, temperatures and fields that are spoken of
  /// are those of the trajectories.
  public ThermalUnits units() {
    return units;
  }

  /// Reads observation i by itself.
  public VectorObservation get(int i) {
    return reader(0).get(i);
  }

  /// The external field of a frame, in the units of observations.
  VectorField external(VectorTrajectory trajectory, int frame, Grid grid) {
    var field = trajectory.conditions(frame).field();
    if (field.isNone()) {
      return new VectorField(grid, COMPONENTS);
    }
    return field.isConstant()
        ? constantFields.computeIfAbsent(
            new ConstantField(field, grid), f -> sampled(f.field(), 0, f.grid()))
        : sampled(field, trajectory.time(frame), grid);
  }

  private VectorField sampled(ExternalField field, double time, Grid grid) {
    var h = new VectorField(grid, COMPONENTS);
    for (int c = 0; c < COMPONENTS; c++) {
      double[] values = field.component(c, COMPONENTS).at(time, grid).values();
      for (int x = 0; x < grid.size(); x++) {
        h.set(c, x, values[x] / units.field());
      }
    }
    return h;
  }

  /// One line: how many of what, over which lags, and where they come from.
  @Override
  public String toString() {
    String what =
        fromGenerator()
            ? size() + " frames with generator channels"
            : String.format(
                Locale.ROOT,
                "%d frame pairs, lag %s to %s",
                size(),
                (float) shortestLag(),
                (float) longestLag());
    return String.format(
        Locale.ROOT,
        "%s%s, T = %s, h = %s, %s blocks (B = %d)",
        what,
        leftOut() == 0 ? "" : " (" + leftOut() + " of longer lags left out)",
        temperatures(),
        fields(),
        origin().grid().extent(),
        origin().block());
  }
}
