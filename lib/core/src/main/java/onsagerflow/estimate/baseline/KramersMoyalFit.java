package onsagerflow.estimate.baseline;

import java.util.List;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.equations.Estimate;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.meso.KramersMoyal;
import onsagerflow.meso.NeighbourDrift;
import onsagerflow.meso.Table;

/// Drift and noise by conditional moments, each for itself: a baseline given the same observations as
/// the [Learner].
///
///     a(m, s) = ⟨Δm | m, s⟩/Δt,     D(m) = ⟨(Δm − aΔt)² | m⟩/Δt
///
/// with s the mean over a square of neighbours. a is a polynomial of least squares; the size of the
/// square (radius 1, 2 or 3) and the degree (1, 3 or 5) are those that predict held-out observations
/// best. D is a mean in bins of m. As is common practice moments are divided by the lag as they are,
/// which biases both by a relative O(Δt), and no theorem ties them.
///
/// With generator channels Δm/Δt is their drift and D the mean of their noise 2G/v.
///
/// Source: Friedrich, Peinke, Sahimi and Reza Rahimi Tabar, Phys. Rep. 506, 87 (2011).
public final class KramersMoyalFit {

  /// Means over 8, 24 and 48 neighbours.
  private static final List<Integer> RADII = List.of(1, 2, 3);

  private static final List<Integer> DEGREES = List.of(1, 3, NeighbourGram.HIGHEST_DEGREE);

  /// Fewer observations leave none to hold out.
  private static final int LEAST = 5;

  private final NeighbourDrift drift;
  private final double[][] covariance;
  private final Table noise;
  private final Frame.Conditions conditions;
  private final int block;

  private KramersMoyalFit(
      NeighbourDrift drift,
      double[][] covariance,
      Table noise,
      Frame.Conditions conditions,
      int block) {
    this.drift = drift;
    this.covariance = covariance;
    this.noise = noise;
    this.conditions = conditions;
    this.block = block;
  }

  /// Fits data at one temperature and in one field.
  ///
  /// @throws IllegalArgumentException if there are several, or fewer than five observations
  public static KramersMoyalFit of(Observations observations) {
    observations.onlyTemperature();
    if (observations.fields().size() > 1
        || !(observations.fields().getFirst() instanceof ExternalField.Uniform)) {
      throw new IllegalArgumentException(
          "conditional moments know no field h: data in " + observations.fields());
    }
    if (observations.size() < LEAST) {
      throw new IllegalArgumentException(
          "conditional moments need "
              + LEAST
              + " observations, one of them held out, got "
              + observations.size());
    }
    var grid = observations.origin().grid();
    int widest = (Math.min(grid.ny(), grid.nx()) - 1) / 2;
    var radii = RADII.stream().filter(r -> r <= widest).toList();
    var grams = NeighbourGram.of(observations, radii);
    int radius = 0;
    int degree = DEGREES.getFirst();
    double smallest = Double.POSITIVE_INFINITY;
    for (int r = 0; r < radii.size(); r++) {
      for (int d : DEGREES) {
        double error = grams.get(r).heldOutError(d);
        if (error < smallest) {
          smallest = error;
          radius = r;
          degree = d;
        }
      }
    }
    var best = grams.get(radius);
    var drift =
        new NeighbourDrift(
            radii.get(radius),
            degree,
            best.coefficients(degree),
            best.magnetisation(),
            best.neighbours());
    var residuals = NeighbourResiduals.of(drift, observations);
    return new KramersMoyalFit(
        drift,
        residuals.covariance(best.inverse(degree)),
        residuals.noise(),
        observations.conditions(),
        observations.origin().block());
  }

  /// a(m, s), per sweep.
  public NeighbourDrift drift() {
    return drift;
  }

  /// The standard error of a(m, s), from the sandwich covariance over strips of frames.
  public double driftStandardError(double m, double s) {
    var row = new double[covariance.length];
    NeighbourDrift.monomials(m, s, row);
    return Math.sqrt(new Estimate(row, covariance).variance(row));
  }

  /// D(m), variance per sweep, at the mean m of each bin, with standard errors.
  public Table noise() {
    return noise;
  }

  /// The stochastic equation.
  ///
  /// @param grid of cells as large as the blocks of the data; any number of them
  /// @param at temperature and field, those of the data
  public KramersMoyal equation(Grid grid, Frame.Conditions at) {
    if (grid.spacing() != block || !at.equals(conditions)) {
      throw new IllegalArgumentException(
          "the moments are those of blocks of edge "
              + block
              + " at "
              + conditions
              + ", not "
              + grid.spacing()
              + " and "
              + at);
    }
    return new KramersMoyal(grid, conditions, drift, noise);
  }
}
