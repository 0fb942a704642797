package onsagerflow.cli.simulate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import onsagerflow.cli.Outcome;
import onsagerflow.field.ExternalField;
import onsagerflow.io.VectorTrajectoryFile;
import onsagerflow.io.ovf.ColumnTableFile;
import onsagerflow.io.ovf.Ovf;
import onsagerflow.micromagnetic.Material;
import onsagerflow.micromagnetic.Mesh;
import onsagerflow.micromagnetic.Problem;
import onsagerflow.micromagnetic.Sample;
import onsagerflow.micromagnetic.Start;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `simulate llg` from problem files.
class LlgTest {

  private static final String BRICK =
      """
      {"schema": "onsagerflow-micromagnetic/1", "cells": [16, 8, 1], "cellSize": [4e-9, 4e-9, 3e-9],
       "material": {"saturation": 8e5, "exchange": 1.3e-11, "damping": 0.1},
       "field": [0.02, 0, 0.05], "start": {"uniform": [0, 1, 0.2]}, "relaxIn": [0, 0, 0],
       "duration": 2e-11, "saveEvery": 5e-12}
      """;

  private static final String RICH =
      """
      {"schema": "onsagerflow-micromagnetic/1", "cells": [16, 16, 1], "size": [64e-9, 64e-9, 2e-9],
       "periodic": [1, 1, 0], "demagnetising": false,
       "materials": {"film": {"saturation": 6e5, "exchange": 1e-11, "damping": 0.3,
           "uniaxial": {"K1": 6e5, "axis": [0, 0, 1]}, "interfacialDmi": 3e-3},
         "pin": {"saturation": 6e5, "exchange": 1e-11, "damping": 0.3,
           "cubic": {"K1": 1e5, "axes": [[1, 1, 0], [1, -1, 0]]}}},
       "regions": [{"shape": "cylinder", "size": [30e-9, 30e-9, 9e-9], "material": "pin"},
         {"shape": "box", "size": [8e-9, 8e-9, 9e-9], "centre": [0, 28e-9, 0], "material": "empty"}],
       "field": {"constant": [0, 0, 0.1], "sine": {"amplitude": [0.1, 0, 0], "frequency": 5e9},
         "program": {"times": [0, 1e-12, 1e-11], "values": [[0, 0, 0], [0, 0.2, 0], [0, 0, 0]]}},
       "currentThrough": {"density": [1e11, 0, 0], "polarisation": 0.5, "xi": 0.1},
       "currentAcross": {"density": 1e10, "polarisation": 0.4, "fixed": [0, 1, 0]},
       "temperature": 300, "scheme": "heun", "step": 1e-14, "seed": 7,
       "start": {"vortex": {"circulation": 1, "polarity": -1}},
       "duration": 1e-12, "saveEvery": 5e-13}
      """;

  @TempDir private Path folder;

  private Outcome run(String problem, String options) throws IOException {
    Files.writeString(folder.resolve("p.json"), problem);
    String at = folder.toString();
    return Outcome.of(("simulate llg @/p.json " + options).replace("@", at));
  }

  private void succeed(String problem, String options) throws IOException {
    var outcome = run(problem, options);
    assertEquals(0, outcome.code(), outcome.err());
  }

  @Test
  void theFileHoldsWhatTheLibraryComputes() throws IOException {
    Files.createDirectory(folder.resolve("frames"));
    succeed(BRICK, "--out @/a.h5 --table @/a.txt --ovf @/frames");
    var sample = new Sample(new Mesh(16, 8, 1, 4e-9, 4e-9, 3e-9), new Material(8e5, 1.3e-11, 0.1));
    var motion =
        new Problem(
                sample,
                Problem.Setting.of(ExternalField.vector(0.02, 0, 0.05)),
                Start.uniform(0, 1, 0.2))
            .relaxedIn(0, 0, 0)
            .begin();
    for (int i = 0; i < 4; i++) {
      motion.advance(5e-12);
    }
    try (var file = VectorTrajectoryFile.open(folder.resolve("a.h5"))) {
      assertEquals(5, file.size());
      assertEquals(2e-11, file.time(4));
      var cells = file.origin().micromagnet().orElseThrow();
      assertEquals(8e5, cells.saturation().orElseThrow());
      assertEquals(3e-9, cells.z());
      double[] last = file.m(4).values();
      assertArrayEquals(motion.m().values(), last, 1e-6);
    }
    var ovf = Ovf.read(folder.resolve("frames/m000004.ovf"));
    assertArrayEquals(motion.mean(), ovf.mean(), 1e-7);
    assertEquals(2e-11, ovf.header().time().orElseThrow());
    var table = ColumnTableFile.read(folder.resolve("a.txt"));
    assertEquals(5, table.rows());
    assertEquals(motion.mean()[2], table.values("mz")[4], 1e-9);
    assertEquals(motion.energy(), table.values("E_total")[4], 1e-9 * Math.abs(motion.energy()));
  }

  @Test
  void regionsCurrentsAndTemperatureAreTaken() throws IOException {
    succeed(RICH, "--block 4 --out @/b.h5");
    try (var file = VectorTrajectoryFile.open(folder.resolve("b.h5"))) {
      assertEquals(3, file.size());
      assertEquals(300, file.conditions(0).temperature());
      var m = file.m(0);
      assertEquals(16, m.grid().size());
      assertEquals(1, m.grid().coarsen(4).size()); // periodic still
    }
  }

  @Test
  void aProblemIsWrittenForMumax3() throws IOException {
    succeed(BRICK, "--out @/a.mx3");
    String script = Files.readString(folder.resolve("a.mx3"));
    assertEquals(
        """
        SetGridSize(16, 8, 1)
        SetCellSize(4.0E-9, 4.0E-9, 3.0E-9)
        DemagAccuracy = 29
        Msat.SetRegion(0, 800000.0)
        Aex.SetRegion(0, 1.3E-11)
        alpha.SetRegion(0, 0.1)
        GammaLL = 1.7595E11
        m.LoadFile("a.ovf")
        B_ext = vector(0.0, 0.0, 0.0)
        relax()
        MaxErr = 1.0E-6
        TableAdd(E_total)
        AutoSave(m, 5.0E-12)
        TableAutoSave(5.0E-12)
        B_ext = vector(0.02, 0.0, 0.05)
        Run(2.0E-11)
        """,
        script);
    double[] mean = Ovf.read(folder.resolve("a.ovf")).mean();
    assertEquals(1 / Math.sqrt(1.04), mean[1], 1e-7);
    var both = run(RICH, "--out @/b.mx3");
    assertTrue(both.err().contains("mumax3 has one current"), both.err());
    succeed(RICH.replaceAll(" \"currentThrough\".*\n", ""), "--out @/c.mx3");
    String rich = Files.readString(folder.resolve("c.mx3"));
    for (String line :
        new String[] {
          "SetPBC(1, 1, 0)",
          "EnableDemag = false",
          "SetGeom(sample)",
          "Dind.SetRegion(0, 0.003)",
          "anisC1.SetRegion(1, vector(0.7071067811865475, 0.7071067811865475, 0.0))",
          "J = vector(0, 0, 1.0E10)",
          "Temp = 300.0",
          "FixDt = 1.0E-14",
          "B_ext = vector(0.1*sin(3.141592653589793E10*t + 0.0), 0.0 + 2.0E11*(t - 0.0), 0.1)",
        }) {
      assertTrue(rich.contains(line), line + " is not in\n" + rich);
    }
  }

  @Test
  void goesOnWhereItWasCutOff() throws Exception {
    String problem = BRICK.replace("\"saveEvery\": 5e-12", "\"saveEvery\": 2e-13");
    succeed(problem, "--out @/whole.h5 --table @/whole.txt");
    var worker =
        new Thread(
            () -> {
              try {
                run(problem, "--checkpoint-every 0 --out @/cut.h5 --table @/cut.txt");
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    worker.start();
    while (worker.isAlive() && !Files.exists(folder.resolve("cut.h5.runs"))) {
      Thread.onSpinWait();
    }
    worker.interrupt();
    worker.join();
    succeed(problem, "--force --out @/cut.h5 --table @/cut.txt");
    assertEquals(-1, Files.mismatch(folder.resolve("whole.h5"), folder.resolve("cut.h5")));
    assertEquals(-1, Files.mismatch(folder.resolve("whole.txt"), folder.resolve("cut.txt")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"exchange\": 1.3e-11 | \"exchange\": 13 | material: exchange lies between 0.0 and 1.0E-6"
            + " J/m, got 13.0",
        "\"damping\": 0.1 | \"damping\": -1 | material: damping lies between",
        "\"damping\" | \"dampin\" | there is no key material.dampin (0.1)",
        "\"field\" | \"fields\" | there is no key fields ([0.02,0,0.05])",
        "\"saturation\": 8e5, | | material.saturation is missing",
        "[16, 8, 1] | [16, 8.5, 1] | cells must be three whole numbers, got [16,8.5,1]",
        "[16, 8, 1] | [16, 0, 1] | a mesh needs cells along every axis, got 0",
        "[4e-9, 4e-9, 3e-9] | [4, 4, 3] | the edge of a cell lies between",
        "\"duration\": 2e-11 | \"duration\": 20 | duration lies between 0 and 1.0 s, got 20.0",
        "\"saveEvery\": 5e-12 | \"saveEvery\": 5e-10 | saveEvery lies between",
        "{\"uniform\": [0, 1, 0.2]} | {\"uniform\": [0, 0, 0]} | start: a direction needs a vector",
        "{\"uniform\": [0, 1, 0.2]} | {\"file\": \"none.ovf\"} | no such file",
        "micromagnetic/1 | micromagnetic/9 | schema must be onsagerflow-micromagnetic/1",
        "\"duration\": | \"step\": 1e-14, \"duration\": | step is that of a sample with a"
            + " temperature",
        "[0.02, 0, 0.05] | {\"program\": {\"times\": [0, 1e-11], \"values\": [[0, 0, 1], [0, 0,"
            + " 0]]}} | field.program lasts from t = 0.0 to 1.0E-11 s, the run from 0 to 2.0E-11 s",
        "[0.02, 0, 0.05] | [0.02, 0] | field must be three numbers, got [0.02,0]",
      })
  void refusesByKeyAndValue(String what, String by, String words) throws IOException {
    var outcome = run(BRICK.replace(what, by == null ? "" : by), "--out @/c.h5");
    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains(words), outcome.err());
    assertEquals(1, outcome.err().strip().lines().count(), outcome.err());
  }

  @Test
  void foldersThatAreNotThereAreNamed() throws IOException {
    var outcome = run(BRICK, "--out @/c.h5 --ovf @/none");
    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("there is no folder"), outcome.err());
    assertTrue(outcome.err().contains("none; make it first"), outcome.err());
    assertEquals(2, run(BRICK, "--out @/c.h5 --ovf @/p.json").code());
  }
}
