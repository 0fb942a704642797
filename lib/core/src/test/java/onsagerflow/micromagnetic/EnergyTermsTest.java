package onsagerflow.micromagnetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.ExternalField;
import onsagerflow.io.ovf.Ovf;
import onsagerflow.llg.EnergyTerm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnergyTermsTest {

  private static final double NM = 1e-9;

  private static final Material HARD =
      new Material(6e5, 1.1e-11, 0.1)
          .with(new Material.Uniaxial(4e5, -2e5, Direction.of(1, 2, -1)))
          .with(
              new Material.Cubic(
                  List.of(3e5, -1e5, 2e5), Direction.of(1, 1, 0), Direction.of(1, -1, 0)))
          .withInterfacialDmi(2e-3)
          .withBulkDmi(-1e-3);

  private static final Material SOFT =
      new Material(1.2e6, 2.3e-11, 0.02)
          .withUniaxial(-1e5, 0, 0, 1)
          .withInterfacialDmi(1e-3)
          .withBulkDmi(-3e-3);

  private static Sample patched(Mesh mesh) {
    return new Sample(
        mesh, List.of(HARD, SOFT), i -> i % 7 == 3 ? Sample.EMPTY : i % 3 == 1 ? 1 : 0);
  }

  static Stream<Sample> samples() {
    return Stream.of(
        new Sample(new Mesh(4, 5, 1, NM, 2 * NM, 1.5 * NM), HARD),
        patched(new Mesh(4, 5, 1, NM, 2 * NM, 1.5 * NM)),
        patched(new Mesh(3, 4, 3, NM, 2 * NM, 1.5 * NM)),
        patched(new Mesh(4, 3, 1, NM, 2 * NM, 1.5 * NM).periodic(2, 0, 0)),
        patched(new Mesh(3, 4, 2, NM, 2 * NM, 1.5 * NM).periodic(1, 1, 1)));
  }

  static double[][] unitVectors(int cells, long seed) {
    var random = new CounterRandom(seed, 0);
    double[][] m = new double[3][cells];
    for (int i = 0; i < cells; i++) {
      double square = 0;
      for (int c = 0; c < 3; c++) {
        m[c][i] = random.nextGaussian();
        square += m[c][i] * m[c][i];
      }
      for (int c = 0; c < 3; c++) {
        m[c][i] /= Math.sqrt(square);
      }
    }
    return m;
  }

  private static ExternalField pulse() {
    return ExternalField.vector(
        ExternalField.uniform(0.2), ExternalField.uniform(-0.1), ExternalField.harmonic(0.3, 1e-9));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void fieldIsMinusTheGradientOfTheEnergyByMoment(Sample sample) {
    double time = 0.13e-9;
    int cells = sample.grid().size();
    double[][] m = unitVectors(cells, 4);
    var terms = EnergyTerms.of(sample, true, pulse());
    assertTrue(terms.size() >= 6, terms.toString());
    for (var term : terms) {
      double[][] b = new double[3][cells];
      term.prepare(m, time);
      term.addField(m, b, 0, cells / 2);
      term.addField(m, b, cells / 2, cells);
      double largest =
          Arrays.stream(b).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(0);
      assertTrue(largest > 0 && largest <= term.strongestField() * Math.sqrt(3), term.identity());
      double step = 1e-5;
      for (int i = 0; i < cells; i++) {
        for (int c = 0; c < 3; c++) {
          double before = m[c][i];
          m[c][i] = before + step;
          double up = term.energy(m, time);
          m[c][i] = before - step;
          double down = term.energy(m, time);
          m[c][i] = before;
          if (sample.isFilled(i)) {
            double moment =
                sample.materials().get(sample.region(i)).saturation() * sample.mesh().cellVolume();
            assertEquals(
                (down - up) / (2 * step) / moment,
                b[c][i],
                1e-7 * largest,
                term.identity() + " of " + sample.grid().cell(i));
          } else {
            assertEquals(up, down, 1e-12 * Math.abs(up), term.identity() + " of an empty cell");
          }
        }
      }
    }
  }

  private static double[][] state(Mesh mesh, java.util.function.IntFunction<double[]> of) {
    double[][] m = new double[3][mesh.size()];
    for (int i = 0; i < mesh.size(); i++) {
      for (int c = 0; c < 3; c++) {
        m[c][i] = of.apply(i)[c];
      }
    }
    return m;
  }

  @Test
  void aSpiralHasTheExchangeEnergyOfItsPitch() {
    var mesh = new Mesh(64, 2, 3, NM, NM, NM).periodic(1, 0, 0);
    double k = 2 * Math.PI / 64;
    double[][] m =
        state(mesh, i -> new double[] {Math.cos(k * (i % 64)), Math.sin(k * (i % 64)), 0});
    double a = 1.3e-11;
    double exact = a * 2 * (1 - Math.cos(k)) / (NM * NM) * mesh.size() * mesh.cellVolume();
    var sample = new Sample(mesh, new Material(8e5, a, 0));
    assertEquals(exact, new Exchange(sample).energy(m, 0), 1e-13 * exact);
  }

  @Test
  void spiralsAndDmiHaveTheEnergyOfTheirHandedness() {
    var mesh = new Mesh(64, 1, 1, NM, NM, NM).periodic(1, 0, 0);
    double k = 2 * Math.PI / 64;
    double volume = mesh.size() * mesh.cellVolume();
    double d = 3e-3;
    var interfacial =
        new DzyaloshinskiiMoriya(
            new Sample(mesh.periodic(1, 1, 0), new Material(8e5, 1e-11, 0).withInterfacialDmi(d)),
            DzyaloshinskiiMoriya.Origin.INTERFACE);
    // E/V = D (m_z ∂m_x − m_x ∂m_z) = −Dk of m = (cos kx, 0, sin kx)
    double[][] cycloid = state(mesh, i -> new double[] {Math.cos(k * i), 0, Math.sin(k * i)});
    double exact = -d * Math.sin(k) / NM * volume;
    assertEquals(exact, interfacial.energy(cycloid, 0), 1e-12 * Math.abs(exact));
    var bulk =
        new DzyaloshinskiiMoriya(
            new Sample(mesh.periodic(1, 1, 1), new Material(8e5, 1e-11, 0).withBulkDmi(d)),
            DzyaloshinskiiMoriya.Origin.BULK);
    // E/V = D (m_z ∂m_y − m_y ∂m_z) = −Dk of m = (0, cos kx, sin kx)
    double[][] helix = state(mesh, i -> new double[] {0, Math.cos(k * i), Math.sin(k * i)});
    assertEquals(exact, bulk.energy(helix, 0), 1e-12 * Math.abs(exact));
  }

  /// What Mumax3 gives (shared reference: uniaxial_full and cubic_full), to its single precision,
  /// 4·10⁻⁷.
  @Test
  void anisotropiesHaveTheEnergiesOfMumax3() {
    var mesh = new Mesh(2, 2, 1, NM, NM, NM);
    double volume = mesh.size() * mesh.cellVolume();
    double angle = Math.toRadians(17);
    double[][] m = state(mesh, _ -> new double[] {Math.cos(angle), Math.sin(angle), 0});
    double[] uniaxial = {-914519, -836344.9375};
    for (int n = 0; n < 2; n++) {
      var of =
          new Material(8e5, 0, 0)
              .with(new Material.Uniaxial(n == 0 ? 1e6 : 0, n * 1e6, Direction.X));
      assertEquals(
          uniaxial[n], new UniaxialAnisotropy(new Sample(mesh, of)).energy(m, 0) / volume, 1);
    }
    double polar = Math.toRadians(11);
    double azimuth = Math.toRadians(23);
    double[][] tilted =
        state(
            mesh,
            _ ->
                new double[] {
                  Math.sin(polar) * Math.cos(azimuth),
                  Math.sin(polar) * Math.sin(azimuth),
                  Math.cos(polar)
                });
    double[] cubic = {35254.015625, 165.23309326171875, 912.3794555664062};
    for (int n = 0; n < 3; n++) {
      int one = n;
      var strengths = IntStream.range(0, 3).mapToObj(i -> i == one ? 1e6 : 0.0).toList();
      var of =
          new Material(8e5, 0, 0).with(new Material.Cubic(strengths, Direction.X, Direction.Y));
      assertEquals(
          cubic[n], new CubicAnisotropy(new Sample(mesh, of)).energy(tilted, 0) / volume, 0.02);
    }
  }

  @Test
  void zeemanEnergyIsMinusFieldTimesMoment() {
    var mesh = new Mesh(3, 2, 2, NM, NM, NM);
    EnergyTerm term =
        new AppliedField(
            new Sample(mesh, new Material(8e5, 0, 0)), ExternalField.vector(0.1, 0, 0.3));
    double[][] m = state(mesh, _ -> new double[] {0.6, 0, 0.8});
    double moment = 8e5 * mesh.size() * mesh.cellVolume();
    assertEquals(-(0.06 + 0.24) * moment, term.energy(m, 0), 1e-15 * moment);
  }

  @Test
  void betweenMaterialsExchangeIsTheHarmonicMean() {
    var mesh = new Mesh(2, 1, 1, NM, NM, NM);
    var of = List.of(new Material(8e5, 1e-11, 0), new Material(4e5, 3e-11, 0));
    var exchange = new Exchange(new Sample(mesh, of, i -> i));
    double[][] m = {{1, 0}, {0, 1}, {0, 0}};
    assertEquals(1.5e-11 * 2 * NM, exchange.energy(m, 0), 1e-32);
    double[][] b = new double[3][2];
    exchange.addField(m, b, 0, 2);
    assertArrayEquals(
        new double[] {-2 * 1.5e-11 / (NM * NM) / 8e5, 2 * 1.5e-11 / (NM * NM) / 4e5},
        b[0],
        1e-12 * 75);
  }

  /// Four materials in the quarters of a plane, of random vectors: as OOMMF and Mumax3 have it
  /// (exchange_inhomo), with lengths in nanometres.
  @Test
  void exchangeBetweenManyMaterialsIsThatOfOommf() throws java.net.URISyntaxException {
    var file =
        java.nio.file.Path.of(
            java.util.Objects.requireNonNull(Ovf.class.getResource("mumax3__randommag4x4x1.ovf"))
                .toURI());
    double[] values = Ovf.read(file).values();
    double[] a = {1.2, 1.6, 4.3, 4.3};
    var materials = Arrays.stream(a).mapToObj(of -> new Material(8e5, 1e-12 * of, 0)).toList();
    var sample =
        new Sample(
            new Mesh(4, 4, 1, NM, NM, NM),
            materials,
            i -> i < 8 ? (i % 4 < 2 ? 2 : 3) : i % 4 < 2 ? 1 : 0);
    double[][] m = state(sample.mesh(), i -> Arrays.copyOfRange(values, 3 * i, 3 * i + 3));
    assertEquals(154.4891365, new Exchange(sample).energy(m, 0) / 1e-21, 1e-5);
  }

  @Test
  void refusesImpossibleMaterialsAndMeshes() {
    assertRefuses("got -1.0", () -> new Material(-1, 1e-11, 0.1));
    assertRefuses(
        "exchange lies between 0.0 and 1.0E-6 J/m, got 13.0", () -> new Material(8e5, 13, 0));
    assertRefuses("needs exchange", () -> new Material(8e5, 0, 0).withBulkDmi(1e-3));
    assertRefuses("got 5.0", () -> new Mesh(3, 3, 1, 5, 1e-9, 1e-9));
    assertRefuses("got 0", () -> new Mesh(0, 3, 1, 1e-9, 1e-9, 1e-9));
    assertRefuses(
        "right angles",
        () -> new Material.Cubic(List.of(1.0, 0.0, 0.0), Direction.X, Direction.of(1, 1, 0)));
    var mesh = new Mesh(2, 2, 1, NM, NM, NM);
    assertRefuses("got 1 in cell (y 0, x 1)", () -> new Sample(mesh, List.of(SOFT), i -> i));
    assertRefuses("all cells", () -> new Sample(mesh, List.of(SOFT), _ -> Sample.EMPTY));
  }

  private static void assertRefuses(String words, org.junit.jupiter.api.function.Executable of) {
    var e = assertThrows(IllegalArgumentException.class, of);
    assertTrue(String.valueOf(e.getMessage()).contains(words), e.getMessage());
  }
}
