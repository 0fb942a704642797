package onsagerflow.atomistic;

import java.util.Arrays;
import java.util.stream.IntStream;
import onsagerflow.field.Grid;

/// Where the neighbour at one offset lies of every site of a lattice: most have it at one and the
/// same distance in the array, the others are listed.
final class Neighbour {

  private static final int NONE = Integer.MIN_VALUE; // no index minus a shift

  private final int shift;
  private final int[] sites; // whose neighbour lies elsewhere, increasing
  private final int[] others; // it, or NONE

  /// @throws IllegalArgumentException if a periodic axis is so short that the neighbour and that at
  ///   the opposite offset are one, or the site itself
  Neighbour(Grid grid, int dz, int dy, int dx) {
    int[] steps = grid.dimensions() == 3 ? new int[] {dz, dy, dx} : new int[] {dy, dx};
    for (int axis = 0; axis < steps.length; axis++) {
      int reach = Math.abs(steps[axis]);
      if (isPeriodic(grid, axis) && grid.axes().get(axis).cells() < 2 * reach + 1) {
        throw new IllegalArgumentException(
            "neighbours %s sites apart need %s sites along a periodic axis, got a lattice of %s"
                .formatted(reach, 2 * reach + 1, grid.extent()));
      }
    }
    this.shift = (dz * grid.ny() + dy) * grid.nx() + dx;
    int[] all = all(grid, dz, dy, dx);
    this.sites = IntStream.range(0, all.length).filter(i -> all[i] != i + shift).toArray();
    this.others = Arrays.stream(sites).map(i -> all[i]).toArray();
  }

  /// The neighbour of every site.
  private static int[] all(Grid grid, int dz, int dy, int dx) {
    int alongX = grid.dimensions() - 1;
    var all = new int[grid.size()];
    for (int z = 0; z < grid.nz(); z++) {
      int otherZ = grid.dimensions() == 3 ? moved(grid, 0, z + dz) : z;
      for (int y = 0; y < grid.ny(); y++) {
        int otherY = moved(grid, alongX - 1, y + dy);
        for (int x = 0; x < grid.nx(); x++) {
          int otherX = moved(grid, alongX, x + dx);
          all[(z * grid.ny() + y) * grid.nx() + x] =
              otherZ == NONE || otherY == NONE || otherX == NONE
                  ? NONE
                  : (otherZ * grid.ny() + otherY) * grid.nx() + otherX;
        }
      }
    }
    return all;
  }

  private static boolean isPeriodic(Grid grid, int axis) {
    return grid.axes().get(axis).boundary() == Grid.Boundary.PERIODIC;
  }

  private static int moved(Grid grid, int axis, int coordinate) {
    int cells = grid.axes().get(axis).cells();
    return isPeriodic(grid, axis)
        ? Math.floorMod(coordinate, cells)
        : coordinate >= 0 && coordinate < cells ? coordinate : NONE;
  }

  /// The site of the neighbour, or a negative number where there is none.
  int of(int site) {
    int k = Arrays.binarySearch(sites, site);
    return k >= 0 ? others[k] : site + shift;
  }

  /// Copies a number of the neighbours of sites `from` to `to`: loops over sites can then go
  /// through both arrays at one index, as vector instructions need.
  ///
  /// @param value of every site
  /// @param copied receives that of each site's neighbour in the place of the site, 0 where there
  ///   is none
  void copy(double[] value, double[] copied, int from, int to) {
    int first = Math.max(from, -shift);
    int last = Math.min(to, value.length - shift);
    if (first < last) {
      System.arraycopy(value, first + shift, copied, first, last - first);
    }
    int k = Arrays.binarySearch(sites, from);
    for (k = k >= 0 ? k : -k - 1; k < sites.length && sites[k] < to; k++) {
      copied[sites[k]] = others[k] == NONE ? 0 : value[others[k]];
    }
  }
}
