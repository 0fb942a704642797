package onsagerflow.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class CurveTest {

  @Test
  void knowsWhereItWasLastAboveALevel() {
    var wave = Curve.of(new double[] {0, 1, 2, 3, 4}, x -> x == 1 || x == 3 ? 2 : 0);
    assertEquals(3, wave.lastAbove(1));
    assertEquals(4, wave.lastAbove(-1));
    assertEquals(Double.NaN, wave.lastAbove(2));
    assertEquals(List.of(0.0, 0.0, 0.0, 0.0, 0.0), wave.standardError());
  }

  @Test
  void hasAPointForEachThing() {
    var curve = Curve.of(List.of("a", "bcd"), String::length, s -> s.charAt(0), s -> 0.5);
    assertEquals(new Curve(List.of(1.0, 3.0), List.of(97.0, 98.0), List.of(0.5, 0.5)), curve);
    assertThrows(
        IllegalArgumentException.class, () -> new Curve(List.of(1.0), List.of(), List.of(1.0)));
  }
}
