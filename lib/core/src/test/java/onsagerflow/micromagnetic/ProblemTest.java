package onsagerflow.micromagnetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import onsagerflow.field.ExternalField;
import onsagerflow.llg.Scheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {

  private static final double NM = 1e-9;

  private static Problem.Setting setting(double... tesla) {
    return Problem.Setting.of(ExternalField.vector(tesla[0], tesla[1], tesla[2]));
  }

  /// Independent cells with an axis z at 100 K (Mumax3's rk4temperature): ⟨m_z⟩ after 5 ns, on the
  /// way to none, by the Fokker–Planck equation.
  @ParameterizedTest
  @EnumSource(
      value = Scheme.class,
      names = {"SPLITTING", "HEUN"})
  void warmCellsHaveTheMeanOfTheFokkerPlanckEquation(Scheme scheme) {
    var mesh = new Mesh(64, 64, 1, 10 * NM, 10 * NM, 10 * NM);
    var material = new Material(1e6, 0, 0.1).withUniaxial(2500, 0, 0, 1);
    var problem =
        new Problem(
            new Sample(mesh, material),
            setting(0, 0, 0).withoutDemagnetising().at(100),
            Start.uniform(0, 0, 1));
    double longest = scheme == Scheme.HEUN ? 2e-12 : 1e-10;
    var motion = problem.begin(1e-6, new WarmMagnet.Stepping(scheme, longest), 3);
    motion.advance(5e-9);
    assertEquals(0.83701, motion.mean()[2], 4 * 0.1635 / 64);
    assertEquals(0, motion.mean()[0], 4 * 0.4 / 64);
    assertEquals(5e-9, motion.time(), 1e-22);
  }

  private static byte[] saved(Motion motion) throws IOException {
    var bytes = new ByteArrayOutputStream();
    motion.save(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  @Test
  void goesOnFromWhereItWasSavedBitForBit() throws IOException {
    var mesh = new Mesh(8, 6, 1, 4 * NM, 4 * NM, 3 * NM);
    var sample =
        new Sample(mesh, List.of(new Material(8e5, 1.3e-11, 0.02)), i -> i == 5 ? Sample.EMPTY : 0);
    for (var setting : List.of(setting(0.1, 0, 0.05), setting(0.1, 0, 0.05).at(300))) {
      var problem = new Problem(sample, setting, Start.vortex(1, -1));
      var whole = problem.begin();
      whole.advance(3e-12);
      byte[] state = saved(whole);
      whole.advance(4e-12);
      var other = new Problem(sample, setting, Start.random(2)).begin();
      other.advance(1e-12);
      other.restore(new DataInputStream(new ByteArrayInputStream(state)));
      other.advance(4e-12);
      assertArrayEquals(whole.m().values(), other.m().values(), 0);
      assertEquals(whole.time(), other.time());
    }
  }

  /// Mumax3's gammaLL: precession at γ, then at 2γ. Its demagnetising factor of these cubes is 10⁻³
  /// off, which makes 0.03 radians of 50.
  @Test
  void aChangedGyromagneticRatioTurnsVectorsFaster() {
    var sample =
        new Sample(
            new Mesh(16, 16, 1, 5 * NM, 5 * NM, 5 * NM),
            new Material(1 / Demagnetisation.MU_0, 1e-11, 0.001));
    var setting = setting(0, 0, 1);
    var first = new Problem(sample, setting, Start.uniform(1, 1, 1)).begin();
    first.advance(1e-10);
    double twice = 2 * Problem.Setting.GYROMAGNETIC_RATIO;
    var second =
        new Problem(sample, setting.withGyromagneticRatio(twice), Start.of(first.m())).begin();
    second.advance(1e-10);
    assertArrayEquals(new double[] {-0.286423, -0.746625, 0.5970549}, second.mean(), 0.03);
  }

  /// A rigid pattern in a current without damping moves at u (1 + ξα)/(1 + α²), with the electrons.
  @Test
  void aCurrentCarriesAWallAlong() {
    var mesh = new Mesh(200, 1, 1, 2 * NM, 2 * NM, 2 * NM);
    var material = new Material(8e5, 1e-11, 0.1).withUniaxial(1e5, 1, 0, 0);
    double width = Math.sqrt(1e-11 / 1e5);
    var wall =
        Start.pattern(r -> new double[] {Math.tanh(-r[0] / width), 1 / Math.cosh(r[0] / width), 0});
    var current = new CurrentTorque.Current(1e12, 0, 0, 0.6, 0.1); // ξ = α: nothing turns
    var setting =
        setting(0, 0, 0)
            .withoutDemagnetising()
            .with(new Problem.Currents(Optional.of(current), Optional.empty()));
    var motion = new Problem(new Sample(mesh, material), setting, wall).begin();
    motion.advance(1e-9);
    double u = 9.2740100783e-24 * 0.6 * 1e12 / (1.602176634e-19 * 8e5 * 1.01);
    // a wall with +x on its left that moves to the left has less of it
    assertEquals(-2 * u * 1e-9 / (400 * NM), motion.mean()[0], 2e-3);
  }

  /// OOMMF's torque of a spin valve, as Mumax3's test std5b has it.
  @Test
  void aSpinValveTurnsALayerLikeOommf() {
    var sample =
        new Sample(
            new Mesh(64, 32, 1, 2.5 * NM, 2.5 * NM, 5 * NM), new Material(8e5, 1.3e-11, 0.01));
    double angle = Math.toRadians(20);
    var current =
        new SpinValveTorque.Current(
            -0.006 / (160 * NM * 80 * NM),
            0.5669,
            2,
            1,
            Direction.of(Math.cos(angle), Math.sin(angle), 0));
    var setting =
        setting(0, 0, 0)
            .withGyromagneticRatio(2.211e5 / Demagnetisation.MU_0)
            .with(new Problem.Currents(Optional.empty(), Optional.of(current)));
    var motion = new Problem(sample, setting, Start.uniform(1, 0.1, 0)).begin();
    motion.advance(1e-9);
    assertArrayEquals(
        new double[] {-0.953323544827031, -0.279948071263437, 0.0052809327351282},
        motion.mean(),
        1e-6);
  }

  @Test
  void refusesWhatCannotBe() {
    var mesh = new Mesh(2, 1, 1, NM, NM, NM);
    var two =
        new Sample(
            mesh, List.of(new Material(8e5, 1e-11, 0.1), new Material(4e5, 1e-11, 0.1)), i -> i);
    var problem = new Problem(two, setting(0, 0, 0).at(300), Start.uniform(1, 0, 0));
    assertRefuses("800000.0 A/m and 400000.0", problem::begin);
    assertRefuses("got -3.0", () -> setting(0, 0, 0).at(-3));
    assertRefuses("got 0.0 rad", () -> setting(0, 0, 0).withGyromagneticRatio(0));
    assertRefuses("circulation is 1 or -1, got 2", () -> Start.vortex(2, 1));
    var large = Start.of(Start.random(1).of(two));
    var small = new Sample(new Mesh(1, 1, 1, NM, NM, NM), new Material(8e5, 0, 0));
    assertRefuses("1 x 2 vectors", () -> new Problem(small, setting(0, 0, 0), large).begin());
    assertRefuses(
        "A/m2, got", () -> new SpinValveTorque.Current(Double.NaN, 0.5, 1, 0, Direction.X));
  }

  private static void assertRefuses(
      String words, org.junit.jupiter.api.function.Executable executable) {
    var e = assertThrows(IllegalArgumentException.class, executable);
    assertTrue(String.valueOf(e.getMessage()).contains(words), e.getMessage());
  }
}
