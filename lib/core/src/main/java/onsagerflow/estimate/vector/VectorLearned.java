package onsagerflow.estimate.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import onsagerflow.estimate.data.VectorObservations;
import onsagerflow.estimate.equations.Estimate;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Kernel;
import onsagerflow.field.Symmetry;
import onsagerflow.field.ThermalUnits;
import onsagerflow.meso.Gauge;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.Table;
import onsagerflow.meso.vector.Anisotropy;
import onsagerflow.meso.vector.Langevin;
import onsagerflow.meso.vector.LearnedVectorModel;

/// s′, K∥, K⊥, γ and J as learned at one temperature, with standard errors and diagnostics.
///
/// Standard errors are those of the sandwich covariance, whose clusters are strips of frames.
public final class VectorLearned {

  /// Points of s′ in each segment between knots: J(0)|m| is not linear in ξ.
  private static final int PER_SEGMENT = 4;

  private final VectorObservations observations;
  private final VectorFit fit;
  private final int b;
  private final VectorBranch branch;
  private final Estimate estimate;
  private final VectorGauge gauge;
  private final VectorDiagnostics diagnostics;

  VectorLearned(
      VectorObservations observations,
      VectorFit fit,
      int b,
      Estimate estimate,
      VectorDiagnostics diagnostics) {
    this.observations = observations;
    this.fit = fit;
    this.b = b;
    this.branch = fit.branches().get(b);
    this.estimate = estimate;
    this.gauge = VectorGauge.of(fit, estimate);
    this.diagnostics = diagnostics;
  }

  /// The same functions with the standard errors of the Cramér–Rao bound: the least that any
  /// unbiased estimate of these unknowns can have.
  ///
  /// @throws IllegalStateException with generator channels, whose residuals are no sampling noise
  public VectorLearned atBound() {
    if (!fit.coupled()) {
      throw new IllegalStateException("generator channels have no Cramer-Rao bound");
    }
    return new VectorLearned(observations, fit, b, fit.bound(), diagnostics);
  }

  /// The same functions with standard errors of groups of neighbours in time as clusters, which
  /// also see what frames close in time have in common.
  ///
  /// @return empty if the data are too few to form groups
  public Optional<VectorLearned> bootstrapped() {
    return fit.estimateOfGroups()
        .map(other -> new VectorLearned(observations, fit, b, other, diagnostics));
  }

  private ThermalUnits units() {
    return observations.units();
  }

  VectorFit fit() {
    return fit;
  }

  /// T of the data.
  public double temperature() {
    return observations.onlyTemperature();
  }

  /// The fields h of the data.
  public List<ExternalField> fields() {
    return observations.fields();
  }

  /// The radius of J, blocks.
  public int radius() {
    return fit.radius();
  }

  private double[] zero() {
    return new double[estimate.value.length];
  }

  /// γ, radians per unit of field and time.
  public double precession() {
    return units().mobility() * estimate.value[precessionAt()];
  }

  public double precessionError() {
    return units().mobility() * estimate.standardError(precessionAt());
  }

  private int precessionAt() {
    return fit.position(b)[branch.basis.slopes()];
  }

  /// K∥(|m|) at its knots.
  public Table parallel() {
    return mobility(true);
  }

  /// K⊥(|m|) at its knots.
  public Table perpendicular() {
    return mobility(false);
  }

  private Table mobility(boolean parallel) {
    var hats = branch.basis.mobility();
    int n = hats.size();
    var m = new double[n];
    var value = new double[n];
    var error = new double[n];
    int[] position = fit.position(b);
    int first = position.length - branch.basis.mobilities();
    for (int k = 0; k < n; k++) {
      m[k] = Math.sqrt(hats.knot(k));
      double w = Langevin.ratio(m[k]);
      double factor = units().mobility() * (parallel ? 2 * w : 1 - w);
      int i = position[first + (parallel ? branch.basis.along(k) : branch.basis.across(k))];
      value[k] = factor * estimate.value[i];
      error[k] = factor * estimate.standardError(i);
    }
    return new Table(m, value, error);
  }

  /// s′(|m|) in the gauge of [#kernel], from 0 to the largest |m| of the data.
  public Table entropySlope() {
    var hats = branch.basis.slope();
    int n = (hats.size() - 1) * PER_SEGMENT + 1;
    var m = new double[n];
    var value = new double[n];
    var error = new double[n];
    int[] position = fit.position(b);
    for (int i = 1; i < n; i++) {
      int k = (i - 1) / PER_SEGMENT;
      double w = (i - k * PER_SEGMENT) / (double) PER_SEGMENT;
      m[i] = Langevin.of((1 - w) * hats.knot(k) + w * hats.knot(k + 1));
      double[] weight = zero();
      if (k > 0) {
        weight[position[k - 1]] = 1 - w;
      }
      weight[position[k]] = w;
      value[i] = units().field() * (estimate.sum(weight) + gauge.value() * m[i]);
      error[i] = units().field() * gauge.error(estimate, weight, m[i]);
    }
    return new Table(m, value, error);
  }

  /// s′ at its knots, the unknowns of the fit, in the gauge J(0) = 0.
  public Table slopePoints() {
    int n = branch.basis.slopes();
    var m = new double[n];
    var value = new double[n];
    var error = new double[n];
    for (int i = 0; i < n; i++) {
      int at = fit.position(b)[i];
      m[i] = Langevin.of(branch.basis.slope().knot(i + 1));
      value[i] = units().field() * estimate.value[at];
      error[i] = units().field() * estimate.standardError(at);
    }
    return new Table(m, value, error);
  }

  /// J on block offsets.
  public Kernel kernel() {
    return fit.kernel().withCentre(gauge.value()).scaled(units().field());
  }

  /// Standard errors of J.
  public Kernel kernelError() {
    var errors = new double[fit.orbits().size()];
    for (int o = 0; o < errors.length; o++) {
      errors[o] = estimate.standardError(fit.kernelAt() + o);
    }
    return Symmetry.kernel(fit.dimensions(), fit.orbits(), fit.radius(), errors)
        .withCentre(gauge.error(estimate, zero(), 1))
        .scaled(units().field());
  }

  /// Standard error of the total strength Ĵ(0) = Σ J(r).
  public double totalError() {
    return momentError((dy, dx) -> 1);
  }

  /// Standard error of Σ_r w(dy, dx) J(r), offsets in blocks.
  public double momentError(DoubleBinaryOperator weight) {
    double[] gradient = zero();
    for (int o = 0; o < fit.orbits().size(); o++) {
      for (int[] r : fit.orbits().get(o).offsets()) {
        gradient[fit.kernelAt() + o] += weight.applyAsDouble(r[r.length - 2], r[r.length - 1]);
      }
    }
    return units().field() * gauge.error(estimate, gradient, weight.applyAsDouble(0, 0));
  }

  /// A, what of the field is linear in the own m of a cell and not the same in all directions; none
  /// where the data show none.
  public Anisotropy anisotropy() {
    return fit.anisotropy().times(units().field());
  }

  /// Standard errors of A.
  public Anisotropy anisotropyError() {
    var errors = new double[6];
    double[][] rows = {{-0.5, 1}, {-0.5, -1}, {1, 0}};
    int at = fit.shapesAt();
    if (fit.shapes() == 0) {
      return Anisotropy.NONE;
    }
    for (int i = 0; i < 3; i++) {
      double[] weight = zero();
      weight[at] = rows[i][0];
      weight[at + 1] = rows[i][1];
      errors[i] = Math.sqrt(estimate.variance(weight));
      errors[3 + i] = estimate.standardError(at + 2 + i);
    }
    return new Anisotropy(errors[0], errors[1], errors[2], errors[3], errors[4], errors[5])
        .times(units().field());
  }

  /// What tells whether to trust the rest.
  public VectorDiagnostics diagnostics() {
    return diagnostics;
  }

  /// What is off and what to do about it, a sentence each; empty where all is well.
  public List<String> cautions() {
    var cautions =
        new ArrayList<>(diagnostics.cautions(units().field() * branch.temperature, units()));
    if (gauge.gauge() instanceof Gauge.Centre) {
      cautions.add(
          "blocks hardly come near |m| = 0, where s' of free spins would tell J(0) from s': J(0) ="
              + " 0 is taken, and s' holds it; the equation is the same");
    }
    return List.copyOf(cautions);
  }

  /// All of it as one model.
  public LearnedVectorModel model() {
    boolean isInOneField =
        fields().size() == 1 && fields().getFirst().isConstant() && fields().getFirst().isUniform();
    return new LearnedVectorModel(
        observations.conditions(),
        observations.origin().block(),
        gauge.gauge(),
        new LearnedVectorModel.Functions(
            parallel(),
            perpendicular(),
            LearnedVectorModel.constantPrecession(precession(), precessionError()),
            entropySlope(),
            kernel(),
            kernelError(),
            anisotropy(),
            anisotropyError()),
        observations.origin().micromagnet(),
        new LearnedModel.Notes(
            isInOneField ? List.of() : fields(), Optional.empty(), diagnostics.entries()));
  }

  /// One line: what it was learned from, γ, Ĵ(0), and how many cautions there are.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "learned (vectors, radius %d) from %s; gamma = %.4g +- %.2g, J(k = 0) = %.4g +- %.2g;"
            + " %d cautions",
        radius(),
        observations,
        precession(),
        precessionError(),
        kernel().total(),
        totalError(),
        cautions().size());
  }
}
