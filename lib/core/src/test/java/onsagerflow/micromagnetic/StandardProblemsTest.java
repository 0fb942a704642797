package onsagerflow.micromagnetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import onsagerflow.field.ExternalField;
import org.junit.jupiter.api.Test;

/// Problems whose answers are known from many programs, or exactly; problem 4 is in [MagnetTest],
/// problem 3 among the nouns.
class StandardProblemsTest {

  private static final double SATURATION = 8e5;

  private static Magnet magnet(Sample sample, Start start, double... tesla) {
    var field = ExternalField.vector(tesla[0], tesla[1], tesla[2]);
    return new Problem(sample, Problem.Setting.of(field), start).magnet(1e-5);
  }

  /// µMAG problem 2: a bar 5 : 1 : 0.1 in a field along its diagonal, so small that it turns as
  /// one; its coercivity is 0.057069478 M_s. One cell is such a bar.
  @Test
  void aSmallBarHasTheCoercivityOfProblem2() {
    var bar = new Sample(new Mesh(1, 1, 1, 5e-9, 1e-9, 0.1e-9), new Material(SATURATION, 0, 0.5));
    double full = Demagnetisation.MU_0 * SATURATION;
    var state = magnet(bar, Start.uniform(1, 1, 1), 0, 0, 0);
    state.relax();
    double holds = 0.055;
    double turns = 0.058;
    while (turns - holds > 2e-9) {
      double middle = (holds + turns) / 2;
      double b = -middle * full / Math.sqrt(3);
      var next = magnet(bar, Start.of(state.m()), b, b, b);
      next.relax();
      double[] m = next.mean();
      if (m[0] + m[1] + m[2] > 0) {
        holds = middle;
        state = next;
      } else {
        turns = middle;
      }
    }
    assertEquals(0.057069478, turns, 1e-8);
  }

  /// At the ends of a strip with DMI vectors tilt by arcsin(D/2√(AK)), and inwards tan(θ/2) falls
  /// as exp(−x/√(A/K)): Rohart and Thiaville, Phys. Rev. B 88, 184422 (2013).
  @Test
  void dmiTiltsTheEndsOfAStrip() {
    double a = 1.5e-11;
    double k = 8e5;
    double d = 3e-3;
    double width = Math.sqrt(a / k);
    double edge = width / 12;
    int cells = 240;
    for (boolean isBulk : new boolean[] {false, true}) {
      var plain = new Material(6e5, a, 0.5).withUniaxial(k, 0, 0, 1);
      var material = isBulk ? plain.withBulkDmi(d) : plain.withInterfacialDmi(d);
      var strip = new Sample(new Mesh(cells, 1, 1, edge, edge, edge).periodic(0, 1, 1), material);
      var setting = Problem.Setting.of(ExternalField.vector(0, 0, 0)).withoutDemagnetising();
      var magnet = new Problem(strip, setting, Start.uniform(0, 0, 1)).magnet(1e-5);
      magnet.relax();
      double atEnd = Math.tan(Math.asin(d / 2 / Math.sqrt(a * k)) / 2);
      int along = isBulk ? 1 : 0; // a helix turns across the strip, a cycloid along it
      for (int i = 0; i < 60; i++) {
        double theta = 2 * Math.atan(atEnd * Math.exp(-(i + 0.5) * edge / width));
        double left = magnet.m().get(along, i);
        double right = magnet.m().get(along, cells - 1 - i);
        assertEquals(Math.sin(theta), Math.abs(left), 1e-3);
        assertEquals(-left, right, 1e-8);
      }
      // ∂m_x = −(D/2A) m_z at an interface
      assertTrue(isBulk || magnet.m().get(0, 0) > 0, "handedness");
    }
  }
}
