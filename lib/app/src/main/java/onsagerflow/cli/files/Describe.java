package onsagerflow.cli.files;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import onsagerflow.cli.command.Common;
import onsagerflow.io.ResultFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `onsagerflow info`: what is in a file.
@Command(
    name = "info",
    header = "Says what is in a file.",
    description =
        "Reads a file to its end and says what is in it: a field of OOMMF, mumax3 or another"
            + " program (OVF), a trajectory (HDF5), a table of OOMMF (.odt) or mumax3 (table.txt),"
            + " or a learned model (JSON). What kind it is, its first bytes say, not its name."
            + " Means are over all nodes, frames or rows, min and max are those of the length of"
            + " the vectors, all in the units of the file.",
    footerHeading = "%nExamples:%n",
    footer = {"  onsagerflow info m000000.ovf", "  onsagerflow info a.h5 --json"})
@SuppressWarnings("NullAway.Init") // picocli sets parameters
public final class Describe implements Runnable {

  /// Numbers of a list shown in words.
  private static final int SHOWN = 8;

  @Parameters(index = "0", paramLabel = "<file>", description = "The file.")
  private Path file;

  @Option(names = "--json", description = "As one JSON object, with all numbers in full.")
  private boolean json;

  @Mixin private final Common common = new Common();

  @Override
  public void run() {
    var contents = FileContents.of(file, common);
    common.print(json ? ResultFile.text(contents) : words(contents));
  }

  private static String words(Map<String, Object> contents) {
    int width = contents.keySet().stream().mapToInt(String::length).max().orElse(0);
    return contents.entrySet().stream()
        .map(entry -> padded(entry.getKey(), width) + "  " + words(entry.getValue()))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static String padded(String key, int width) {
    return key + " ".repeat(width - key.length());
  }

  private static String words(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().map(Describe::words).collect(Collectors.joining(" "));
    }
    if (!(value instanceof Collection<?> items)) {
      return String.valueOf(value);
    }
    List<String> texts = items.stream().map(Describe::words).toList();
    if (texts.size() <= SHOWN) {
      return String.join(", ", texts);
    }
    var ends = Arrays.asList(texts.getFirst(), texts.get(1), "…", texts.getLast());
    return String.join(", ", ends) + " (" + texts.size() + ")";
  }
}
