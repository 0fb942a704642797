package onsagerflow.estimate;

import java.util.List;
import onsagerflow.estimate.data.Observation;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.data.Pass;
import onsagerflow.estimate.equations.Estimate;
import onsagerflow.estimate.likelihood.CellState;
import onsagerflow.estimate.likelihood.CurrentEquation;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.Symmetry;

/// Cells of frame pairs with all that their likelihood needs, for function classes that are trained
/// step by step instead of solved for.
///
/// The increment y of a cell has, over a finite lag with the corrections of a former fit,
///
///     mean  −N L(u) g,   variance  s N q,   u = β(s′(m) − φ),   φ = Σ_o J_o x_o + h
///
/// where x_o is the sum of m over the offsets of orbit o. What the mean has beyond the first term is
/// subtracted from y already. The fields are kept in single precision, four bytes a cell and frame.
public final class IncrementSample {

  private final List<Symmetry.Orbit> orbits;
  private final int radius;
  private final Estimate kernel;
  private final double temperature;
  private final int cellVolume;
  private final float[][] padded;
  private final double[][] fields;
  private final int[][] shifts;
  private final int[] frame;
  private final int[] place;
  private final int[] centre;
  private final float[] increment;
  private final float[] driftScale;
  private final float[] noiseFactor;
  private int size;

  private IncrementSample(
      CurrentEquation equation,
      List<Symmetry.Orbit> orbits,
      Estimate kernel,
      Observations observations,
      int ofFrame) {
    int capacity = Math.multiplyExact(observations.size(), ofFrame);
    var origin = observations.origin();
    this.orbits = orbits;
    this.radius = equation.kernel.radius();
    this.kernel = kernel;
    this.temperature = observations.onlyTemperature();
    this.cellVolume = origin.cellVolume();
    this.padded = new float[observations.size()][];
    this.fields = new double[observations.size()][];
    int pitch = origin.grid().nx() + 2 * equation.kernel.radius();
    this.shifts = orbits.stream().map(o -> o.shifts(pitch)).toArray(int[][]::new);
    this.frame = new int[capacity];
    this.place = new int[capacity];
    this.centre = new int[capacity];
    this.increment = new float[capacity];
    this.driftScale = new float[capacity];
    this.noiseFactor = new float[capacity];
  }

  /// About `most` cells, evenly spread over all observations.
  ///
  /// @throws IllegalArgumentException with generator channels, or if grids differ
  static IncrementSample of(
      CurrentEquation equation,
      List<Symmetry.Orbit> orbits,
      Estimate kernel,
      Observations observations,
      int most) {
    if (observations.fromGenerator()) {
      throw new IllegalArgumentException(
          "a likelihood of increments needs frame pairs: open the data with UseGenerator.NEVER");
    }
    var grid = observations.origin().grid();
    long all = (long) observations.size() * grid.size();
    int every = (int) Math.max(1, Math.ceilDiv(all, most));
    int ofFrame = Math.ceilDiv(grid.size(), every);
    var sample = new IncrementSample(equation, orbits, kernel, observations, ofFrame);
    var counts = new int[observations.size()];
    Pass.over(observations)
        .ofGroups(
            () -> sample,
            own -> {
              if (!own.equals(grid)) {
                throw new IllegalArgumentException(
                    "frames of several grids: " + grid + " and " + own);
              }
              var state = CellState.of(equation, observations, grid);
              return (number, observation, into) -> {
                var pair = (Observation.Increment) observation;
                state.evaluate(pair);
                counts[number] = into.add(number, pair, state, number * ofFrame, every);
              };
            });
    for (int i = 0; i < counts.length; i++) {
      sample.closeUp(i * ofFrame, counts[i]);
    }
    return sample;
  }

  /// Puts the cells of one observation at `from`, the place of its first.
  ///
  /// @return how many there are
  private int add(int i, Observation.Increment pair, CellState state, int from, int every) {
    int at = from;
    Grid grid = pair.m().grid();
    double[] m = pair.m().values();
    padded[i] = pad(m, grid, radius);
    fields[i] = pair.fieldAfter(0.5);
    int pitch = grid.nx() + 2 * radius;
    // Another cell of the lattice in each frame: strides over rows would see the same columns.
    for (int x = i * 7919 % every; x < m.length; x += every) {
      if (!state.used.get(x)) {
        continue;
      }
      double g = state.reach[x];
      double observed = pair.after().get(x) - m[x];
      double predicted = observed - state.residual[x];
      double own = state.start.drift[x] * g;
      frame[at] = i;
      place[at] = x;
      centre[at] = (x / grid.nx() + radius) * pitch + x % grid.nx() + radius;
      increment[at] = (float) (observed - predicted + own);
      driftScale[at] = (float) g;
      noiseFactor[at] = (float) (state.moments.variance[x] / state.start.noise[x]);
      at++;
    }
    return at - from;
  }

  /// Moves cells down to where those before them end.
  private void closeUp(int from, int count) {
    for (Object cells : new Object[] {frame, place, centre, increment, driftScale, noiseFactor}) {
      System.arraycopy(cells, from, cells, size, count);
    }
    size += count;
  }

  private static float[] pad(double[] m, Grid grid, int radius) {
    int pitch = grid.nx() + 2 * radius;
    var padded = new float[(grid.ny() + 2 * radius) * pitch];
    for (int y = -radius; y < grid.ny() + radius; y++) {
      for (int x = -radius; x < grid.nx() + radius; x++) {
        padded[(y + radius) * pitch + x + radius] = (float) m[grid.index(y, x)];
      }
    }
    return padded;
  }

  /// The number of cells.
  public int size() {
    return size;
  }

  /// Unknowns of J.
  public int orbits() {
    return orbits.size();
  }

  /// J of the former fit at its orbits, in the gauge J(0) = 0.
  public double[] kernel() {
    return kernel.value.clone();
  }

  /// Covariance of [#kernel].
  public double[][] kernelCovariance() {
    return java.util.Arrays.stream(kernel.covariance).map(double[]::clone).toArray(double[][]::new);
  }

  /// The kernel with given values at its orbits, J(0) = 0.
  public Kernel kernel(double[] orbitValues) {
    return Symmetry.kernel(orbits, radius, orbitValues);
  }

  /// T of the data.
  public double temperature() {
    return temperature;
  }

  /// v.
  public int cellVolume() {
    return cellVolume;
  }

  /// m of a cell.
  public float m(int cell) {
    return padded[frame[cell]][centre[cell]];
  }

  /// h of a cell in the middle of the lag.
  public float field(int cell) {
    return (float) fields[frame[cell]][place[cell]];
  }

  /// The observation that a cell belongs to.
  public int observation(int cell) {
    return frame[cell];
  }

  /// Writes x_o of all orbits of a cell to `into`, from index `at`.
  public void neighbours(int cell, float[] into, int at) {
    float[] m = padded[frame[cell]];
    int here = centre[cell];
    for (int o = 0; o < shifts.length; o++) {
      float sum = 0;
      for (int shift : shifts[o]) {
        sum += m[here + shift];
      }
      into[at + o] = sum;
    }
  }

  /// y.
  public float increment(int cell) {
    return increment[cell];
  }

  /// g, sweeps.
  public float driftScale(int cell) {
    return driftScale[cell];
  }

  /// s = 2/v, the same for all cells.
  public float varianceScale() {
    return 2f / cellVolume;
  }

  /// q, sweeps.
  public float noiseFactor(int cell) {
    return noiseFactor[cell];
  }
}
