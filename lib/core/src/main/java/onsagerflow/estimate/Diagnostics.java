package onsagerflow.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import onsagerflow.estimate.check.Assessment;
import onsagerflow.estimate.check.DataCheck;
import onsagerflow.estimate.check.FarNeighbours;
import onsagerflow.estimate.check.FluctuationDissipation;
import onsagerflow.estimate.check.MarkovTest;
import onsagerflow.estimate.check.ScoreTests;
import onsagerflow.estimate.check.Whiteness;
import onsagerflow.estimate.data.Observations;
import org.jspecify.annotations.Nullable;

/// What tells whether to trust a fit; [#cautions] says it in plain sentences.
///
/// @param learner that fitted
/// @param source what it was learned from
/// @param cells that enter
/// @param residuals of the fit
/// @param likelihood of frame pairs
/// @param reliability of parts of the data
/// @param lags what the equation says of each lag
/// @param data what the observations are before any fit
/// @param scoreTests what the residuals say of a field h(x) that was not given, of runs that differ
///   and of a symmetry that J lacks
/// @param kernel what was found of J beside its values
public record Diagnostics(
    Learner learner,
    Source source,
    Cells cells,
    Residuals residuals,
    Optional<Likelihood> likelihood,
    Reliability reliability,
    Lags lags,
    DataCheck data,
    ScoreTests scoreTests,
    KernelFindings kernel) {

  /// @param generator whether generator channels were used
  /// @param observations frames (with generator channels) or frame pairs
  /// @param leftOut pairs of a lag too long to learn from
  /// @param longestLag Δt of the pairs, sweeps; 0 with generator channels
  public record Source(boolean generator, int observations, int leftOut, double longestLag) {}

  /// @param fitted cells that enter the fit
  /// @param held share of the cells that enter, whose N is held above 0 or whose path within ±1
  /// @param saturated share of the cells with |m| > 1 − 2.5/v, which do not
  /// @param visits share of the cells in equal bins of −1 ≤ m ≤ 1
  public record Cells(long fitted, double held, double saturated, List<Double> visits) {}

  /// @param varianceRatio of the increments, observed over expected; 1 with generator channels
  /// @param strays frame pairs whose residuals scatter far more than those of the others
  /// @param whiteness of the residuals of frame pairs
  /// @param fluctuationDissipation ratio of drift to noise mobility against the force
  public record Residuals(
      double varianceRatio,
      List<String> strays,
      Optional<Whiteness> whiteness,
      List<FluctuationDissipation.Point> fluctuationDissipation) {}

  /// @param fitted estimates of pairs of one lag, where the data have several
  /// @param markov estimates against the lag, where runs are series of frames
  public record Lags(List<MarkovTest.Point> fitted, List<MarkovTest.Point> markov) {}

  /// @param far where J is stronger than at the nearest blocks
  /// @param radius held-out comparison, where the radius was chosen
  /// @param prior of J, where it was held smooth
  public record KernelFindings(
      Optional<FarNeighbours> far, Optional<RadiusSelection> radius, Optional<KernelPrior> prior) {}

  /// Lags of the Markov test, in lags of the data.
  private static final int MOST_LAGS = 4;

  /// A pair that scatters this much more than the quieter quarter of the pairs is a stray. The
  /// scatter of sound pairs varies by what K is off by, some ten per cent.
  private static final double STRAY = 3;

  static Diagnostics of(
      Learner learner,
      Fit fit,
      int b,
      Observations observations,
      DataCheck check,
      Assessment a,
      double heldOutLoss,
      Reliability reliability,
      @Nullable RadiusSelection radius,
      @Nullable KernelPrior prior) {
    boolean generator = observations.fromGenerator();
    var branch = fit.branches().get(b);
    int unknowns = fit.position(b).length;
    return new Diagnostics(
        learner,
        new Source(
            generator, observations.size(), observations.leftOut(), observations.longestLag()),
        new Cells(
            a.fitted,
            (double) branch.total.held / branch.total.sums.cells,
            (double) a.saturated / a.all,
            Arrays.stream(a.visits).mapToObj(n -> (double) n / a.all).toList()),
        new Residuals(
            generator ? 1 : a.normalisedResiduals / a.fitted,
            generator ? List.of() : strays(a.scatter, observations),
            generator || a.spacePairs == 0 ? Optional.empty() : Optional.of(Whiteness.of(a)),
            a.fluctuationDissipation.points()),
        generator
            ? Optional.empty()
            : Optional.of(
                new Likelihood(
                    a.logLikelihood, a.logLikelihood + heldOutLoss, unknowns, a.all - a.saturated)),
        reliability,
        new Lags(
            generator ? List.of() : MarkovTest.byLag(fit.equation(branch), observations),
            generator ? List.of() : MarkovTest.of(fit.equation(branch), observations, MOST_LAGS)),
        check,
        ScoreTests.of(
            fit.equation(branch), learner.kernel().symmetry(), fit.radius(), observations),
        new KernelFindings(
            FarNeighbours.of(
                fit.estimate().part(fit.kernelAt(), fit.drifts()), fit.orbits(), fit.radius()),
            Optional.ofNullable(radius),
            Optional.ofNullable(prior)));
  }

  /// The quieter quarter is sound even where half of the pairs are not.
  private static List<String> strays(List<Double> scatter, Observations observations) {
    double[] sorted =
        scatter.stream().mapToDouble(x -> x).filter(Double::isFinite).sorted().toArray();
    double quiet = sorted.length == 0 ? Double.NaN : sorted[sorted.length / 4];
    return IntStream.range(0, scatter.size())
        .filter(i -> scatter.get(i) > STRAY * quiet)
        .mapToObj(observations::describe)
        .toList();
  }

  /// Whether generator channels were used.
  public boolean generator() {
    return source.generator();
  }

  /// Share of the cells with |m| > 1 − 2.5/v, which have no entropy slope.
  public double saturated() {
    return cells.saturated();
  }

  /// Ratio of drift to noise mobility against the force.
  public List<FluctuationDissipation.Point> fluctuationDissipation() {
    return residuals.fluctuationDissipation();
  }

  /// The held-out comparison, where the radius of J was chosen.
  public Optional<RadiusSelection> radius() {
    return kernel.radius();
  }

  /// What is off and what to do about it, a sentence each; empty where all is well.
  public List<String> cautions() {
    return Cautions.of(this);
  }

  /// All of it by name, as the model file holds it.
  public Map<String, Object> entries() {
    var map = new TreeMap<String, Object>();
    map.put("source", generator() ? "generator channels" : "frame pairs");
    map.put(generator() ? "frames" : "framePairs", source.observations());
    map.put("cells", cells.fitted());
    map.put("heldShare", cells.held());
    map.put("saturatedShare", cells.saturated());
    map.put("symmetry", learner.kernel().symmetry().name().toLowerCase(Locale.ROOT));
    map.put("visitsOfM", cells.visits());
    var fdt = fluctuationDissipation();
    map.put("fdtForce", fdt.stream().map(FluctuationDissipation.Point::force).toList());
    map.put("fdtRatio", fdt.stream().map(FluctuationDissipation.Point::ratio).toList());
    map.put(
        "fdtStandardError", fdt.stream().map(FluctuationDissipation.Point::standardError).toList());
    if (!generator()) {
      map.put("residualVarianceRatio", residuals.varianceRatio());
      map.put("framePairsStray", residuals.strays().size());
      map.put("framePairsLeftOut", source.leftOut());
      map.put("longestLag", source.longestLag());
    }
    likelihood.ifPresent(
        l -> {
          map.put("logLikelihood", l.logLikelihood());
          map.put("logLikelihoodHeldOut", l.heldOut());
          map.put("unknowns", l.unknowns());
          map.put("akaike", l.akaike());
        });
    if (!Double.isNaN(reliability.bootstrapOverSandwich())) {
      map.put("bootstrapOverSandwich", reliability.bootstrapOverSandwich());
    }
    if (!Double.isNaN(reliability.heldOutLoss())) {
      map.put("heldOutLossOverUnknowns", reliability.heldOutLoss());
    }
    if (scoreTests.runs().runs() > 1) {
      map.put("runsCompared", scoreTests.runs().runs());
      map.put("runsExcess", scoreTests.runs().excess());
      map.put("runsFieldDifference", scoreTests.runs().field());
      map.put("runsTemperatureDifference", scoreTests.runs().temperatures());
    }
    residuals
        .whiteness()
        .ifPresent(
            w -> {
              map.put("residualCorrelationInSpace", w.inSpace());
              if (w.hasTime()) {
                map.put("residualCorrelationInTime", w.inTime());
              }
            });
    putPoints(map, "lag", "lag", lags.fitted());
    putPoints(map, "markovLag", "markov", lags.markov());
    radius()
        .ifPresent(
            r -> {
              map.put("radiusHeldOutExcess", r.excess());
              map.put("radiusHeldOutStandardError", r.standardError());
            });
    kernel
        .prior()
        .ifPresent(
            p -> {
              map.put("kernelPriorStrength", p.strength());
              map.put("kernelPriorLength", p.length());
              map.put("kernelPriorRange", p.range());
            });
    return map;
  }

  private static void putPoints(
      Map<String, Object> map, String lag, String prefix, List<MarkovTest.Point> points) {
    if (points.isEmpty()) {
      return;
    }
    map.put(lag, points.stream().map(MarkovTest.Point::lag).toList());
    map.put(prefix + "DriftRatio", points.stream().map(MarkovTest.Point::drift).toList());
    map.put(prefix + "DriftError", points.stream().map(MarkovTest.Point::driftError).toList());
    map.put(prefix + "NoiseRatio", points.stream().map(MarkovTest.Point::noise).toList());
    map.put(prefix + "NoiseError", points.stream().map(MarkovTest.Point::noiseError).toList());
  }
}
