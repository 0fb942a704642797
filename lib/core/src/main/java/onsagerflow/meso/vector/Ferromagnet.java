package onsagerflow.meso.vector;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.Micromagnet;

/// A ferromagnet as the equations of the textbooks see it, and these equations on cells, to set
/// beside a learned one:
///
///     ferromagnet.llg(grid, conditions, kernel)          LLG, |m| fixed at m_e, no noise
///     ferromagnet.llb(grid, conditions, kernel)          LLB, stochastic
///     ferromagnet.llb(grid, conditions, kernel).deterministic()
///     ferromagnet.cells(grid, conditions, kernel)        stochastic LLG, a unit vector per cell
///
/// Each is a [VectorOnsagerFlow] with other functions. Source of the LLB equation: Garanin, Phys. Rev.
/// B 55, 3050 (1997); its noise: Evans et al., Phys. Rev. B 85, 014433 (2012).
///
/// Temperatures are in units of field, those of J: of a micromagnet k_B T over the moment of a cell
/// ([Micromagnet#thermalField]).
///
/// @param temperature T
/// @param curie T_c
/// @param order m_e, 0 at T_c and above
/// @param susceptibility χ̃ = ∂m/∂h along m as h → 0
/// @param damping λ of a spin
/// @param gyromagnetic γ of a spin
public record Ferromagnet(
    double temperature,
    double curie,
    double order,
    double susceptibility,
    double damping,
    double gyromagnetic) {

  public Ferromagnet {
    if (!(temperature > 0) || !(curie > 0)) {
      throw new IllegalArgumentException(
          "temperatures must be positive, got T = " + temperature + ", T_c = " + curie);
    }
    if (!(order >= 0 && order < 1) || (order > 0) != (temperature < curie)) {
      throw new IllegalArgumentException(
          "m_e lies between 0 and 1 below T_c and is 0 above, got "
              + order
              + " at T = "
              + temperature
              + ", T_c = "
              + curie);
    }
    if (!(susceptibility > 0)) {
      throw new IllegalArgumentException(
          "a susceptibility is positive, got " + susceptibility + " at T = " + temperature);
    }
    if (!(damping >= 0) || !(gyromagnetic > 0)) {
      throw new IllegalArgumentException(
          "need damping >= 0 and a gyromagnetic ratio > 0, got "
              + damping
              + " and "
              + gyromagnetic);
    }
  }

  /// In the mean field of all others: m_e = L(Ĵm_e/T), T_c = Ĵ/3, χ̃ = L′/(T − ĴL′).
  ///
  /// @param coupling Ĵ = Ĵ(0), the sum of J over all offsets
  public static Ferromagnet meanField(
      double temperature, double coupling, double damping, double gyromagnetic) {
    double order = order(temperature / coupling);
    double slope = 1 / Langevin.inverseSlope(order);
    return new Ferromagnet(
        temperature,
        coupling / 3,
        order,
        slope / (temperature - coupling * slope),
        damping,
        gyromagnetic);
  }

  /// A film, one layer of cells, in the mean field of their four neighbours: Ĵ is the sum of
  /// 2A/(M_s d²) over them, d from cell to cell.
  ///
  /// @param temperature kelvin
  /// @param exchange A, J/m
  /// @param gyromagnetic rad/(s T)
  public static Ferromagnet film(
      Micromagnet cells, double temperature, double exchange, double damping, double gyromagnetic) {
    double thermal = cells.thermalField(temperature);
    double saturation = cells.saturation().orElseThrow();
    double squares = 1 / (cells.x() * cells.x()) + 1 / (cells.y() * cells.y());
    return meanField(thermal, 4 * exchange / saturation * squares, damping, gyromagnetic);
  }

  /// m = L(m/T) by Newton's method from above, where it converges.
  private static double order(double temperature) {
    if (temperature >= 1.0 / 3) {
      return 0;
    }
    double m = 1;
    for (int i = 0; i < 200; i++) {
      double x = m / temperature;
      m -= (m - Langevin.of(x)) / (1 - Langevin.derivative(x) / temperature);
    }
    return m;
  }

  /// The longitudinal damping α∥ = λ·2T/(3T_c).
  public double alongDamping() {
    return damping * 2 * temperature / (3 * curie);
  }

  /// The transverse damping α⊥ = λ(1 − T/(3T_c)), above T_c α∥.
  public double acrossDamping() {
    return temperature < curie ? damping * (1 - temperature / (3 * curie)) : alongDamping();
  }

  /// The LLB equation: K∥ = γα∥ and K⊥ = γα⊥ whatever m, and a free energy of m² and m⁴ that has
  /// its m_e and χ̃. Its exchange and Ĵ are those of the kernel.
  ///
  /// @param kernel J on cell offsets
  public VectorOnsagerFlow llb(Grid grid, Frame.Conditions conditions, Kernel kernel) {
    return flow(
        grid,
        conditions,
        new VectorLaw(
            VectorMobility.constant(gyromagnetic * alongDamping(), gyromagnetic * acrossDamping()),
            length -> gyromagnetic,
            longitudinal(kernel.total()),
            kernel));
  }

  /// s′ = Ĵm + (m/2χ̃)(m²/m_e² − 1) below T_c, Ĵm + (m/χ̃)(1 + ⅗ T_c/(T − T_c) m²) above.
  private VectorEntropySlope longitudinal(double coupling) {
    if (temperature < curie) {
      double half = 0.5 / susceptibility;
      return VectorEntropySlope.landau(coupling - half, half / (order * order));
    }
    if (temperature == curie) {
      throw new IllegalArgumentException("the LLB equation has no free energy at T_c = " + curie);
    }
    return VectorEntropySlope.landau(
        coupling + 1 / susceptibility, 0.6 * curie / (temperature - curie) / susceptibility);
  }

  /// The deterministic LLG equation with |m| = m_e and the damping of that temperature, α⊥: no
  /// fluctuations, and no |m| but this. Vectors of other lengths are brought to it at the start.
  ///
  /// @throws IllegalArgumentException at T_c and above
  public VectorOnsagerFlow llg(Grid grid, Frame.Conditions conditions, Kernel kernel) {
    return flow(grid, conditions, transverse(acrossDamping(), kernel))
        .ofLength(order)
        .deterministic();
  }

  /// The stochastic LLG equation of cells taken for unit vectors of v spins, as in micromagnetics
  /// with the parameters of T = 0: what it gives depends on v, its T_c being that of spins v times
  /// as large.
  public VectorOnsagerFlow cells(Grid grid, Frame.Conditions conditions, Kernel kernel) {
    return flow(grid, conditions, transverse(damping, kernel)).ofLength(1);
  }

  /// The learned equation and those of the textbooks with its J and A and in its conditions, by
  /// name: "learned", "LLB", below T_c "LLG", and "LLG of cells".
  public Map<String, Function<Grid, VectorOnsagerFlow>> beside(LearnedVectorModel learned) {
    var equations = new LinkedHashMap<String, Function<Grid, VectorOnsagerFlow>>();
    var at = new Frame.Conditions(temperature, learned.conditions().field());
    var kernel = learned.kernel();
    equations.put("learned", grid -> VectorOnsagerFlow.of(learned, grid));
    equations.put("LLB", grid -> llb(grid, at, kernel).inConditionsOf(learned));
    if (order > 0) {
      equations.put("LLG", grid -> llg(grid, at, kernel).inConditionsOf(learned));
    }
    equations.put("LLG of cells", grid -> cells(grid, at, kernel).inConditionsOf(learned));
    return equations;
  }

  private VectorLaw transverse(double alpha, Kernel kernel) {
    return new VectorLaw(
        VectorMobility.constant(0, gyromagnetic * alpha),
        length -> gyromagnetic,
        VectorEntropySlope.landau(0, 0),
        kernel);
  }

  private VectorOnsagerFlow flow(Grid grid, Frame.Conditions conditions, VectorLaw law) {
    if (conditions.temperature() != temperature) {
      throw new IllegalArgumentException(
          "a ferromagnet at T = "
              + temperature
              + " in conditions of T = "
              + conditions.temperature());
    }
    return new VectorOnsagerFlow(grid, grid.cellVolume(), conditions, law);
  }
}
