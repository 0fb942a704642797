package onsagerflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The scripts of `environment`, in a project whose Java and Maven only say what they are asked.
@DisabledOnOs(OS.WINDOWS)
class ScriptTest {

  private static final Path SCRIPTS = Path.of("../../environment");

  @TempDir private Path folder;

  private Path project;
  private Path builds;
  private Path library;

  @BeforeEach
  void makeProject() throws IOException {
    assumeTrue(Files.exists(Path.of("/bin/bash")) || Files.exists(Path.of("/usr/bin/bash")));
    folder = folder.toRealPath();
    project = folder.resolve("a project é");
    builds = folder.resolve("builds");
    library = folder.resolve("library.jar");
    for (String module : List.of("core", "neural", "app", "spark", "notebook", "benchmarks")) {
      write(project.resolve("lib/" + module + "/src/A.java"), "class A {}");
      write(project.resolve("lib/" + module + "/pom.xml"), "<project/>");
    }
    write(project.resolve("pom.xml"), "<project/>");
    for (String script : List.of("lib.sh", "onsagerflow", "lab", "natives", "reproduce", "test")) {
      var copy = project.resolve("environment/" + script);
      Files.createDirectories(copy.getParent());
      Files.copy(SCRIPTS.resolve(script), copy, StandardCopyOption.COPY_ATTRIBUTES);
    }
    write(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    program("jdk/bin/java", "echo \"HOME=$HOME LC_ALL=${LC_ALL:-}\"; echo \"arguments $*\"");
    program("jdk/bin/javac", "exit 0");
    program(
        "jdk/bin/mvn",
        """
        case "$*" in
          *--version*) echo "Apache Maven 3.9.9"; exit 0 ;;
        esac
        echo "build $*" >>'BUILDS'
        [ ! -e 'BUILDS.broken' ] || exit 1
        sleep 0.3
        while [ -e 'BUILDS.hold' ]; do sleep 0.05; done
        mkdir -p lib/app/target
        echo jar >lib/app/target/onsagerflow-app-0.1.0.jar
        [ -e 'LIBRARY' ] || echo jar >'LIBRARY'
        printf %s 'LIBRARY' >lib/app/target/classpath
        mkdir -p lib/spark/target
        echo jar >lib/spark/target/onsagerflow-spark-0.1.0.jar
        printf %s 'LIBRARY' >lib/spark/target/classpath
        """
            .replace("BUILDS", builds.toString())
            .replace("LIBRARY", library.toString()));
    // the sources are older than what is built from them, by the clock of the file system
    try (var sources = Files.walk(project)) {
      for (var file : sources.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1000));
      }
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void program(String name, String text) throws IOException {
    var file = folder.resolve(name);
    write(file, "#!/bin/bash\n" + text + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  private Process start(Path from, Map<String, String> environment, Object... command)
      throws IOException {
    var words = new ArrayList<String>();
    for (var word : command) {
      words.add(word.toString());
    }
    var builder = new ProcessBuilder(words).directory(from.toFile());
    var variables = builder.environment();
    variables.keySet().removeAll(List.of("HOME", "JAVA_HOME", "JAVA_TOOL_OPTIONS", "LC_ALL"));
    variables.put("PATH", folder.resolve("jdk/bin") + ":/usr/bin:/bin");
    variables.putAll(environment);
    var name = folder.resolve("output" + System.nanoTime());
    return builder.redirectErrorStream(true).redirectOutput(name.toFile()).start();
  }

  /// Whether a process that may still run has said this.
  private boolean hasSaid(String text) throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.filter(f -> f.getFileName().toString().startsWith("output")).toList()) {
        if (Files.readString(file).contains(text)) {
          return true;
        }
      }
    }
    return false;
  }

  private String run(int code, Path from, Map<String, String> environment, Object... command)
      throws IOException, InterruptedException {
    var process = start(from, environment, command);
    assertEquals(code, process.waitFor(), this::outputs);
    return outputs();
  }

  /// What all commands have said since the last call.
  private String outputs() {
    var text = new StringBuilder();
    var files = folder.toFile().listFiles((_, name) -> name.startsWith("output"));
    for (File file : java.util.Objects.requireNonNull(files)) {
      try {
        text.append(Files.readString(file.toPath()));
        Files.delete(file.toPath());
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    return text.toString();
  }

  private Path script() {
    return project.resolve("environment/onsagerflow");
  }

  private List<String> builds() throws IOException {
    return Files.exists(builds) ? Files.readAllLines(builds) : List.of();
  }

  @Test
  void aScriptIsFoundThroughLinks() throws IOException, InterruptedException {
    var elsewhere = Files.createDirectories(folder.resolve("some where"));
    Files.createSymbolicLink(
        elsewhere.resolve("one"), Path.of("../a project é/environment/onsagerflow"));
    Files.createSymbolicLink(folder.resolve("two"), Path.of("some where/one"));
    Files.createSymbolicLink(folder.resolve("three"), script());
    for (String command : List.of("./two", "some where/one", folder.resolve("three").toString())) {
      var out =
          run(
              0,
              folder,
              Map.of("CDPATH", "/usr:/"),
              "/bin/bash",
              "-c",
              "\"$0\" learn 'a b'",
              command);
      assertTrue(out.contains("onsagerflow.cli.Main learn a b"), out);
      assertTrue(
          out.contains(project + "/lib/app/target/onsagerflow-app-0.1.0.jar:" + library), out);
    }
    assertEquals(1, builds().size());
  }

  @Test
  void sparkIsOnTheClassPathWhereItIsAskedFor() throws IOException, InterruptedException {
    var jar = project + "/lib/spark/target/onsagerflow-spark-0.1.0.jar";
    for (var words : List.of(List.of("--engine", "spark"), List.of("--engine=spark"))) {
      var command = new ArrayList<Object>(List.of(script(), "learn"));
      command.addAll(words);
      var out = run(0, project, Map.of(), command.toArray());
      assertTrue(out.contains("-cp " + jar + ":" + library), out);
      assertTrue(out.contains("@" + project + "/environment/spark.options"), out);
    }
    assertFalse(run(0, project, Map.of(), script(), "learn", "spark").contains("spark.options"));
    Files.writeString(project.resolve("lib/app/src/A.java"), "class A { int a; }");
    run(0, project, Map.of(), script(), "--engine", "spark");
    assertEquals(2, builds().size());
  }

  @Test
  void aHomeIsFoundWhereNoneIsSet() throws IOException, InterruptedException {
    var out = run(0, project, Map.of(), script());
    assertTrue(out.matches("(?s).*HOME=/\\S* LC_ALL.*"), out);
  }

  @Test
  void inTheLocaleOfCFileNamesAreInUtf8() throws IOException, InterruptedException {
    String has = run(0, folder, Map.of("LC_ALL", "C.UTF-8"), "/bin/bash", "-c", "locale charmap");
    assumeTrue(has.contains("UTF-8"));
    assertTrue(run(0, project, Map.of("LC_ALL", "C"), script()).contains("LC_ALL=C.UTF-8"));
    assertTrue(run(0, project, Map.of("LC_ALL", "C.UTF-8"), script()).contains("LC_ALL=C.UTF-8"));
  }

  @Test
  void itIsBuiltOnceAndAgainAfterAChange() throws IOException, InterruptedException {
    run(0, project, Map.of(), script());
    run(0, project, Map.of(), script());
    assertEquals(1, builds().size());
    Files.writeString(project.resolve("lib/core/src/A.java"), "class A { int a; }");
    run(0, project, Map.of(), script());
    assertEquals(2, builds().size());
    assertFalse(builds().getLast().contains("clean"));
  }

  @Test
  void itIsBuiltAgainWhereLibrariesAreGone() throws IOException, InterruptedException {
    run(0, project, Map.of(), script());
    Files.delete(library);
    assertTrue(run(0, project, Map.of(), script()).contains("onsagerflow.cli.Main"));
    assertEquals(2, builds().size());
    Files.write(library, new byte[0]); // which Maven does not notice
    var out = run(1, project, Map.of(), script());
    assertTrue(out.contains("error: " + library + " is empty or cannot be read: delete it"), out);
  }

  @Test
  void nothingIsLeftOfABuildThatWasCutOff() throws IOException, InterruptedException {
    var broken = Files.createFile(folder.resolve("builds.broken"));
    assertTrue(run(1, project, Map.of(), script()).contains("the step failed"));
    Files.delete(broken);
    run(0, project, Map.of(), script());
    assertTrue(builds().getLast().contains("clean package"), builds().toString());
  }

  @Test
  void twoFirstUsesBuildOnce() throws IOException, InterruptedException {
    var first = start(project, Map.of(), script(), "1");
    var second = start(project, Map.of(), script(), "2");
    assertEquals(0, first.waitFor());
    assertEquals(0, second.waitFor());
    var out = outputs();
    assertTrue(out.contains("Main 1") && out.contains("Main 2"), out);
    assertEquals(1, builds().size());
  }

  /// A command that runs while another builds, and one that starts meanwhile.
  @Test
  void aBuildTakesNoJarFromACommand() throws IOException, InterruptedException {
    run(0, project, Map.of(), script());
    var jar = project.resolve("lib/app/target/onsagerflow-app-0.1.0.jar");
    Files.writeString(jar, "old");
    var hold = Files.createFile(folder.resolve("builds.hold")); // until the second is seen to wait
    try (var running = Files.newInputStream(jar)) {
      Files.writeString(project.resolve("lib/app/src/A.java"), "class A { int a; }");
      var building = start(project, Map.of(), script(), "1");
      while (builds().size() < 2 && building.isAlive()) {
        assertTrue(Files.exists(jar));
        Thread.sleep(1);
      }
      var waiting = start(project, Map.of(), script(), "2");
      while (!hasSaid("waiting for another build") && waiting.isAlive()) {
        Thread.sleep(10);
      }
      Files.delete(hold);
      assertEquals(0, waiting.waitFor());
      assertEquals(0, building.waitFor());
      assertEquals("old", new String(running.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertEquals("jar", Files.readString(jar).strip());
    assertEquals(2, builds().size());
    assertTrue(outputs().contains("waiting for another build"));
  }

  @ParameterizedTest
  @CsvSource({
    "lab, --no-browser, error: unknown argument '--no-browser'; --help tells what there is",
    "lab, --scale=tiny, 'error: --scale is smoke or full, got ''tiny'''",
    "reproduce, --, error: unknown argument '--'; --help tells what there is",
    "test, smoke, error: unknown argument 'smoke'; --help tells what there is",
    "natives, linux, error: unknown platform 'linux'; --help tells what there is"
  })
  void unknownArgumentsAreRefusedInOneLine(String script, String argument, String line)
      throws IOException, InterruptedException {
    var out = run(2, project, Map.of(), project.resolve("environment/" + script), argument);
    assertEquals(line, out.strip());
  }

  @Test
  void aColonInTheNameOfTheFolderIsRefused() throws IOException, InterruptedException {
    var odd = folder.resolve("a:b");
    Files.move(project, odd);
    var out = run(2, folder, Map.of(), odd.resolve("environment/onsagerflow"));
    assertTrue(out.startsWith("error: the folder " + odd + " has a colon in its name"), out);
    assertEquals(1, out.lines().count());
  }

  @Test
  void usersSeeOneJavaKernelOnly() throws IOException, InterruptedException {
    var python = Path.of("/usr/bin/python3");
    assumeTrue(Files.exists(python));
    var java = folder.resolve("venv/share/jupyter/kernels/java");
    write(java.resolve("jjava.jar"), "jar");
    write(java.resolve("kernel.json"), "{}");
    String install =
        "import runpy, sys; sys.prefix = sys.argv.pop(1); del sys.argv[0];"
            + " runpy.run_path(sys.argv[0], run_name='__main__')";
    for (int time = 0; time < 2; time++) {
      run(
          0,
          folder,
          Map.of(),
          python,
          "-c",
          install,
          folder.resolve("venv"),
          SCRIPTS.resolve("kernel/install.py").toAbsolutePath(),
          "--root",
          project,
          "--java",
          "java",
          "--classpath",
          "a.jar");
    }
    assertFalse(Files.exists(java.resolve("kernel.json")));
    assertTrue(Files.exists(java.resolve("jjava.jar")));
    var ours = java.resolveSibling("onsagerflow/kernel.json");
    assertTrue(Files.readString(ours).contains("OnsagerFlow (Java)"));
    assertTrue(Files.readString(ours).contains(java.resolve("jjava.jar").toString()));
  }
}
