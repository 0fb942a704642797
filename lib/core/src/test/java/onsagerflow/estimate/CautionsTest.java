package onsagerflow.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import onsagerflow.estimate.check.Asymmetry;
import onsagerflow.estimate.check.DataCheck;
import onsagerflow.estimate.check.FluctuationDissipation;
import onsagerflow.estimate.check.MarkovTest;
import onsagerflow.estimate.check.Reciprocity;
import onsagerflow.estimate.check.RunDifferences;
import onsagerflow.estimate.check.ScoreTests;
import onsagerflow.estimate.check.StaticField;
import onsagerflow.estimate.check.Whiteness;
import onsagerflow.meso.Closure;
import org.junit.jupiter.api.Test;

class CautionsTest {

  /// Numbers of a sound fit; each test spoils one.
  private static final class Case {
    Closure closure = Closure.COSH;
    MobilityForm mobility = MobilityForm.M_PHI;
    int leftOut;
    double longestLag = 0.1;
    double held = 5e-4;
    double saturated = 0.01;
    double ratio = 1.001;
    List<String> strays = List.of();
    List<String> ofData = List.of();
    int repeated;
    Optional<RadiusSelection> radius = Optional.empty();
    StaticField staticField = StaticField.NONE;
    RunDifferences runs = RunDifferences.NONE;
    List<Double> visits = Collections.nCopies(20, 0.05);
    FluctuationDissipation.Point force = new FluctuationDissipation.Point(0.6, 0.9, 0.02);
    Whiteness whiteness = new Whiteness(0.004, 0.001, 0.004, 0.001);
    Reliability reliability = new Reliability(1.2, 1.3, 3);
    List<MarkovTest.Point> byLag =
        List.of(
            new MarkovTest.Point(0.1, 1, 0.01, 0.014, 1, 0.01, 0.014),
            new MarkovTest.Point(0.4, 1.01, 0.01, 0.014, 1.01, 0.01, 0.014));
    MarkovTest.Point last = new MarkovTest.Point(0.4, 1.01, 0.01, 0.005, 0.99, 0.01, 0.002);

    List<String> cautions() {
      var first = new MarkovTest.Point(0.1, 1, 0.01, 0, 1, 0.01, 0);
      return new Diagnostics(
              Learner.standard().with(closure).with(mobility),
              new Diagnostics.Source(false, 100, leftOut, longestLag),
              new Diagnostics.Cells(100_000, held, saturated, visits),
              new Diagnostics.Residuals(
                  ratio,
                  strays,
                  Optional.of(whiteness),
                  List.of(new FluctuationDissipation.Point(0.1, 1, 0.01), force)),
              Optional.empty(),
              reliability,
              new Diagnostics.Lags(byLag, List.of(first, last)),
              new DataCheck(
                  new DataCheck.Recording(100, false, longestLag, 64, repeated),
                  new DataCheck.Values(-1, 1, OptionalDouble.of(1.0 / 32), saturated),
                  new DataCheck.Dynamics(0.2, 0.1, 0.1),
                  new DataCheck.Statics(1.02, 0.6),
                  Optional.empty(),
                  ofData),
              new ScoreTests(staticField, runs, Asymmetry.NONE, Reciprocity.NONE),
              new Diagnostics.KernelFindings(Optional.empty(), radius, Optional.empty()))
          .cautions();
    }

    void says(String expected) {
      assertEquals(1, cautions().size(), cautions().toString());
      assertTrue(cautions().getFirst().contains(expected), cautions().getFirst());
    }
  }

  @Test
  void soundNumbersSayNothing() {
    assertEquals(List.of(), new Case().cautions());
  }

  @Test
  void lags() {
    var spoilt = new Case();
    spoilt.longestLag = 0.8;
    spoilt.says("0.80 sweeps apart");
    spoilt = new Case();
    spoilt.leftOut = 7;
    spoilt.says("7 frame pairs");
  }

  @Test
  void whatTheDataAre() {
    var spoilt = new Case();
    spoilt.ofData = List.of("pairs are there twice");
    spoilt.says("pairs are there twice");
  }

  /// At T = 0.9, of waves along x.
  private static StaticField field(
      double uniform, double error, double waves, double excess, double rough, double roughExcess) {
    return new StaticField(
        0.9,
        new StaticField.Uniform(uniform, error),
        new StaticField.Waves(waves, excess, 32, 1, 0),
        new StaticField.Rough(rough, roughExcess));
  }

  /// Significant, and more than 2 % of T.
  @Test
  void staticFields() {
    var spoilt = new Case();
    spoilt.staticField = field(0, 0.01, 0.3, 20, 0, 0);
    spoilt.says("varies in space (most at a wavelength of 32.0 blocks, 0 periods along y and 1");
    spoilt.staticField = field(0, 0.01, 0.01, 20, 0, 0);
    assertEquals(List.of(), spoilt.cautions());
    spoilt.staticField = field(0, 0.01, 0, 0, 0.1, 20);
    spoilt.says("from block to block");
    spoilt.staticField = field(-0.1, 0.01, 0, 0, 0, 0);
    spoilt.says("as of a field of -0.100 +- 0.010 besides the one given");
    spoilt.staticField = field(-0.1, 0.02, 0, 0, 0, 0);
    assertEquals(List.of(), spoilt.cautions());
  }

  @Test
  void aLikelihoodThatIsARidge() {
    var spoilt = new Case();
    spoilt.reliability = new Reliability(1.2, 1.3, 15);
    assertEquals(List.of(), spoilt.cautions());
    spoilt.reliability = new Reliability(1.2, 1.3, 48);
    spoilt.says("lies along a ridge (48 rounds");
  }

  /// Stray pairs make runs differ, and are no fault of the runs' fields.
  @Test
  void runsThatDifferByTheirStrayPairsAreNotNamed() {
    var spoilt = new Case();
    spoilt.runs = new RunDifferences(0.9, 8, 0.02, 0.05, 30);
    spoilt.says("runs, or groups of them, differ");
    spoilt.strays = List.of("frames 20 and 21");
    spoilt.reliability = new Reliability(3, 100, 3);
    spoilt.says("scatter far more than the others");
  }

  /// What a wrong uniform field, or data given twice, leave over is no disorder.
  @Test
  void roughFieldsThatHaveAnotherCauseAreNotNamed() {
    var spoilt = new Case();
    spoilt.staticField = field(0.35, 0.01, 0, 0, 0.1, 20);
    spoilt.says("as of a field of 0.350 +- 0.010");
    spoilt.staticField = field(0.35, 0.01, 0.3, 20, 0.1, 20);
    assertEquals(2, spoilt.cautions().size(), spoilt.cautions().toString());
    assertTrue(
        spoilt.cautions().getFirst().contains("as of a field"), spoilt.cautions().getFirst());
    assertTrue(spoilt.cautions().getLast().contains("said above"), spoilt.cautions().getLast());
    spoilt.staticField = field(0, 0.01, 0, 0, 0.1, 20);
    spoilt.repeated = 20;
    assertEquals(List.of(), spoilt.cautions());
  }

  @Test
  void aJThatReachesTheWidestRadius() {
    var spoilt = new Case();
    spoilt.radius = Optional.of(new RadiusSelection(1, List.of(0.0), List.of(0.0), true, 0, 0));
    spoilt.says("1 block, and perhaps further: the grid is too small for J");
    spoilt.radius =
        Optional.of(new RadiusSelection(2, List.of(1.0, 0.0), List.of(0.1, 0.0), false, 0, 0));
    spoilt.says("2 blocks, and perhaps further; give the radius");
    spoilt.radius =
        Optional.of(
            new RadiusSelection(1, List.of(0.0, 1.0), List.of(0.0, 0.1), false, 0.68, 0.44));
    spoilt.says("a radius of 1 block for J, but do not tell what is beyond: 0.68 +- 0.44 in all");
  }

  @Test
  void partsOfTheDataThatDisagreeAreNamed() {
    var spoilt = new Case();
    spoilt.reliability = new Reliability(250, 1000, 3);
    spoilt.says("(bootstrap) is 250.0 times that by cells: runs differ from each other");
    spoilt.reliability = new Reliability(Double.NaN, 1000, 3);
    spoilt.says("blocks of runs and time lose 1000.0 times the likelihood that chance would cost");
    spoilt.reliability = new Reliability(Double.NaN, Double.NaN, 3);
    assertEquals(List.of(), spoilt.cautions());
  }

  @Test
  void pairsOfALongerLagThatDisagreeAreNamed() {
    var spoilt = new Case();
    spoilt.byLag =
        List.of(
            new MarkovTest.Point(0.1, 1, 0.01, 0.014, 1, 0.01, 0.014),
            new MarkovTest.Point(0.2, 0.99, 0.01, 0.014, 1, 0.01, 0.014),
            new MarkovTest.Point(0.4, 0.9, 0.01, 0.014, 1, 0.01, 0.014));
    spoilt.says("pairs of lag 0.40 disagree with those of 0.10: their drift is -10.0 +- 1.4 % off");
  }

  @Test
  void saturation() {
    var spoilt = new Case();
    spoilt.saturated = 0.12;
    spoilt.says("12 % of the cells are saturated");
    spoilt.saturated = 0.01;
    spoilt.held = 0.02;
    spoilt.says("in 2.0 % of the cells the fit is held at a bound");
    spoilt.held = 1;
    spoilt.says("in 100 % of the cells the fit is held at a bound");
  }

  @Test
  void scatter() {
    var spoilt = new Case();
    spoilt.ratio = 1.2;
    spoilt.says("scatter 1.20 times");
    spoilt = new Case();
    spoilt.strays = List.of("frames 3 and 4 of run 1 at t = 0.3");
    spoilt.says("1 of 100 frame pairs scatter far more than the others, the first being frames 3");
    spoilt.says("check run numbers and times");
  }

  /// Off by more than 5 %, and by more than four errors.
  @Test
  void fluctuationDissipation() {
    var spoilt = new Case();
    spoilt.force = new FluctuationDissipation.Point(1, 0.5, 0.02);
    spoilt.says("0.500 +- 0.020 at |u| = 1.00 (expected 0.76)");
    spoilt.force = new FluctuationDissipation.Point(1, 0.5, 0.1);
    assertEquals(List.of(), spoilt.cautions());
    spoilt.force = new FluctuationDissipation.Point(1, 0.73, 0.001);
    assertEquals(List.of(), spoilt.cautions());
    spoilt.closure = Closure.ONSAGER;
    spoilt.says("linear response fails");
    spoilt = new Case();
    spoilt.force = new FluctuationDissipation.Point(1, 0.5, 0.02);
    spoilt.mobility = MobilityForm.M;
    spoilt.says("K may depend on the local field");
  }

  /// Judged by the error of the change, which may be far below those of the ratios.
  @Test
  void memory() {
    var spoilt = new Case();
    spoilt.last = new MarkovTest.Point(0.4, 1, 0.01, 0.01, 0.96, 0.02, 0.005);
    spoilt.says("noise seen at a lag of 0.40 is -4.0 +- 0.5 % off");
    spoilt.last = new MarkovTest.Point(0.4, 1, 0.01, 0.01, 0.96, 0.02, 0.02);
    assertEquals(List.of(), spoilt.cautions());
    spoilt.last = new MarkovTest.Point(0.4, 1.1, 0.01, 0.01, 1, 0.01, 0.01);
    spoilt.says("drift seen at a lag of 0.40");
  }

  @Test
  void whiteness() {
    var spoilt = new Case();
    spoilt.whiteness = new Whiteness(0.08, 0.001, 0, 0.001);
    spoilt.says("residuals of neighbouring cells");
    spoilt.whiteness = new Whiteness(0, 0.001, -0.1, 0.001);
    spoilt.says("residuals of consecutive pairs");
    spoilt.whiteness = new Whiteness(0, 0.001, Double.NaN, Double.POSITIVE_INFINITY);
    assertEquals(List.of(), spoilt.cautions());
  }

  @Test
  void coverage() {
    var spoilt = new Case();
    spoilt.visits =
        java.util.stream.IntStream.range(0, 20).mapToObj(k -> k < 13 ? 0.0 : 1.0 / 7).toList();
    spoilt.says("the data visit 35 % of -1 < m < 1 only");
  }
}
