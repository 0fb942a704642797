package onsagerflow.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import onsagerflow.estimate.check.Assessment;
import onsagerflow.estimate.check.DataCheck;
import onsagerflow.estimate.check.SymmetryCheck;
import onsagerflow.estimate.data.Observations;
import onsagerflow.estimate.equations.Estimate;
import onsagerflow.estimate.likelihood.CurrentEquation;
import onsagerflow.estimate.likelihood.NoiseBasis;
import onsagerflow.field.Curve;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Kernel;
import onsagerflow.field.Symmetry;
import onsagerflow.meso.FieldTable;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.Table;
import org.jspecify.annotations.Nullable;

/// K, s′ and J as learned at one temperature, with standard errors and diagnostics.
///
/// Standard errors are those of the sandwich covariance, or of the posterior where a prior holds J
/// smooth; [#bootstrapped] has those of a block bootstrap.
public final class Learned {

  private static final int TABLE_POINTS = 201;
  private static final int FIELD_POINTS = 61;
  private static final int DRAWS = 200;

  /// Share of ΣJ at offset 0 from which blocks are too large: at B = 8 that of discs of radius 4
  /// and 5, whose ΣJ came out 4 to 6 % low at T = 0.7.
  private static final double WITHIN_BLOCKS = 0.5;

  private final Learner learner;
  private final Observations observations;
  private final Branch branch;
  private final CurrentEquation equation;
  private final List<Symmetry.Orbit> orbits;
  private final int radius;

  /// Of s′ at its knots, J at its orbits and N in its basis, one after the other.
  private final Estimate estimate;

  private final Estimate meanNoise;
  private final Range fieldRange;
  private final Diagnostics diagnostics;
  private final OtherErrors otherErrors;
  private final SlopePoints points;
  private final Kernel kernel;
  private final Kernel kernelError;
  private final Centre centre;

  Learned(
      Learner learner,
      Observations observations,
      Branch branch,
      CurrentEquation equation,
      int radius,
      Estimate estimate,
      Estimate meanNoise,
      Range fieldRange,
      Diagnostics diagnostics,
      OtherErrors otherErrors,
      Centre centre) {
    this.learner = learner;
    this.observations = observations;
    this.branch = branch;
    this.equation = equation;
    this.radius = radius;
    this.orbits = learner.kernel().symmetry().orbits(radius);
    this.estimate = estimate;
    this.meanNoise = meanNoise;
    this.fieldRange = fieldRange;
    this.diagnostics = diagnostics;
    this.otherErrors = otherErrors;
    this.points = slopePoints(branch, estimate);
    this.centre = centre;
    var j = estimate.part(branch.slopes(), noiseAt());
    double[] errors = IntStream.range(0, orbits.size()).mapToDouble(j::standardError).toArray();
    this.kernel = Symmetry.kernel(orbits, radius, j.value).withCentre(centre.value);
    this.kernelError = Symmetry.kernel(orbits, radius, errors).withCentre(centre.standardError);
  }

  /// K(0) T of dynamics whose clock is one update of each spin: 1 of the heat bath, 2 of Metropolis
  /// spins, and less where blocks have memory.
  private static final double SLOWEST = 0.3;

  private static final double FASTEST = 3;

  /// |m| below which K is near that of m = 0.
  private static final double CENTRAL = 0.3;

  /// The smallest and the largest φ of the cells, in the gauge J(0) = 0.
  record Range(double min, double max) {}

  /// What a fit has found at each of its temperatures.
  ///
  /// @param checks of the data of each
  static List<Learned> all(
      Learner learner,
      Observations observations,
      List<DataCheck> checks,
      Fit fit,
      @Nullable RadiusSelection selection) {
    var estimate = fit.estimate();
    KernelPrior prior = null;
    if (learner.kernel().smoothness() == Smoothness.EVIDENCE) {
      var kernel = estimate.part(fit.kernelAt(), fit.drifts());
      var priors = KernelPrior.likely(kernel, fit.orbits());
      prior = priors.getFirst();
      estimate = KernelPrior.average(priors, estimate, fit.kernelAt(), fit.orbits());
    }
    var bootstrap = Bootstrap.of(fit);
    var centres = centres(learner, fit, estimate);
    double heldOutLoss = fit.heldOutLoss();
    var reliability = Reliability.of(fit, bootstrap, heldOutLoss);
    var learned = new ArrayList<Learned>();
    for (int b = 0; b < fit.branches().size(); b++) {
      var branch = fit.branches().get(b);
      var some = observations.at(branch.temperature);
      var assessment = Assessment.of(fit.equation(branch), some);
      learned.add(
          new Learned(
              learner,
              some,
              branch,
              fit.equation(branch),
              fit.radius(),
              estimate.at(fit.position(b)),
              new Estimate(branch.meanNoise, branch.meanNoiseSolution.covariance),
              new Range(assessment.smallestField, assessment.largestField),
              Diagnostics.of(
                  learner,
                  fit,
                  b,
                  some,
                  checks.get(b),
                  assessment,
                  heldOutLoss,
                  reliability,
                  selection,
                  prior),
              new OtherErrors(
                  bootstrap.isEmpty() ? Optional.empty() : Optional.of(bootstrap.get(b)),
                  fit.bound().at(fit.position(b)),
                  fit.estimate().part(fit.kernelAt(), fit.drifts())),
              centres.get(b)));
    }
    return learned;
  }

  private static List<Centre> centres(Learner learner, Fit fit, Estimate estimate) {
    var positions = IntStream.range(0, fit.branches().size()).mapToObj(fit::position).toList();
    var points =
        IntStream.range(0, positions.size())
            .mapToObj(b -> slopePoints(fit.branches().get(b), estimate.at(positions.get(b))))
            .toList();
    return Centre.of(learner.gauge(), estimate, positions, points, fit.orbits().size());
  }

  private static SlopePoints slopePoints(Branch branch, Estimate estimate) {
    var slope = estimate.part(0, branch.slopes());
    var hats = branch.knots.slope();
    double[] m =
        IntStream.range(0, slope.value.length)
            .mapToDouble(i -> Math.tanh(hats.knot(i + 1)))
            .toArray();
    return new SlopePoints(branch.temperature, m, slope.value, slope.covariance);
  }

  private int noiseAt() {
    return branch.slopes() + orbits.size();
  }

  /// The same functions with the standard errors of a block bootstrap over runs and time, which
  /// also sees what frames close in time have in common.
  ///
  /// @return empty if the data are too few to form blocks
  public Optional<Learned> bootstrapped() {
    return otherErrors
        .bootstrap()
        .map(
            b ->
                withErrors(
                    b.unknowns(estimate, branch.slopes()),
                    new Estimate(meanNoise.value, b.meanNoise)));
  }

  /// The same functions with the standard errors of the Cramér–Rao bound: the least that any
  /// unbiased estimate of these unknowns can have. Those of K(m) stay as they are.
  ///
  /// @throws IllegalStateException with generator channels, whose residuals are no sampling noise
  public Learned atBound() {
    if (diagnostics.generator()) {
      throw new IllegalStateException("generator channels have no Cramer-Rao bound");
    }
    return withErrors(otherErrors.bound(), meanNoise);
  }

  private Learned withErrors(Estimate other, Estimate otherMeanNoise) {
    return new Learned(
        learner,
        observations,
        branch,
        equation,
        radius,
        other,
        otherMeanNoise,
        fieldRange,
        diagnostics,
        otherErrors.withoutBootstrap(),
        centre);
  }

  /// T of the data.
  public double temperature() {
    return branch.temperature;
  }

  /// Cells of the data with their likelihood, lag corrections taken from this fit.
  ///
  /// @param most about how many
  public IncrementSample increments(int most) {
    return IncrementSample.of(
        equation, orbits, estimate.part(branch.slopes(), noiseAt()), observations, most);
  }

  /// The fields h of the data, increasing.
  public List<ExternalField> fields() {
    return observations.fields();
  }

  /// s′ at the knots of the inverse problem, in the gauge J(0) = 0.
  public SlopePoints slopePoints() {
    return points;
  }

  /// J on block offsets.
  public Kernel kernel() {
    return kernel;
  }

  /// Standard errors of J.
  public Kernel kernelError() {
    return kernelError;
  }

  /// The part of [#section] at dx = 1, 2, … blocks.
  public Curve kernelAlongAxis() {
    return section().from(1);
  }

  /// Standard error of the total strength Ĵ(0) = Σ_r J(r) of [#kernel], whose values are
  /// correlated.
  public double totalError() {
    return transferError(0, 0);
  }

  /// Standard error of Ĵ(k) = Σ_r J(r) cos(k·r) of [#kernel].
  ///
  /// @param ky,kx radians per block
  public double transferError(double ky, double kx) {
    return momentError((dy, dx) -> Math.cos(ky * dy + kx * dx));
  }

  /// Standard error of Σ_r w(r) J(r) of [#kernel], as of its second moment along x for w = dx².
  ///
  /// @param weight w(dy, dx), offsets in blocks
  public double momentError(DoubleBinaryOperator weight) {
    var gradient = new double[estimate.value.length];
    for (int o = 0; o < orbits.size(); o++) {
      for (int[] r : orbits.get(o).offsets()) {
        gradient[branch.slopes() + o] += weight.applyAsDouble(r[0], r[1]);
      }
    }
    return Math.sqrt(centre.variance(estimate, gradient, weight.applyAsDouble(0, 0)));
  }

  /// J(0, dx) along the x axis, with its standard errors.
  public Curve section() {
    var offsets = IntStream.rangeClosed(-radius, radius).boxed().toList();
    return Curve.of(offsets, dx -> dx, dx -> kernel.get(0, dx), dx -> kernelError.get(0, dx));
  }

  /// Ĵ(0, k) along the x axis, with its standard errors.
  ///
  /// @param k radians per block
  public Curve transfer(double... k) {
    var waves = Arrays.stream(k).boxed().toList();
    return Curve.of(waves, q -> q, q -> kernel.transfer(0, q), q -> transferError(0, q));
  }

  /// Tests whether the data, without a prior, allow J to have a higher symmetry than the one it was
  /// fitted with.
  public SymmetryCheck test(Symmetry symmetry) {
    return SymmetryCheck.of(otherErrors.withoutPrior(), orbits, symmetry, radius);
  }

  /// The independent directions of J, the least known first: each a kernel of unit norm (J(0) = 0)
  /// with the standard error of its coefficient.
  public List<KernelDirection> kernelDirections() {
    return KernelDirection.of(estimate.part(branch.slopes(), noiseAt()), orbits, radius);
  }

  /// s′(m) by the learner's regressor.
  public Table entropySlope() {
    return entropySlope(learner.regressor());
  }

  /// s′(m) by any regressor, in the gauge of [#kernel]; errors by refitting points drawn from their
  /// sampling distribution.
  public Table entropySlope(SlopeRegressor regressor) {
    var m = new double[TABLE_POINTS];
    double edge = 1 - 1.0 / observations.origin().cellVolume();
    for (int i = 0; i < TABLE_POINTS; i++) {
      m[i] = edge * (2.0 * i / (TABLE_POINTS - 1) - 1);
    }
    m[TABLE_POINTS / 2] = 0;
    double[] value = inGauge(regressor.fit(points), centre.value, m);
    var random = new SplittableRandom(1);
    var variance = new double[TABLE_POINTS];
    for (int draw = 0; draw < DRAWS; draw++) {
      var drawn = points.redrawn(random);
      double c = centre.redrawn(points, drawn, random);
      double[] other = inGauge(regressor.fit(drawn), c, m);
      for (int i = 0; i < TABLE_POINTS; i++) {
        variance[i] += (other[i] - value[i]) * (other[i] - value[i]) / DRAWS;
      }
    }
    return new Table(m, value, Arrays.stream(variance).map(Math::sqrt).toArray());
  }

  private static double[] inGauge(SlopeRegressor.Function slope, double centre, double[] m) {
    var value = new double[m.length];
    for (int i = 0; i < m.length; i++) {
      value[i] = slope.at(m[i]) + centre * m[i];
    }
    return value;
  }

  /// K(m), the mean mobility at given m over the states visited, at its knots.
  public Table mobility() {
    double beta = 1 / branch.temperature;
    double[] knots = branch.knots.noise().hats().knots();
    var value = new double[knots.length];
    var error = new double[knots.length];
    for (int k = 0; k < knots.length; k++) {
      value[k] = Math.max(beta * meanNoise.value[k], 0);
      error[k] = beta * meanNoise.standardError(k);
    }
    return new Table(knots, value, error);
  }

  /// K(m, φ) for all m and the range of φ visited, if the drift was fitted with it.
  public Optional<FieldTable> mobilityByField() {
    if (!(branch.noise instanceof NoiseBasis.OfField basis)) {
      return Optional.empty();
    }
    double beta = 1 / branch.temperature;
    var nu = estimate.part(noiseAt(), estimate.value.length);
    // m goes to ±1, beyond the range of the fit: a K held constant there is too large in blocks
    // that are nearly full, which are not few where blocks are small and it is cold.
    // K is even in (m, φ): what was seen at φ is known at −φ as well.
    double seen = Math.max(-fieldRange.min(), fieldRange.max());
    double reach = seen + Math.abs(centre.value);
    var m = new double[FIELD_POINTS];
    var phi = new double[FIELD_POINTS];
    for (int j = 0; j < FIELD_POINTS; j++) {
      double w = j / (FIELD_POINTS - 1.0);
      m[j] = 2 * w - 1;
      phi[j] = reach * (2 * w - 1);
    }
    var value = new double[FIELD_POINTS][FIELD_POINTS];
    var error = new double[FIELD_POINTS][FIELD_POINTS];
    var f = new double[basis.size()];
    for (int i = 0; i < FIELD_POINTS; i++) {
      for (int j = 0; j < FIELD_POINTS; j++) {
        // The fit's φ is in the gauge J(0) = 0, the model's contains its own J(0).
        basis.evaluate(m[i], phi[j] - centre.value * m[i], f, 0);
        double noise = IntStream.range(0, f.length).mapToDouble(k -> nu.value[k] * f[k]).sum();
        // Corners that no cell visits are extrapolated; a mobility is never negative.
        value[i][j] = beta * Math.max(noise, 0);
        error[i][j] = beta * Math.sqrt(nu.variance(f));
      }
    }
    return Optional.of(new FieldTable(m, phi, value, error));
  }

  /// What tells whether to trust the rest.
  public Diagnostics diagnostics() {
    return diagnostics;
  }

  /// What is off and what to do about it, a sentence each; empty where all is well.
  public List<String> cautions() {
    var cautions = new ArrayList<>(diagnostics.cautions());
    double within = kernel.get(0, 0) / kernel.total();
    if (within > WITHIN_BLOCKS && centre.value > 2 * centre.standardError) {
      cautions.add(
          String.format(
              Locale.ROOT,
              "J acts mostly within a block (%.0f %% of its sum): the interaction is no longer"
                  + " ranged than a block, spins in it are correlated, and J and s' may be off by"
                  + " several per cent more than their errors say; take smaller blocks",
              100 * within));
    }
    double central = Arrays.stream(mobility().m()).map(Math::abs).min().orElse(1);
    double rate = mobility().at(central) * temperature();
    if (central < CENTRAL && !(rate > SLOWEST && rate < FASTEST)) {
      cautions.add(
          String.format(
              Locale.ROOT,
              "K near m = 0 is %.3g of 1/T, where spins that are updated once in a unit of t make"
                  + " it about 1: t counts no sweeps (then K is right in its unit, but lags are not"
                  + " what they seem), or block, which K is proportional to, is not the edge of the"
                  + " blocks in spins",
              rate));
    }
    return List.copyOf(cautions);
  }

  /// All of it as one model; errors of the bootstrap, where there are any, among its diagnostics.
  public LearnedModel model() {
    return new LearnedModel(
        learner.closure(),
        observations.conditions(),
        observations.origin().block(),
        centre.gauge,
        new LearnedModel.Functions(
            mobility(), mobilityByField(), entropySlope(), kernel, kernelError),
        new LearnedModel.Notes(isInOneField() ? List.of() : fields(), Optional.empty(), entries()));
  }

  /// One line: what it was learned from, Ĵ(0), and how many cautions there are.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "learned (%s closure, radius %d) from %s; J(k = 0) = %.4g +- %.2g; %d cautions",
        learner.closure().name().toLowerCase(Locale.ROOT),
        radius,
        observations,
        kernel.total(),
        totalError(),
        cautions().size());
  }

  /// Whether the conditions of the model say it all.
  private boolean isInOneField() {
    return fields().size() == 1 && fields().getFirst() instanceof ExternalField.Uniform;
  }

  private Map<String, Object> entries() {
    var entries = new TreeMap<>(diagnostics.entries());
    bootstrapped()
        .ifPresent(
            b -> {
              var rows = Arrays.stream(b.kernelError.rows()).map(Learned::list).toList();
              entries.put("bootstrapKernelError", rows);
              entries.put("bootstrapMobilityError", list(b.mobility().standardError()));
              entries.put("bootstrapEntropySlopeError", list(b.entropySlope().standardError()));
            });
    return entries;
  }

  private static List<Double> list(double[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }
}
