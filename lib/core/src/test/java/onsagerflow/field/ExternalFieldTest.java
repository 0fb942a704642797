package onsagerflow.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ExternalFieldTest {

  private static final Grid BLOCKS = new Grid(2, 3, 4);
  private static final ScalarField H = new ScalarField(BLOCKS, new double[] {1, 2, 3, 4, 5, 6});

  @Test
  void aNumberIsTheSameEverywhereAndAlways() {
    var field = ExternalField.uniform(0.03);
    assertTrue(field.isConstant() && field.isUniform());
    assertEquals(0.03, field.constant());
    assertEquals(0.03, field.at(1e9));
    assertArrayEquals(new double[] {0.03, 0.03, 0.03, 0.03, 0.03, 0.03}, at(field, BLOCKS, 7));
    assertEquals("0.03", field.toString());
    assertEquals(new Frame.Conditions(1, 0.03), new Frame.Conditions(1, field));
  }

  @Test
  void ofAFieldKnownInWordsNothingIsCalculated() {
    var field = ExternalField.unknown("8 x 8 values");
    assertEquals("not known (was 8 x 8 values)", field.toString());
    assertFalse(field.isNone());
    refusedAsUnknown(field::constant);
    refusedAsUnknown(() -> field.at(0));
    refusedAsUnknown(() -> field.at(0, BLOCKS));
    refusedAsUnknown(() -> field.requireKnown(0, 1));
    refusedAsUnknown(() -> new ExternalFieldOn(BLOCKS, field.plus(ExternalField.uniform(1))).at(0));
  }

  private static void refusedAsUnknown(Executable attempt) {
    String got = assertThrows(IllegalArgumentException.class, attempt).getMessage();
    assertEquals(
        "of the field only is known that it was 8 x 8 values: say in which field, also h = 0", got);
  }

  @Test
  void aFieldOfBlocksActsOnEverySiteOfABlock() {
    double[] sites = at(ExternalField.pattern(H), new Grid(4, 6, 1), 0);
    assertArrayEquals(
        new double[] {
          1, 1, 2, 2, 3, 3, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 4, 4, 5, 5, 6, 6,
        },
        sites);
  }

  @Test
  void blocksSeeTheMeanOfAFieldOfSites() {
    var fine = new ScalarField(new Grid(4, 6, 1));
    for (int cell = 0; cell < fine.size(); cell++) {
      fine.set(cell, cell);
    }
    // the mean of y·6 + x over y, y + 1 and x, x + 1
    assertArrayEquals(
        new double[] {3.5, 5.5, 7.5, 15.5, 17.5, 19.5}, at(ExternalField.pattern(fine), BLOCKS, 0));
  }

  @Test
  void inThreeDimensionsSitesAndBlocksSeeEachOtherAlike() {
    var blocks = cube(2, 4, Grid.Boundary.PERIODIC);
    var sites = cube(4, 2, Grid.Boundary.OPEN);
    var pattern = new ScalarField(blocks, new double[] {1, 2, 3, 4, 5, 6, 7, 8});
    double[] fine = at(ExternalField.pattern(pattern), sites, 0);
    assertEquals(1, fine[sites.index(1, 1, 1)]);
    assertEquals(2, fine[sites.index(0, 1, 2)]);
    assertEquals(3, fine[sites.index(1, 2, 0)]);
    assertEquals(8, fine[sites.index(3, 2, 3)]);
    var uneven = new ScalarField(sites, fine.clone());
    uneven.set(sites.index(0, 0, 0), 1 + 8 * 0.25);
    assertArrayEquals(
        new double[] {1.25, 2, 3, 4, 5, 6, 7, 8}, at(ExternalField.pattern(uneven), blocks, 0));
    refused(
        "a field of 2 x 2 x 2 values does not fit 4 x 4 cells: give one for each site or block",
        () -> at(ExternalField.pattern(pattern), new Grid(4, 4, 1), 0));
  }

  private static Grid cube(int length, double spacing, Grid.Boundary boundary) {
    return new Grid(Collections.nCopies(3, new Grid.Axis(length, spacing, boundary)));
  }

  @Test
  void harmonicAndLinearProgramsMultiplyAPattern() {
    var sine = ExternalField.pattern(H).times(TimeProgram.harmonic(0.5, 8, Math.PI / 2));
    assertFalse(sine.isConstant());
    assertArrayEquals(new double[] {0.5, 1, 1.5, 2, 2.5, 3}, at(sine, BLOCKS, 8), 1e-14);
    assertArrayEquals(new double[] {0, 0, 0, 0, 0, 0}, at(sine, BLOCKS, 2), 1e-14);
    var ramp = TimeProgram.linear(new double[] {1, 3, 4}, new double[] {0, 1, -1});
    double[] half =
        at(ExternalField.uniform(10).plus(ExternalField.pattern(H).times(ramp)), BLOCKS, 2);
    assertArrayEquals(new double[] {10.5, 11, 11.5, 12, 12.5, 13}, half, 1e-14);
    assertEquals(0, ExternalField.program(ramp).at(3.5), 1e-15);
  }

  @Test
  void patternsAtTimesAreLinearBetween() {
    var field =
        ExternalField.sequence(
            new double[] {0, 2}, i -> new ScalarField(BLOCKS, new double[] {i, 1, 2, 3, 4, 4 - i}));
    assertArrayEquals(new double[] {0.25, 1, 2, 3, 4, 3.75}, at(field, BLOCKS, 0.5));
    assertEquals(0.25, field.at(0, 0.5));
    assertEquals(3.75, field.at(5, 0.5));
    assertArrayEquals(new double[] {1, 1, 2, 3, 4, 3}, at(field, BLOCKS, 2));
  }

  @Test
  void everyFormAgreesCellByCell() {
    var program = TimeProgram.linear(new double[] {0, 5}, new double[] {0.3, -2});
    var field =
        ExternalField.program(TimeProgram.harmonic(0.2, 3, 0.4))
            .plus(ExternalField.pattern(H).times(program))
            .on(BLOCKS);
    double[] all = at(field, BLOCKS, 1.7);
    for (int cell = 0; cell < all.length; cell++) {
      assertEquals(all[cell], field.at(cell, 1.7));
    }
  }

  @Test
  void aConstantFieldIsEvaluatedOnce() {
    var on = new ExternalFieldOn(BLOCKS, ExternalField.pattern(H));
    double[] h = on.at(0);
    h[0] = 99; // a live array: an evaluation would write over this
    assertSame(h, on.at(3));
    assertEquals(99, on.at(5)[0]);
  }

  @Test
  void afterARefusedTimeTheFieldIsThatOfTheNextOne() {
    var ramp = TimeProgram.linear(new double[] {0, 1}, new double[] {0, 1});
    var on = new ExternalFieldOn(BLOCKS, ExternalField.program(ramp));
    assertEquals(0.5, on.at(0.5)[2]);
    assertThrows(IllegalArgumentException.class, () -> on.at(2));
    assertEquals(0.5, on.at(0.5)[2]);
  }

  @Test
  void whatIsNoFieldIsRefusedByValue() {
    refused("field h must be finite, got NaN", () -> ExternalField.uniform(Double.NaN));
    refused(
        "field h must be finite, got Infinity in cell (y 1, x 0)",
        () ->
            ExternalField.pattern(
                new ScalarField(BLOCKS, new double[] {0, 0, 0, Double.POSITIVE_INFINITY, 0, 0})));
    refused(
        "a field of 2 x 3 values does not fit 10 x 12 cells: give one for each site or block",
        () -> ExternalField.pattern(H).on(new Grid(10, 12, 1)));
    refused(
        "times of a field program must be finite and increase, got 1.0 after 1.0",
        () -> TimeProgram.linear(new double[] {0, 1, 1}, new double[3]));
    refused(
        "field h must be finite, got NaN at t = 1.0 sweeps",
        () -> TimeProgram.linear(new double[] {0, 1}, new double[] {0, Double.NaN}));
    refused(
        "a harmonic field needs a finite amplitude and phase and a positive period, got amplitude"
            + " 0.1, period 0.0 sweeps, phase 0.0",
        () -> ExternalField.harmonic(0.1, 0));
    var ramp = ExternalField.program(TimeProgram.linear(new double[] {0, 5}, new double[] {0, 1}));
    refused(
        "the field program is known from t = 0.0 to 5.0 sweeps, not at t = 6.0", () -> ramp.at(6));
    refused(
        "the field program ends at t = 5.0 sweeps, the run at t = 20.0: give values up to there",
        () -> ramp.requireKnown(0, 20));
    refused(
        "the field program begins at t = 0.0 sweeps, the run at t = -1.0: give values from there"
            + " on",
        () -> ramp.requireKnown(-1, 3));
    ramp.requireKnown(0, 5 + 1e-12); // rounding
    refused(
        "one number h is wanted here, got a field that varies: program of 2 points, t = 0.0 to 5.0 (%s)"
            .formatted(
                Integer.toHexString(
                    TimeProgram.linear(new double[] {0, 5}, new double[] {0, 1}).hashCode())),
        ramp::constant);
    assertThrows(IllegalArgumentException.class, () -> ramp.times(TimeProgram.harmonic(1, 1, 0)));
  }

  private static void refused(String message, Executable attempt) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, attempt).getMessage());
  }

  private static double[] at(ExternalField field, Grid grid, double t) {
    return field.at(t, grid).values();
  }
}
