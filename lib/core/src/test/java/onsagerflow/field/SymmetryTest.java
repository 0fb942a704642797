package onsagerflow.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SymmetryTest {

  @ParameterizedTest
  @EnumSource(Symmetry.class)
  void orbitsPartitionTheStencil(Symmetry symmetry) {
    int r = 6;
    var seen = new int[13][13];
    for (var orbit : symmetry.orbits(r)) {
      for (int[] offset : orbit.offsets()) {
        seen[offset[0] + r][offset[1] + r]++;
        assertEquals(
            1, orbit.offsets().stream().filter(o -> Arrays.equals(o, negated(offset))).count());
      }
    }
    for (int y = 0; y < 13; y++) {
      for (int x = 0; x < 13; x++) {
        assertEquals(y == r && x == r ? 0 : 1, seen[y][x]);
      }
    }
  }

  private static int[] negated(int[] offset) {
    return Arrays.stream(offset).map(x -> -x).toArray();
  }

  @ParameterizedTest
  @EnumSource(Symmetry.class)
  void orbitsPartitionTheCube(Symmetry symmetry) {
    int r = 2;
    var orbits = symmetry.orbits(r, 3);
    var values = new double[orbits.size()];
    Arrays.setAll(values, i -> i + 1);
    var kernel = Symmetry.kernel(3, orbits, r, values);
    assertEquals(0, kernel.get(0, 0, 0));
    int offsets = 0;
    for (int o = 0; o < values.length; o++) {
      int ring = orbits.get(o).ring();
      assertTrue(o == 0 || ring >= orbits.get(o - 1).ring());
      for (int[] d : orbits.get(o).offsets()) {
        offsets++;
        assertEquals(values[o], kernel.get(d[0], d[1], d[2]));
        assertEquals(values[o], kernel.get(-d[0], -d[1], -d[2]));
        assertEquals(ring, Math.max(Math.abs(d[0]), Math.max(Math.abs(d[1]), Math.abs(d[2]))));
      }
    }
    assertEquals(5 * 5 * 5 - 1, offsets);
  }

  @Test
  void cubesHaveFortyEightImages() {
    assertEquals(62, Symmetry.INVERSION.orbits(2, 3).size()); // (5³ − 1)/2
    assertEquals(9, Symmetry.C4.orbits(2, 3).size()); // 0 ≤ a ≤ b ≤ c ≤ 2 but the centre
    assertEquals("J(-1,-1,-1)", Symmetry.C4.orbits(1, 3).getFirst().toString());
    assertEquals("J(-1,-1)", Symmetry.C4.orbits(1, 2).getFirst().toString());
  }

  @Test
  void countsOfUnknowns() {
    assertEquals(84, Symmetry.INVERSION.orbits(6).size()); // (13² − 1)/2
    assertEquals(42, Symmetry.C4.orbits(6).size());
    assertEquals(27, Symmetry.RADIAL.orbits(6).size()); // one eighth of the square
  }

  @Test
  void smallerRadiiComeFirst() {
    var wide = Symmetry.C4.orbits(5);
    var narrow = Symmetry.C4.orbits(3);
    for (int i = 0; i < narrow.size(); i++) {
      assertEquals(narrow.get(i).toString(), wide.get(i).toString());
    }
  }
}
