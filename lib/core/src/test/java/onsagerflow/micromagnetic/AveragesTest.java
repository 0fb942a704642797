package onsagerflow.micromagnetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import onsagerflow.field.ExternalField;
import onsagerflow.io.ovf.ColumnTable;
import org.junit.jupiter.api.Test;

class AveragesTest {

  private static final List<Double> TIMES =
      IntStream.rangeClosed(0, 20).mapToObj(i -> 0.01 * i).toList();

  /// A vector that precesses about z, without damping, at γB.
  private static Averages precession(double tesla) {
    var sample = new Sample(new Mesh(1, 1, 1, 1e-9, 1e-9, 1e-9), new Material(8e5, 0, 0));
    var setting = Problem.Setting.of(ExternalField.vector(0, 0, tesla)).withoutDemagnetising();
    return Averages.of(new Problem(sample, setting, Start.uniform(1, 0, 0)).begin(), TIMES);
  }

  @Test
  void followsAMotion() {
    double turns = Problem.Setting.GYROMAGNETIC_RATIO * 0.05 * 1e-9; // in a nanosecond
    var averages = precession(0.05);
    var mx = averages.component(0);
    for (int i = 0; i < TIMES.size(); i++) {
      assertEquals(Math.cos(turns * TIMES.get(i)), mx.y().get(i), 1e-5);
    }
    assertEquals(Math.PI / 2 / turns, averages.firstZero(0), 1e-5);
    assertEquals(Double.NaN, averages.firstZero(2));
    averages.length().y().forEach(length -> assertEquals(1, length, 1e-12));
  }

  @Test
  void differencesAreOfTheSameTimes() {
    var one = precession(0.05);
    var other = precession(0.06);
    var apart = one.minus(other);
    assertEquals(
        one.component(1).y().get(7) - other.component(1).y().get(7), apart.component(1).y().get(7));
    assertEquals(
        Math.max(
            apart.component(0).y().stream().mapToDouble(Math::abs).max().orElseThrow(),
            apart.component(1).y().stream().mapToDouble(Math::abs).max().orElseThrow()),
        apart.largest());
    var fewer = new Averages(List.of(0.0), List.of(List.of(1.0), List.of(0.0), List.of(0.0)));
    var e = assertThrows(IllegalArgumentException.class, () -> one.minus(fewer));
    assertTrue(String.valueOf(e.getMessage()).contains("cannot be compared"));
  }

  @Test
  void takesTheTablesOfMumax3AndOfOommf() {
    var numbers =
        List.of(
            new double[] {0, 2e-9}, new double[] {1, 0}, new double[] {0, 1}, new double[] {0, 0});
    for (String[] names :
        new String[][] {
          {"t", "mx", "my", "mz"},
          {
            "Oxs_TimeDriver::Simulation time",
            "Oxs_TimeDriver::mx",
            "Oxs_TimeDriver::my",
            "Oxs_TimeDriver::mz"
          }
        }) {
      var columns = List.of(names).stream().map(name -> new ColumnTable.Column(name, "")).toList();
      var averages = Averages.of(new ColumnTable("", columns, numbers));
      assertEquals(List.of(0.0, 2.0), averages.times());
      assertEquals(List.of(0.0, 1.0), averages.component(1).y());
    }
    var strange =
        new ColumnTable("", List.of(new ColumnTable.Column("x", "")), List.of(numbers.getFirst()));
    var e = assertThrows(IllegalArgumentException.class, () -> Averages.of(strange));
    assertTrue(String.valueOf(e.getMessage()).contains("there is no column t"));
  }
}
