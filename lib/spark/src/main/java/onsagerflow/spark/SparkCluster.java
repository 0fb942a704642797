package onsagerflow.spark;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import onsagerflow.jobs.Cluster;
import onsagerflow.jobs.Jobs;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/// Apache Spark: a standalone cluster, or threads of this process for a trial (`local[2]`).
public final class SparkCluster implements Cluster {

  /// The jars that workers need besides those of Spark, separated as a class path.
  public static final String JARS = "onsagerflow.spark.jars";

  private static final int PATIENCE = 5000; // milliseconds for a master to answer

  private static final Pattern STANDALONE = Pattern.compile("spark://(.+)");
  private static final Pattern ADDRESS = Pattern.compile("(.+):([0-9]{1,5})");

  /// What executors are started with, besides what Spark itself gives them:
  /// environment/jvm.options.
  private static final String EXECUTOR_OPTIONS =
      "-Djava.awt.headless=true -Dorg.bytedeco.javacpp.maxPhysicalBytes=0";

  /// Found by [java.util.ServiceLoader].
  public SparkCluster() {}

  @Override
  public Jobs connect(String master, Map<String, String> settings, Consumer<String> notes) {
    requireAnswer(master);
    try {
      return new SparkJobs(new JavaSparkContext(configuration(master, settings)), master, notes);
    } catch (Exception e) { // Spark throws its checked one, unseen by Java
      if (SparkJobs.isEnding(e)) {
        throw new CancellationException("interrupted while Spark starts");
      }
      throw new IllegalArgumentException(
          "Spark cannot be started with --master " + master + ": " + SparkJobs.reason(e), e);
    }
  }

  private static SparkConf configuration(String master, Map<String, String> settings) {
    var configuration =
        new SparkConf()
            .setMaster(master)
            .setAppName("onsagerflow")
            .set("spark.ui.enabled", "false")
            .set("spark.ui.showConsoleProgress", "false")
            .set("spark.driver.maxResultSize", "0") // answers are taken as they come
            .set("spark.executor.extraJavaOptions", EXECUTOR_OPTIONS)
            .set(SparkJobs.PATIENCE, "60s")
            .set("spark.jars", System.getProperty(JARS, "").replace(File.pathSeparatorChar, ','));
    settings.forEach(configuration::set);
    return configuration;
  }

  /// Spark itself would try for a minute, and say so in its log alone.
  private static void requireAnswer(String master) {
    var standalone = STANDALONE.matcher(master);
    if (!standalone.matches()) {
      return;
    }
    var reasons = new ArrayList<String>();
    for (var one : standalone.group(1).split(",", -1)) {
      var address = ADDRESS.matcher(one);
      if (!address.matches()) {
        throw new IllegalArgumentException("--master is spark://HOST:PORT, got '" + master + "'");
      }
      try (var socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(address.group(1), Integer.parseInt(address.group(2))), PATIENCE);
        return;
      } catch (IOException | IllegalArgumentException e) {
        reasons.add(String.valueOf(e.getMessage()));
      }
    }
    throw SparkJobs.failure(
        "no Spark master answers at %s (%s)".formatted(master, String.join(", ", reasons)));
  }
}
