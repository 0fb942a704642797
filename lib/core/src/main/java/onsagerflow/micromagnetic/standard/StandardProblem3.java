package onsagerflow.micromagnetic.standard;

import java.util.Locale;
import onsagerflow.field.ExternalField;
import onsagerflow.micromagnetic.Demagnetisation;
import onsagerflow.micromagnetic.Magnet;
import onsagerflow.micromagnetic.Material;
import onsagerflow.micromagnetic.Mesh;
import onsagerflow.micromagnetic.Problem;
import onsagerflow.micromagnetic.Sample;
import onsagerflow.micromagnetic.Start;

/// µMAG problem 3: a cube with an easy axis along z, K = K_m/10 where K_m = μ₀M_s²/2. A small one
/// rests as a flower, a large one as a vortex. In which do both have one energy?
///
/// Lengths are in units of the exchange length l = √(A/K_m), energies in units of K_m L³.
///
/// @param cells along an edge
public record StandardProblem3(int cells) {

  private static final double SATURATION = 8e5;
  private static final double DENSITY = Demagnetisation.MU_0 * SATURATION * SATURATION / 2;
  private static final double EXCHANGE_LENGTH = 5e-9; // any: nothing depends on it

  /// Where [#crossing] begins to look, l.
  private static final double SHORTER = 8.4;

  private static final double LONGER = 8.47;
  private static final double ACCURACY = 1e-5;

  /// How the cube is magnetised.
  public enum State {
    /// Along the easy axis, the corners bent outwards.
    FLOWER,
    /// Around x.
    VORTEX;

    /// As in `flower`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    private Start start() {
      return this == FLOWER
          ? Start.uniform(0, 0, 1)
          : Start.pattern(r -> new double[] {1e-9, -r[2], r[1]}); // some x on its axis
    }
  }

  public StandardProblem3 {
    if (cells < 2) {
      throw new IllegalArgumentException("a cube with a vortex needs cells, got " + cells);
    }
  }

  /// The cube at rest.
  ///
  /// @param length L of its edge, l
  public Magnet rest(State state, double length) {
    return rest(state.start(), length);
  }

  private Magnet rest(Start start, double length) {
    double edge = length * EXCHANGE_LENGTH / cells;
    var material =
        new Material(SATURATION, DENSITY * EXCHANGE_LENGTH * EXCHANGE_LENGTH, 0.5)
            .withUniaxial(0.1 * DENSITY, 0, 0, 1);
    var cube = new Sample(new Mesh(cells, cells, cells, edge, edge, edge), material);
    var setting = Problem.Setting.of(ExternalField.vector(0, 0, 0));
    var magnet = new Problem(cube, setting, start).magnet(Magnet.TOLERANCE);
    magnet.relax();
    return magnet;
  }

  /// The energy of a cube, K_m L³, that of the anisotropy counted from the easy axis.
  public static double energy(Magnet cube) {
    var mesh = cube.sample().mesh();
    double volume = mesh.size() * mesh.cellVolume();
    return cube.energy() / (DENSITY * volume) + 0.1;
  }

  /// The edge at which flower and vortex have one energy, l: by secants, each cube from the states
  /// of rest of the one before.
  public double crossing() {
    var last = pair(State.FLOWER.start(), State.VORTEX.start(), SHORTER);
    var pair = pair(Start.of(last.flower.m()), Start.of(last.vortex.m()), LONGER);
    while (true) {
      double slope = (pair.difference() - last.difference()) / (pair.length - last.length);
      double next = pair.length - pair.difference() / slope;
      if (Math.abs(next - pair.length) < ACCURACY) {
        return next;
      }
      last = pair;
      pair = pair(Start.of(last.flower.m()), Start.of(last.vortex.m()), next);
    }
  }

  private Pair pair(Start flower, Start vortex, double length) {
    return new Pair(length, rest(flower, length), rest(vortex, length));
  }

  /// Two cubes of one size, each at rest in its state.
  private record Pair(double length, Magnet flower, Magnet vortex) {

    /// By how much the energy of the flower is higher.
    double difference() {
      return energy(flower) - energy(vortex);
    }
  }
}
