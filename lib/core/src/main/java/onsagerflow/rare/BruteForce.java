package onsagerflow.rare;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import onsagerflow.statistics.passage.Passage;

/// Waits for flips: replicas settle in A and run until they reach B.
///
/// The clock starts when a replica has settled, so that flip times are exponential if it has
/// settled for long enough. [onsagerflow.statistics.passage.FlipTime] makes a mean flip time with
/// its confidence interval of the passages, [onsagerflow.statistics.passage.Survival] the survival
/// curve, and [onsagerflow.statistics.passage.ExponentialTest] tests the exponential law.
///
/// @param transition what counts as a flip
/// @param runs number of replicas
/// @param longest sweeps after which a replica is given up; infinite to wait for all
/// @param seed of the random numbers
public record BruteForce(Transition transition, int runs, double longest, long seed) {

  private static final long SAVE_EVERY = 2_000_000_000L; // nanoseconds

  public BruteForce {
    if (runs < 1) {
      throw new IllegalArgumentException("brute force needs a run, got " + runs);
    }
    if (!(longest >= transition.interval())) {
      throw new IllegalArgumentException(
          "the longest time must be an observation interval or more, got " + longest + " sweeps");
    }
  }

  /// The passages of all replicas, in the order of their numbers.
  ///
  /// @param system makes one replica per thread
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted
  public List<Passage> run(Supplier<? extends Replica> system, Execution execution) {
    var passages = new ArrayList<Passage>();
    execution.checkpoint().ifPresent(file -> file.load(describe(), in -> read(in, passages)));
    var flip = transition; // what a trial needs, without the rest of this
    double farewell = longest;
    try (var workers = new Workers(system, seed, execution)) {
      long[] saved = {System.nanoTime()};
      workers.run(
          "replicas",
          0,
          passages.size(),
          runs,
          (run, preview) -> (replica, random) -> passage(flip, farewell, run, replica, random),
          passage -> {
            passages.add(passage);
            if (System.nanoTime() - saved[0] > SAVE_EVERY) {
              save(execution, passages);
              saved[0] = System.nanoTime();
            }
          });
    } finally {
      save(execution, passages);
    }
    return List.copyOf(passages.subList(0, runs)); // a checkpoint may hold more
  }

  private static Passage passage(
      Transition transition, double longest, int run, Replica replica, RandomGenerator random) {
    transition.prepare(replica, random);
    long last = (long) Math.min(Math.floor(longest / transition.interval() + 1e-9), Long.MAX_VALUE);
    for (long looks = 1; looks <= last; looks++) {
      if (transition.observe(replica, random) >= transition.b()) {
        return new Passage(run, looks * transition.interval(), true);
      }
    }
    return new Passage(run, last * transition.interval(), false);
  }

  private void save(Execution execution, List<Passage> passages) {
    execution.checkpoint().ifPresent(file -> file.save(describe(), out -> write(out, passages)));
  }

  private static void write(DataOutputStream out, List<Passage> passages) throws IOException {
    out.writeInt(passages.size());
    for (var passage : passages) {
      out.writeDouble(passage.time());
      out.writeBoolean(passage.passed());
    }
  }

  private static void read(DataInputStream in, List<Passage> passages) throws IOException {
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      passages.add(new Passage(i, in.readDouble(), in.readBoolean()));
    }
  }

  private String describe() {
    return "brute force, %s, longest %s, seed %s".formatted(transition.describe(), longest, seed);
  }
}
