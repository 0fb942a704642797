package onsagerflow.estimate;

/// How J(0) is fixed: s′ + c·m with J + c·δ is the same model for every c.
public sealed interface Gauge {

  /// s′(m)/m → T as m → 0, as for independent spins; on the average over the temperatures of a fit.
  record Slope() implements Gauge {}

  /// J(0) given, for instance that of the known block kernel.
  record Centre(double value) implements Gauge {
    public Centre {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("J(0) must be finite, got " + value);
      }
    }
  }
}
