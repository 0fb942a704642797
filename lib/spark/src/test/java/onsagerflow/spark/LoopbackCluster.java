package onsagerflow.spark;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import onsagerflow.cli.Main;

/// A standalone cluster: a master and workers, each a process of its own on this machine, started
/// from jars alone.
final class LoopbackCluster implements AutoCloseable {

  private static final String OPENED = "@../../environment/spark.options";

  private static final List<String> DAEMON = List.of(OPENED, "-Xmx256m");

  private final Path folder;
  private final int port = freePort();
  private final List<Process> workers = new ArrayList<>();
  private final Process master;
  private final String jars;

  /// @param folder for what processes write
  /// @param workers of one core each
  LoopbackCluster(Path folder, int workers) throws IOException, InterruptedException {
    this.folder = folder;
    this.jars = sparkHome();
    this.master =
        start(
            "master",
            DAEMON,
            "org.apache.spark.deploy.master.Master",
            "--host",
            "127.0.0.1",
            "--port",
            port + "",
            "--webui-port",
            "0");
    awaitMaster();
    for (int i = 0; i < workers; i++) {
      String name = "worker" + i;
      var work = Files.createDirectories(folder.resolve(name));
      this.workers.add(
          start(
              name,
              DAEMON,
              "org.apache.spark.deploy.worker.Worker",
              "--host",
              "127.0.0.1",
              "--webui-port",
              "0",
              "-c",
              "1",
              "-m",
              "1g",
              "-d",
              work.toString(),
              url()));
    }
  }

  String url() {
    return "spark://127.0.0.1:" + port;
  }

  /// The jars of this project, as a class path: what workers lack.
  String jars() {
    return jars;
  }

  /// Ends a worker and its executor as a machine ends whose power fails.
  void kill(int worker) {
    var process = workers.get(worker);
    var executors = process.descendants().toList();
    process.destroyForcibly();
    executors.forEach(ProcessHandle::destroyForcibly);
  }

  /// Makes the folder in which Spark looks for jars, with one that names the others, and jars of
  /// our own classes, which it does not find there.
  private String sparkHome() throws IOException {
    var ours = Files.createDirectories(folder.resolve("ours"));
    var others = new ArrayList<String>();
    int number = 0;
    for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      var path = Path.of(entry).toAbsolutePath();
      if (Files.isDirectory(path)) {
        makeJar(path, ours.resolve(number++ + ".jar"));
      } else if (path.getFileName().toString().startsWith("onsagerflow-")) {
        Files.copy(path, ours.resolve(number++ + ".jar"));
      } else {
        others.add(path.toUri().toString());
      }
    }
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", others));
    var jars = Files.createDirectories(folder.resolve("home").resolve("jars"));
    new JarOutputStream(Files.newOutputStream(jars.resolve("all.jar")), manifest).close();
    return IntStream.range(0, number)
        .mapToObj(i -> ours.resolve(i + ".jar").toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static void makeJar(Path classes, Path jar) throws IOException {
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        var files = Files.walk(classes)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
    }
  }

  /// Starts a command of this project beside the cluster.
  ///
  /// @param line whose words hold no space
  Process command(String line) throws IOException {
    var options =
        List.of(
            OPENED,
            "@../../environment/jvm.options",
            "-Xmx512m",
            "-D" + SparkCluster.JARS + "=" + jars);
    return start("command", options, Main.class.getName(), line.split(" "));
  }

  /// What a process has written on standard output and error.
  String said(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".out")).strip();
  }

  private Process start(String name, List<String> options, String type, String... arguments)
      throws IOException {
    var command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
    command.addAll(options);
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-Donsagerflow.spark.log=" + folder.resolve(name + ".log"),
            "-cp",
            System.getProperty("java.class.path"),
            type));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder
        .environment()
        .putAll(
            Map.of(
                "SPARK_HOME", folder.resolve("home").toString(),
                "SPARK_LOCAL_IP", "127.0.0.1",
                "SPARK_SCALA_VERSION", "2.13"));
    return builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".out").toFile())
        .start();
  }

  private void awaitMaster() throws IOException, InterruptedException {
    while (true) {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return;
      } catch (IOException notYet) {
        if (!master.isAlive()) {
          throw new IOException(said("master"), notYet);
        }
        Thread.sleep(100);
      }
    }
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    for (int i = 0; i < workers.size(); i++) {
      kill(i);
    }
    master.destroyForcibly();
  }
}
