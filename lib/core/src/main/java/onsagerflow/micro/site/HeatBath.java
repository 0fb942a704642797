package onsagerflow.micro.site;

/// The heat bath of one spin.
public final class HeatBath {

  private HeatBath() {}

  /// The probability that a spin drawn afresh is up, `(1 + tanh βh)/2`.
  public static double probabilityUp(double beta, double field) {
    return 1 / (1 + Math.exp(-2 * beta * field));
  }
}
