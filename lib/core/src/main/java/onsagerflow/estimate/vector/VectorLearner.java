package onsagerflow.estimate.vector;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import onsagerflow.estimate.RadiusSelection;
import onsagerflow.estimate.data.Loop;
import onsagerflow.estimate.data.VectorObservations;
import onsagerflow.estimate.equations.UnidentifiableException;
import onsagerflow.field.Progress;
import onsagerflow.field.Symmetry;
import onsagerflow.meso.vector.Anisotropy;

/// Learns s′, K∥, K⊥, γ and J of the equation of vectors together from observations of one system.
///
/// @param radius of J in blocks, or empty to choose it by held-out frames
/// @param symmetry of J
/// @param progress told in one line what is being done
public record VectorLearner(OptionalInt radius, Symmetry symmetry, Consumer<String> progress) {

  private static final int MOST_ROUNDS = 60;
  private static final double TOLERANCE = 0.1;

  /// The widest kernel tried where the radius is to be chosen, and the one to begin with.
  private static final int WIDEST = 6;

  private static final int FIRST_RADIUS = 3;

  /// The widest of three dimensions, where a radius has many more offsets.
  private static final int WIDEST_SOLID = 2;

  /// Cells of which the information is summed on the way, and in the end.
  private static final int FEW_INFORMATION_CELLS = 1 << 15;

  private static final int INFORMATION_CELLS = 1 << 17;

  /// χ² of the five numbers of A that one in 10,000 isotropic systems exceeds.
  private static final double CHANCE = 25.7;

  /// Cells that a fit begins with.
  private static final int FEW_CELLS = 1 << 17;

  public static VectorLearner standard() {
    return new VectorLearner(OptionalInt.empty(), Symmetry.INVERSION, Progress::say);
  }

  public VectorLearner withRadius(int blocks) {
    return new VectorLearner(OptionalInt.of(blocks), symmetry, progress);
  }

  public VectorLearner with(Symmetry other) {
    return new VectorLearner(radius, other, progress);
  }

  public VectorLearner withProgress(Consumer<String> listener) {
    return new VectorLearner(radius, symmetry, listener);
  }

  /// Fits all functions at one temperature.
  ///
  /// @throws UnidentifiableException if the data leave a direction of the unknowns open
  /// @throws IllegalArgumentException if the radius does not fit the grid, the data are too few, or
  ///   of several temperatures
  public VectorLearned fit(VectorObservations observations) {
    observations.onlyTemperature();
    return fitTemperatures(observations).getFirst();
  }

  /// Fits s′, K∥, K⊥ and γ of every temperature in the data and the one J that they share.
  ///
  /// @return one for each temperature, increasing
  public List<VectorLearned> fitTemperatures(VectorObservations observations) {
    int widest = widestRadius(observations);
    boolean solid = observations.origin().grid().dimensions() == 3;
    int r = radius.orElse(Math.min(solid ? WIDEST_SOLID : FIRST_RADIUS, widest));
    if (r > widest) {
      throw new IllegalArgumentException(
          "kernel radius "
              + r
              + " is wider than the grid "
              + observations.origin().grid().extent()
              + " allows ("
              + widest
              + ")");
    }
    try {
      return settle(observations, r, widest);
    } catch (ArithmeticException e) { // of a matrix that is not positive
      throw new UnidentifiableException(
          "the fit ran away on "
              + observations
              + ": the data are too few, or are no increments of one system");
    }
  }

  private static int widestRadius(VectorObservations observations) {
    var grid = observations.origin().grid();
    return grid.axes().stream().mapToInt(axis -> (axis.cells() - 1) / 2).min().orElseThrow();
  }

  private List<VectorLearned> settle(VectorObservations observations, int r, int widest) {
    int dimensions = observations.origin().grid().dimensions();
    var few = few(observations);
    var branches =
        observations.temperatures().stream()
            .map(t -> new VectorBranch(few.at(t), VectorKnots.of(few.at(t))))
            .toList();
    var start =
        new VectorFit(Anisotropy.SHAPES.size(), symmetry.orbits(r, dimensions), r, branches);
    progress.accept("start: linear least squares");
    LinearStart.of(start);
    int some = frames(FEW_INFORMATION_CELLS, observations);
    if (start.coupled()) {
      boolean isAll = few.size() == observations.size();
      new VectorScoring(start, some, progress).climb(isAll ? TOLERANCE : 1, MOST_ROUNDS);
    } else {
      new VectorScoring(start, some, progress).iterate(1, MOST_ROUNDS);
    }
    Optional<RadiusSelection> selection = Optional.empty();
    var sized = start;
    if (radius.isEmpty() && widest > 0) {
      int wide = Math.min(dimensions == 3 ? WIDEST_SOLID : WIDEST, widest);
      progress.accept("radius: comparing 1 to " + wide + " blocks on held-out frames");
      var wider = start.with(symmetry.orbits(wide, dimensions), wide, branches);
      wider.run(some, true);
      selection =
          Optional.of(
              RadiusSelection.of(wider, widest <= wide).inUnitsOf(observations.units().field()));
      int chosen = selection.get().radius();
      sized = start.with(symmetry.orbits(chosen, dimensions), chosen, branches);
    }
    var all =
        branches.stream()
            .map(b -> b.with(observations.at(b.observations.onlyTemperature())))
            .toList();
    var whole = sized.with(sized.orbits(), sized.radius(), all);
    settle(whole, some, observations);
    var fit = isAnisotropic(whole) ? whole : whole.isotropic();
    if (fit != whole) {
      settle(fit, some, observations);
    }
    var chosen = selection;
    return IntStream.range(0, all.size())
        .mapToObj(
            b -> {
              var own = observations.at(all.get(b).observations.onlyTemperature());
              var diagnostics = VectorDiagnostics.of(fit, b, own, chosen);
              return new VectorLearned(own, fit, b, fit.estimate(), diagnostics);
            })
        .toList();
  }

  /// Whether A is not 0 by chance alone.
  private static boolean isAnisotropic(VectorFit fit) {
    var shapes = fit.estimate().at(IntStream.range(fit.shapesAt(), fit.kernelAt()).toArray());
    return shapes.chiSquared() > CHANCE;
  }

  private void settle(VectorFit fit, int some, VectorObservations observations) {
    if (fit.coupled()) {
      climb(fit, some, observations);
      return;
    }
    double left =
        new VectorScoring(fit, frames(INFORMATION_CELLS, observations), progress)
            .iterate(TOLERANCE, MOST_ROUNDS);
    requireSettled(left < 1, left, observations);
  }

  private void climb(VectorFit fit, int some, VectorObservations observations) {
    boolean isNear = new VectorScoring(fit, some, progress).climb(TOLERANCE, MOST_ROUNDS);
    fit.run(frames(INFORMATION_CELLS, observations), true);
    fit.solve();
    requireSettled(isNear || fit.largestStep() < 1, fit.largestStep(), observations);
  }

  private static void requireSettled(
      boolean settled, double distance, VectorObservations observations) {
    if (!settled) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the fit did not settle on %s: it is still %.2g standard errors of an unknown away;"
                  + " take more data or, if m turns by more than about 2 radians over a lag, a"
                  + " shorter lag",
              observations,
              distance));
    }
  }

  /// As many observations as hold so many cells, or a few.
  private static int frames(int cells, VectorObservations observations) {
    return Math.max(4, cells / observations.origin().grid().size());
  }

  private static VectorObservations few(VectorObservations observations) {
    int each = Math.max(Loop.GROUPS / 2, FEW_CELLS / observations.origin().grid().size());
    return observations.spread(each * observations.temperatures().size());
  }
}
