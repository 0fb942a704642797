package onsagerflow.micromagnetic.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import onsagerflow.field.TimeProgram;
import onsagerflow.io.ovf.Ovf;
import onsagerflow.io.ovf.OvfEncoding;
import onsagerflow.llg.Scheme;
import onsagerflow.micromagnetic.CurrentTorque;
import onsagerflow.micromagnetic.Direction;
import onsagerflow.micromagnetic.Material;
import onsagerflow.micromagnetic.Mesh;
import onsagerflow.micromagnetic.Problem;
import onsagerflow.micromagnetic.Sample;
import onsagerflow.micromagnetic.SpinValveTorque;
import onsagerflow.micromagnetic.Start;
import onsagerflow.micromagnetic.WarmMagnet;
import onsagerflow.micromagnetic.standard.StandardProblem4;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Problems, and the state of a sample, written and read again.
class ProblemFileTest {

  private static final double NM = 1e-9;

  @TempDir private Path folder;

  private ProblemFile again(Problem problem, ProblemFile.Run run) {
    var file = folder.resolve("a.json");
    new ProblemFile(problem, run).write(file);
    return ProblemFile.read(file);
  }

  @Test
  void aPlainProblemIsOneFile() throws IOException {
    var problem = StandardProblem4.FIRST.on(16, 4);
    var run = ProblemFile.Run.of(1e-9, 1e-11);
    var again = again(problem, run);
    assertEquals(problem.identity(), again.problem().identity());
    assertEquals(run, again.run());
    var sample = problem.sample();
    assertArrayEquals(
        problem.start().of(sample).values(), again.problem().start().of(sample).values(), 1e-15);
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  /// All that a problem can have.
  private static Problem rich() {
    var film =
        new Material(6e5, 1e-11, 0.3).withUniaxial(6e5, 0, 0.6, 0.8).withInterfacialDmi(3e-3);
    var pin =
        new Material(6e5, 2e-11, 0.3)
            .with(
                new Material.Cubic(
                    List.of(1e5, 2e4, 3e3), Direction.of(1, 1, 0), Direction.of(1, -1, 0)))
            .withBulkDmi(1e-3);
    var mesh = new Mesh(9, 8, 3, 4 * NM, 4.1 * NM, 2 * NM).periodic(2, 0, 1);
    var sample =
        new Sample(
            mesh, List.of(film, pin), cell -> cell % 7 == 3 ? Sample.EMPTY : cell % 9 > 5 ? 1 : 0);
    double[] times = {0, 3e-13, 1e-12};
    var field =
        ExternalField.vector(
            ExternalField.uniform(0.1)
                .plus(ExternalField.program(TimeProgram.harmonic(0.02, 2e-10, 0.5))),
            ExternalField.program(TimeProgram.linear(times, new double[] {0, 0.3, 0.1})),
            ExternalField.program(TimeProgram.harmonic(-0.01, 2e-10, 0.5))
                .plus(
                    ExternalField.program(
                        TimeProgram.linear(new double[] {0, 1e-12}, new double[] {1, 2}))));
    var currents =
        new Problem.Currents(
            Optional.of(new CurrentTorque.Current(1e11, 0, 2e10, 0.5, 0.1)),
            Optional.of(new SpinValveTorque.Current(1e10, 0.4, 1.5, 0.1, Direction.of(0, 1, 1))));
    var setting =
        Problem.Setting.of(field)
            .withoutDemagnetising()
            .withGyromagneticRatio(1.8e11)
            .with(currents)
            .at(300);
    return new Problem(sample, setting, Start.random(5)).relaxedIn(0.1, 0, -0.2);
  }

  @Test
  void aRichProblemIsTheSameAgain() {
    var problem = rich();
    var stepping = new WarmMagnet.Stepping(Scheme.DEPONDT_MERTENS, 2e-15);
    var run = new ProblemFile.Run(1e-12, 1e-13, 1e-6, stepping, 7);
    var again = again(problem, run);
    assertEquals(run, again.run());
    var sample = problem.sample();
    var other = again.problem().sample();
    assertEquals(sample.mesh(), other.mesh());
    assertEquals(sample.materials(), other.materials());
    for (int cell = 0; cell < sample.grid().size(); cell++) {
      assertEquals(sample.region(cell), other.region(cell));
    }
    var m = problem.start().of(sample);
    assertArrayEquals(m.values(), again.problem().start().of(sample).values(), 0);
    var setting = problem.setting();
    assertEquals(
        setting.in(ExternalField.uniform(0)),
        again.problem().setting().in(ExternalField.uniform(0)));
    assertEquals(problem.relaxedIn(), again.problem().relaxedIn());
    for (double t : new double[] {0, 1e-13, 3e-13, 7e-13}) {
      for (int c = 0; c < 3; c++) {
        assertEquals(
            setting.field().component(c, 3).at(t),
            again.problem().setting().field().component(c, 3).at(t),
            1e-13);
      }
    }
  }

  @Test
  void refusesFieldsThatAFileCannotSay() {
    var problem = StandardProblem4.FIRST.on(8, 2);
    var run = ProblemFile.Run.of(1e-12, 1e-13);
    var sine = ExternalField.program(TimeProgram.harmonic(0.1, 1e-9, 0));
    var two =
        ExternalField.vector(sine, ExternalField.program(TimeProgram.harmonic(0.1, 2e-9, 0)), sine);
    assertRefuses("sines of one frequency", problem, two, run);
    var pattern = ExternalField.pattern(ScalarField.uniform(Grid.square(2), 0.1));
    assertRefuses("varies in space", problem, ExternalField.vector(pattern, sine, sine), run);
  }

  private void assertRefuses(
      String words, Problem problem, ExternalField field, ProblemFile.Run run) {
    var other = new Problem(problem.sample(), problem.setting().in(field), problem.start());
    var e = assertThrows(IllegalArgumentException.class, () -> again(other, run));
    assertTrue(String.valueOf(e.getMessage()).contains(words), e.getMessage());
  }

  @Test
  void aStateIsReadBackBitForBit() {
    var problem = StandardProblem4.SECOND.on(16, 4);
    var motion = problem.begin();
    motion.advance(1e-10);
    var file = folder.resolve("state.ovf");
    OvfState.of(motion).write(file, OvfEncoding.BINARY_8);
    var ovf = Ovf.read(file);
    assertEquals(1e-10, ovf.header().time().orElseThrow());
    var m = OvfState.start(ovf).of(problem.sample());
    assertArrayEquals(motion.m().values(), m.values(), 0);
    var smaller = StandardProblem4.SECOND.on(8, 4).sample();
    var e = assertThrows(IllegalArgumentException.class, () -> OvfState.start(ovf).of(smaller));
    assertTrue(String.valueOf(e.getMessage()).contains("64 nodes and 3 components"));
  }
}
