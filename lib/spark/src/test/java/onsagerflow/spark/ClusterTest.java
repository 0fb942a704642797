package onsagerflow.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import onsagerflow.cli.Main;
import onsagerflow.cli.command.Choice;
import onsagerflow.cli.engine.GroupTask;
import onsagerflow.coarsen.Recording;
import onsagerflow.estimate.Learner;
import onsagerflow.estimate.data.Engine;
import onsagerflow.estimate.data.Observations;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.io.ModelFile;
import onsagerflow.io.TrajectoryFile;
import onsagerflow.jobs.Jobs;
import onsagerflow.jobs.Task;
import onsagerflow.micro.KacIsing;
import onsagerflow.micro.KacKernel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// A master and two workers, of which one dies in the middle of the work. In between, commands: the
/// executors of one connection serve several.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterTest {

  @TempDir private static Path folder;

  private static LoopbackCluster cluster;

  private static List<TrajectoryFile> files = List.of();

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    cluster = new LoopbackCluster(folder, 2);
    System.setProperty(SparkCluster.JARS, cluster.jars());
    files = recordings();
  }

  @AfterAll
  static void end() {
    files.forEach(TrajectoryFile::close);
    System.clearProperty(SparkCluster.JARS);
    cluster.close();
  }

  private static Jobs connect(String memory, String patience) {
    return new SparkCluster()
        .connect(
            cluster.url(),
            Map.of(
                "spark.executor.memory",
                memory,
                "spark.executor.extraJavaOptions",
                "-XX:TieredStopAtLevel=1",
                "spark.driver.host",
                "127.0.0.1",
                SparkJobs.PATIENCE,
                patience),
            note -> {});
  }

  private static Path at(String name) {
    return folder.resolve(name);
  }

  private static List<TrajectoryFile> recordings() throws IOException {
    var data = Files.createDirectories(folder.resolve("data"));
    var spins =
        new KacIsing(
            Grid.square(64),
            KacKernel.bump(8),
            new Frame.Conditions(0.8, 0),
            KacIsing.DEFAULT_LEAP);
    var recording =
        Recording.of(spins).blocks(8).times(0, 0.3, 0.6, 0.9, 1.2, 1.5, 2, 2.5, 3).withGenerator();
    return List.of(recording.starts(0, 0.3).in(data), recording.starts(0.2, -0.5).in(data));
  }

  private static byte[] learn(Observations observations) throws IOException {
    var file = at("model.json");
    ModelFile.write(file, Learner.standard().withRadius(1).fit(observations).model());
    return Files.readAllBytes(file);
  }

  private static String spins() {
    return "simulate kac --length 64 --range 8 --block 8 --temperature 0.8 --runs 80 --duration 20"
        + " --save-every 10 --quiet --out "
        + at("spins.h5");
  }

  /// As by Ctrl-C, which another process cannot press everywhere.
  @Test
  @Order(1)
  void aCommandThatIsToldToEndKeepsItsRuns() throws IOException, InterruptedException {
    var process = cluster.command(spins() + " --engine spark --master " + cluster.url());
    while (!Files.exists(at("spins.h5.runs").resolve("checkpoint")) && process.isAlive()) {
      Thread.sleep(1);
    }
    assertTrue(process.isAlive(), "ended too early: " + cluster.said("command"));
    process.destroy();
    assertEquals(128 + 15, process.waitFor()); // SIGTERM
    assertEquals(
        "onsagerflow: interrupted; what is there is kept in %s.runs, the same command goes on from it"
            .formatted(at("spins.h5")),
        cluster.said("command"));
  }

  @Test
  @Order(2)
  void aWorkerThatIsKilledCostsNoBit() throws IOException {
    var observations = Observations.of(files, Observations.UseGenerator.AUTO);
    byte[] here = learn(observations);
    try (var jobs = connect("512m", "600s")) {
      var passes = new AtomicInteger();
      Engine engine =
          groups -> {
            if (passes.incrementAndGet() == 3) {
              killSoon();
            }
            return jobs.answers(GroupTask.class, groups);
          };
      assertArrayEquals(here, learn(observations.on(engine)));
      assertTrue(passes.get() > 3, passes + " passes");
      aTaskIsAskedAgain(jobs);
      SharedCluster.share(jobs);
      commandsMakeTheSameFiles();
      SharedCluster.shareNoMore();
      aFileThatNoWorkerSees(jobs, observations);
    }
  }

  private static void run(String line) {
    var err = new StringWriter();
    int code =
        Choice.teach(new CommandLine(new Main()))
            .setErr(new PrintWriter(err))
            .setOut(new PrintWriter(new StringWriter()))
            .execute(line.split(" "));
    assertEquals(0, code, err.toString());
  }

  /// By the worker that is left; files of input by names that hold in our folder alone.
  private static void commandsMakeTheSameFiles() throws IOException {
    run(spins() + " --engine spark"); // goes on where it was told to end
    run(spins().replace("spins.h5", "threads.h5"));
    assertEquals(-1, Files.mismatch(at("spins.h5"), at("threads.h5")));

    var here = Path.of("").toAbsolutePath();
    var model = here.relativize(at("model.json").toAbsolutePath());
    var start = here.relativize(at("spins.h5").toAbsolutePath());
    var words = at("words");
    Files.writeString(words, "--duration 2 --save-every 1");
    for (String line :
        List.of(
            "rollout "
                + model
                + " @"
                + words
                + " --init "
                + start
                + "#0 --init "
                + start
                + "#3 --ensemble 5",
            "flips model " + model + " --runs 3 --longest 5",
            "flips kac --length 16 --block 4 --kernel box --range 3 --temperature 0.95 --leap 0.1"
                + " --settling 5 --method ffs --repeats 2 --crossings 3 --trials 10",
            "survey --scale smoke --case 22 --quiet")) {
      run(line + " --out " + at("threads"));
      run(line + " --engine spark --out " + at("jobs"));
      assertEquals(lasting(at("threads")), lasting(at("jobs")), line);
      Files.delete(at("threads"));
      Files.delete(at("jobs"));
    }
  }

  /// What a file holds, but for the seconds that a survey took.
  private static String lasting(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1)
        .replaceAll(",settled,,[0-9.]+,", ",settled,,,");
  }

  private static void killSoon() {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                Thread.sleep(30); // into the job
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              cluster.kill(0);
            });
  }

  /// Fails in a way that Spark must mend, the first time in each process.
  public static final class Fragile implements Task {
    private static final AtomicInteger ASKED = new AtomicInteger();

    /// Made by name.
    public Fragile() {}

    @Override
    public byte[] answer(byte[] question) {
      if (ASKED.getAndIncrement() == 1) {
        throw new AssertionError("an executor in trouble");
      }
      return question;
    }
  }

  private static void aTaskIsAskedAgain(Jobs jobs) {
    var questions =
        IntStream.range(0, 70).mapToObj(i -> ByteBuffer.allocate(4).putInt(i).array()).toList();
    var answers = jobs.answers(Fragile.class, questions);
    for (int i = 0; i < 70; i++) {
      assertEquals(i, ByteBuffer.wrap(answers.get(i)).getInt());
    }
    assertEquals(70, answers.size());
  }

  private static void aFileThatNoWorkerSees(Jobs jobs, Observations observations)
      throws IOException {
    var file = files.getFirst().file().orElseThrow();
    Files.move(file, file.resolveSibling("elsewhere.h5"));
    Engine engine = groups -> jobs.answers(GroupTask.class, groups);
    var failure = assertThrows(RuntimeException.class, () -> learn(observations.on(engine)));
    var message = String.valueOf(failure.getMessage());
    assertTrue(message.startsWith(file.toString()), message);
    assertTrue(message.endsWith("(on worker 127.0.0.1)"), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  @Order(3)
  void withoutAWorkerThatHasTheMemoryAJobFailsInTime() {
    try (var jobs = connect("64g", "2s")) {
      var failure =
          assertThrows(
              UncheckedIOException.class, () -> jobs.answers(Fragile.class, List.of(new byte[1])));
      assertTrue(
          String.valueOf(failure.getMessage()).contains("no worker of " + cluster.url()),
          failure.getMessage());
    }
  }

  @Test
  @Order(4)
  void aMasterThatIsNotThereIsMissedAtOnce() throws IOException {
    var nobody = "spark://127.0.0.1:" + LoopbackCluster.freePort();
    var failure =
        assertThrows(
            UncheckedIOException.class,
            () -> new SparkCluster().connect(nobody, Map.of(), note -> {}));
    assertTrue(
        String.valueOf(failure.getMessage()).startsWith("no Spark master answers at " + nobody),
        failure.getMessage());
  }
}
