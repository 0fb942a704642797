package onsagerflow.field.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.RecordedTrajectory;
import onsagerflow.field.Timeline;
import onsagerflow.field.Trajectory;
import onsagerflow.statistics.Moments;
import onsagerflow.statistics.StructureFactor;
import onsagerflow.statistics.domains.Domains;
import org.junit.jupiter.api.Test;

/// Statistics of trajectories of vectors, by their scalar views.
class VectorTrajectoryTest {

  private static final Grid GRID = new Grid(16, 24, 8);
  private static final Frame.Conditions CONDITIONS = new Frame.Conditions(0.3, 0.02);

  /// Independent Gaussian components of standard deviations 1, 2 and 3, in eight runs of two
  /// frames.
  private static VectorTrajectory noise() {
    RandomGenerator random = new CounterRandom(3, 0);
    var snapshots = new ArrayList<VectorFrame>();
    for (int run = 0; run < 8; run++) {
      for (int frame = 0; frame < 2; frame++) {
        var m = new VectorField(GRID, 3);
        for (int i = 0; i < m.values().length; i++) {
          m.values()[i] = (1 + i / GRID.size()) * random.nextGaussian();
        }
        snapshots.add(new VectorFrame(0.5 * frame, run, CONDITIONS, m));
      }
    }
    var origin = new Trajectory.Origin("noise", GRID, 8, 3);
    return new RecordedVectors(origin, snapshots);
  }

  @Test
  void aRunIsATrajectory() {
    var vectors = noise();
    var run = vectors.ofRun(5);
    assertEquals(2, run.size());
    assertEquals(5, run.run(0));
    assertArrayEquals(vectors.m(11).values(), run.m(1).values());
    assertThrows(IllegalArgumentException.class, () -> vectors.ofRun(8));
  }

  @Test
  void viewsHaveTheTimesOfTheVectors() {
    var vectors = noise();
    Timeline view = vectors.component(2);
    assertEquals(vectors.span(), view.span());
    assertEquals(16, view.size());
    assertEquals(5, view.run(11));
    assertEquals(
        "noise: 16 frames of 16 x 24 blocks (B = 8) of 3 components, 8 runs, t = 0.0 to 0.5, T ="
            + " 0.3, h = 0.02",
        vectors.toString());
    assertEquals(
        "noise, |m|: 16 frames of 16 x 24 blocks (B = 8), 8 runs, t = 0.0 to 0.5, T = 0.3, h ="
            + " 0.02",
        vectors.norm().toString());
    assertFalse(vectors.norm().hasGenerator());
    assertEquals(64, vectors.norm().origin().cellVolume());
  }

  /// ⟨m²⟩ is 1, 4 and 9 of the components, 14 of |m| and 5 along (1, 2, 0)/√5 …: Σ dᵢ²σᵢ²/d².
  @Test
  void momentsAreThoseOfTheNumberLookedAt() {
    var vectors = noise();
    assertMeanSquare(1, vectors.component(0));
    assertMeanSquare(4, vectors.component(1));
    assertMeanSquare(9, vectors.component(2));
    assertMeanSquare(14, vectors.norm());
    assertMeanSquare((1 + 4 * 4) / 5.0, vectors.projection(1, 2, 0));
  }

  private static void assertMeanSquare(double expected, Trajectory view) {
    for (var point : Moments.of(view)) {
      assertEquals(expected, point.m2().value(), 4.5 * point.m2().standardError());
    }
  }

  /// White noise has S(k) = v⟨m²⟩ at every k, as the same field has by itself.
  @Test
  void theStructureFactorIsThatOfTheComponent() {
    var vectors = noise();
    var frames = new ArrayList<Frame>();
    for (int i = 0; i < vectors.size(); i++) {
      frames.add(
          new Frame(
              vectors.time(i),
              vectors.run(i),
              CONDITIONS,
              vectors.m(i).component(2),
              Optional.empty()));
    }
    var alone = new RecordedTrajectory(vectors.origin(), frames);
    assertEquals(StructureFactor.of(alone), StructureFactor.of(vectors.component(2)));
  }

  /// In three dimensions too: white noise has one S at every k. Statistics of planes say that they
  /// are.
  @Test
  void boxesHaveAStructureFactor() {
    var axis = new Grid.Axis(8, 2, Grid.Boundary.PERIODIC);
    var box = new Grid(List.of(axis, axis, axis));
    RandomGenerator random = new CounterRandom(9, 0);
    var snapshots = new ArrayList<VectorFrame>();
    for (int run = 0; run < 20; run++) {
      var values = random.doubles(3L * box.size(), -1, 1).toArray();
      snapshots.add(new VectorFrame(0, run, CONDITIONS, new VectorField(box, 3, values)));
    }
    var view = new RecordedVectors(new Trajectory.Origin(box, 2), snapshots).component(2);
    var bands = StructureFactor.of(view).getFirst().bands();
    for (var band : bands) {
      assertEquals(1 / 3.0, band.s().value(), 4.5 * band.s().standardError(), "k = " + band.k());
    }
    assertEquals(8, view.origin().cellVolume());
    refused(
        "needs a grid of two dimensions, periodic in both, got 8 x 8 x 8 cells of edge 2.0",
        () -> Domains.of(view));
  }

  /// Each component is seen in its component of the field; one number acts along the last.
  @Test
  void componentsSeeTheirComponentOfTheField() {
    var h = ExternalField.vector(0.1, 0, -0.2).plus(ExternalField.uniform(0.5));
    assertEquals(ExternalField.vector(0.1, 0, 0.3), h);
    refused("a field of one component is wanted here, got (0.1, 0.0, 0.3)", () -> h.at(0, 0));
    refused("a field of 3 components for vectors of 2: (0.1, 0.0, 0.3)", () -> h.component(0, 2));
    for (var field : List.of(h, ExternalField.uniform(0.3))) {
      var frame = new VectorFrame(0, 0, new Frame.Conditions(0.5, field), new VectorField(GRID, 3));
      var vectors = new RecordedVectors(new Trajectory.Origin(GRID, 8), List.of(frame));
      assertEquals(0.3, vectors.component(2).conditions(0).field().constant(), 0);
      assertEquals(0, vectors.component(1).conditions(0).field().constant(), 0);
      assertEquals(field, vectors.norm().conditions(0).field());
    }
  }

  @Test
  void channelsHaveTheShapeOfM() {
    var m = new VectorField(GRID, 3);
    var six = new VectorField(GRID, VectorFrame.TENSOR);
    var channels = Optional.of(new VectorFrame.Generator(m, six));
    var frame = new VectorFrame(0, 0, CONDITIONS, m, channels);
    assertTrue(new RecordedVectors(new Trajectory.Origin(GRID, 8), List.of(frame)).hasGenerator());
    refused(
        "noise of 3 components on 16 x 24 cells of edge 8.0 for m of 3 components on 16 x 24"
            + " cells of edge 8.0",
        () -> new VectorFrame(0, 0, CONDITIONS, m, Optional.of(new VectorFrame.Generator(m, m))));
  }

  @Test
  void fieldsOfVectorsHaveTheirParts() {
    var m = new VectorField(new Grid(1, 2, 1), 2, new double[] {3, 0, 4, -2});
    assertArrayEquals(new double[] {3, 0}, m.component(0).values(), 0);
    assertArrayEquals(new double[] {5, 2}, m.norm().values(), 0);
    assertArrayEquals(new double[] {4, -2}, m.projection(0, 7).values(), 0);
    assertEquals(-2, m.get(1, 1), 0);
    assertEquals(
        "field of 1 x 2 vectors: mean (1.500, 1.000), |m| from 2.000 to 5.000", m.toString());
    m.copy().set(0, 0, 9);
    assertEquals(3, m.get(0, 0), 0);
  }

  @Test
  void whatIsNoVectorIsRefused() {
    var grid = new Grid(1, 2, 1);
    refused(
        "vectors of 3 components in 2 cells got 4 values",
        () -> new VectorField(grid, 3, new double[4]));
    refused(
        "no direction for vectors of 2 components: [0.0, 0.0]",
        () -> new VectorField(grid, 2).projection(0, 0));
    refused("a vector of 3 components has none of number 3", () -> noise().component(3));
    var origin = new Trajectory.Origin(grid, 1);
    refused(
        "a field on 2 x 1 cells of edge 1.0 in a trajectory on 1 x 2 cells of edge 1.0",
        () ->
            new RecordedVectors(
                origin,
                List.of(new VectorFrame(0, 0, CONDITIONS, new VectorField(new Grid(2, 1, 1), 2)))));
    refused(
        "vectors of 2 and of 3 components in one trajectory",
        () ->
            new RecordedVectors(
                origin,
                List.of(
                    new VectorFrame(0, 0, CONDITIONS, new VectorField(grid, 2)),
                    new VectorFrame(1, 0, CONDITIONS, new VectorField(grid, 3)))));
  }

  private static void refused(String message, Runnable construction) {
    assertEquals(
        message, assertThrows(IllegalArgumentException.class, construction::run).getMessage());
  }
}
