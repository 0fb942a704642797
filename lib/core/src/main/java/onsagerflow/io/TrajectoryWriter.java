package onsagerflow.io;

import io.jhdf.HdfFile;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;

/// Writes a trajectory of a known number of frames to HDF5, one frame at a time.
///
/// The whole file is laid out first, in contiguous datasets (`m`, `drift` and `noise` float32, `t`
/// float64), so that a disk too small for it is known before the first frame; then each frame's
/// bytes go to their place. The file appears under its name only when it is complete: a writer that
/// fails, or is closed early, leaves what was there before.
///
/// For one thread.
public final class TrajectoryWriter implements Consumer<Frame>, AutoCloseable {

  private final PartFile part;
  private final Trajectory.Origin origin;
  private final Optional<Frame.Conditions> conditions;
  private final int frames;
  private final boolean generator;
  private final FieldLayout fieldLayout;
  private final Map<String, Long> addresses;
  private final ByteBuffer plane;
  private final Map<Integer, Double> latest = new HashMap<>();
  private int written;
  private boolean closed;

  /// A writer of runs at one temperature and in one field, kept as root attributes. A field that
  /// varies in space is a dataset `field [y, x]` of block means, one that varies in time a dataset
  /// `[frame]` or `[frame, y, x]` of its values at the frames, between which a reader takes it as
  /// linear.
  ///
  /// @param frames the number of frames to come
  /// @param generator whether every frame brings drift and noise
  /// @throws java.io.UncheckedIOException if the file cannot be laid out, with one line saying why
  public static TrajectoryWriter create(
      Path file,
      Trajectory.Origin origin,
      Frame.Conditions conditions,
      int frames,
      boolean generator) {
    return new TrajectoryWriter(
        new PartFile(file), origin, Optional.of(conditions), frames, generator);
  }

  /// A writer as of [#create] that can be cut off: until it is complete, the file is
  /// `<file>.unfinished`, and stays there.
  ///
  /// @param written frames that an earlier writer has brought to the disk ([#force]); with none the
  ///   file begins anew
  /// @throws IllegalArgumentException if the unfinished file is not there or not one of this writer
  /// @throws java.io.UncheckedIOException if the file cannot be laid out, with one line saying why
  public static TrajectoryWriter resume(
      Path file,
      Trajectory.Origin origin,
      Frame.Conditions conditions,
      int frames,
      boolean generator,
      int written) {
    if (written > 0 && !Files.exists(PartFile.unfinished(file))) {
      throw new IllegalArgumentException(PartFile.unfinished(file) + " is no longer there");
    }
    return new TrajectoryWriter(
        PartFile.unfinished(file, written == 0),
        origin,
        Optional.of(conditions),
        layout(Optional.of(conditions)),
        frames,
        generator,
        written);
  }

  /// A writer of runs that differ in temperature or in a field that is uniform in space, kept as
  /// datasets `[frame]`.
  ///
  /// @param frames the number of frames to come
  /// @param generator whether every frame brings drift and noise
  /// @throws java.io.UncheckedIOException if the file cannot be laid out, with one line saying why
  public static TrajectoryWriter createForSeveralConditions(
      Path file, Trajectory.Origin origin, int frames, boolean generator) {
    return new TrajectoryWriter(new PartFile(file), origin, Optional.empty(), frames, generator);
  }

  /// Writes a whole trajectory.
  ///
  /// @throws java.io.UncheckedIOException if the file cannot be written, with one line saying why
  public static void write(Path file, Trajectory trajectory) {
    int frames = trajectory.size();
    boolean uniform = true;
    boolean numbers = true;
    for (int frame = 0; frame < frames; frame++) {
      uniform &= trajectory.conditions(frame).equals(trajectory.conditions(0));
      numbers &= trajectory.conditions(frame).field().isUniform();
    }
    var conditions =
        uniform && frames > 0
            ? Optional.of(trajectory.conditions(0))
            : Optional.<Frame.Conditions>empty();
    try (var writer =
        new TrajectoryWriter(
            new PartFile(file),
            trajectory.origin(),
            conditions,
            numbers || conditions.isPresent() ? layout(conditions) : FieldLayout.PLANES,
            frames,
            trajectory.hasGenerator(),
            0)) {
      for (int frame = 0; frame < frames; frame++) {
        writer.accept(trajectory.frame(frame));
      }
    }
  }

  TrajectoryWriter(
      PartFile part,
      Trajectory.Origin origin,
      Optional<Frame.Conditions> conditions,
      int frames,
      boolean generator) {
    this(part, origin, conditions, layout(conditions), frames, generator, 0);
  }

  private static FieldLayout layout(Optional<Frame.Conditions> conditions) {
    return conditions.map(c -> FieldLayout.of(c.field())).orElse(FieldLayout.NUMBERS);
  }

  private TrajectoryWriter(
      PartFile part,
      Trajectory.Origin origin,
      Optional<Frame.Conditions> conditions,
      FieldLayout fieldLayout,
      int frames,
      boolean generator,
      int written) {
    this.fieldLayout = fieldLayout;
    this.part = part;
    this.origin = origin;
    this.conditions = conditions;
    this.frames = frames;
    this.generator = generator;
    this.plane =
        ByteBuffer.allocate(Math.multiplyExact(origin.grid().size(), Float.BYTES))
            .order(ByteOrder.nativeOrder());
    try {
      if (frames < 1) {
        throw new IllegalArgumentException("a trajectory needs frames, got " + frames);
      }
      origin.grid().requirePeriodicPlane();
      if (origin.grid().spacing() != origin.block()) {
        throw new IllegalArgumentException(
            "a grid of spacing "
                + origin.grid().spacing()
                + " is not one of blocks of "
                + origin.block());
      }
      if (written == 0) {
        layOut();
      }
      this.addresses = locate();
      takeUp(written);
    } catch (RuntimeException e) {
      part.discard();
      throw e instanceof HdfException && e.getCause() instanceof IOException cause
          ? part.failure(cause)
          : e;
    }
  }

  /// Writes the next frame.
  ///
  /// @throws IllegalArgumentException if it is on another grid or at other conditions, lacks
  ///   generator channels or has unexpected ones, is not later than its run's last frame, or holds
  ///   NaN, |m| > 1 + 1e−6 or negative noise
  /// @throws IllegalStateException if all frames were written
  /// @throws java.io.UncheckedIOException if the disk refuses it; the unfinished file is deleted
  @Override
  public void accept(Frame frame) {
    if (closed || written == frames) {
      throw new IllegalStateException(
          part.target() + " takes no frame after " + written + " of " + frames);
    }
    check(frame);
    try {
      writePlane("m", frame.m());
      if (generator) {
        writePlane("drift", frame.generator().orElseThrow().drift());
        writePlane("noise", frame.generator().orElseThrow().noise());
      }
      writeNumber("t", frame.time());
      var run = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
      part.write(run.putInt(frame.run()).flip(), address("trajectory", Integer.BYTES));
      if (conditions.isEmpty()) {
        writeNumber("temperature", frame.conditions().temperature());
      }
      switch (fieldLayout) {
        case ATTRIBUTE, PATTERN -> {}
        case NUMBERS -> writeNumber("field", frame.conditions().field().at(frame.time()));
        case PLANES -> writeField(frame.conditions().field().at(frame.time(), origin.grid()));
      }
    } catch (IOException e) {
      closed = true;
      part.discard();
      throw part.failure(e);
    }
    latest.put(frame.run(), frame.time());
    written++;
  }

  /// Completes the file and gives it its name.
  ///
  /// @throws IllegalStateException if frames are missing; nothing is left then
  /// @throws java.io.UncheckedIOException if the disk refuses it; nothing is left then
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (written < frames) {
      part.discard();
      throw new IllegalStateException(
          part.target() + " was not made: " + written + " of " + frames + " frames were written");
    }
    part.commit();
  }

  private void layOut() {
    var grid = origin.grid();
    // Every frame is the same zeros in memory; jhdf writes them out one by one.
    var zeros = new float[grid.ny()][grid.nx()];
    var planes = new float[frames][][];
    Arrays.fill(planes, zeros);
    try (var hdf = HdfFile.write(part.path())) {
      hdf.putAttribute("schema", TrajectoryFile.SCHEMA);
      if (!origin.model().isEmpty()) {
        hdf.putAttribute("model", origin.model());
      }
      hdf.putAttribute("block", origin.block());
      hdf.putAttribute("dimension", 2);
      origin.seed().ifPresent(seed -> hdf.putAttribute("seed", seed));
      hdf.putDataset("m", planes);
      if (generator) {
        hdf.putDataset("drift", planes);
        hdf.putDataset("noise", planes);
      }
      hdf.putDataset("t", new double[frames]);
      hdf.putDataset("trajectory", new int[frames]);
      if (conditions.isPresent()) {
        hdf.putAttribute("temperature", conditions.get().temperature());
      } else {
        hdf.putDataset("temperature", new double[frames]);
      }
      fieldLayout.put(hdf, grid, conditions.map(Frame.Conditions::field), frames);
    }
  }

  private Map<String, Long> locate() {
    var found = new HashMap<String, Long>();
    try (var hdf = new HdfFile(part.path())) {
      for (var node : hdf) {
        var dataset = (ContiguousDataset) node;
        long end = dataset.getDataAddress() + dataset.getSizeInBytes();
        if (end > hdf.size()) { // a short write that jhdf did not notice
          throw new HdfException(
              "layout failed", new IOException(hdf.size() + " of " + end + " bytes were written"));
        }
        found.put(dataset.getName(), dataset.getDataAddress());
      }
    }
    return found;
  }

  /// Finds where each run stands.
  private void takeUp(int frames) {
    if (frames == 0) {
      return;
    }
    try (var hdf = new HdfFile(part.path())) {
      var times = (double[]) hdf.getDatasetByPath("t").getData();
      var runs = (int[]) hdf.getDatasetByPath("trajectory").getData();
      if (times.length != this.frames || frames > this.frames) {
        throw new IllegalArgumentException(
            "%s has room for %s frames, not %s".formatted(part.path(), times.length, this.frames));
      }
      for (int frame = 0; frame < frames; frame++) {
        latest.put(runs[frame], times[frame]);
      }
    }
    written = frames;
  }

  /// Puts the frames written so far on the disk, for another writer to go on from.
  ///
  /// @throws java.io.UncheckedIOException if the disk refuses it
  public void force() {
    try {
      part.force();
    } catch (IOException e) {
      throw part.failure(e);
    }
  }

  /// Ends without the rest, quietly.
  void cutOff() {
    if (!closed) {
      closed = true;
      part.discard();
    }
  }

  private void check(Frame frame) {
    if (!frame.m().grid().equals(origin.grid())) {
      throw refused("is on " + frame.m().grid() + ", not on " + origin.grid());
    }
    if (frame.generator().isPresent() != generator) {
      throw refused(generator ? "lacks generator channels" : "has unexpected generator channels");
    }
    if (conditions.isPresent() && !isAt(frame, conditions.get())) {
      throw refused("is at " + frame.conditions() + ", not at " + conditions.get());
    }
    if (fieldLayout == FieldLayout.NUMBERS && !frame.conditions().field().isUniform()) {
      throw refused("is in a field that varies in space, " + frame.conditions().field());
    }
    Double before = latest.get(frame.run());
    if (!Double.isFinite(frame.time())) {
      throw refused("has time " + frame.time());
    }
    if (before != null && frame.time() <= before) {
      throw refused(
          "has time " + frame.time() + ", not after " + before + " in run " + frame.run());
    }
    double limit = TrajectoryFile.ROUNDING;
    check("m", frame.m(), -1 - limit, 1 + limit);
    frame
        .generator()
        .ifPresent(
            g -> {
              check("drift", g.drift(), -Float.MAX_VALUE, Float.MAX_VALUE);
              check("noise", g.noise(), -limit, Float.MAX_VALUE);
            });
  }

  private void check(String name, ScalarField field, double least, double most) {
    for (int cell = 0; cell < field.size(); cell++) {
      double value = field.get(cell);
      if (!(value >= least && value <= most)) { // also refuses NaN
        int nx = field.grid().nx();
        throw refused(
            "has " + name + " " + value + " in cell (y " + cell / nx + ", x " + cell % nx + ")");
      }
    }
  }

  /// A field that varies in time may come as any program that has its values at the frames.
  private boolean isAt(Frame frame, Frame.Conditions conditions) {
    var asked = conditions.field();
    var given = frame.conditions().field();
    return frame.conditions().temperature() == conditions.temperature()
        && (given.equals(asked)
            || !asked.isConstant()
            || (given.isConstant() && Arrays.equals(onBlocks(given), onBlocks(asked))));
  }

  private double[] onBlocks(ExternalField constant) {
    return constant.at(0, origin.grid()).values();
  }

  private IllegalArgumentException refused(String problem) {
    return new IllegalArgumentException(part.target() + ": frame " + written + " " + problem);
  }

  private void writePlane(String name, ScalarField field) throws IOException {
    plane.clear();
    for (int cell = 0; cell < field.size(); cell++) {
      plane.putFloat((float) field.get(cell));
    }
    part.write(plane.flip(), address(name, plane.capacity()));
  }

  private void writeField(ScalarField h) throws IOException {
    var bytes =
        ByteBuffer.allocate(Math.multiplyExact(h.size(), Double.BYTES))
            .order(ByteOrder.nativeOrder());
    bytes.asDoubleBuffer().put(h.values());
    part.write(bytes, address("field", bytes.capacity()));
  }

  private void writeNumber(String name, double value) throws IOException {
    var bytes = ByteBuffer.allocate(Double.BYTES).order(ByteOrder.nativeOrder());
    part.write(bytes.putDouble(value).flip(), address(name, Double.BYTES));
  }

  private long address(String name, int bytesPerFrame) {
    return Objects.requireNonNull(addresses.get(name)) + (long) written * bytesPerFrame;
  }
}
