package onsagerflow.meso.vector;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import onsagerflow.field.ExternalFieldOn;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.fourier.Convolution;
import onsagerflow.meso.Bands;
import onsagerflow.meso.Confinement;

/// The vector equation (Itô) on cells of v spins, PHYSICS §6, with H = J*m + h(x, t):
///
///     dm = [−γ m × H − K·(s′(|m|) m̂ − H) + I m̂] dt + √(2TK/v) dW,   K = K∥ m̂m̂ᵀ + K⊥ (1 − m̂m̂ᵀ)
///
/// K∥, K⊥, γ and s′ are functions of |m| ([VectorLaw]). The precession does no work: at any γ the
/// equation samples exp(−vF/T), F the free energy whose slope s′ m̂ − H is.
///
/// *Finite-block terms* turn functions of infinitely large cells, such as [VectorLaw#kac], into those
/// of v spins, and make the equation sample exp(−vF/T) with their number of states in F: Itô's I =
/// (T/v) [K∥′ + 2(K∥ − K⊥)/|m|], and s′ less what [VectorEntropySlope#withFiniteBlock] says. An
/// equation made of such functions has them unless [#withFiniteBlock] says otherwise. A learned s′ is
/// that of blocks of v spins and holds their number of states already: [#of] adds I alone.
///
/// Everything is a smooth function of the vector m, also at 0 and up to |m| = 1, where both terms of
/// K∥(s′ − H·m̂) stay finite; s′ is that of |m| ≤ 1 − 1/(2v), beyond which a block has next to no
/// states.
public final class VectorOnsagerFlow implements Precessing {

  private static final int COMPONENTS = 3;

  /// What an equation has beside its law.
  ///
  /// @param temperature T in units of field
  /// @param divergence whether the drift has Itô's I
  /// @param states whether s′ has yet to be told of the number of states of a block
  private record Options(
      double temperature,
      boolean divergence,
      boolean states,
      boolean noisy,
      Anisotropy anisotropy,
      Confinement confinement) {}

  private final Grid grid;
  private final int cellVolume;
  private final Frame.Conditions conditions;
  private final VectorLaw law;
  private final Options options;
  private final List<ExternalFieldOn> external;
  private final Convolution convolution;
  private final RadialTable table;
  private final double[] field;

  /// An equation with finite-block terms.
  ///
  /// @param cellVolume v, spins of one cell
  /// @param law of infinitely large cells
  /// @throws IllegalArgumentException if the kernel or the field does not fit the grid
  public VectorOnsagerFlow(Grid grid, int cellVolume, Frame.Conditions conditions, VectorLaw law) {
    this(
        grid,
        cellVolume,
        conditions,
        law,
        new Options(conditions.temperature(), true, true, true, Anisotropy.NONE, Confinement.BALL));
  }

  private VectorOnsagerFlow(
      Grid grid, int cellVolume, Frame.Conditions conditions, VectorLaw law, Options options) {
    if (cellVolume < 1) {
      throw new IllegalArgumentException("a cell needs spins, got v = " + cellVolume);
    }
    this.grid = grid;
    this.cellVolume = cellVolume;
    this.conditions = conditions;
    this.law = law;
    this.options = options;
    this.external =
        IntStream.range(0, COMPONENTS)
            .mapToObj(c -> new ExternalFieldOn(grid, conditions.field().component(c, COMPONENTS)))
            .toList();
    this.convolution = new Convolution(grid, law.kernel());
    this.table = new RadialTable();
    this.field = new double[COMPONENTS * grid.size()];
    tabulate();
  }

  /// The equation of a learned model, with the drift as it was learned.
  ///
  /// @param grid of cells as large as the model's blocks; any number of them
  /// @throws IllegalArgumentException if the grid spacing is not the model's block size, the kernel
  ///   is wider than the grid or of other dimensions, or a function is none
  public static VectorOnsagerFlow of(LearnedVectorModel model, Grid grid) {
    if (grid.spacing() != model.block()) {
      throw new IllegalArgumentException(
          "the model was learned on blocks of edge "
              + model.block()
              + ", but the grid spacing is "
              + grid.spacing());
    }
    return new VectorOnsagerFlow(
        grid,
        model.cellVolume(),
        model.conditions(),
        VectorLaw.of(model),
        new Options(
            model.thermalField(),
            true,
            false,
            true,
            model.functions().anisotropy(),
            Confinement.BALL));
  }

  /// The same functions in the conditions, the units and with the anisotropy of a learned model.
  ///
  /// @throws IllegalArgumentException if the model is of another T, as a field
  VectorOnsagerFlow inConditionsOf(LearnedVectorModel model) {
    double thermal = model.thermalField();
    if (!(Math.abs(thermal - options.temperature) <= 1e-9 * thermal)) {
      throw new IllegalArgumentException(
          "an equation at T = "
              + options.temperature
              + " for a model at T = "
              + thermal
              + (model.micromagnet().isPresent() ? " tesla, k_B T over the moment of a cell" : ""));
    }
    return new VectorOnsagerFlow(
        grid,
        cellVolume,
        model.conditions(),
        law,
        new Options(
            options.temperature,
            options.divergence,
            options.states,
            options.noisy,
            model.functions().anisotropy(),
            options.confinement));
  }

  /// The same equation with or without finite-block terms.
  public VectorOnsagerFlow withFiniteBlock(boolean present) {
    return with(
        new Options(
            options.temperature,
            present,
            present,
            options.noisy,
            options.anisotropy,
            options.confinement));
  }

  /// The same equation without noise and finite-block terms: that of infinitely large cells.
  public VectorOnsagerFlow deterministic() {
    return with(
        new Options(
            options.temperature, false, false, false, options.anisotropy, options.confinement));
  }

  /// The same equation with another anisotropy of each cell.
  public VectorOnsagerFlow withAnisotropy(Anisotropy anisotropy) {
    return with(
        new Options(
            options.temperature,
            options.divergence,
            options.states,
            options.noisy,
            anisotropy,
            options.confinement));
  }

  /// The same equation for vectors of one length.
  ///
  /// @param length positive
  VectorOnsagerFlow ofLength(double length) {
    return with(
        new Options(
            options.temperature,
            options.divergence,
            options.states,
            options.noisy,
            options.anisotropy,
            Confinement.sphere(length)));
  }

  private VectorOnsagerFlow with(Options other) {
    return new VectorOnsagerFlow(grid, cellVolume, conditions, law, other);
  }

  private void tabulate() {
    var k = law.mobility();
    double temperature = options.temperature;
    var slope =
        options.states
            ? law.entropySlope().withFiniteBlock(temperature, cellVolume)
            : law.entropySlope();
    double edge = 1 - 0.5 / cellVolume;
    double variance = options.noisy ? 2 * temperature / cellVolume : 0;
    table.put(
        RadialTable.RADIAL,
        length -> {
          double inside = Math.min(length, edge);
          double radial = -k.parallel(inside) * slope.ratio(inside) / Langevin.ratio(inside);
          return options.divergence
              ? radial
                  + temperature / cellVolume * (k.parallelSlope(inside) + 2 * k.anisotropy(inside))
              : radial;
        });
    table.put(RadialTable.ACROSS, k::perpendicular);
    table.put(RadialTable.ANISOTROPY, k::anisotropy);
    table.put(RadialTable.GAMMA, law.precession()::applyAsDouble);
    table.put(RadialTable.NOISE, length -> Math.sqrt(variance * k.perpendicular(length)));
    table.put(
        RadialTable.NOISE_ALONG,
        length -> {
          double roots = Math.sqrt(k.parallel(length)) + Math.sqrt(k.perpendicular(length));
          return roots == 0 ? 0 : Math.sqrt(variance) * k.anisotropy(length) / roots;
        });
  }

  @Override
  public Grid grid() {
    return grid;
  }

  @Override
  public int cellVolume() {
    return cellVolume;
  }

  @Override
  public Frame.Conditions conditions() {
    return conditions;
  }

  @Override
  public int components() {
    return COMPONENTS;
  }

  @Override
  public Confinement confinement() {
    return options.confinement;
  }

  /// A bound: the largest field, of all |m| = 1, times γ and K, and the steepest of the radial
  /// drift.
  @Override
  public double fastestRate(double t) {
    double largest = 0;
    for (var component : external) {
      double h = Arrays.stream(component.at(t)).map(Math::abs).max().orElse(0);
      largest = Math.hypot(largest, h);
    }
    largest += Arrays.stream(law.kernel().values()).map(Math::abs).sum();
    largest += options.anisotropy.largestField();
    return (table.largest(RadialTable.GAMMA) + table.largest(RadialTable.ACROSS)) * largest
        + table.steepestTimesLength(RadialTable.RADIAL);
  }

  @Override
  public void evaluate(double t, double[] m, double[] drift, double[] noise) {
    evaluateField(t, m);
    Bands.each(grid.size(), (band, from, to) -> evaluate(m, drift, noise, from, to));
  }

  @Override
  public void evaluate(double t, double[] m, double[] drift, double[] noise, double[] turning) {
    evaluate(t, m, drift, noise);
    Bands.each(grid.size(), (band, from, to) -> turn(m, turning, from, to));
  }

  private void evaluateField(double t, double[] m) {
    convolution.apply(m, field);
    int n = grid.size();
    for (int c = 0; c < COMPONENTS; c++) {
      if (!external.get(c).field().isNone()) {
        double[] h = external.get(c).at(t);
        int first = c * n;
        for (int cell = 0; cell < n; cell++) {
          field[first + cell] += h[cell];
        }
      }
    }
    options.anisotropy.addField(m, field);
  }

  /// a = K⊥ H + [R + D (m·H)] m + γ H × m, and what the noise is made of.
  private void evaluate(double[] m, double[] drift, double[] noise, int from, int to) {
    int n = grid.size();
    var stretch = new Stretch(table);
    for (int first = from; first < to; first += Stretch.CELLS) {
      stretch.load(m, field, n, first, Math.min(Stretch.CELLS, to - first));
      stretch.drift(drift, n, first);
      stretch.noise(noise, n, first);
    }
    for (int c = 0; c < COMPONENTS; c++) {
      if (options.noisy) {
        System.arraycopy(m, c * n + from, noise, (c + 2) * n + from, to - from);
      } else {
        Arrays.fill(noise, (c + 2) * n + from, (c + 2) * n + to, 0);
      }
    }
  }

  /// ω = γ (H − Ĵ(0) m), which turns m as γH does, and in a uniform state does not turn with m.
  private void turn(double[] m, double[] turning, int from, int to) {
    int n = grid.size();
    double coupling = law.kernel().total();
    var gamma = new double[to - from];
    var stretch = new Stretch(table);
    for (int first = from; first < to; first += Stretch.CELLS) {
      stretch.load(m, field, n, first, Math.min(Stretch.CELLS, to - first));
      stretch.gamma(gamma, first - from);
    }
    for (int c = 0; c < COMPONENTS; c++) {
      for (int i = c * n + from; i < c * n + to; i++) {
        turning[i] = gamma[i - c * n - from] * (field[i] - coupling * m[i]);
      }
    }
  }

  /// Two numbers a cell, a and b of √(2TK/v) = a + b m mᵀ, and m.
  @Override
  public int noiseSize() {
    return (2 + COMPONENTS) * grid.size();
  }

  @Override
  public void addNoise(double[] noise, double[] deviates, double dt, double[] increment) {
    int n = grid.size();
    double root = Math.sqrt(dt);
    Bands.each(
        n,
        (band, from, to) -> {
          for (int cell = from; cell < to; cell++) {
            double x = noise[2 * n + cell];
            double y = noise[3 * n + cell];
            double z = noise[4 * n + cell];
            double a = root * noise[cell];
            double b =
                root
                    * noise[n + cell]
                    * (x * deviates[cell] + y * deviates[n + cell] + z * deviates[2 * n + cell]);
            increment[cell] += a * deviates[cell] + b * x;
            increment[n + cell] += a * deviates[n + cell] + b * y;
            increment[2 * n + cell] += a * deviates[2 * n + cell] + b * z;
          }
        });
  }

  /// One line: cells, conditions and kernel.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "vector equation%s%s, %s; %s",
        options.noisy ? "" : " without noise",
        options.states ? " with finite-block terms" : "",
        setting(),
        law.kernel());
  }
}
