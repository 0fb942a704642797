package onsagerflow.statistics.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Micromagnet;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.RecordedVectors;
import onsagerflow.field.vector.VectorField;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.statistics.Mean;
import onsagerflow.statistics.vector.SpinWaves.Doubt;
import onsagerflow.statistics.vector.SpinWaves.Part;
import onsagerflow.statistics.vector.SpinWaves.Peak;
import org.junit.jupiter.api.Test;

/// Lines of S(k, ω) that are not those of one circle seen for long: damped modes of known frequency
/// and width, stepped exactly, on the longest wave along x.
class SpinWaveLinesTest {

  private static final int CELLS = 8;
  private static final double SPACING = 2;
  private static final double WEIGHT = 1e-3;
  private static final double MOMENT = 0.9;
  private static final Grid PERIODIC = new Grid(1, CELLS, SPACING);
  private static final Grid OPEN =
      new Grid(
          List.of(
              new Grid.Axis(4, SPACING, Grid.Boundary.OPEN),
              new Grid.Axis(CELLS, SPACING, Grid.Boundary.OPEN)));

  /// A mode of the wave j along x.
  ///
  /// @param share of its power
  private record Mode(int j, double frequency, double width, double share) {}

  /// Where it shows: across z on ellipses of an axial ratio, or along z.
  private record Shape(double ratio, boolean isAlong) {}

  private static final Shape CIRCLE = new Shape(1, false);

  private static RecordedVectors series(
      Trajectory.Origin origin,
      Shape shape,
      double interval,
      int frames,
      int runs,
      List<Mode> modes) {
    var random = new SplittableRandom(frames + runs);
    var grid = origin.grid();
    var made = new ArrayList<VectorFrame>();
    for (int run = 0; run < runs; run++) {
      var a = new double[2 * modes.size()];
      for (int i = 0; i < a.length; i++) {
        a[i] = Math.sqrt(modes.get(i / 2).share * WEIGHT) * random.nextGaussian();
      }
      for (int t = 0; t < frames; t++) {
        var m = new VectorField(grid, 3);
        for (int cell = 0; cell < grid.size(); cell++) {
          double re = 0;
          double im = 0;
          for (int i = 0; i < modes.size(); i++) {
            double form = form(grid, modes.get(i).j, cell % CELLS);
            re += a[2 * i] * form;
            im += a[2 * i + 1] * form;
          }
          m.set(0, cell, shape.isAlong ? 0 : re);
          m.set(1, cell, shape.isAlong ? 0 : shape.ratio * im);
          m.set(2, cell, MOMENT + (shape.isAlong ? re : 0));
        }
        made.add(new VectorFrame(t * interval, run, new Frame.Conditions(0.1, 0.0), m));
        for (int i = 0; i < modes.size(); i++) {
          step(modes.get(i), interval, a, 2 * i, random);
        }
      }
    }
    return new RecordedVectors(origin, made);
  }

  private static void step(
      Mode mode, double interval, double[] a, int at, SplittableRandom random) {
    double decay = Math.exp(-mode.width * interval);
    double cos = decay * Math.cos(mode.frequency * interval);
    double sin = decay * Math.sin(mode.frequency * interval);
    double noise = Math.sqrt(mode.share * WEIGHT * (1 - decay * decay));
    double re = a[at];
    double im = a[at + 1];
    a[at] = re * cos - im * sin + noise * random.nextGaussian();
    a[at + 1] = re * sin + im * cos + noise * random.nextGaussian();
  }

  private static double form(Grid grid, int j, int x) {
    return grid.isPeriodic()
        ? Math.cos(2 * Math.PI * j * x / CELLS)
        : Math.cos(Math.PI * j * (x + 0.5) / CELLS);
  }

  private static Trajectory.Origin origin(Grid grid) {
    return new Trajectory.Origin(grid, (int) SPACING);
  }

  private static SpinWaves waves(RecordedVectors data, int longest) {
    return SpinWaves.of(data, longest, 0, Axis.along(0, 0, 1));
  }

  /// Of the wave along x, the longest.
  private static Peak peak(SpinWaves waves, Part part) {
    return waves.peaks(part).getFirst();
  }

  private static void assertMean(double exact, Mean mean) {
    assertTrue(mean.standardErrorsFrom(new Mean(exact, 0, 1)) < 4, exact + ", " + mean);
    assertTrue(mean.standardError() < 0.2 * exact, mean.toString());
  }

  @Test
  void aWaveThatGoesRoundOnEllipsesHasAPartOfItsPowerAtTheOtherSense() {
    double ratio = 0.4;
    var data =
        series(
            origin(PERIODIC),
            new Shape(ratio, false),
            0.5,
            800,
            12,
            List.of(new Mode(1, 0.6, 0.04, 1)));
    var peak = peak(waves(data, 1), Part.PERPENDICULAR);
    assertMean(0.6, peak.frequency());
    assertMean(0.04, peak.width());
    double back = Math.pow((1 - ratio) / (1 + ratio), 2);
    assertEquals(back / (1 + back), peak.counter().value(), 0.01);
    assertEquals(Optional.empty(), peak.doubt());
  }

  /// A tenth of the power in another line, as that of the waves which blocks alias.
  @Test
  void aWeakLineFarAwayMovesNothing() {
    var modes = List.of(new Mode(1, 0.4, 0.02, 1), new Mode(1, 2.2, 0.2, 0.1));
    var peak =
        peak(waves(series(origin(PERIODIC), CIRCLE, 0.5, 800, 12, modes), 1), Part.PERPENDICULAR);
    assertMean(0.4, peak.frequency());
    assertMean(0.02, peak.width());
    assertTrue(peak.counter().value() < 0.01, peak.toString());
  }

  @Test
  void alongTheMagnetisationANumberSwings() {
    var data =
        series(
            origin(PERIODIC), new Shape(0, true), 0.5, 800, 6, List.of(new Mode(1, 0.5, 0.1, 1)));
    var peak = peak(waves(data, 1), Part.PARALLEL);
    assertMean(0.5, peak.frequency());
    assertMean(0.1, peak.width());
    assertEquals(0.5, peak.counter().value(), 1e-9);
    var atRest =
        series(origin(PERIODIC), new Shape(0, true), 0.5, 800, 6, List.of(new Mode(1, 0, 0.1, 1)));
    assertMean(0.1, peak(waves(atRest, 1), Part.PARALLEL).width());
  }

  @Test
  void whatAShortSeriesDoesNotResolveIsMarked() {
    var modes = List.of(new Mode(1, 0.4, 0.02, 1));
    var brief = waves(series(origin(PERIODIC), CIRCLE, 0.5, 80, 4, modes), 1);
    assertEquals(2.78 / 40, brief.resolution(), 1e-9);
    var peak = peak(brief, Part.PERPENDICULAR);
    assertEquals(Optional.of(Doubt.BELOW_RESOLUTION), peak.doubt(), peak.toString());
    assertEquals(0.4, peak.frequency().value(), brief.resolution());
    assertTrue(
        brief.cautions().stream()
            .anyMatch(
                caution ->
                    caution.startsWith(
                        "waves of k = 0.393 across the magnetisation have a half width below"
                            + " 0.0695, that of the window of runs of 40")),
        brief.cautions().toString());
    var lasting = waves(series(origin(PERIODIC), CIRCLE, 0.5, 800, 4, modes), 1);
    assertEquals(Optional.empty(), peak(lasting, Part.PERPENDICULAR).doubt());
  }

  /// A wave that turns by more than half a turn from frame to frame shows as a slower one; what is
  /// next to half a turn is marked, and all that is behind it.
  @Test
  void whatIsTooFastForTheFramesIsMarked() {
    var modes =
        List.of(new Mode(1, 0.5, 0.05, 1), new Mode(2, 1.45, 0.05, 1), new Mode(3, 3.5, 0.05, 1));
    var coarse = waves(series(origin(PERIODIC), CIRCLE, 2, 200, 4, modes), 3);
    var doubts = coarse.peaks(Part.PERPENDICULAR).stream().map(Peak::doubt).toList();
    assertEquals(Optional.empty(), doubts.getFirst());
    assertEquals(Optional.of(Doubt.TOO_COARSE), doubts.get(1));
    assertEquals(Optional.of(Doubt.TOO_COARSE), doubts.get(2));
    assertTrue(
        coarse.cautions().stream()
            .anyMatch(caution -> caution.contains("too fast for frames 2.00 apart")),
        coarse.cautions().toString());
    var fine = waves(series(origin(PERIODIC), CIRCLE, 0.5, 600, 6, modes), 3);
    assertMean(3.5, fine.peaks(Part.PERPENDICULAR).get(2).frequency());
    assertEquals(
        List.of(Optional.empty(), Optional.empty(), Optional.empty()),
        fine.peaks(Part.PERPENDICULAR).stream().map(Peak::doubt).toList());
  }

  /// Standing waves between open ends, in SI units: k per metre, ω per second.
  @Test
  void waveNumbersOfAFilmArePerMetre() {
    var film =
        new Trajectory.Origin(
            "film",
            OPEN,
            2,
            OptionalLong.empty(),
            Optional.of(new Micromagnet(4e-9, 4e-9, 3e-9, OptionalDouble.of(8e5))));
    var modes = List.of(new Mode(1, 1e11, 1e10, 1), new Mode(2, 2e11, 2e10, 1));
    var waves = waves(series(film, CIRCLE, 1e-12, 800, 6, modes), 3);
    var k = waves.waveNumbers();
    double length = CELLS * SPACING * 4e-9;
    assertEquals(Math.PI / length, k.getFirst(), 1);
    var peak = peak(waves, Part.PERPENDICULAR);
    assertMean(1e11, peak.frequency());
    assertMean(1e10, peak.width());
    int cells = OPEN.size();
    assertMean(WEIGHT * cells / 2, peak.weight()); // S⊥ of a cosine, per component
    // the second along x is as long as the first along y, where nothing moves
    assertEquals(2, waves.peaks(Part.PERPENDICULAR).get(1).waves());
  }

  @Test
  void whereNothingMovesThereIsNoLine() {
    var data = series(origin(PERIODIC), CIRCLE, 0.5, 40, 2, List.of(new Mode(1, 0.6, 0.04, 0)));
    var peak = peak(waves(data, 1), Part.PERPENDICULAR);
    assertEquals(0, peak.weight().value());
    assertEquals(Double.NaN, peak.frequency().value());
    assertEquals(Optional.empty(), peak.doubt());
  }
}
