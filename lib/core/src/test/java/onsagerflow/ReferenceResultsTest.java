package onsagerflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import onsagerflow.estimate.Learner;
import onsagerflow.estimate.data.Observations;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.Kernel;
import onsagerflow.field.ScalarField;
import onsagerflow.field.fourier.Convolution;
import onsagerflow.io.ModelFile;
import onsagerflow.meso.Equations;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.StochasticEquation;
import onsagerflow.rollout.AdamsBashforthLeap;
import onsagerflow.rollout.BinomialLeap;
import onsagerflow.rollout.Ensemble;
import onsagerflow.rollout.EulerMaruyama;
import onsagerflow.rollout.ExponentialRungeKutta;
import onsagerflow.rollout.Rollout;
import onsagerflow.rollout.SaveAt;
import onsagerflow.rollout.Stepper;
import onsagerflow.rollout.StochasticHeun;
import onsagerflow.rollout.TrapezoidalLeap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rollouts and a learned model, bit for bit what they were when `reference-results.txt` was
/// written.
///
/// The last bits of an FFT depend on the vector instructions of the processor, those of `tanh` and
/// `exp` on the JVM's intrinsics. The first line is a digest of both: where it agrees, every digest
/// must; elsewhere the few numbers beside each digest must agree within rounding, which still sees
/// another order of draws or another formula.
///
/// A change that is meant to change results replaces the file by what this test writes to
/// `target/reference-results.txt`, and says so in the change log.
class ReferenceResultsTest {

  private static final String FILE = "reference-results.txt";
  private static final double ROUNDING = 1e-7; // of 40 steps, or of a fit that settles

  /// A digest of all numbers and a few of them.
  private record Result(String digest, List<Double> few) {
    static Result of(double[] numbers) {
      var bytes = ByteBuffer.allocate(8 * numbers.length);
      for (double number : numbers) {
        bytes.putDouble(number);
      }
      int last = numbers.length - 1;
      return new Result(
          sha256(bytes.array()),
          List.of(numbers[0], numbers[last / 3], numbers[2 * last / 3], numbers[last]));
    }

    static Result parse(String[] words) {
      return new Result(words[1], Arrays.stream(words).skip(2).map(Double::valueOf).toList());
    }

    String line(String name) {
      var words = new ArrayList<>(List.of(name, digest));
      few.forEach(number -> words.add(number.toString()));
      return String.join(" ", words);
    }
  }

  @Test
  void rolloutsAndModelsAreWhatTheyWere(@TempDir Path scratch) throws IOException {
    var found = new LinkedHashMap<String, Result>();
    found.put("machine", Result.of(machine()));
    rollouts(found);
    var file = scratch.resolve("model.json");
    var model = learned();
    ModelFile.write(file, model);
    var numbers = Result.of(model.kernel().values()).few();
    found.put("model", new Result(sha256(Files.readAllBytes(file)), numbers));

    var lines = found.entrySet().stream().map(e -> e.getValue().line(e.getKey())).toList();
    Files.write(Path.of("target", FILE), lines, StandardCharsets.UTF_8);
    var expected = reference();
    assertEquals(expected.keySet(), found.keySet());
    boolean sameMachine = expected.get("machine").digest().equals(found.get("machine").digest());
    expected.forEach((name, result) -> assertSame(name, result, found.get(name), sameMachine));
  }

  private static void assertSame(String name, Result expected, Result found, boolean bits) {
    for (int i = 0; i < expected.few().size(); i++) {
      assertEquals(expected.few().get(i), found.few().get(i), bits ? 0 : ROUNDING, name);
    }
    if (bits) {
      assertEquals(expected.digest(), found.digest(), name);
    }
  }

  /// What a machine may round in its own way.
  private static double[] machine() {
    var m = start();
    var convolved = new double[m.length];
    new Convolution(Equations.GRID, new Kernel(1, new double[] {1, 2, 3, 4, 5, 4, 3, 2, 1}))
        .apply(m, convolved);
    var numbers = Arrays.copyOf(convolved, 5 * m.length);
    for (int i = 0; i < m.length; i++) {
      numbers[m.length + i] = Math.exp(m[i]);
      numbers[2 * m.length + i] = Math.tanh(m[i]);
      numbers[3 * m.length + i] = Math.log1p(m[i]);
      numbers[4 * m.length + i] = Math.log(1 - m[i]);
    }
    return numbers;
  }

  private static double[] start() {
    var m = new double[Equations.GRID.size()];
    Arrays.setAll(m, cell -> 0.7 * Math.sin(0.7 * cell) + 0.1);
    return m;
  }

  private static void rollouts(Map<String, Result> found) {
    var methods = new LinkedHashMap<String, Function<StochasticEquation, Stepper>>();
    methods.put("euler", EulerMaruyama::new);
    methods.put("heun", StochasticHeun::new);
    for (String name : Equations.all().keySet()) {
      methods.forEach((method, stepper) -> found.put(name + "/" + method, path(name, stepper)));
      if (name.startsWith("allen-cahn")) {
        found.put(name + "/exponential", path(name, ExponentialRungeKutta::new));
      }
      if (name.startsWith("cosh")) {
        found.put(name + "/binomial", path(name, BinomialLeap::new));
        found.put(name + "/trapezoidal", path(name, TrapezoidalLeap::new));
        found.put(name + "/adams", path(name, AdamsBashforthLeap::new));
      }
    }
  }

  private static Result path(String name, Function<StochasticEquation, Stepper> method) {
    var stepper = method.apply(Equations.all().get(name));
    var random = new CounterRandom(7, 3);
    var m = start();
    stepper.start(m, random);
    for (int step = 0; step < 20; step++) {
      stepper.step(m, 0.1, random);
    }
    var calm = stepper.withoutNoise();
    for (int step = 0; step < 20; step++) {
      calm.step(m, 0.05, random);
    }
    return Result.of(m);
  }

  private static LearnedModel learned() {
    var rollout = new Rollout(SaveAt.times(0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4));
    var data =
        new Ensemble(6, 11, 2)
            .record(
                "reference",
                rollout,
                () -> Equations.all().get("cosh-bare"),
                run -> ScalarField.uniform(Equations.GRID, 0.15 * run - 0.3));
    return Learner.standard().withRadius(2).fit(Observations.of(data)).model();
  }

  private static Map<String, Result> reference() throws IOException {
    var expected = new LinkedHashMap<String, Result>();
    try (var in = ReferenceResultsTest.class.getResourceAsStream(FILE)) {
      if (in != null) {
        new String(in.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .map(line -> line.split(" "))
            .forEach(words -> expected.put(words[0], Result.parse(words)));
      }
    }
    return expected;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
