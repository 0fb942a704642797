package onsagerflow.estimate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import onsagerflow.estimate.data.Observations;
import onsagerflow.meso.Closure;

/// The same frame pairs learned with each closure and each form of the mobility: which is likelier?
///
/// @param fits by name, such as `cosh, K(m, φ)`; that of eq. (5), `onsager, K(m)`, comes first
public record ClosureComparison(Map<String, Learned> fits) {

  /// Eq. (5) of the paper.
  public static final String EQUATION_5 = "onsager, K(m)";

  /// Fits all four.
  ///
  /// @param learner whose other choices hold for all
  /// @param pairs without generator channels, which have no likelihood
  /// @throws IllegalArgumentException as [Learner#fit]
  public static ClosureComparison of(Learner learner, Observations pairs) {
    if (pairs.fromGenerator()) {
      throw new IllegalArgumentException(
          "likelihoods are of frame pairs: open the data with UseGenerator.NEVER");
    }
    var fits = new LinkedHashMap<String, Learned>();
    for (var closure : Closure.values()) {
      for (var form : MobilityForm.values()) {
        fits.put(name(closure, form), learner.with(closure).with(form).fit(pairs));
      }
    }
    return new ClosureComparison(fits);
  }

  public ClosureComparison {
    fits = Collections.unmodifiableMap(new LinkedHashMap<>(fits));
  }

  private static String name(Closure closure, MobilityForm form) {
    String k = form == MobilityForm.M ? "K(m)" : "K(m, φ)";
    return closure.name().toLowerCase(Locale.ROOT) + ", " + k;
  }

  /// One of them.
  ///
  /// @throws IllegalArgumentException if none has this name
  public Learned fit(String name) {
    if (!fits.containsKey(name)) {
      throw new IllegalArgumentException("no fit is called " + name + ": " + fits.keySet());
    }
    return Objects.requireNonNull(fits.get(name));
  }

  /// What each has over eq. (5), in likelihood and unknowns.
  public Map<String, Likelihood> overEquation5() {
    var reference = likelihood(fit(EQUATION_5));
    var gains = new LinkedHashMap<String, Likelihood>();
    fits.forEach((name, fit) -> gains.put(name, likelihood(fit).over(reference)));
    return gains;
  }

  private static Likelihood likelihood(Learned fit) {
    return fit.diagnostics().likelihood().orElseThrow();
  }
}
