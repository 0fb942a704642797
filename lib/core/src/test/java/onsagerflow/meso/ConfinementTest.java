package onsagerflow.meso;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// Two cells of two components: (m[0], m[2]) and (m[1], m[3]).
class ConfinementTest {

  @Test
  void anIntervalReflectsEveryComponent() {
    double[] m = {1.1, -0.5, -1.25, 5};
    assertEquals(3, Confinement.INTERVAL.confine(m, 2));
    assertArrayEquals(new double[] {0.9, -0.5, -0.75, 1}, m, 1e-11);
  }

  @Test
  void aBallReflectsAlongTheVector() {
    double[] m = {0.9, 0.3, 1.2, -0.4};
    assertEquals(1, Confinement.BALL.confine(m, 2));
    assertArrayEquals(new double[] {0.3, 0.3, 0.4, -0.4}, m, 1e-11); // |m| = 1.5 becomes 0.5
    double[] far = {3, 0, 4, 0};
    assertEquals(1, Confinement.BALL.confine(far, 2));
    assertArrayEquals(new double[] {0.6, 0, 0.8, 0}, far, 1e-11);
  }

  @Test
  void aBallOfOneComponentIsAnInterval() {
    double[] interval = {1.1, -0.5, -1.25, 5, -2.5, 0, 1};
    double[] ball = interval.clone();
    assertEquals(Confinement.INTERVAL.confine(interval, 1), Confinement.BALL.confine(ball, 1));
    assertArrayEquals(interval, ball, 1e-15);
  }

  @Test
  void aSphereBringsBackAndCountsTheFar() {
    double[] m = {0.63, 0.9, 0.84, 1.2};
    assertEquals(1, Confinement.SPHERE.confine(m, 2));
    assertArrayEquals(new double[] {0.6, 0.6, 0.8, 0.8}, m, 1e-15);
    double[] nowhere = {0, 1, 0, 0};
    assertEquals(1, Confinement.SPHERE.confine(nowhere, 2));
    assertArrayEquals(new double[] {0, 1, 0, 0}, nowhere, 0);
  }

  @Test
  void withoutASetNothingMoves() {
    double[] m = {7, -9};
    assertEquals(0, Confinement.NONE.confine(m, 1));
    assertArrayEquals(new double[] {7, -9}, m, 0);
  }
}
