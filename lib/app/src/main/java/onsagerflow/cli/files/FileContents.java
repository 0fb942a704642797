package onsagerflow.cli.files;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import onsagerflow.cli.command.Common;
import onsagerflow.cli.command.Interruption;
import onsagerflow.field.Grid;
import onsagerflow.field.Timeline;
import onsagerflow.field.vector.VectorField;
import onsagerflow.io.ModelFile;
import onsagerflow.io.TrajectoryFile;
import onsagerflow.io.VectorTrajectoryFile;
import onsagerflow.io.format.InvalidFileException;
import onsagerflow.io.format.Npy;
import onsagerflow.io.ovf.ColumnTable;
import onsagerflow.io.ovf.ColumnTableFile;
import onsagerflow.io.ovf.Ovf;
import onsagerflow.io.ovf.OvfMesh;

/// What is in a file, by name, for people and for other programs.
final class FileContents {

  private static final int START = 4096;

  private final Map<String, Object> entries = new LinkedHashMap<>();

  private FileContents(String kind) {
    entries.put("kind", kind);
  }

  /// Reads a file of whatever kind its first bytes say.
  ///
  /// @throws InvalidFileException if it is none that is known, or damaged
  static Map<String, Object> of(Path file, Common common) {
    String start = start(file);
    if (start.startsWith("\u0089HDF")) {
      return trajectory(file, common);
    }
    if (start.stripLeading().startsWith("{")) {
      return model(file);
    }
    String line = start.lines().findFirst().orElse("");
    if (ColumnTableFile.isOne(line)) {
      return table(ColumnTableFile.read(file));
    }
    if (line.matches("(?i)#\\s*OOMMF.*")) {
      return field(Ovf.read(file));
    }
    throw new InvalidFileException(
        file,
        "neither an OVF field, an HDF5 trajectory, a table of OOMMF or mumax3, nor a JSON model");
  }

  private static String start(Path file) {
    try (var channel = Npy.open(file);
        var in = Channels.newInputStream(channel)) {
      return new String(in.readNBytes(START), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new InvalidFileException(file, "cannot be read (" + e + ")");
    }
  }

  private static Map<String, Object> field(Ovf field) {
    var contents = new FileContents("ovf");
    var header = field.header();
    contents.put("version", header.version());
    contents.put("title", header.title());
    contents.put("data", header.encoding().toString());
    switch (header.mesh()) {
      case OvfMesh.Rectangular mesh -> {
        contents.put("mesh", "rectangular");
        contents.put("grid", List.of(mesh.x().nodes(), mesh.y().nodes(), mesh.z().nodes()));
        contents.put("cell", List.of(mesh.x().step(), mesh.y().step(), mesh.z().step()));
      }
      case OvfMesh.Irregular mesh -> {
        contents.put("mesh", "irregular");
        contents.put("nodes", mesh.count());
      }
    }
    contents.put("lengthUnit", header.mesh().unit());
    contents.put("components", header.components());
    contents.put("labels", header.labels());
    contents.put("units", header.units());
    contents.put("mean", list(field.mean()));
    var norms =
        IntStream.range(0, field.values().length / header.components())
            .mapToDouble(field::norm)
            .summaryStatistics();
    contents.put("min", norms.getMin());
    contents.put("max", norms.getMax());
    header.time().ifPresent(t -> contents.put("times", List.of(t)));
    header.stage().ifPresent(stage -> contents.put("stage", stage));
    header.iteration().ifPresent(steps -> contents.put("iteration", steps));
    return contents.entries;
  }

  private static Map<String, Object> trajectory(Path file, Common common) {
    if (VectorTrajectoryFile.isOne(file)) {
      try (var vectors = VectorTrajectoryFile.open(file)) {
        return trajectory(vectors, 3, common, vectors::m);
      }
    }
    try (var numbers = TrajectoryFile.open(file)) {
      return trajectory(
          numbers,
          1,
          common,
          frame -> new VectorField(numbers.origin().grid(), 1, numbers.m(frame).values()));
    }
  }

  private interface Fields {
    VectorField m(int frame);
  }

  private static Map<String, Object> trajectory(
      Timeline frames, int components, Common common, Fields fields) {
    var contents = new FileContents("trajectory");
    var origin = frames.origin();
    contents.put("model", origin.model());
    contents.put("grid", List.of(origin.grid().nx(), origin.grid().ny(), origin.grid().nz()));
    contents.put("dimension", origin.grid().dimensions());
    contents.put("periodic", periodic(origin.grid()));
    contents.put("block", origin.block());
    origin
        .micromagnet()
        .ifPresent(
            cells -> {
              contents.put("cell", List.of(cells.x(), cells.y(), cells.z()));
              contents.put("lengthUnit", "m");
              contents.put("timeUnit", "s");
              cells.saturation().ifPresent(ms -> contents.put("saturation", ms));
            });
    contents.put("components", components);
    contents.put("frames", frames.size());
    contents.put("runs", frames.runs().size());
    contents.put("generator", frames.hasGenerator());
    contents.put(
        "temperatures",
        IntStream.range(0, frames.size())
            .mapToObj(frame -> frames.conditions(frame).temperature())
            .distinct()
            .toList());
    contents.put(
        "fields",
        IntStream.range(0, frames.size())
            .mapToObj(frame -> frames.conditions(frame).field().toString())
            .distinct()
            .toList());
    contents.putMeans(frames, components, common, fields);
    contents.put("times", IntStream.range(0, frames.size()).mapToObj(frames::time).toList());
    return contents.entries;
  }

  private void putMeans(Timeline frames, int components, Common common, Fields fields) {
    var mean = new double[components];
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    try (var progress = common.progress("info", "frames", frames.size())) {
      for (int frame = 0; frame < frames.size(); frame++) {
        Interruption.check();
        var m = fields.m(frame);
        for (int c = 0; c < components; c++) {
          mean[c] += m.component(c).mean() / frames.size();
        }
        var norms = Arrays.stream(m.norm().values()).summaryStatistics();
        least = Math.min(least, norms.getMin());
        most = Math.max(most, norms.getMax());
        progress.advance();
      }
    }
    put("mean", list(mean));
    put("min", least);
    put("max", most);
  }

  /// The axes that are, x first.
  private static String periodic(Grid grid) {
    var names = new StringBuilder();
    int dimensions = grid.dimensions();
    for (int i = 0; i < dimensions; i++) {
      if (grid.axes().get(dimensions - 1 - i).boundary() == Grid.Boundary.PERIODIC) {
        names.append("xyz".charAt(i));
      }
    }
    return names.toString();
  }

  private static Map<String, Object> table(ColumnTable table) {
    var contents = new FileContents("table");
    contents.put("title", table.title());
    contents.put("rows", table.rows());
    var columns = new ArrayList<Map<String, Object>>();
    for (var column : table.columns()) {
      var entry = new LinkedHashMap<String, Object>();
      entry.put("name", column.name());
      entry.put("unit", column.unit());
      columns.add(entry);
    }
    contents.put("columns", columns);
    contents.put("mean", list(table.means()));
    for (String name : List.of("t", "Simulation time")) {
      if (table.find(name).isPresent()) {
        contents.put("times", list(table.values(name)));
      }
    }
    return contents.entries;
  }

  private static Map<String, Object> model(Path file) {
    var contents = new FileContents("model");
    if (ModelFile.isOfVectors(file)) {
      var vectors = ModelFile.readVectorFamily(file);
      var model = vectors.members().getFirst();
      contents.put("components", 3);
      contents.put("dimension", model.dimension());
      contents.put("block", model.block());
      contents.put("temperatures", vectors.temperatures());
      contents.put("radius", model.kernel().radius());
      model.micromagnet().ifPresent(cells -> contents.put("units", "SI, " + cells));
      contents.put("summary", model.toString());
      return contents.entries;
    }
    var family = ModelFile.readFamily(file);
    var first = family.members().getFirst();
    contents.put("components", 1);
    contents.put("dimension", 2);
    contents.put("block", first.block());
    contents.put("closure", first.closure().name().toLowerCase(Locale.ROOT));
    contents.put(
        "temperatures",
        family.members().stream().map(model -> model.conditions().temperature()).toList());
    contents.put("radius", first.kernel().radius());
    contents.put("summary", first.toString());
    return contents.entries;
  }

  private void put(String key, Object value) {
    if (!value.equals("") && !value.equals(List.of())) {
      entries.put(key, value);
    }
  }

  private static List<Double> list(double... numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }
}
