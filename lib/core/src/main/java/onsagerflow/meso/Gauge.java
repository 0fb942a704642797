package onsagerflow.meso;

/// How J(0) is fixed: s′ + c·m with J + c·δ is the same model for every c.
///
/// Its text is that of model files.
public sealed interface Gauge {

  /// s′(m)/m → T as m → 0, as for independent spins; on the average over the temperatures of a fit.
  record Slope() implements Gauge {
    private static final String TEXT = "s'(m)/m -> T as m -> 0";

    @Override
    public String toString() {
      return TEXT;
    }
  }

  /// J(0) given, for instance that of the known block kernel.
  record Centre(double value) implements Gauge {
    private static final String TEXT = "J(0) = ";

    public Centre {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("J(0) must be finite, got " + value);
      }
    }

    @Override
    public String toString() {
      return TEXT + (value == 0 ? "0" : value);
    }
  }

  /// In the words of a model that was made elsewhere.
  record Stated(String words) implements Gauge {
    @Override
    public String toString() {
      return words;
    }
  }

  /// The gauge of a text; one that is neither a slope nor a number is kept as it is.
  static Gauge parse(String text) {
    if (text.equals(Slope.TEXT)) {
      return new Slope();
    }
    if (text.startsWith(Centre.TEXT)) {
      try {
        return new Centre(Double.parseDouble(text.substring(Centre.TEXT.length())));
      } catch (IllegalArgumentException e) {
        return new Stated(text);
      }
    }
    return new Stated(text);
  }
}
