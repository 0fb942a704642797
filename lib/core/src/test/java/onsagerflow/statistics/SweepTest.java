package onsagerflow.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class SweepTest {

  private final Sweep<Double, Double> squares = Sweep.over("T", 0.8, 0.5, 2.0).of(t -> t * t);

  @Test
  void keepsTheOrderOfItsValues() {
    assertEquals(List.of(0.8, 0.5, 2.0), squares.values());
    assertEquals(0.25, squares.at(0.5), 0);
    assertArrayEquals(new double[] {0.8, 0.5, 2}, squares.axis());
    assertArrayEquals(new double[] {0.64, 0.25, 4}, squares.numbers(t -> t), 1e-15);
    assertEquals(List.of("0.64", "0.25", "4.0"), squares.map(s -> rounded(s)).results());
  }

  private static String rounded(double x) {
    return String.valueOf(Math.round(100 * x) / 100.0);
  }

  @Test
  void goesOverThingsByName() {
    var lengths = new LinkedHashMap<String, String>();
    lengths.put("z", "one");
    lengths.put("a", "three");
    var sweep = Sweep.over("name", lengths).map(String::length);
    assertEquals(List.of("z", "a"), sweep.values());
    assertEquals(5, sweep.at("a"));
  }

  @Test
  void aSweepOfSweepsIsOneOfTheirCases() {
    var sums =
        Sweep.over("T", 2.0, 2.5).of(t -> Sweep.over("of", List.of("a", "b")).of(name -> name + t));
    assertEquals(
        List.of("T = 2, a", "T = 2, b", "T = 2.5, a", "T = 2.5, b"), Sweep.flat(sums).values());
    assertEquals("b2.5", Sweep.flat(sums).at("T = 2.5, b"));
    assertEquals("case", Sweep.flat(sums).quantity());
  }

  @Test
  void knowsOnlyWhereItHasBeen() {
    assertThrows(NoSuchElementException.class, () -> squares.at(1.0));
    assertThrows(
        IllegalArgumentException.class, () -> new Sweep<>("T", List.of(1, 2), List.of("a")));
  }

  @Test
  void numbersAreThoseOfTheResults() {
    assertArrayEquals(new double[] {0.8, 0.5, 2}, squares.numbers(Math::sqrt), 1e-15);
  }
}
