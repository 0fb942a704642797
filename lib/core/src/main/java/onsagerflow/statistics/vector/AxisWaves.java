package onsagerflow.statistics.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import onsagerflow.field.Grid;
import onsagerflow.field.Micromagnet;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.VectorField;

/// The longest waves along the axes of a grid, and how much of each a field of vectors holds:
///
///     a_k = Σ_x m(x) e^{−ikx},   k = 2πj/L along a periodic axis of length L
///     a_k = √2 Σ_x m(x) cos kx,  k = πj/L along an open one
///
/// where x counts from the end, at which the slope of a wave that stands vanishes
/// ([onsagerflow.field.fourier.PowerSpectrum]). Waves of equal k along different axes are one
/// shell.
final class AxisWaves {

  private static final double SAME = 1e-9; // of wave numbers, relative

  /// @param axis along which it runs, as in `(z,) y, x`
  /// @param number j
  /// @param isAlone whether −k is no wave of its own
  record Wave(int axis, int number, boolean isAlone) {}

  /// @param k radians per lattice spacing, or per metre of data in SI units
  /// @param waves by number
  record Shell(double k, List<Integer> waves) {}

  private final Grid grid;
  private final List<Wave> waves = new ArrayList<>();
  private final List<double[][]> shapes =
      new ArrayList<>(); // of each wave: cos and −sin, or √2 cos
  private final List<Shell> shells = new ArrayList<>();

  /// @param longest how many waves along each axis
  AxisWaves(Trajectory.Origin origin, int longest) {
    if (longest < 1) {
      throw new IllegalArgumentException("needs a wave along an axis, got " + longest);
    }
    grid = origin.grid();
    var byWaveNumber = new TreeMap<Double, List<Integer>>();
    for (int a = 0; a < grid.dimensions(); a++) {
      var axis = grid.axes().get(a);
      boolean isOpen = axis.boundary() == Grid.Boundary.OPEN;
      int most = isOpen ? axis.cells() - 1 : axis.cells() / 2;
      double length = axis.cells() * axis.spacing() * edge(origin, a);
      for (int j = 1; j <= Math.min(longest, most); j++) {
        double k = (isOpen ? Math.PI : 2 * Math.PI) * j / length;
        var near = byWaveNumber.floorKey(k * (1 + SAME));
        double key = near != null && near > k * (1 - SAME) ? near : k;
        byWaveNumber.computeIfAbsent(key, x -> new ArrayList<>()).add(waves.size());
        waves.add(new Wave(a, j, isOpen || 2 * j == axis.cells()));
        shapes.add(shape(axis.cells(), j, isOpen));
      }
    }
    byWaveNumber.forEach((k, all) -> shells.add(new Shell(k, List.copyOf(all))));
  }

  /// The edge of a cell of the simulation along an axis, metres; 1 of spins on a lattice.
  private static double edge(Trajectory.Origin origin, int axis) {
    int fromLast = origin.grid().dimensions() - 1 - axis;
    return origin.micromagnet().map(cells -> edge(cells, fromLast)).orElse(1.0);
  }

  private static double edge(Micromagnet cells, int fromLast) {
    return switch (fromLast) {
      case 0 -> cells.x();
      case 1 -> cells.y();
      default -> cells.z();
    };
  }

  private static double[][] shape(int cells, int number, boolean isOpen) {
    if (isOpen) {
      var cosine =
          IntStream.range(0, cells)
              .mapToDouble(i -> Math.sqrt(2) * Math.cos(Math.PI * number * (i + 0.5) / cells))
              .toArray();
      return new double[][] {cosine, new double[cells]};
    }
    var cosine = new double[cells];
    var sine = new double[cells];
    for (int i = 0; i < cells; i++) {
      double angle = 2 * Math.PI * ((long) number * i % cells) / cells;
      cosine[i] = Math.cos(angle);
      sine[i] = -Math.sin(angle);
    }
    return new double[][] {cosine, sine};
  }

  /// In order of their wave number.
  List<Shell> shells() {
    return shells;
  }

  Wave wave(int number) {
    return waves.get(number);
  }

  /// a_k of every wave, of each x, y and z, and of these the real and the imaginary part.
  double[] amplitudes(VectorField m) {
    var amplitudes = new double[6 * waves.size()];
    for (int c = 0; c < 3; c++) {
      var sums = planes(m, c);
      for (int w = 0; w < waves.size(); w++) {
        double[] sum = sums.get(waves.get(w).axis);
        double[][] shape = shapes.get(w);
        for (int i = 0; i < sum.length; i++) {
          amplitudes[6 * w + 2 * c] += sum[i] * shape[0][i];
          amplitudes[6 * w + 2 * c + 1] += sum[i] * shape[1][i];
        }
      }
    }
    return amplitudes;
  }

  /// Sums of a component over the planes across each axis.
  private List<double[]> planes(VectorField m, int component) {
    var sums = grid.axes().stream().map(along -> new double[along.cells()]).toList();
    int last = grid.dimensions() - 1;
    for (int cell = 0; cell < grid.size(); cell++) {
      double value = m.get(component, cell);
      sums.get(last)[cell % grid.nx()] += value;
      sums.get(last - 1)[cell / grid.nx() % grid.ny()] += value;
      if (last == 2) {
        sums.getFirst()[cell / grid.nx() / grid.ny()] += value;
      }
    }
    return sums;
  }
}
