package onsagerflow.estimate.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import onsagerflow.estimate.data.VectorObservations;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Micromagnet;
import onsagerflow.field.ThermalUnits;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.RecordedVectors;
import onsagerflow.field.vector.VectorField;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.meso.vector.Anisotropy;
import onsagerflow.meso.vector.VectorLaw;
import onsagerflow.meso.vector.VectorOnsagerFlow;
import onsagerflow.rollout.Rollout;
import onsagerflow.rollout.SaveAt;
import onsagerflow.rollout.Stepper;
import org.junit.jupiter.api.Test;

/// An anisotropic system with open ends is learned in reduced and in SI units alike.
class VectorUnitsTest {

  private static final double T = 0.25;
  private static final double DAMPING = 0.3;
  private static final double FIELD = 0.05;
  private static final Anisotropy EASY = new Anisotropy(-0.1, -0.05, 0.15, 0, 0.04, 0);
  private static final Grid GRID =
      new Grid(
          List.of(
              new Grid.Axis(14, 4, Grid.Boundary.OPEN),
              new Grid.Axis(14, 4, Grid.Boundary.PERIODIC)));
  private static final VectorLearner LEARNER =
      VectorLearner.standard().withRadius(1).withProgress(line -> {});

  private static final Micromagnet CELLS =
      new Micromagnet(2e-9, 2e-9, 3e-9, OptionalDouble.of(8e5));
  private static final double KELVIN = 300;

  /// Seconds and tesla of the reduced units of this system.
  private static final double SECONDS = 3e-12;

  private static final double TESLA = CELLS.thermalField(KELVIN) / T;

  private static Frame.Conditions conditions() {
    return new Frame.Conditions(T, ExternalField.vector(FIELD, 0, FIELD));
  }

  private static RecordedVectors spins(int frames) {
    var law = VectorLaw.kac(T, DAMPING, 1, SyntheticVectors.bump(2));
    var equation = new VectorOnsagerFlow(GRID, 16, conditions(), law).withAnisotropy(EASY);
    var start = new VectorField(GRID, 3);
    Arrays.fill(start.values(), 2 * GRID.size(), 3 * GRID.size(), -0.4);
    var times = new double[frames];
    Arrays.setAll(times, i -> 0.3 * i);
    var made = new ArrayList<VectorFrame>();
    new Rollout(Stepper::fast, 0.02, SaveAt.times(times))
        .run(equation, start, 0, new CounterRandom(1, 0), (VectorFrame frame) -> made.add(frame));
    return new RecordedVectors(new Trajectory.Origin("exact", GRID, 1L), made);
  }

  private static RecordedVectors inSi(RecordedVectors reduced) {
    var field = ExternalField.vector(TESLA * FIELD, 0, TESLA * FIELD);
    var frames =
        reduced.frames().stream()
            .map(
                f ->
                    new VectorFrame(
                        SECONDS * f.time(),
                        f.run(),
                        new Frame.Conditions(KELVIN, field),
                        f.m(),
                        Optional.empty()))
            .toList();
    return new RecordedVectors(
        new Trajectory.Origin("exact", GRID, 4, OptionalLong.empty(), Optional.of(CELLS)), frames);
  }

  @Test
  void unitsDoNotMatter() {
    var data = spins(60);
    var reduced = LEARNER.fit(VectorObservations.of(data));
    var si = LEARNER.fit(VectorObservations.of(inSi(data)));
    var exact = SyntheticVectors.bump(2);
    assertEquals(exact.get(0, 1), reduced.kernel().get(0, 1), 4 * reduced.kernelError().get(0, 1));
    assertEquals(1, reduced.precession(), 4 * reduced.precessionError());
    var a = reduced.anisotropy();
    var error = reduced.anisotropyError();
    assertEquals(EASY.zz(), a.zz(), 4 * error.zz());
    assertEquals(EASY.xx(), a.xx(), 4 * error.xx());
    assertEquals(EASY.xz(), a.xz(), 4 * error.xz());
    assertEquals(EASY.xy(), a.xy(), 4 * error.xy());
    assertTrue(error.zz() < 0.03, error.toString());
    // The last steps of both fits differ.
    assertEquals(a.zz(), si.anisotropy().zz() / TESLA, 0.3 * error.zz());
    assertEquals(
        reduced.kernel().get(0, 1),
        si.kernel().get(0, 1) / TESLA,
        0.3 * reduced.kernelError().get(0, 1));
    assertEquals(
        reduced.precession(), si.precession() * TESLA * SECONDS, 0.3 * reduced.precessionError());
    int k = 1;
    assertEquals(
        reduced.perpendicular().value(k),
        si.perpendicular().value(k) * TESLA * SECONDS,
        0.3 * reduced.perpendicular().standardError(k));
    assertEquals(
        reduced.slopePoints().value(k),
        si.slopePoints().value(k) / TESLA,
        0.3 * reduced.slopePoints().standardError(k));
    assertEquals(KELVIN, si.model().conditions().temperature());
    assertEquals(T * TESLA, si.model().thermalField(), 1e-12);
    requireSameDrift(reduced, data.m(30), 1, 1);
    var units = ThermalUnits.of(CELLS, KELVIN);
    requireSameDrift(si, data.m(30), units.field() / TESLA, units.time());
  }

  /// The drift of the equation of a model is that which was fitted to the data.
  ///
  /// @param field unit of field of the fit, over that of the conditions
  /// @param time unit of time of the fit, over that of the model
  private static void requireSameDrift(
      VectorLearned learned, VectorField m, double field, double time) {
    var fit = learned.fit();
    var path = new LagPath(fit.equation(fit.branches().getFirst()), GRID);
    var h = new double[3 * GRID.size()];
    Arrays.fill(h, 0, GRID.size(), FIELD / field);
    Arrays.fill(h, 2 * GRID.size(), 3 * GRID.size(), FIELD / field);
    double lag = 1e-4;
    path.evaluate(m.values(), h, h, lag);
    var drift = new double[3 * GRID.size()];
    var flow = VectorOnsagerFlow.of(learned.model(), GRID);
    flow.evaluate(0, m.values(), drift, new double[flow.noiseSize()]);
    double largest = Arrays.stream(drift).map(Math::abs).max().orElseThrow();
    double squares = 0;
    for (int i = 0; i < drift.length; i++) {
      double off = (path.end[i] - m.values()[i]) / (lag * time) - drift[i];
      squares += off * off / drift.length;
    }
    // The slope of K steps at a knot, next to which the table of the equation rounds it off.
    assertEquals(0, Math.sqrt(squares), 3e-3 * largest);
  }

  @Test
  void saysWhatIsMissingForSiUnits() {
    var data = inSi(spins(3));
    var origin = data.origin();
    var nameless =
        new RecordedVectors(
            new Trajectory.Origin(
                "x",
                GRID,
                4,
                OptionalLong.empty(),
                Optional.of(new Micromagnet(2e-9, 2e-9, 3e-9, OptionalDouble.empty()))),
            data.frames());
    var noMoment =
        assertThrows(IllegalArgumentException.class, () -> VectorObservations.of(nameless));
    assertTrue(String.valueOf(noMoment.getMessage()).contains("--saturation"), noMoment.toString());
    var cold =
        new RecordedVectors(
            origin,
            data.frames().stream()
                .map(
                    f ->
                        new VectorFrame(
                            f.time(),
                            0,
                            new Frame.Conditions(0, ExternalField.vector(0, 0, 0)),
                            f.m(),
                            Optional.empty()))
                .toList());
    var noNoise = assertThrows(IllegalArgumentException.class, () -> VectorObservations.of(cold));
    assertTrue(String.valueOf(noNoise.getMessage()).contains("--temperature"), noNoise.toString());
  }

  @Test
  void isotropicSpinsHaveNoAnisotropy() {
    var spins =
        new SyntheticVectors(
            new Grid(12, 12, 8), SyntheticVectors.bump(2), T, DAMPING, 1, List.of(0.0, 0.0, 0.1));
    var learned = LEARNER.fit(VectorObservations.of(spins.pairs(30, 0.1, 0.4, 0.3, 1)));
    assertEquals(Anisotropy.NONE, learned.anisotropy());
    assertEquals(Anisotropy.NONE, learned.anisotropyError());
  }
}
