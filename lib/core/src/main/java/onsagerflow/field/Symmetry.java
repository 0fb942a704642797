package onsagerflow.field;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The symmetry imposed on J: offsets of one orbit share one unknown. Offsets are (dy, dx), in
/// three dimensions (dz, dy, dx).
public enum Symmetry {
  /// J(r) = J(−r), true of every kernel that comes from an energy.
  INVERSION,
  /// Inversion and quarter turns, J(dy, dx) = J(dx, −dy); in three dimensions all that maps a cube
  /// to itself.
  C4,
  /// J depends on |r| alone.
  RADIAL;

  /// One unknown of the stencil.
  ///
  /// @param dy,dx offset that names it, the first
  public record Orbit(int dy, int dx, List<int[]> offsets) {
    /// The smallest radius of a kernel that holds it.
    public int ring() {
      return Arrays.stream(offsets.getFirst()).map(Math::abs).max().orElseThrow();
    }

    /// What leads from cell x to the cells x − r in a field stored with rows of `pitch` values.
    public int[] shifts(int pitch) {
      return offsets.stream().mapToInt(r -> -r[0] * pitch - r[1]).toArray();
    }

    @Override
    public String toString() {
      return Arrays.stream(offsets.getFirst())
          .mapToObj(String::valueOf)
          .collect(Collectors.joining(",", "J(", ")"));
    }
  }

  /// The orbits of all offsets |dy|, |dx| ≤ radius but the centre, by increasing ring max(|dy|,
  /// |dx|), so that the orbits of a smaller radius come first.
  public List<Orbit> orbits(int radius) {
    var found = new LinkedHashMap<String, Orbit>();
    for (int ring = 1; ring <= radius; ring++) {
      for (int dy = -ring; dy <= ring; dy++) {
        for (int dx = -ring; dx <= ring; dx++) {
          if (Math.max(Math.abs(dy), Math.abs(dx)) == ring) {
            int y = dy;
            int x = dx;
            found
                .computeIfAbsent(key(ring, dy, dx), k -> new Orbit(y, x, new ArrayList<>()))
                .offsets()
                .add(new int[] {dy, dx});
          }
        }
      }
    }
    return List.copyOf(found.values());
  }

  /// The same in two or three dimensions.
  public List<Orbit> orbits(int radius, int dimensions) {
    if (dimensions == 2) {
      return orbits(radius);
    }
    var found = new LinkedHashMap<String, Orbit>();
    for (int ring = 1; ring <= radius; ring++) {
      for (int dz = -ring; dz <= ring; dz++) {
        for (int dy = -ring; dy <= ring; dy++) {
          for (int dx = -ring; dx <= ring; dx++) {
            if (Math.max(Math.abs(dz), Math.max(Math.abs(dy), Math.abs(dx))) == ring) {
              int y = dy;
              int x = dx;
              found
                  .computeIfAbsent(key(ring, dz, dy, dx), k -> new Orbit(y, x, new ArrayList<>()))
                  .offsets()
                  .add(new int[] {dz, dy, dx});
            }
          }
        }
      }
    }
    return List.copyOf(found.values());
  }

  private String key(int ring, int dz, int dy, int dx) {
    return switch (this) {
      case INVERSION -> {
        int sign = dz != 0 ? Integer.signum(dz) : dy != 0 ? Integer.signum(dy) : dx;
        yield sign < 0 ? -dz + "," + -dy + "," + -dx : dz + "," + dy + "," + dx;
      }
      case C4 ->
          IntStream.of(dz, dy, dx)
              .map(Math::abs)
              .sorted()
              .mapToObj(String::valueOf)
              .collect(Collectors.joining(","));
      case RADIAL -> ring + ":" + (dz * dz + dy * dy + dx * dx);
    };
  }

  /// The kernel of given values of its orbits, J(0) = 0.
  public static Kernel kernel(List<Orbit> orbits, int radius, double[] orbitValues) {
    return kernel(2, orbits, radius, orbitValues);
  }

  /// The same in two or three dimensions.
  public static Kernel kernel(
      int dimensions, List<Orbit> orbits, int radius, double[] orbitValues) {
    int width = 2 * radius + 1;
    var values = new double[dimensions == 3 ? width * width * width : width * width];
    for (int o = 0; o < orbits.size(); o++) {
      for (int[] offset : orbits.get(o).offsets()) {
        int at = 0;
        for (int d : offset) {
          at = at * width + d + radius;
        }
        values[at] = orbitValues[o];
      }
    }
    return new Kernel(dimensions, radius, values);
  }

  private String key(int ring, int dy, int dx) {
    return switch (this) {
      case INVERSION -> dy < 0 || (dy == 0 && dx < 0) ? -dy + "," + -dx : dy + "," + dx;
      case C4 -> {
        // Of the four images take the one in the quadrant dy ≥ 0, dx > 0.
        int y = dy;
        int x = dx;
        while (!(y >= 0 && x > 0)) {
          int turned = -y;
          y = x;
          x = turned;
        }
        yield y + "," + x;
      }
      // Rings stay apart, so that a smaller radius is a sub-problem: |r| = 5 is (0,5) and (3,4).
      case RADIAL -> ring + ":" + (dy * dy + dx * dx);
    };
  }
}
