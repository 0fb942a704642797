package onsagerflow.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import onsagerflow.io.WholeFile;
import picocli.CommandLine.Option;

/// `--out` and `--force`.
@SuppressWarnings("NullAway.Init") // picocli sets required options
public final class OutputFile {

  @Output
  @Option(
      names = "--out",
      required = true,
      paramLabel = "<file>",
      description = "File to write; it appears only when it is complete.")
  private Path out;

  @Option(names = "--force", description = "Replace --out if it exists.")
  private boolean force;

  /// Where to write.
  ///
  /// @throws IllegalArgumentException if the file exists and is not to be replaced, is a folder or
  ///   has no name, or its folder does not exist
  public Path path() {
    requireWritable("--out", out, force);
    return out;
  }

  /// The same check for another file of the command, which `--force` replaces too.
  public void requireWritable(String option, Path other) {
    requireWritable(option, other, force);
  }

  /// The same check for any output. What is no file, such as a pipe, is not replaced but written
  /// into.
  public static void requireWritable(String option, Path file, boolean force) {
    if (file.toString().isEmpty()) {
      throw new IllegalArgumentException(option + " is empty; name a file");
    }
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(option + " " + file + " is a folder; name a file");
    }
    if (Files.exists(file) && !force && !WholeFile.isPipeOrDevice(file)) {
      throw new IllegalArgumentException(
          option + " " + file + " exists already; --force replaces it");
    }
    var folder = WholeFile.end(file).toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IllegalArgumentException(option + " " + file + ": there is no folder " + folder);
    }
  }
}
