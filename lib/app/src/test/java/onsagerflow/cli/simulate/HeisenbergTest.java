package onsagerflow.cli.simulate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import onsagerflow.cli.Outcome;
import onsagerflow.io.ModelFile;
import onsagerflow.io.VectorTrajectoryFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `simulate heisenberg` from its options, and from a material in SI units.
class HeisenbergTest {

  private static final String IRON =
      """
      {"schema": "onsagerflow-material/1", "lattice": "sc", "length": 8, "exchange": 4.5e-21,
       "moment": 2.22, "damping": 0.5, "temperature": 300, "field": [0, 0, 2]}
      """;

  @TempDir private Path folder;

  private Path at(String name) {
    return folder.resolve(name);
  }

  private Outcome run(String line) {
    return Outcome.of(line.replace("@", folder.toString()));
  }

  private void succeed(String line) {
    var outcome = run(line);
    assertEquals(0, outcome.code(), outcome.err());
  }

  @Test
  void everyRunOfEveryMeanIsThere() {
    succeed(
        "simulate heisenberg --length 32 --block 8 --exchange kac --range 6 --temperature 0.2"
            + " --damping 0.5 --field 0,0.01,0.02 --mean 0,0,0.8;0.6,0,0 --runs 2 --times 0,0.5"
            + " --generator --out @/a.h5");
    try (var file = VectorTrajectoryFile.open(at("a.h5"))) {
      assertEquals(8, file.size());
      assertTrue(file.hasGenerator());
      assertEquals("(0.0, 0.01, 0.02)", file.conditions(0).field().toString());
      // A component of a unit vector has a variance of 1 at most: 32² of them.
      assertEquals(0.8, file.m(0).component(2).mean(), 5.0 / 32);
      assertEquals(0.6, file.m(2).component(0).mean(), 5.0 / 32);
      assertEquals(0.8, file.m(4).component(2).mean(), 5.0 / 32);
      assertEquals(16, file.m(0).grid().size());
    }
  }

  /// Hot spins follow a field along z that has two signs in space, and one in time.
  @Test
  void fieldsVaryInSpaceAndTime() throws IOException {
    Files.writeString(at("map.txt"), "-1 1\n-1 1\n");
    Files.writeString(at("steps.txt"), "0 0\n1 1.5\n9 1.5\n");
    String line =
        "simulate heisenberg --length 32 --block 16 --temperature 2 --damping 1 --duration 8"
            + " --save-every 4 --field 0.3,0,0 ";
    succeed(line + "--field-map @/map.txt --field-program @/steps.txt --out @/a.h5");
    try (var file = VectorTrajectoryFile.open(at("a.h5"))) {
      double[] z = file.m(2).component(2).values();
      assertTrue(z[0] < -0.1 && z[1] > 0.1 && z[2] < -0.1 && z[3] > 0.1, file.m(2).toString());
      var field = file.conditions(2).field();
      assertEquals(0.3, field.component(0, 3).at(8, file.m(2).grid()).get(0));
      assertEquals(-1.5, field.component(2, 3).at(8, file.m(2).grid()).get(0));
    }
    Files.writeString(at("iron.json"), IRON);
    var refused =
        run(
            "simulate heisenberg @/iron.json --mean 0,0,1 --block 4 --duration 1e-14 --save-every"
                + " 1e-14 --field-sine 1,1e-13 --out @/b.h5");
    assertEquals(2, refused.code(), refused.err());
    assertTrue(refused.err().contains("are in reduced units"), refused.err());
  }

  @Test
  void theSameSeedGivesTheSameFile() throws IOException {
    String line =
        "simulate heisenberg --lattice sc --length 8 --block 4 --temperature 0.7 --mean 0,0,1"
            + " --duration 2 --save-every 1 --seed 5 --out ";
    succeed(line + "@/a.h5");
    succeed(line + "@/b.h5");
    succeed(line + "@/c.h5 --anisotropy 0");
    succeed(line.replace("--seed 5", "--seed 6") + "@/d.h5");
    var a = Files.readAllBytes(at("a.h5"));
    assertArrayEquals(a, Files.readAllBytes(at("b.h5")));
    assertArrayEquals(a, Files.readAllBytes(at("c.h5")));
    assertFalse(java.util.Arrays.equals(a, Files.readAllBytes(at("d.h5"))));
    try (var file = VectorTrajectoryFile.open(at("a.h5"))) {
      assertEquals(3, file.origin().grid().dimensions());
    }
  }

  /// 300 K are 300 k_B/J of reduced temperature, and a time of 1 fs as many reduced ones as the
  /// material says: the same bits as from those numbers.
  @Test
  void aMaterialIsSimulatedInItsReducedUnits() throws IOException {
    Files.writeString(at("iron.json"), IRON);
    succeed(
        "simulate heisenberg @/iron.json --block 4 --mean 0,0,1 --times 0,1e-15,5e-15"
            + " --out @/iron.h5");
    double kelvin = 4.5e-21 / 1.380649e-23;
    double tesla = 4.5e-21 / (2.22 * 9.2740100783e-24);
    double second = 1.76085963023e11 * tesla / 1.25;
    try (var file = VectorTrajectoryFile.open(at("iron.h5"))) {
      assertEquals(300 / kelvin, file.conditions(0).temperature(), 1e-12);
      assertEquals(2 / tesla, file.conditions(0).field().component(2, 3).constant(), 1e-12);
      assertEquals(5e-15 * second, file.time(2), 1e-9);
      assertTrue(file.origin().model().contains("T = 1 is 325.93"), file.origin().model());
    }
    succeed(
        "simulate heisenberg @/iron.json --temperature 100 --method heatbath --block 4"
            + " --times 0,2 --out @/cold.h5");
    try (var file = VectorTrajectoryFile.open(at("cold.h5"))) {
      assertEquals(100 / kelvin, file.conditions(0).temperature(), 1e-12);
      assertEquals(2, file.time(1), 0);
    }
  }

  /// The exact functions of spins of a Kac-type coupling: γ = 1, K = ⅔λγ at m = 0, Ĵ(0) = 1; and
  /// the equation learned goes on as the spins do.
  @Test
  void whatSpinsTeachIsRolledOutBesideThem() {
    succeed(
        "simulate heisenberg --length 256 --exchange kac --range 16 --temperature 0.22 --damping"
            + " 0.2 --field 0,0,0.05 --mean 0,0,0;0.3,0,0.3;0,0,0.6 --runs 2 --duration 12"
            + " --save-every 2 --generator --out @/a.h5");
    succeed("learn @/a.h5 --radius 3 --symmetry c4 --out @/m.json");
    var model = ModelFile.readVector(at("m.json"));
    var functions = model.functions();
    assertEquals(1, functions.precession().value(0), 0.02);
    assertEquals(0.4 / 3, functions.parallel().value(0), 0.003);
    assertEquals(1, functions.kernel().total(), 0.03);
    succeed(
        "rollout @/m.json --init @/a.h5#0 --init @/a.h5#21 --duration 12 --save-every 2 --ensemble"
            + " 4 --out @/r.h5");
    succeed(
        "rollout @/m.json --init @/a.h5#0 --init @/a.h5#21 --duration 12 --save-every 2 --ensemble"
            + " 4 --out @/s.h5");
    try (var rolled = VectorTrajectoryFile.open(at("r.h5"));
        var again = VectorTrajectoryFile.open(at("s.h5"));
        var spins = VectorTrajectoryFile.open(at("a.h5"))) {
      assertEquals(28, rolled.size());
      assertArrayEquals(rolled.m(13).values(), again.m(13).values(), 0);
      // two runs of 256² spins of variance ⅓, grown by less than 2 meanwhile
      double joint = 2 * Math.sqrt(1 / 3.0 / 65536);
      assertEquals(spins.m(6).component(2).mean(), rolled.m(6).component(2).mean(), 5 * joint);
    }
    succeed("compare @/r.h5 @/a.h5");
    var scalar = run("learn @/a.h5 --closure onsager --out @/n.json");
    assertEquals(2, scalar.code());
    assertTrue(scalar.err().contains("--closure says how one number a block"), scalar.err());
    var moved =
        run(
            "rollout @/m.json --init @/a.h5#0 --duration 1 --save-every 1 --temperature 0.3"
                + " --out @/t.h5");
    assertEquals(2, moved.code());
    assertTrue(moved.err().contains("was learned at T = 0.22 only"), moved.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --times 0,1                                     | say --temperature
          --temperature 1 --times 0,1 --damping -0.1      | damping must be >= 0, got -0.1
          --temperature 300 --times 0,1                   | a temperature of 300.0 is one in kelvin
          --temperature 1 --times 0,1 --mean 0,0          | --mean is a vector mx,my,mz no longer than 1, got '0,0'
          --temperature 1 --times 0,1 --mean 0,1,1        | --mean is a vector mx,my,mz no longer than 1, got '0,1,1'
          --temperature 1 --times 0,1 --mean 0,a,1        | --mean is three numbers, mx,my,mz, got '0,a,1'
          --temperature 1 --times 0,1 --field 0,1         | --field is one number, or hx,hy,hz for vectors, got [0.0, 1.0]
          --temperature 1 --times 0,1 --step 10           | a step must be positive and at most
          --temperature 1 --times 0,1 --block 7           | block size 7 does not divide the lattice
          --temperature 1 --times 0,1 --range 8           | belong to --exchange kac
          --temperature 1 --times 0,1 --axis 1,0,0        | --axis is that of --anisotropy
          --temperature 1 --times 0,1 --method heatbath --generator | --method heatbath has none
          --temperature 1 --times 0,1 --method heatbath --damping 1 | the heat bath has no dynamics
          --temperature 1 --times 0,0.5 --method heatbath | the heat bath goes by whole sweeps
          --temperature 1 --times 0,1 --exchange kac --lattice sc   | those of a plane
          --temperature 1 --times 0,1 --length 0          | a lattice holds 1 to
          @/iron.json --times 0,1e-15 --damping 0.1       | says the material already: leave out --damping
          @/iron.json --times 0,1                         | a time of 1.0 is not in seconds
          @/typo.json --times 0,1e-15                     | typo.json: there is no key 'dampping' in a material
          @/meV.json --times 0,1e-15                      | meV.json: an exchange of 28.0 is not in joule
          @/none.json --times 0,1e-15                     | none.json: no such file
          @/mild.json --times 0,1e-15                     | mild.json says no temperature: give --temperature
          @/half.json --times 0,1e-15                     | half.json: not JSON, or damaged
          @/hdf5.json --times 0,1e-15                     | hdf5.json: an HDF5 file, where a JSON file is wanted
          """)
  void refusalsAreOneLine(String options, String message) throws IOException {
    Files.writeString(at("iron.json"), IRON);
    Files.writeString(at("typo.json"), IRON.replace("\"damping\"", "\"dampping\""));
    Files.writeString(at("mild.json"), IRON.replace("\"temperature\": 300, ", ""));
    Files.writeString(at("half.json"), IRON.substring(0, IRON.length() / 2));
    Files.write(at("hdf5.json"), new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'});
    Files.writeString(at("meV.json"), IRON.replace("4.5e-21", "28"));
    var outcome = run("simulate heisenberg --quiet --out @/x.h5 " + options);
    assertTrue(outcome.code() != 0, outcome.out());
    assertEquals(1, outcome.err().lines().count(), outcome.err());
    assertTrue(outcome.err().contains(message), outcome.err());
    assertFalse(Files.exists(at("x.h5")));
  }
}
