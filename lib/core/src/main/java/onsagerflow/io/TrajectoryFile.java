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
import java.util.Set;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.io.format.FieldDataset;
import onsagerflow.io.format.Hdf5Root;
import onsagerflow.io.format.InvalidFileException;
import onsagerflow.io.format.Packing;
import onsagerflow.io.format.WholeReads;

/// A trajectory in an HDF5 file of schema `onsagerflow-trajectory/1`, read frame by frame.
///
/// | where | what |
/// |---|---|
/// | root attributes | `schema`, `block` (B), `dimension` (2); `temperature` and `field` here or as datasets; optional `model`, `seed`, `length_unit` (lattice spacings), `time_unit` (sweeps) |
/// | `m` | numbers `[frame, y, x]` |
/// | `t` | times `[frame]`, increasing within a run |
/// | `trajectory` | optional run numbers `[frame]`, 0 where absent; frames of a run need not be adjacent |
/// | `drift`, `noise` | optional generator channels, shape of `m` |
/// | `temperature`, `field` | one number as root attribute, or a dataset `[frame]`, or a root attribute with one number per distinct run, in ascending order of the run numbers |
/// | `field` | or a dataset `[y, x]` on the blocks, constant in time; or `[frame, y, x]`; between the frames of a run a field is linear in time |
///
/// Numbers are float16 to float64 or integers, in either byte order; `scale_factor` and
/// `add_offset` of a dataset are applied, `_FillValue`, `missing_value` and the valid range kept,
/// and units that are not those above refused. Contiguous, compact and chunked storage, the filters
/// gzip, shuffle, fletcher32, lzf, lz4 and bitshuffle (alone or with lz4), soft links; of the
/// layouts, all that h5py writes by default and up to `libver="v114"` (jhdf 0.13.0 does not know
/// the one that `"latest"` stands for in HDF5 2.0). Run numbers, times and conditions are held in
/// memory, a few bytes per frame; fields are not (chunked files: a bounded number of decompressed
/// chunks). Reading is safe from several threads.
///
/// What does not keep to the schema is refused with an [InvalidFileException]: shapes, times and
/// conditions by [#open], field values (NaN, |m| > 1 + 1e−6, negative noise) by [#frame], or all of
/// them at once by [#validate]. Other filters, links to other files, virtual datasets, vector spins
/// and three dimensions are refused by name.
public final class TrajectoryFile implements Trajectory, AutoCloseable {

  static final String SCHEMA = "onsagerflow-trajectory/1";

  /// Rounding that |m| ≤ 1 and noise ≥ 0 are allowed.
  static final double ROUNDING = 1e-6;

  private static final Set<String> LATTICE_SPACINGS =
      Set.of("", "1", "lattice spacing", "lattice spacings");

  private static final String NOT_YET = ": not supported by this version";

  private record GeneratorData(FieldDataset drift, FieldDataset noise) {}

  private final Path file;
  private final FileChannel channel;
  private final Origin origin;
  private final double[] time;
  private final int[] run;
  private final double[] temperature;
  private final RecordedField field;
  private final FieldDataset m;
  private final Optional<GeneratorData> generator;

  /// Opens a file and checks everything but the field values.
  ///
  /// @throws InvalidFileException if it is absent, no HDF5 file, truncated, or not of this schema
  public static TrajectoryFile open(Path file) {
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
      return new TrajectoryFile(file, channel);
    } catch (RuntimeException e) {
      try {
        channel.close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  private TrajectoryFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
    var root = Hdf5Root.open(file, channel);
    String schema = root.text("schema");
    if (!schema.equals(SCHEMA)) {
      throw invalid("attribute schema", "unknown schema " + schema + ", this reads " + SCHEMA);
    }
    int block = between(root, "block", 1, Origin.LARGEST_BLOCK);
    requireOwnUnits(root);

    var magnetisation = root.requireDataset("m");
    long[] shape = magnetisation.getDimensionsAsLong();
    requirePlanarScalars(between(root, "dimension", 2, 3), shape);
    int frames = (int) shape[0];
    this.origin =
        new Origin(
            root.hasAttribute("model") ? root.text("model") : "",
            new Grid((int) shape[1], (int) shape[2], block),
            block,
            root.hasAttribute("seed")
                ? OptionalLong.of(root.integer("seed"))
                : OptionalLong.empty());

    var storage = root.storage();
    this.m = new FieldDataset(file, "m", magnetisation, storage);
    this.time = root.column("t", root.requireDataset("t"), frames);
    this.run = runs(root, frames);
    requireTimesIncrease();
    this.temperature = perFrame(root, "temperature");
    requireTemperatures();
    this.field =
        RecordedField.read(
            file, root, storage, origin.grid(), run, time, () -> perFrame(root, "field"));

    var drift = root.dataset("drift");
    var noise = root.dataset("noise");
    if (drift.isPresent() != noise.isPresent()) {
      throw invalid(
          "dataset " + (drift.isPresent() ? "noise" : "drift"),
          "missing, while " + (drift.isPresent() ? "drift" : "noise") + " is there");
    }
    requireShapeOfM("drift", drift, shape);
    requireShapeOfM("noise", noise, shape);
    this.generator =
        drift.flatMap(
            a ->
                noise.map(
                    g ->
                        new GeneratorData(
                            new FieldDataset(file, "drift", a, storage),
                            new FieldDataset(file, "noise", g, storage))));
  }

  @Override
  public Origin origin() {
    return origin;
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
    return new Frame.Conditions(temperature[frame], field.ofFrame().get(frame));
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
  public Frame frame(int frame) {
    var magnetisation = m(frame);
    var channels =
        generator.map(
            g ->
                new Frame.Generator(
                    field("drift", g.drift(), frame, -Double.MAX_VALUE, Double.MAX_VALUE),
                    field("noise", g.noise(), frame, -ROUNDING, Double.MAX_VALUE)));
    return new Frame(time[frame], run[frame], conditions(frame), magnetisation, channels);
  }

  /// Reads the magnetisation of one frame and checks its values.
  ///
  /// @throws InvalidFileException on NaN, |m| > 1 + 1e−6, or bytes that are absent
  /// @throws IllegalStateException if the file was closed
  @Override
  public ScalarField m(int frame) {
    Objects.checkIndex(frame, size());
    if (!channel.isOpen()) {
      throw new IllegalStateException(file + " was closed");
    }
    return field("m", m, frame, -1 - ROUNDING, 1 + ROUNDING);
  }

  /// Where it is read from.
  @Override
  public Optional<Path> file() {
    return Optional.of(file);
  }

  /// Reads every frame once, so that a long calculation does not stop at a bad one.
  ///
  /// @throws InvalidFileException as [#frame]
  public void validate() {
    for (int frame = 0; frame < size(); frame++) {
      conditions(frame).field().at(frame(frame).time(), origin.grid());
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be closed", e);
    }
  }

  private int between(Hdf5Root root, String attribute, int least, int most) {
    long value = root.integer(attribute);
    if (value < least || value > most) {
      throw invalid(
          "attribute " + attribute,
          "must lie between %s and %s, got %s".formatted(least, most, root.value(attribute)));
    }
    return (int) value;
  }

  private void requireOwnUnits(Hdf5Root root) {
    for (String name : List.of("saturation", "cell")) {
      if (root.hasAttribute(name)) {
        throw invalid("attribute " + name, "micromagnetics in SI units" + NOT_YET);
      }
    }
    if (root.hasAttribute("length_unit")
        && !LATTICE_SPACINGS.contains(root.text("length_unit").strip())) {
      throw invalid(
          "attribute length_unit",
          root.text("length_unit")
              + ", while lengths are read as lattice spacings: delete it if block counts spins");
    }
    if (root.hasAttribute("time_unit") && !Packing.isSweeps(root.text("time_unit"))) {
      throw invalid(
          "attribute time_unit",
          root.text("time_unit")
              + ", while times are read as sweeps (one attempted update per spin): convert t, or"
              + " delete it to have rates in that unit");
    }
  }

  private void requirePlanarScalars(int dimension, long[] shape) {
    String described = "shape " + Arrays.toString(shape);
    if (shape.length == dimension + 2 && shape[dimension + 1] == 3) {
      throw invalid("m", "vector spins (" + described + ")" + NOT_YET);
    }
    if (shape.length != dimension + 1) {
      throw invalid("m", described + " is not that of frames in " + dimension + " dimensions");
    }
    if (dimension == 3) {
      throw invalid("m", "three dimensions (" + described + ")" + NOT_YET);
    }
    boolean empty = Arrays.stream(shape).anyMatch(n -> n < 1);
    if (empty || shape[0] > Integer.MAX_VALUE || shape[1] > Integer.MAX_VALUE / shape[2]) {
      throw invalid("m", described + " holds no frames, no cells or too many");
    }
  }

  private void requireShapeOfM(String name, Optional<Dataset> dataset, long[] shape) {
    dataset.ifPresent(
        d -> {
          if (!Arrays.equals(d.getDimensionsAsLong(), shape)) {
            throw invalid(
                name,
                "shape "
                    + Arrays.toString(d.getDimensionsAsLong())
                    + " differs from "
                    + Arrays.toString(shape)
                    + " of m");
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
    if (name.equals("field") && values.length == 3) {
      throw invalid("attribute field", "vector field " + Arrays.toString(values) + NOT_YET);
    }
    int[] distinct = Arrays.stream(run).distinct().sorted().toArray();
    if (values.length != distinct.length) {
      throw invalid(
          "attribute " + name,
          "holds " + values.length + " numbers for " + distinct.length + " runs");
    }
    return Arrays.stream(run).mapToDouble(r -> values[Arrays.binarySearch(distinct, r)]).toArray();
  }

  private void requireTemperatures() {
    for (int frame = 0; frame < size(); frame++) {
      if (!(temperature[frame] > 0) || !Double.isFinite(temperature[frame])) {
        throw invalid("temperature", frame, "must be positive, got " + temperature[frame]);
      }
    }
  }

  private ScalarField field(String name, FieldDataset data, int frame, double least, double most) {
    var field = new ScalarField(origin.grid(), data.read(frame));
    InvalidFileException.requireWithin(file, name, frame, field, least, most);
    return field;
  }

  private InvalidFileException invalid(String object, String problem) {
    return new InvalidFileException(file, object, problem);
  }

  private InvalidFileException invalid(String object, int frame, String problem) {
    return new InvalidFileException(file, object, frame, problem);
  }

  /// The size of the file, bytes.
  public long bytes() {
    try {
      return channel.size();
    } catch (IOException e) {
      throw new InvalidFileException(file, "cannot be read (" + e + ")");
    }
  }

  /// The file, and [Trajectory#describe].
  @Override
  public String toString() {
    return file.getFileName() + ": " + describe();
  }
}
