package onsagerflow.spark;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import onsagerflow.jobs.Cluster;
import onsagerflow.jobs.Jobs;
import onsagerflow.jobs.Task;

/// What commands connect to in tests: jobs that are there already, so that executors start once; a
/// cluster where there are none.
public final class SharedCluster implements Cluster {

  private static Optional<Jobs> shared = Optional.empty();

  /// Found by its name.
  public SharedCluster() {}

  /// Lets commands share jobs, which they leave open.
  static void share(Jobs jobs) {
    shared =
        Optional.of(
            new Jobs() {
              @Override
              public void run(
                  Class<? extends Task> task,
                  java.util.List<byte[]> questions,
                  Consumer<? super byte[]> answers) {
                jobs.run(task, questions, answers);
              }

              @Override
              public void close() {}
            });
  }

  static void shareNoMore() {
    shared = Optional.empty();
  }

  @Override
  public Jobs connect(String master, Map<String, String> settings, Consumer<String> notes) {
    return shared.orElseGet(() -> new SparkCluster().connect(master, settings, notes));
  }
}
