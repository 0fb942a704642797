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
