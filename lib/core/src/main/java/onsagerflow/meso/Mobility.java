package onsagerflow.meso;

/// The mobility K(m, φ) of eq. (5), φ = J*m + h; K → β for free spins.
public interface Mobility {

  /// K(m, φ), never negative.
  double at(double m, double phi);

  /// K of cells `from` to `to`, the last not included.
  ///
  /// @param k receives the values; may be one of the others
  default void at(double[] m, double[] phi, double[] k, int from, int to) {
    for (int cell = from; cell < to; cell++) {
      k[cell] = at(m[cell], phi[cell]);
    }
  }

  /// ∂K/∂m at fixed φ.
  double slope(double m, double phi);

  /// ∂K/∂φ at fixed m; zero for a mobility K(m).
  default double fieldSlope(double m, double phi) {
    return 0;
  }

  /// K = β: free spins, the textbook form at high temperature.
  static Mobility constant(double beta) {
    return new Constant(beta);
  }

  /// K = β(1 − m²): the textbook form at coexistence, where φ = artanh(m)/β.
  static Mobility degenerate(double beta) {
    return new Degenerate(beta);
  }

  /// K = β(1 − m tanh βφ): exact for heat-bath spins whose field φ is constant over a cell.
  static Mobility heatBath(double beta) {
    return new HeatBath(beta);
  }

  /// K(m) from a table, linear between its points, constant beyond its ends.
  ///
  /// Points at uneven distances are resampled onto even ones, at least four to the shortest
  /// interval (at most 4096 in all).
  ///
  /// @throws IllegalArgumentException if a value is negative
  static Mobility of(Table table) {
    return new TabulatedMobility(table);
  }

  /// K(m, φ) from a table, bilinear between its points, constant beyond its edges.
  ///
  /// Points at uneven distances are resampled onto even ones, at least four to the shortest
  /// interval (at most 512 along either axis).
  ///
  /// @throws IllegalArgumentException if a value is negative
  static Mobility of(FieldTable table) {
    return new FieldMobility(table);
  }

  /// See [Mobility#constant].
  record Constant(double beta) implements Mobility {
    @Override
    public double at(double m, double phi) {
      return beta;
    }

    @Override
    public double slope(double m, double phi) {
      return 0;
    }
  }

  /// See [Mobility#degenerate].
  record Degenerate(double beta) implements Mobility {
    @Override
    public double at(double m, double phi) {
      return beta * (1 - m * m);
    }

    @Override
    public double slope(double m, double phi) {
      return -2 * beta * m;
    }
  }

  /// See [Mobility#heatBath].
  record HeatBath(double beta) implements Mobility {
    @Override
    public double at(double m, double phi) {
      return beta * (1 - m * Math.tanh(beta * phi));
    }

    @Override
    public double slope(double m, double phi) {
      return -beta * Math.tanh(beta * phi);
    }

    @Override
    public double fieldSlope(double m, double phi) {
      double t = Math.tanh(beta * phi);
      return -beta * beta * m * (1 - t * t);
    }
  }
}
