package onsagerflow.rare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import onsagerflow.field.Digest;
import onsagerflow.io.Checkpoint;

/// A folder in which long samplings keep what they have found, so that one that was stopped goes on
/// from there.
///
///     var kept = KeptRuns.in(folder);
///     var passages = bruteForce.run(spins, kept.execution("spins"));
///     kept.delete();
///
/// It is for the time of the work: each name is one system to it, and what has changed of a system
/// that kept its name is not noticed, but for the transition, the times and the seed.
public final class KeptRuns {

  private final Path folder;
  private final Map<String, Checkpoint> given = new LinkedHashMap<>();

  private KeptRuns(Path folder) {
    this.folder = folder;
  }

  /// Makes the folder if it is missing.
  public static KeptRuns in(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("no folder " + folder + " for what runs find", e);
    }
    return new KeptRuns(folder);
  }

  /// How a run is carried out that keeps what it finds in a file of its own; it says how far it is.
  ///
  /// @param name of the run, unlike those of all others in the folder
  public Execution execution(String name) {
    String plain = name.replaceAll("[^\\p{Alnum}.-]+", "-");
    var file = folder.resolve("%s-%s.flips".formatted(plain, Digest.of(name))); // unlike any other
    var checkpoint = given.computeIfAbsent(name, own -> new Checkpoint(file, own));
    var saying = Execution.saying();
    return new Execution(saying.threads(), saying.progress(), Optional.of(checkpoint));
  }

  /// Deletes the files of all runs asked for, when their results are in safety.
  public void delete() {
    given.values().forEach(Checkpoint::delete);
  }

  /// One line.
  @Override
  public String toString() {
    return "runs kept in " + folder + ": " + given.keySet();
  }
}
