package onsagerflow.cli.learn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import onsagerflow.field.Timeline;

/// What several files do to each other when they are learned from together.
final class InputCautions {

  private InputCautions() {}

  /// @param files names of the trajectories, in their order
  /// @param toUse whether generator channels are to be used where all have them
  static List<String> of(List<Path> files, List<? extends Timeline> trajectories, boolean toUse) {
    var cautions = new ArrayList<String>();
    sharedSeed(files, trajectories).ifPresent(cautions::add);
    if (toUse) {
      unusedGenerator(files, trajectories).ifPresent(cautions::add);
    }
    return cautions;
  }

  /// Runs of one number, seed and grid draw the same random numbers, whatever their temperature and
  /// field: the errors of what is learned from each are alike (correlation of 0.6 to 0.7 measured
  /// for J), and do not go down as those of independent runs do.
  private static Optional<String> sharedSeed(
      List<Path> files, List<? extends Timeline> trajectories) {
    for (int j = 1; j < files.size(); j++) {
      for (int i = 0; i < j; i++) {
        var one = trajectories.get(i);
        var other = trajectories.get(j);
        var seed = one.origin().seed();
        if (seed.isPresent()
            && seed.equals(other.origin().seed())
            && one.origin().grid().equals(other.origin().grid())
            && runs(one).stream().anyMatch(runs(other)::contains)) {
          return Optional.of(
              "%s and %s were made with one seed, %s, and so from the same random numbers: their"
                      .formatted(files.get(i), files.get(j), seed.getAsLong())
                  + " errors are alike, and error bars of both together come out too small;"
                  + " simulate each file with a --seed of its own");
        }
      }
    }
    return Optional.empty();
  }

  private static Set<Integer> runs(Timeline trajectory) {
    return IntStream.range(0, trajectory.size())
        .map(trajectory::run)
        .boxed()
        .collect(Collectors.toSet());
  }

  private static Optional<String> unusedGenerator(
      List<Path> files, List<? extends Timeline> trajectories) {
    var with = new ArrayList<Path>();
    var without = new ArrayList<Path>();
    for (int i = 0; i < files.size(); i++) {
      (trajectories.get(i).hasGenerator() ? with : without).add(files.get(i));
    }
    return with.isEmpty() || without.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s has no generator channels, so that those of %s are not used, and all is learned from"
                    .formatted(without.getFirst(), with.getFirst())
                + " frame pairs; leave it out, or record it with --generator");
  }
}
