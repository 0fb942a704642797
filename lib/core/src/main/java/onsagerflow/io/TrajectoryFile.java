package onsagerflow.io;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.filter.FilterManager;
import io.jhdf.nio.FileChannelFromSeekableByteChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Objects;
import java.util.Optional;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;

/// A trajectory in an HDF5 file of schema `onsagerflow-trajectory/1`, read frame by frame.
///
/// | where | what |
/// |---|---|
/// | root attributes | `schema`, `model`, `block` (B), `dimension` (2), `seed`; `temperature` and `field` here or as datasets; optional `length_unit`, `time_unit` |
/// | `m` | float32 or float64 `[frame, y, x]` |
/// | `t` | times `[frame]`, increasing within a run |
/// | `trajectory` | optional run numbers `[frame]`, 0 where absent; frames of a run need not be adjacent |
/// | `drift`, `noise` | optional generator channels, shape of `m` |
/// | `temperature`, `field` | one number as root attribute, or a dataset `[frame]`, or a root attribute with one number per distinct run, in ascending order of the run numbers |
/// | `field` | or a dataset `[y, x]` on the blocks, constant in time; or `[frame, y, x]`; between the frames of a run a field is linear in time |
///
/// Contiguous, compact and chunked storage, the filters gzip, shuffle, lzf, lz4 and fletcher32,
/// either byte order; of the layouts, all that h5py writes by default and up to `libver="v114"`
/// (jhdf 0.13.0 does not know the one that `"latest"` stands for in HDF5 2.0). Run numbers, times
/// and conditions are held in memory, a few bytes per frame; fields are not (chunked files: a
/// bounded number of decompressed chunks). Reading is safe from several threads.
///
/// What does not keep to the schema is refused with an [InvalidFileException]: shapes, times and
/// conditions by [#open], field values (NaN, |m| > 1 + 1e−6, negative noise) by [#frame], or all of
/// them at once by [#validate]. Vector spins and three dimensions are refused by name.
public final class TrajectoryFile implements Trajectory, AutoCloseable {

  static final String SCHEMA = "onsagerflow-trajectory/1";

  /// Rounding that |m| ≤ 1 and noise ≥ 0 are allowed.
  static final double ROUNDING = 1e-6;

  private static final String NOT_YET = ": not supported by this version";

  static {
    FilterManager.addFilter(new Fletcher32());
  }

  private record GeneratorData(FieldDataset drift, FieldDataset noise) {}

  private final Path file;
  private final FileChannel channel;
  private final Origin origin;
  private final String lengthUnit;
  private final String timeUnit;
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
      // Read, not mapped: a file cut short under a mapping would take the process down.
      channel = new FileChannelFromSeekableByteChannel(Files.newByteChannel(file));
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
    var hdf = openHdf5();
    var root = new Hdf5Root(file, hdf);
    String schema = root.text("schema");
    if (!schema.equals(SCHEMA)) {
      throw invalid("attribute schema", "unknown schema " + schema + ", this reads " + SCHEMA);
    }
    String model = root.text("model");
    int block = positive(root, "block");
    long seed = root.integer("seed");
    this.lengthUnit =
        root.hasAttribute("length_unit") ? root.text("length_unit") : "lattice spacings";
    this.timeUnit = root.hasAttribute("time_unit") ? root.text("time_unit") : "sweeps";

    var magnetisation = root.requireDataset("m");
    long[] shape = magnetisation.getDimensionsAsLong();
    requirePlanarScalars(positive(root, "dimension"), shape);
    int frames = (int) shape[0];
    this.origin = new Origin(model, new Grid((int) shape[1], (int) shape[2], block), block, seed);

    this.run = runs(root, frames);
    this.time = root.column("t", root.requireDataset("t"), frames);
    requireTimesIncrease();
    this.temperature = perFrame(root, "temperature");
    requireTemperatures();
    var storage = hdf.getHdfBackingStorage();
    this.field =
        RecordedField.read(
            file, root, storage, origin.grid(), run, time, () -> perFrame(root, "field"));

    this.m = new FieldDataset(file, "m", magnetisation, storage);
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

  /// The unit of lengths the file names; `lattice spacings` where it names none.
  public String lengthUnit() {
    return lengthUnit;
  }

  /// The unit of times the file names; `sweeps` where it names none.
  public String timeUnit() {
    return timeUnit;
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
    Objects.checkIndex(frame, size());
    if (!channel.isOpen()) {
      throw new IllegalStateException(file + " was closed");
    }
    var magnetisation = field("m", m, frame, -1 - ROUNDING, 1 + ROUNDING);
    var channels =
        generator.map(
            g ->
                new Frame.Generator(
                    field("drift", g.drift(), frame, -Double.MAX_VALUE, Double.MAX_VALUE),
                    field("noise", g.noise(), frame, -ROUNDING, Double.MAX_VALUE)));
    return new Frame(time[frame], run[frame], conditions(frame), magnetisation, channels);
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

  private HdfFile openHdf5() {
    var hdf = InvalidFileException.reading(file, "HDF5 root", () -> new HdfFile(channel));
    var storage = hdf.getHdfBackingStorage();
    long expected = storage.getSuperblock().getEndOfFileAddress();
    if (storage.size() < expected) {
      throw new InvalidFileException(
          file, "truncated: " + storage.size() + " bytes of " + expected);
    }
    return hdf;
  }

  private int positive(Hdf5Root root, String attribute) {
    long value = root.integer(attribute);
    if (value < 1 || value > Integer.MAX_VALUE) {
      throw invalid("attribute " + attribute, "must be positive, got " + value);
    }
    return (int) value;
  }

  private void requirePlanarScalars(int dimension, long[] shape) {
    if (dimension != 2 && dimension != 3) {
      throw invalid("attribute dimension", "must be 2 or 3, got " + dimension);
    }
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
    double[] values = data.read(frame);
    for (int cell = 0; cell < values.length; cell++) {
      if (!(values[cell] >= least && values[cell] <= most)) { // also refuses NaN
        throw invalid(name, frame, describe(values[cell], cell));
      }
    }
    return new ScalarField(origin.grid(), values);
  }

  private String describe(double value, int cell) {
    int nx = origin.grid().nx();
    return value + " in cell (y " + cell / nx + ", x " + cell % nx + ")";
  }

  private InvalidFileException invalid(String object, String problem) {
    return new InvalidFileException(file, object, problem);
  }

  private InvalidFileException invalid(String object, int frame, String problem) {
    return new InvalidFileException(file, object, frame, problem);
  }
}
