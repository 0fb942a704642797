package onsagerflow.micromagnetic.file;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import onsagerflow.micromagnetic.Motion;

/// Rows of numbers that a motion is followed by, as Mumax3 writes them in `table.txt`: time, the
/// mean of m, the whole energy and that of each term, separated by tabs.
public final class MotionTable {

  private final Motion motion;

  public MotionTable(Motion motion) {
    this.motion = motion;
  }

  /// The first line, with its end.
  public String header() {
    return "# t (s)\tmx ()\tmy ()\tmz ()\tE_total (J)\t"
        + motion.effectiveField().terms().stream()
            .map(term -> "E_%s (J)".formatted(column(term.identity())))
            .collect(Collectors.joining("\t"))
        + "\n";
  }

  /// The first words of an identity, as one.
  private static String column(String identity) {
    return identity.replaceFirst("[^a-zA-Z ].*", "").strip().replace(' ', '_');
  }

  /// The state now, with the end of its line.
  public String row() {
    double[] m = motion.mean();
    double[] energies = motion.energies();
    return String.format(
            Locale.ROOT,
            "%s\t%s\t%s\t%s\t%s",
            motion.time(),
            m[0],
            m[1],
            m[2],
            Arrays.stream(energies).sum())
        + Arrays.stream(energies).mapToObj(e -> "\t" + e).collect(Collectors.joining())
        + "\n";
  }
}
