package onsagerflow.cli.engine;

import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Function;
import onsagerflow.cli.command.Common;
import onsagerflow.jobs.Cluster;
import onsagerflow.jobs.Jobs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say where a command computes.
public final class EngineOptions {

  /// Where.
  enum Engine {
    LOCAL,
    SPARK
  }

  @Option(
      names = "--engine",
      paramLabel = "local|spark",
      defaultValue = "local",
      description =
          "Compute in threads of this process, or as jobs of Apache Spark; the result is the same.")
  private Engine engine = Engine.LOCAL;

  @Option(
      names = "--master",
      paramLabel = "<url>",
      description =
          "spark: the cluster, spark://HOST:PORT. Its workers must see the input files under the"
              + " same names.%n  Default: local[*], this machine")
  private @Nullable String master;

  @Option(
      names = "--conf",
      paramLabel = "<key>=<value>",
      description = "spark: a setting, such as spark.executor.memory=4g; may be repeated.")
  private @Nullable Map<String, String> settings;

  /// Works with the jobs of a cluster, or without where this process computes.
  ///
  /// @param common of the command
  /// @param notes hears what is waited for
  /// @throws IllegalArgumentException if options do not fit together
  /// @throws java.io.UncheckedIOException if no cluster is there
  public <T> T with(
      Common common, Consumer<String> notes, Function<Optional<CommandJobs>, T> work) {
    if (engine == Engine.LOCAL) {
      requireLocal("");
      return work.apply(Optional.empty());
    }
    try (var jobs = connect(notes)) {
      return work.apply(Optional.of(CommandJobs.of(jobs, common.commandLine())));
    }
  }

  /// The same of work whose results go elsewhere.
  public void run(Common common, Consumer<Optional<CommandJobs>> work) {
    with(
        common,
        note -> {},
        jobs -> {
          work.accept(jobs);
          return 0;
        });
  }

  /// Refuses another engine.
  ///
  /// @param what is done without
  public void requireLocal(String what) {
    if (engine != Engine.LOCAL) {
      throw new IllegalArgumentException(what + " in threads only: leave out --engine spark");
    }
    if (master != null || settings != null) {
      throw new IllegalArgumentException(
          (master != null ? "--master" : "--conf") + " is for --engine spark");
    }
  }

  private Jobs connect(Consumer<String> notes) {
    var cluster =
        ServiceLoader.load(Cluster.class)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "--engine spark needs Spark on the class path: start the command by"
                            + " environment/onsagerflow"));
    return cluster.connect(
        master == null ? "local[*]" : master, settings == null ? Map.of() : settings, notes);
  }
}
