package onsagerflow.field;

import java.util.Locale;
import java.util.OptionalDouble;

/// The cells of a finite-difference simulation of micromagnetics, whose means the blocks are, and
/// with it the units of a trajectory: times in seconds, temperatures in kelvin, fields in tesla,
/// and m = M/M_s.
///
/// @param x,y,z edges of a cell, metres
/// @param saturation M_s, A/m, where it is known
public record Micromagnet(double x, double y, double z, OptionalDouble saturation) {

  private static final double LARGEST_CELL = 1e-3;
  private static final double LARGEST_SATURATION = 1e8;

  public Micromagnet {
    for (double edge : new double[] {x, y, z}) {
      if (!(edge > 0 && edge <= LARGEST_CELL)) {
        throw new IllegalArgumentException(
            "the edge of a cell must lie between 0 and %s m, got %s".formatted(LARGEST_CELL, edge));
      }
    }
    saturation.ifPresent(Micromagnet::requireSaturation);
  }

  /// @param saturation M_s
  /// @throws IllegalArgumentException if no magnet has it
  public static void requireSaturation(double saturation) {
    if (!(saturation > 0 && saturation <= LARGEST_SATURATION)) {
      throw new IllegalArgumentException(
          "saturation must lie between 0 and %s A/m, got %s"
              .formatted(LARGEST_SATURATION, saturation));
    }
  }

  /// The volume of a cell, m³.
  public double cellVolume() {
    return x * y * z;
  }

  /// k_B T/μ of a cell of moment μ = M_s V, tesla: the field in which it has the energy of thermal
  /// agitation.
  ///
  /// @param temperature kelvin
  /// @throws IllegalArgumentException if the saturation is not known
  public double thermalField(double temperature) {
    double ms =
        saturation.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the saturation magnetisation is not known, and with it the moment of a cell:"
                        + " import the data with --saturation, in A/m"));
    return ThermalUnits.BOLTZMANN * temperature / (ms * cellVolume());
  }

  /// In words, such as `cells of 2 x 2 x 3 nm, Ms = 800000 A/m`.
  @Override
  public String toString() {
    return "cells of %s x %s x %s nm%s"
        .formatted(
            nanometres(x),
            nanometres(y),
            nanometres(z),
            saturation.isPresent()
                ? String.format(Locale.ROOT, ", Ms = %.6g A/m", saturation.getAsDouble())
                : "");
  }

  private static String nanometres(double edge) {
    return String.valueOf((float) (1e9 * edge)).replaceFirst("\\.0$", "");
  }
}
