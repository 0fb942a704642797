package onsagerflow.micromagnetic.standard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import onsagerflow.field.Curve;
import onsagerflow.field.ExternalField;
import onsagerflow.field.ThermalUnits;
import onsagerflow.micromagnetic.Direction;
import onsagerflow.micromagnetic.Magnet;
import onsagerflow.micromagnetic.Material;
import onsagerflow.micromagnetic.Mesh;
import onsagerflow.micromagnetic.Problem;
import onsagerflow.micromagnetic.Sample;
import onsagerflow.micromagnetic.Start;
import onsagerflow.micromagnetic.WarmMagnet;

/// Cubes that do not see each other, with an easy or hard axis z, which all point up at time 0 and
/// are shaken at a temperature: Mumax3's test of thermal noise. What ⟨m_z⟩ does is known by the
/// Fokker–Planck equation.
///
/// In a field b m_z along z, b = 2K₁/M_s, a vector has
///
///     ∂P/∂t = ∂/∂z (1 − z²) [D ∂P/∂z − r b z P],  r = αγ/(1 + α²),  D = r k_B T/(M_s V)
///
/// for the probability P of z = m_z. The means of Legendre's polynomials obey linear equations,
/// each with two above and two below, which are cut off at a high one. Brown, Phys. Rev. 130, 1677
/// (1963).
///
/// @param material without exchange, its axis z, without a second constant
/// @param edge of a cube, m
/// @param kelvin T
public record IndependentCells(Material material, double edge, double kelvin) {

  /// Legendre's polynomials that are followed.
  private static final int DEGREES = 48;

  private static final double NANOSECOND = 1e-9;

  public IndependentCells {
    if (material.exchange() != 0
        || !material.uniaxial().axis().equals(Direction.Z)
        || material.uniaxial().second() != 0) {
      throw new IllegalArgumentException(
          "independent cells have no exchange, and K1 along z alone, got " + material);
    }
    if (!(kelvin > 0)) {
      throw new IllegalArgumentException("a temperature must be positive, got " + kelvin + " K");
    }
  }

  /// So many cells along both edges of a plane.
  public Problem on(int cells) {
    return new Problem(
        new Sample(new Mesh(cells, cells, 1, edge, edge, edge), material),
        Problem.Setting.of(ExternalField.vector(0, 0, 0)).withoutDemagnetising().at(kelvin),
        Start.uniform(0, 0, 1));
  }

  /// r, 1/(s T).
  private double relaxation() {
    double damping = material.damping();
    return damping * Problem.Setting.GYROMAGNETIC_RATIO / (1 + damping * damping);
  }

  /// D, 1/s: a free vector loses its direction at the rate 2D.
  public double diffusion() {
    double moment = material.saturation() * edge * edge * edge;
    return relaxation() * ThermalUnits.BOLTZMANN * kelvin / moment;
  }

  /// ⟨m_z⟩ by the Fokker–Planck equation.
  ///
  /// @param times nanoseconds, from 0 on, increasing
  public Curve exact(double... times) {
    var means = new double[DEGREES + 1];
    Arrays.fill(means, 1);
    var mz = new ArrayList<Double>();
    double now = 0;
    for (double time : times) {
      advance(means, (time - now) * NANOSECOND);
      now = time;
      mz.add(means[1]);
    }
    return new Curve(boxed(times), mz, Collections.nCopies(times.length, 0.0));
  }

  private static List<Double> boxed(double... numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  /// Runge and Kutta's fourth-order method, in steps that follow the fastest polynomial.
  private void advance(double[] means, double duration) {
    double fastest = (diffusion() * DEGREES + 2 * relaxation() * Math.abs(slope())) * (DEGREES + 1);
    int steps = (int) Math.ceil(2 * fastest * duration);
    double dt = duration / steps;
    double[] weights = {1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6};
    double[] shares = {0.5, 0.5, 1};
    for (int step = 0; step < steps; step++) {
      double[] start = means.clone();
      double[] stage = means.clone();
      for (int k = 0; k < weights.length; k++) {
        double[] rate = rate(stage);
        for (int l = 1; l < means.length; l++) {
          means[l] += dt * weights[k] * rate[l];
          stage[l] = start[l] + (k < shares.length ? shares[k] * dt * rate[l] : 0);
        }
      }
    }
  }

  /// b, T.
  private double slope() {
    return 2 * material.uniaxial().first() / material.saturation();
  }

  /// d⟨P_l⟩/dt, from (1 − z²) P_l′ = l(l + 1)/(2l + 1) (P_{l−1} − P_{l+1}).
  private double[] rate(double[] means) {
    var rate = new double[means.length];
    double drift = relaxation() * slope();
    for (int l = 1; l < means.length; l++) {
      double both = (double) l * (l + 1);
      double turned = alongZ(means, l - 1) - alongZ(means, l + 1);
      rate[l] = both * (drift * turned / (2 * l + 1) - diffusion() * means[l]);
    }
    return rate;
  }

  /// ⟨z P_n⟩.
  private static double alongZ(double[] means, int n) {
    double above = n + 1 < means.length ? means[n + 1] : 0;
    double below = n > 0 && n - 1 < means.length ? means[n - 1] : 0;
    return ((n + 1) * above + n * below) / (2 * n + 1);
  }

  /// ⟨m_z⟩ of cells that are simulated, with the standard errors that their scatter makes.
  ///
  /// @param cells along both edges of a plane
  /// @param times nanoseconds, from 0 on, increasing
  public Curve simulated(int cells, WarmMagnet.Stepping stepping, long seed, double... times) {
    var motion = on(cells).begin(Magnet.TOLERANCE, stepping, seed);
    var mz = new ArrayList<Double>();
    var errors = new ArrayList<Double>();
    for (double time : times) {
      motion.advance(Math.max(0, time * NANOSECOND - motion.time()));
      var values = motion.m().component(2).values();
      double mean = Arrays.stream(values).average().orElseThrow();
      double square = Arrays.stream(values).map(z -> (z - mean) * (z - mean)).sum();
      mz.add(mean);
      errors.add(Math.sqrt(square / (values.length - 1.0) / values.length));
    }
    return new Curve(boxed(times), mz, errors);
  }
}
