package onsagerflow.io.ovf;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// OVF files of other programs and what an independent reader found in them.
final class OvfSamples {

  /// All samples, on machines that have them; a few are among the resources.
  static final Path REFERENCE = Path.of("../../../shared/reference");

  private OvfSamples() {}

  record Sample(
      Path file,
      String version,
      String data,
      String mesh,
      String grid,
      int components,
      List<Double> mean) {

    @Override
    public String toString() {
      return String.valueOf(file.getFileName());
    }
  }

  static Path folder() {
    try {
      var manifest = Objects.requireNonNull(OvfSamples.class.getResource("MANIFEST.md"));
      return Objects.requireNonNull(Path.of(manifest.toURI()).getParent());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The samples of a manifest.
  static List<Sample> of(Path folder) throws IOException {
    return Files.readAllLines(folder.resolve("MANIFEST.md")).stream()
        .filter(line -> line.matches("\\| \\S+\\.o[mhv]f \\|.*"))
        .map(line -> sample(folder, Arrays.asList(line.split(" *\\| *", -1))))
        .toList();
  }

  private static Sample sample(Path folder, List<String> cells) {
    var mean =
        Arrays.stream(cells.get(10).replaceAll("[()]|DIFF", "").split(",", -1))
            .map(text -> Double.valueOf(text.strip()))
            .toList();
    return new Sample(
        folder.resolve(cells.get(1)),
        cells.get(2),
        cells.get(3),
        cells.get(5),
        cells.get(6),
        Integer.parseInt(cells.get(8)),
        mean);
  }

  static Stream<Sample> all() throws IOException {
    var reference = REFERENCE.resolve("ovf");
    return Stream.concat(
        of(folder()).stream(),
        Files.isDirectory(reference) ? of(reference).stream() : Stream.empty());
  }
}
