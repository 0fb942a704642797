package onsagerflow.atomistic;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Kernel;
import onsagerflow.field.ThermalUnits;
import onsagerflow.llg.CubicAnisotropy;
import onsagerflow.llg.EffectiveField;
import onsagerflow.llg.EnergyTerm;
import onsagerflow.llg.LlgSystem;
import onsagerflow.llg.UniaxialAnisotropy;
import onsagerflow.llg.Zeeman;

/// Classical Heisenberg spins |s| = 1 of moment 1 on a square or simple cubic lattice: what couples
/// them, said in one sentence. Each word gives another model and leaves the one before as it was:
///
///     Heisenberg.on(grid).exchange(1).uniaxial(0.1, 0, 0, 1).llg(conditions, 1, 0.1)
///
/// In reduced units: energies, fields and temperatures in those of the exchange, times in those of
/// one radian of precession in a field of 1 where γ = 1. [Material] converts from SI units.
///
/// @param grid the lattice, of two or three dimensions, each axis periodic or open
/// @param couplings make a term for each system, all but the external field
public record Heisenberg(Grid grid, List<Function<Grid, EnergyTerm>> couplings) {

  /// A temperature so many times the strongest field would be one in kelvin.
  private static final double KELVIN_FROM = 25;

  /// A field below this would be in joule.
  private static final double JOULE_BELOW = 1e-15;

  /// A gyromagnetic ratio above this would be in radians per second and tesla.
  private static final double SI_RATIO_FROM = 1e6;

  public Heisenberg {
    couplings = List.copyOf(couplings);
  }

  /// Free spins on a lattice.
  public static Heisenberg on(Grid grid) {
    return new Heisenberg(grid, List.of());
  }

  /// On a periodic lattice, square in two and simple cubic in three dimensions.
  public static Heisenberg on(int length, int dimensions) {
    var axis = new Grid.Axis(length, 1, Grid.Boundary.PERIODIC);
    return on(new Grid(Stream.generate(() -> axis).limit(dimensions).toList()));
  }

  private Heisenberg with(Function<Grid, EnergyTerm> coupling) {
    return new Heisenberg(grid, Stream.concat(couplings.stream(), Stream.of(coupling)).toList());
  }

  /// With exchange J of each shell of neighbours, from the nearest on.
  public Heisenberg exchange(double... shells) {
    return with(on -> new NeighbourExchange(on, shells));
  }

  /// With exchange of long range.
  ///
  /// @param kernel J, with J(0) = 0; Ĵ(0) = 1 in reduced units
  public Heisenberg kac(Kernel kernel) {
    return with(on -> new KacExchange(on, kernel));
  }

  /// With `E = −k Σ (s·n)²`.
  public Heisenberg uniaxial(double strength, double x, double y, double z) {
    return with(_ -> new UniaxialAnisotropy(strength, x, y, z));
  }

  /// With `E = k Σ (s_x²s_y² + s_y²s_z² + s_z²s_x²)`.
  public Heisenberg cubic(double strength) {
    return with(_ -> new CubicAnisotropy(strength));
  }

  /// With `E = Σ D_ij·(s_i×s_j)` over nearest neighbours.
  public Heisenberg dzyaloshinskii(double strength, Dzyaloshinskii.Form form) {
    return with(on -> new Dzyaloshinskii(on, strength, form));
  }

  /// With dipolar coupling, open lattices only.
  ///
  /// @param strength of nearest neighbours side by side, μ₀μ²/4πa³
  public Heisenberg dipolar(double strength) {
    return with(on -> new DipolarCoupling(on, strength));
  }

  /// Spins that obey the stochastic Landau–Lifshitz–Gilbert equation.
  ///
  /// @param gyromagneticRatio γ, after any 1/(1 + λ²)
  /// @param damping λ
  /// @throws IllegalArgumentException if the lattice is too small for the coupling, or numbers look
  ///   like SI units
  public LlgSystem llg(Frame.Conditions conditions, double gyromagneticRatio, double damping) {
    if (gyromagneticRatio > SI_RATIO_FROM) {
      throw new IllegalArgumentException(
          "a gyromagnetic ratio of %s is one in SI units, rad/(s T): in reduced units it is about 1"
              .formatted(gyromagneticRatio));
    }
    return new LlgSystem(field(conditions), conditions, gyromagneticRatio, damping);
  }

  /// Spins whose statics are sampled by the heat bath.
  ///
  /// @throws IllegalArgumentException as of [#llg], or with anisotropy
  public HeatBath heatBath(Frame.Conditions conditions) {
    return new HeatBath(field(conditions), conditions);
  }

  private EffectiveField field(Frame.Conditions conditions) {
    var terms = couplings.stream().map(coupling -> coupling.apply(grid)).toList();
    double strongest = terms.stream().mapToDouble(EnergyTerm::strongestField).sum();
    double temperature = conditions.temperature();
    if (strongest > 0 && strongest < JOULE_BELOW) {
      throw new IllegalArgumentException(
          "a coupling of %s is one in joule: in reduced units J is about 1, and %s J are %s K"
              .formatted(strongest, strongest, (float) (strongest / ThermalUnits.BOLTZMANN)));
    }
    if (strongest > 0 && temperature > KELVIN_FROM * strongest) {
      throw new IllegalArgumentException(
          "a temperature of %s is one in kelvin: in reduced units it is k_B T / J, here at most %s"
              .formatted(temperature, KELVIN_FROM * strongest));
    }
    var all = Stream.concat(terms.stream(), Stream.of(new Zeeman(grid, conditions.field())));
    return new EffectiveField(grid, all.toList());
  }
}
