package onsagerflow.io;

import io.jhdf.api.Dataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.VectorField;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.field.vector.VectorTrajectory;
import onsagerflow.io.FrameValues.Fault;
import onsagerflow.io.format.FieldDataset;
import onsagerflow.io.format.FrameShape;
import onsagerflow.io.format.Hdf5Root;
import onsagerflow.io.format.InvalidFileException;
import onsagerflow.io.format.WholeReads;

/// A trajectory file, whether m is one number or a vector in each block; a number is a vector of
/// one component here.
final class FrameFile implements VectorTrajectory, AutoCloseable {

  static final String SCHEMA = "onsagerflow-trajectory/1";

  /// Components of vector spins.
  static final int VECTOR = 3;

  private record GeneratorData(FieldDataset drift, FieldDataset noise) {}

  private final Path file;
  private final FileChannel channel;
  private final Trajectory.Origin origin;
  private final FrameShape shape;
  private final FrameShape noiseShape;
  private final double[] time;
  private final int[] run;
  private final double[] temperature;
  private final List<ExternalField> field;
  private final FieldDataset m;
  private final Optional<GeneratorData> generator;

  /// Opens a file and checks everything but the field values.
  ///
  /// @throws InvalidFileException if it is absent, no HDF5 file, truncated, or not of this schema
  static FrameFile open(Path file) {
    return reading(file, channel -> new FrameFile(file, channel));
  }

  /// Whether m of a file is a vector, without looking at more.
  ///
  /// @throws InvalidFileException as of [#open]
  static boolean holdsVectors(Path file) {
    return reading(
        file,
        channel -> {
          var root = rootOfSchema(file, channel);
          long[] shape = root.requireDataset("m").getDimensionsAsLong();
          boolean vectors = axis(file, between(file, root, "dimension", 2, 3), shape) > 0;
          close(file, channel);
          return vectors;
        });
  }

  /// What comes of a file that stays open, unless it is refused.
  private static <T> T reading(Path file, Function<FileChannel, T> read) {
    if (!Files.isRegularFile(file)) {
      throw new InvalidFileException(file, Files.exists(file) ? "not a file" : "no such file");
    }
    FileChannel channel;
    try {
      channel = new WholeReads(Files.newByteChannel(file));
    } catch (IOException e) {
      throw new InvalidFileException(file, "cannot be read (" + e + ")");
    }
    try {
      return read.apply(channel);
    } catch (RuntimeException e) {
      try {
        channel.close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  private static Hdf5Root rootOfSchema(Path file, FileChannel channel) {
    var root = Hdf5Root.open(file, channel);
    String schema = root.text("schema");
    if (!schema.equals(SCHEMA)) {
      throw new InvalidFileException(
          file, "attribute schema", "unknown schema " + schema + ", this reads " + SCHEMA);
    }
    return root;
  }

  private FrameFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
    var root = rootOfSchema(file, channel);
    int block = between(file, root, "block", 1, Trajectory.Origin.LARGEST_BLOCK);
    var micromagnet = new UnitAttributes(file, root).read();

    var magnetisation = root.requireDataset("m");
    long[] axes = magnetisation.getDimensionsAsLong();
    int dimensions = between(file, root, "dimension", 2, 3);
    int axis = axis(file, dimensions, axes);
    requireCells(dimensions, axes);
    int frames = (int) axes[0];
    this.shape = new FrameShape(grid(root, dimensions, axes, block), axis);
    this.noiseShape = new FrameShape(shape.grid(), axis == 0 ? 0 : VectorFrame.TENSOR);
    this.origin =
        new Trajectory.Origin(
            root.hasAttribute("model") ? root.text("model") : "",
            shape.grid(),
            block,
            root.hasAttribute("seed")
                ? OptionalLong.of(root.integer("seed"))
                : OptionalLong.empty(),
            micromagnet);

    this.m = data(root, "m", magnetisation, shape);
    this.time = root.column("t", root.requireDataset("t"), frames);
    this.run = runs(root, frames);
    requireTimesIncrease();
    this.temperature = perFrame(root, "temperature");
    requireTemperatures();
    this.field =
        new RecordedField(file, root, shape, run, time).read(() -> perFrame(root, "field"));

    var drift = root.dataset("drift");
    var noise = root.dataset("noise");
    if (drift.isPresent() != noise.isPresent()) {
      throw invalid(
          "dataset " + (drift.isPresent() ? "noise" : "drift"),
          "missing, while " + (drift.isPresent() ? "drift" : "noise") + " is there");
    }
    requireShape("drift", drift, shape);
    requireShape("noise", noise, noiseShape);
    this.generator =
        drift.flatMap(
            a ->
                noise.map(
                    g ->
                        new GeneratorData(
                            data(root, "drift", a, shape), data(root, "noise", g, noiseShape))));
  }

  private FieldDataset data(Hdf5Root root, String name, Dataset dataset, FrameShape shape) {
    return new FieldDataset(file, name, dataset, root, shape);
  }

  /// Whether m is a vector, not one number.
  boolean holdsVectors() {
    return shape.axis() > 0;
  }

  @Override
  public Trajectory.Origin origin() {
    return origin;
  }

  @Override
  public int components() {
    return shape.components();
  }

  @Override
  public int size() {
    return time.length;
  }

  @Override
  public double time(int frame) {
    return time[frame];
  }

  @Override
  public int run(int frame) {
    return run[frame];
  }

  @Override
  public Frame.Conditions conditions(int frame) {
    return new Frame.Conditions(temperature[frame], field.get(frame));
  }

  @Override
  public boolean hasGenerator() {
    return generator.isPresent();
  }

  /// Reads one frame and checks its values.
  ///
  /// @throws InvalidFileException on NaN, |m| > 1 + 1e−6, negative noise, or bytes that are absent
  /// @throws IllegalStateException if the file was closed
  @Override
  public VectorFrame frame(int frame) {
    var magnetisation = m(frame);
    var channels =
        generator.map(
            g -> {
              var drift = shape.field(g.drift().read(frame));
              require("drift", frame, FrameValues.ofDrift(shape, drift, Double.MAX_VALUE));
              var noise = noiseShape.field(g.noise().read(frame));
              require("noise", frame, FrameValues.ofNoise(noiseShape, noise, Double.MAX_VALUE));
              return new VectorFrame.Generator(drift, noise);
            });
    return new VectorFrame(time[frame], run[frame], conditions(frame), magnetisation, channels);
  }

  /// Reads the magnetisation of one frame and checks its values.
  ///
  /// @throws InvalidFileException on NaN, |m| > 1 + 1e−6, or bytes that are absent
  /// @throws IllegalStateException if the file was closed
  @Override
  public VectorField m(int frame) {
    Objects.checkIndex(frame, size());
    if (!channel.isOpen()) {
      throw new IllegalStateException(file + " was closed");
    }
    var field = shape.field(m.read(frame));
    require("m", frame, FrameValues.ofM(shape, field));
    return field;
  }

  private void require(String name, int frame, Optional<Fault> fault) {
    fault.ifPresent(
        wrong -> {
          throw new InvalidFileException(file, name, frame, wrong.of(name));
        });
  }

  @Override
  public Optional<Path> file() {
    return Optional.of(file);
  }

  /// Reads every frame once, so that a long calculation does not stop at a bad one.
  ///
  /// @throws InvalidFileException as [#frame]
  void validate() {
    for (int frame = 0; frame < size(); frame++) {
      var read = frame(frame);
      FieldLayout.on(shape, read.conditions().field(), read.time());
    }
  }

  @Override
  public void close() {
    close(file, channel);
  }

  private static void close(Path file, FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be closed", e);
    }
  }

  private static int between(Path file, Hdf5Root root, String attribute, int least, int most) {
    long value = root.integer(attribute);
    if (value < least || value > most) {
      throw new InvalidFileException(
          file,
          "attribute " + attribute,
          "must lie between %s and %s, got %s".formatted(least, most, root.value(attribute)));
    }
    return (int) value;
  }

  /// The length of the last axis of m; 0 where m is one number.
  private static int axis(Path file, int dimensions, long... shape) {
    if (shape.length == dimensions + 1) {
      return 0;
    }
    String described = "shape " + Arrays.toString(shape);
    if (shape.length != dimensions + 2) {
      throw new InvalidFileException(
          file, "m", described + " is not that of frames in " + dimensions + " dimensions");
    }
    if (shape[dimensions + 1] != VECTOR) {
      throw new InvalidFileException(
          file,
          "m",
          "%s is that of vectors of %s components in %s dimensions, they need %s"
              .formatted(described, shape[dimensions + 1], dimensions, VECTOR));
    }
    return VECTOR;
  }

  private void requireCells(int dimensions, long... shape) {
    double cells = 1;
    for (int i = 1; i <= dimensions; i++) {
      cells *= shape[i];
    }
    if (Arrays.stream(shape).anyMatch(n -> n < 1)
        || Math.max((double) shape[0], cells) > Integer.MAX_VALUE) {
      throw invalid(
          "m", "shape " + Arrays.toString(shape) + " holds no frames, no cells or too many");
    }
  }

  /// The blocks; `periodic` says which axes are (1) and which end (0), all are where it is not
  /// there.
  private Grid grid(Hdf5Root root, int dimensions, long[] shape, int block) {
    var axes = new Grid.Axis[dimensions];
    Arrays.setAll(axes, i -> new Grid.Axis((int) shape[i + 1], block, Grid.Boundary.PERIODIC));
    if (root.hasAttribute("periodic")) {
      double[] periodic = root.numbers("periodic");
      if (periodic.length != dimensions
          || Arrays.stream(periodic).anyMatch(p -> p != 0 && p != 1)) {
        throw invalid(
            "attribute periodic",
            "must be %s numbers 0 or 1, got %s".formatted(dimensions, Arrays.toString(periodic)));
      }
      Arrays.setAll(
          axes,
          i ->
              new Grid.Axis(
                  axes[i].cells(),
                  block,
                  periodic[i] == 1 ? Grid.Boundary.PERIODIC : Grid.Boundary.OPEN));
    }
    return new Grid(List.of(axes));
  }

  private void requireShape(String name, Optional<Dataset> dataset, FrameShape shape) {
    dataset.ifPresent(
        d -> {
          long[] axes = d.getDimensionsAsLong();
          long[] wanted = Arrays.stream(shape.axes(size())).asLongStream().toArray();
          if (!Arrays.equals(axes, wanted)) {
            throw invalid(
                name,
                "shape %s differs from %s %s"
                    .formatted(
                        Arrays.toString(axes),
                        Arrays.toString(wanted),
                        shape.axis() == this.shape.axis()
                            ? "of m"
                            : "of a symmetric tensor for every m"));
          }
        });
  }

  private int[] runs(Hdf5Root root, int frames) {
    var numbers =
        root.dataset("trajectory")
            .map(dataset -> root.column("trajectory", dataset, frames))
            .orElseGet(() -> new double[frames]);
    var runs = new int[frames];
    for (int frame = 0; frame < frames; frame++) {
      runs[frame] = (int) numbers[frame];
      if (runs[frame] != numbers[frame]) {
        throw invalid("trajectory", frame, "must be an int32, got " + numbers[frame]);
      }
    }
    return runs;
  }

  private void requireTimesIncrease() {
    var latest = new HashMap<Integer, Double>();
    for (int frame = 0; frame < time.length; frame++) {
      if (!Double.isFinite(time[frame])) {
        throw invalid("t", frame, "time must be finite, got " + time[frame]);
      }
      Double before = latest.put(run[frame], time[frame]);
      if (before != null && time[frame] <= before) {
        throw invalid(
            "t",
            frame,
            "times must increase within run "
                + run[frame]
                + ", got "
                + time[frame]
                + " after "
                + before);
      }
    }
  }

  private double[] perFrame(Hdf5Root root, String name) {
    var dataset = root.dataset(name);
    if (dataset.isPresent()) {
      if (root.hasAttribute(name)) {
        throw invalid(name, "given twice, as root attribute and as dataset");
      }
      return root.column(name, dataset.get(), size());
    }
    var values = root.numbers(name);
    if (values.length == 1) {
      var constant = new double[size()];
      Arrays.fill(constant, values[0]);
      return constant;
    }
    int[] distinct = Arrays.stream(run).distinct().sorted().toArray();
    if (values.length != distinct.length) {
      throw invalid(
          "attribute " + name,
          "holds "
              + values.length
              + " numbers for "
              + distinct.length
              + " runs"
              + (name.equals("field") && values.length == VECTOR
                  ? "; a vector is the field of vectors only"
                  : ""));
    }
    return Arrays.stream(run).mapToDouble(r -> values[Arrays.binarySearch(distinct, r)]).toArray();
  }

  private void requireTemperatures() {
    for (int frame = 0; frame < size(); frame++) {
      boolean none = temperature[frame] == 0 && origin.micromagnet().isPresent();
      if (!none && (!(temperature[frame] > 0) || !Double.isFinite(temperature[frame]))) {
        throw invalid("temperature", frame, "must be positive, got " + temperature[frame]);
      }
    }
  }

  private InvalidFileException invalid(String object, String problem) {
    return new InvalidFileException(file, object, problem);
  }

  private InvalidFileException invalid(String object, int frame, String problem) {
    return new InvalidFileException(file, object, frame, problem);
  }

  /// The name of the file, without its folders.
  String name() {
    return String.valueOf(file.getFileName());
  }

  /// The size of the file in bytes.
  long bytes() {
    try {
      return channel.size();
    } catch (IOException e) {
      throw new InvalidFileException(file, "cannot be read (" + e + ")");
    }
  }
}
