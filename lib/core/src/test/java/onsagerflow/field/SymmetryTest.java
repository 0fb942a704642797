package onsagerflow.field;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
    return new int[] {-offset[0], -offset[1]};
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
