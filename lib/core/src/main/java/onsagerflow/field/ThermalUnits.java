package onsagerflow.field;

/// Units in which the cells of a micromagnet are spins like any others: with the moment μ = M_s V
/// of a cell, energies count in k_B T₀, fields in k_B T₀/μ, and times in the radian by which an
/// electron turns in that field.
///
/// What is learned in them has numbers of order 1, whatever the size of the cells.
///
/// @param temperature T₀, kelvin
/// @param field k_B T₀/μ, tesla
/// @param time seconds
public record ThermalUnits(double temperature, double field, double time) {

  /// Boltzmann's constant, J/K (SI, exact).
  public static final double BOLTZMANN = 1.380649e-23;

  /// The gyromagnetic ratio of the electron, rad/(s T) (CODATA 2018).
  public static final double ELECTRON = 1.76085963023e11;

  /// Those of spins on a lattice, in reduced units already.
  public static final ThermalUnits REDUCED = new ThermalUnits(1, 1, 1);

  /// @param temperature T₀
  /// @throws IllegalArgumentException if T₀ is 0, or the saturation is not known
  public static ThermalUnits of(Micromagnet cells, double temperature) {
    if (!(temperature > 0)) {
      throw new IllegalArgumentException(
          "the data say T = 0 K, no thermal noise, by which mobilities are told: give a problem of"
              + " simulate llg a \"temperature\", or import data that have one with --temperature,"
              + " in kelvin");
    }
    double field = cells.thermalField(temperature);
    return new ThermalUnits(temperature, field, 1 / (ELECTRON * field));
  }

  /// Unit of a mobility, the rate of m in a unit of field; the same of γ, in radians.
  public double mobility() {
    return 1 / (field * time);
  }
}
