package onsagerflow.io.ovf;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Micromagnet;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.VectorField;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.field.vector.VectorTrajectory;
import onsagerflow.io.format.InvalidFileException;

/// A series of OVF files, such as the output folder of mumax3, as a trajectory of block means in SI
/// units; each file is read when its frame is asked for.
///
///     var film = OvfSeries.open(List.of(Path.of("film.out")), OvfSeries.Options.blocks(4));
///
/// m = M/M_s: vectors no longer than 1 are m as they stand, longer ones are divided by the
/// saturation. A field of one layer becomes one of two dimensions. Whether the system repeats itself
/// is not said by OVF files; unless `log.txt` or the options say so, it ends where the mesh does.
///
/// Refused are meshes that are not the same in all files, cells without a size, vectors longer than
/// 1, and zero vectors: where a file has them there is no material, and a trajectory has no place
/// without.
public final class OvfSeries implements VectorTrajectory {

  private static final double ROUNDING = 1e-6; // of |m| ≤ 1
  private static final double SAME = 1e-5; // steps of two meshes, as text may round them

  private static final Set<String> PURE = Set.of("", "1", "none", "ms", "a/m");
  private static final Map<String, Double> METRES =
      Map.of("m", 1.0, "nm", 1e-9, "um", 1e-6, "µm", 1e-6);

  /// What files do not say.
  ///
  /// @param block B, cells along the edge of a block
  /// @param saturation M_s, A/m
  /// @param timeStep from file to file, seconds, where neither headers nor `table.txt` say it
  /// @param temperature kelvin; 0 where neither this nor `log.txt` say it
  /// @param field B, tesla
  /// @param periodic letters of the axes that repeat, of `xyz`
  public record Options(
      int block,
      OptionalDouble saturation,
      OptionalDouble timeStep,
      OptionalDouble temperature,
      ExternalField field,
      Optional<String> periodic) {

    public Options {
      Trajectory.Origin.requireBlock(block);
      saturation.ifPresent(Micromagnet::requireSaturation);
      if (timeStep.isPresent()
          && !(timeStep.getAsDouble() > 0 && timeStep.getAsDouble() < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "the time between files must be positive, got " + timeStep.getAsDouble() + " s");
      }
      if (periodic.isPresent() && !periodic.get().matches("[xyz]*")) {
        throw new IllegalArgumentException(
            "periodic axes are letters of xyz, got '%s'".formatted(periodic.get()));
      }
    }

    /// Blocks of B cells, and nothing more than the files say.
    public static Options blocks(int block) {
      return new Options(
          block,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          ExternalField.vector(0, 0, 0),
          Optional.empty());
    }

    /// @param saturation M_s, A/m
    public Options withSaturation(double saturation) {
      return new Options(
          block, OptionalDouble.of(saturation), timeStep, temperature, field, periodic);
    }

    /// @param timeStep seconds
    public Options withTimeStep(double timeStep) {
      return new Options(
          block, saturation, OptionalDouble.of(timeStep), temperature, field, periodic);
    }

    /// @param temperature kelvin
    public Options withTemperature(double temperature) {
      return new Options(
          block, saturation, timeStep, OptionalDouble.of(temperature), field, periodic);
    }

    /// @param field tesla
    public Options withField(ExternalField field) {
      return new Options(block, saturation, timeStep, temperature, field, periodic);
    }

    /// @param axes letters of `xyz`
    public Options periodicAlong(String axes) {
      return new Options(block, saturation, timeStep, temperature, field, Optional.of(axes));
    }
  }

  private final List<Path> files;
  private final List<Double> times;
  private final OvfMesh.Rectangular mesh;
  private final Grid grid;
  private final Trajectory.Origin origin;
  private final Frame.Conditions conditions;
  private final double scale;

  /// Opens a series and reads all headers, and the first field.
  ///
  /// @param paths one folder, or files
  /// @throws InvalidFileException if a file cannot be read or does not match the others, or times
  ///   or the saturation are missing
  public static OvfSeries open(List<Path> paths, Options options) {
    return new OvfSeries(OvfFolder.of(paths), options);
  }

  private OvfSeries(OvfFolder folder, Options options) {
    var headers = new ArrayList<OvfHeader>();
    for (var file : folder.files()) {
      headers.add(Ovf.header(file));
    }
    var first = folder.files().getFirst();
    this.mesh = rectangular(first, headers.getFirst());
    for (int i = 0; i < headers.size(); i++) {
      requireLike(folder.files().get(i), headers.get(i), first, headers.getFirst());
    }
    var log = folder.log().map(MumaxLog::read);
    var times = OvfTimes.of(folder, headers, options.timeStep());
    this.files = times.order().stream().map(folder.files()::get).toList();
    this.times = times.times();
    var saturation =
        options.saturation().isPresent()
            ? options.saturation()
            : log.map(MumaxLog::saturation).orElse(OptionalDouble.empty());
    var temperature =
        options.temperature().isPresent()
            ? options.temperature()
            : log.map(MumaxLog::temperature).orElse(OptionalDouble.empty());
    this.grid = cells(options.periodic().or(() -> log.map(MumaxLog::periodic)).orElse(""));
    String title = headers.getFirst().title();
    this.origin =
        new Trajectory.Origin(
            (title.isEmpty() ? "" : title + ", ") + folder,
            blocks(first, options.block()),
            options.block(),
            OptionalLong.empty(),
            Optional.of(micromagnet(first, saturation)));
    this.conditions = new Frame.Conditions(temperature.orElse(0), options.field());
    this.scale = scale(first, saturation);
  }

  private static OvfMesh.Rectangular rectangular(Path file, OvfHeader header) {
    if (header.mesh() instanceof OvfMesh.Rectangular mesh) {
      return mesh;
    }
    throw new InvalidFileException(
        file, "meshtype", "irregular: a trajectory is one of fields on a rectangular mesh");
  }

  private void requireLike(Path file, OvfHeader header, Path first, OvfHeader ofFirst) {
    if (header.components() != 3) {
      throw new InvalidFileException(
          file,
          "valuedim",
          "%s: a trajectory is one of vectors of 3 components".formatted(header.components()));
    }
    var other = rectangular(file, header);
    if (!isSame(other.x(), mesh.x())
        || !isSame(other.y(), mesh.y())
        || !isSame(other.z(), mesh.z())
        || !other.unit().equals(mesh.unit())) {
      throw new InvalidFileException(
          file, "mesh", "%s, but in %s %s".formatted(words(other), first, words(mesh)));
    }
    String unit = header.unit();
    if (!unit.equals(ofFirst.unit())) {
      throw new InvalidFileException(
          file, "valueunits", "'%s', but in %s '%s'".formatted(unit, first, ofFirst.unit()));
    }
    if (!PURE.contains(unit.toLowerCase(Locale.ROOT))) {
      throw new InvalidFileException(
          file,
          "valueunits",
          "'%s': not a magnetisation in A/m, nor a pure number".formatted(unit));
    }
  }

  private static boolean isSame(OvfMesh.Axis one, OvfMesh.Axis other) {
    return one.nodes() == other.nodes()
        && Math.abs(one.step() - other.step()) <= SAME * other.step();
  }

  private static String words(OvfMesh.Rectangular mesh) {
    return "%s nodes %s x %s x %s %s apart"
        .formatted(mesh.extent(), mesh.x().step(), mesh.y().step(), mesh.z().step(), mesh.unit());
  }

  /// The cells of the mesh, of edge 1 in units of themselves.
  private Grid cells(String periodic) {
    var axes = new ArrayList<Grid.Axis>();
    if (mesh.z().nodes() > 1) {
      axes.add(new Grid.Axis(mesh.z().nodes(), 1, boundary(periodic, "z")));
    }
    axes.add(new Grid.Axis(mesh.y().nodes(), 1, boundary(periodic, "y")));
    axes.add(new Grid.Axis(mesh.x().nodes(), 1, boundary(periodic, "x")));
    return new Grid(axes);
  }

  private static Grid.Boundary boundary(String periodic, String axis) {
    return periodic.contains(axis) ? Grid.Boundary.PERIODIC : Grid.Boundary.OPEN;
  }

  private Grid blocks(Path first, int block) {
    try {
      return grid.coarsen(block);
    } catch (IllegalArgumentException e) {
      throw new InvalidFileException(
          first,
          "mesh",
          "%s nodes are no blocks of %s cells along every axis".formatted(mesh.extent(), block));
    }
  }

  private Micromagnet micromagnet(Path first, OptionalDouble saturation) {
    Double metres = METRES.get(mesh.unit());
    if (metres == null) {
      throw new InvalidFileException(
          first, "meshunit", "'%s' is no unit of length that is read".formatted(mesh.unit()));
    }
    try {
      return new Micromagnet(
          mesh.x().step() * metres, mesh.y().step() * metres, mesh.z().step() * metres, saturation);
    } catch (IllegalArgumentException e) {
      throw new InvalidFileException(
          first, "xstepsize, ystepsize, zstepsize", String.valueOf(e.getMessage()));
    }
  }

  /// What turns the values of a file into m.
  private double scale(Path first, OptionalDouble saturation) {
    var field = Ovf.read(files.getFirst());
    double longest = 0;
    for (int node = 0; node < grid.size(); node++) {
      longest = Math.max(longest, field.norm(node));
    }
    if (longest <= 1 + ROUNDING) {
      return 1;
    }
    if (saturation.isEmpty()) {
      throw new InvalidFileException(
          first,
          "data",
          "vectors as long as %s %s: give the saturation that they are to be divided by"
                  .formatted((float) longest, field.header().unit())
              + " (--saturation)");
    }
    return 1 / saturation.getAsDouble();
  }

  @Override
  public Trajectory.Origin origin() {
    return origin;
  }

  @Override
  public int components() {
    return 3;
  }

  @Override
  public int size() {
    return files.size();
  }

  @Override
  public double time(int frame) {
    return times.get(frame);
  }

  @Override
  public int run(int frame) {
    Objects.checkIndex(frame, size());
    return 0;
  }

  @Override
  public Frame.Conditions conditions(int frame) {
    Objects.checkIndex(frame, size());
    return conditions;
  }

  @Override
  public boolean hasGenerator() {
    return false;
  }

  /// The file of a frame.
  public Path file(int frame) {
    return files.get(frame);
  }

  /// Reads one file and averages it over blocks.
  ///
  /// @throws InvalidFileException if it is damaged, has changed, or holds a vector that is zero or
  ///   longer than 1
  @Override
  public VectorFrame frame(int frame) {
    return new VectorFrame(time(frame), 0, conditions, m(frame));
  }

  /// Reads one file and averages it over blocks.
  ///
  /// @throws InvalidFileException as of [#frame]
  @Override
  public VectorField m(int frame) {
    var file = files.get(frame);
    var field = Ovf.read(file);
    requireLike(file, field.header(), files.getFirst(), field.header());
    var blocks = origin.grid();
    int b = origin.block();
    int layers = blocks.dimensions() == 3 ? b : 1;
    double share = scale / ((double) b * b * layers);
    var m = new VectorField(blocks, 3);
    double[] values = field.values();
    for (int node = 0; node < grid.size(); node++) {
      requireUnit(file, field, node);
      int x = node % grid.nx() / b;
      int y = node / grid.nx() % grid.ny() / b;
      int z = node / grid.nx() / grid.ny() / layers;
      int block = (z * blocks.ny() + y) * blocks.nx() + x;
      for (int c = 0; c < 3; c++) {
        m.set(c, block, m.get(c, block) + values[3 * node + c] * share);
      }
    }
    return m;
  }

  private void requireUnit(Path file, Ovf field, int node) {
    double norm = field.norm(node) * scale;
    if (norm == 0) {
      throw new InvalidFileException(
          file,
          "data",
          "the vector of %s is zero, as outside of a material: cut out a part of the mesh that is"
                  .formatted(mesh.node(node))
              + " full of it");
    }
    if (norm > 1 + ROUNDING) {
      throw new InvalidFileException(
          file,
          "data",
          "|m| = %s in %s; must not exceed 1%s"
              .formatted(norm, mesh.node(node), scale == 1 ? "" : ", is the saturation right?"));
    }
  }

  /// [VectorTrajectory#describe].
  @Override
  public String toString() {
    return describe();
  }
}
