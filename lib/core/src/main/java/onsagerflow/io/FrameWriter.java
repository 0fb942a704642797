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
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.VectorField;
import onsagerflow.field.vector.VectorFrame;
import onsagerflow.field.vector.VectorTrajectory;
import onsagerflow.io.FrameValues.Fault;
import onsagerflow.io.format.FrameShape;
import onsagerflow.io.format.Hdf5Room;

/// Writes the frames of a trajectory file, whether m is one number or a vector in each block; a
/// number is a vector of one component here.
///
/// The whole file is laid out first, in contiguous datasets (`m`, `drift` and `noise` float32, `t`
/// float64), so that a disk too small for it is known before the first frame; then each frame's
/// bytes go to their place. The file appears under its name only when it is complete: a writer that
/// fails, or is closed early, leaves what was there before.
///
/// For one thread.
final class FrameWriter implements AutoCloseable {

  private final PartFile part;
  private final Trajectory.Origin origin;
  private final FrameShape shape;
  private final FrameShape noiseShape;
  private final Optional<Frame.Conditions> conditions;
  private final int frames;
  private final boolean generator;
  private final FieldLayout fieldLayout;
  private final Map<String, Long> addresses;
  private final Map<Integer, Double> latest = new HashMap<>();
  private int written;
  private boolean closed;

  /// @param axis length of the axis of the components of m; 0 for one number, which has none
  /// @param conditions of all runs; empty where they differ
  static FrameWriter create(
      Path file,
      Trajectory.Origin origin,
      int axis,
      Optional<Frame.Conditions> conditions,
      int frames,
      boolean generator) {
    return new FrameWriter(
        new PartFile(file), origin, axis, conditions, layout(conditions), frames, generator, 0);
  }

  /// A writer that can be cut off: until it is complete, the file is `<file>.unfinished`, and stays
  /// there.
  ///
  /// @param written frames that an earlier writer has brought to the disk ([#force]); with none the
  ///   file begins anew
  /// @throws IllegalArgumentException if the unfinished file is not there or not one of this writer
  static FrameWriter resume(
      Path file,
      Trajectory.Origin origin,
      int axis,
      Frame.Conditions conditions,
      int frames,
      boolean generator,
      int written) {
    if (written > 0 && !Files.exists(PartFile.unfinished(file))) {
      throw new IllegalArgumentException(PartFile.unfinished(file) + " is no longer there");
    }
    return new FrameWriter(
        PartFile.unfinished(file, written == 0),
        origin,
        axis,
        Optional.of(conditions),
        layout(Optional.of(conditions)),
        frames,
        generator,
        written);
  }

  /// Writes a whole trajectory.
  static void write(Path file, VectorTrajectory trajectory, int axis) {
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
        new FrameWriter(
            new PartFile(file),
            trajectory.origin(),
            axis,
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

  private static FieldLayout layout(Optional<Frame.Conditions> conditions) {
    return conditions.map(c -> FieldLayout.of(c.field())).orElse(FieldLayout.NUMBERS);
  }

  FrameWriter(
      PartFile part,
      Trajectory.Origin origin,
      int axis,
      Optional<Frame.Conditions> conditions,
      FieldLayout fieldLayout,
      int frames,
      boolean generator,
      int written) {
    this.part = part;
    this.origin = origin;
    this.shape = new FrameShape(origin.grid(), axis);
    this.noiseShape = new FrameShape(origin.grid(), axis == 0 ? 0 : VectorFrame.TENSOR);
    this.conditions = conditions;
    this.fieldLayout = fieldLayout;
    this.frames = frames;
    this.generator = generator;
    try {
      if (frames < 1) {
        throw new IllegalArgumentException("a trajectory needs frames, got " + frames);
      }
      requireBlocks();
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

  private void requireBlocks() {
    for (var edge : origin.grid().axes()) {
      if (edge.spacing() != origin.block()) {
        throw new IllegalArgumentException(
            "a grid of spacing " + edge.spacing() + " is not one of blocks of " + origin.block());
      }
    }
  }

  /// Writes the next frame.
  ///
  /// @throws IllegalArgumentException if it is on another grid or at other conditions, lacks
  ///   generator channels or has unexpected ones, is not later than its run's last frame, or holds
  ///   NaN, |m| > 1 + 1e−6 or negative noise
  /// @throws IllegalStateException if all frames were written
  /// @throws java.io.UncheckedIOException if the disk refuses it; the unfinished file is deleted
  void accept(VectorFrame frame) {
    if (closed || written == frames) {
      throw new IllegalStateException(
          part.target() + " takes no frame after " + written + " of " + frames);
    }
    check(frame);
    try {
      writeField("m", shape, frame.m());
      if (generator) {
        writeField("drift", shape, frame.generator().orElseThrow().drift());
        writeField("noise", noiseShape, frame.generator().orElseThrow().noise());
      }
      writeNumbers("t", frame.time());
      var run = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
      part.write(run.putInt(frame.run()).flip(), address("trajectory", Integer.BYTES));
      if (conditions.isEmpty()) {
        writeNumbers("temperature", frame.conditions().temperature());
      }
      var field = frame.conditions().field();
      switch (fieldLayout) {
        case ATTRIBUTE, PATTERN -> {}
        case NUMBERS -> writeNumbers("field", FieldLayout.uniform(shape, field, frame.time()));
        case PLANES ->
            writeNumbers("field", shape.stored(FieldLayout.on(shape, field, frame.time())));
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
    try (var hdf = HdfFile.write(part.path())) {
      hdf.putAttribute("schema", FrameFile.SCHEMA);
      if (!origin.model().isEmpty()) {
        hdf.putAttribute("model", origin.model());
      }
      hdf.putAttribute("block", origin.block());
      hdf.putAttribute("dimension", grid.dimensions());
      if (!grid.isPeriodic()) {
        hdf.putAttribute(
            "periodic",
            grid.axes().stream()
                .mapToInt(axis -> axis.boundary() == Grid.Boundary.PERIODIC ? 1 : 0)
                .toArray());
      }
      origin.seed().ifPresent(seed -> hdf.putAttribute("seed", seed));
      origin.micromagnet().ifPresent(cells -> UnitAttributes.put(hdf, cells));
      Hdf5Room.put(hdf, "m", float.class, shape.axes(frames));
      if (generator) {
        Hdf5Room.put(hdf, "drift", float.class, shape.axes(frames));
        Hdf5Room.put(hdf, "noise", float.class, noiseShape.axes(frames));
      }
      hdf.putDataset("t", new double[frames]);
      hdf.putDataset("trajectory", new int[frames]);
      if (conditions.isPresent()) {
        hdf.putAttribute("temperature", conditions.get().temperature());
      } else {
        hdf.putDataset("temperature", new double[frames]);
      }
      fieldLayout.put(hdf, shape, conditions.map(Frame.Conditions::field), frames);
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
  void force() {
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

  private void check(VectorFrame frame) {
    var m = frame.m();
    if (!m.grid().equals(origin.grid())) {
      throw refused("is on " + m.grid() + ", not on " + origin.grid());
    }
    if (m.components() != shape.components()) {
      throw refused(
          "holds vectors of " + m.components() + " components, not " + shape.components());
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
    require(FrameValues.ofM(shape, m));
    frame
        .generator()
        .ifPresent(
            g -> {
              require(FrameValues.ofDrift(shape, g.drift(), Float.MAX_VALUE));
              require(FrameValues.ofNoise(noiseShape, g.noise(), Float.MAX_VALUE));
            });
  }

  private void require(Optional<Fault> fault) {
    fault.ifPresent(
        wrong -> {
          throw refused(
              "has %s %s in %s".formatted(wrong.quantity(), wrong.value(), wrong.place()));
        });
  }

  /// A field that varies in time may come as any program that has its values at the frames.
  private boolean isAt(VectorFrame frame, Frame.Conditions conditions) {
    var asked = conditions.field();
    var given = frame.conditions().field();
    return frame.conditions().temperature() == conditions.temperature()
        && (given.equals(asked)
            || !asked.isConstant()
            || (given.isConstant() && Arrays.equals(onBlocks(given), onBlocks(asked))));
  }

  private double[] onBlocks(ExternalField constant) {
    return FieldLayout.on(shape, constant, 0).values();
  }

  private IllegalArgumentException refused(String problem) {
    return new IllegalArgumentException(part.target() + ": frame " + written + " " + problem);
  }

  private void writeField(String name, FrameShape shape, VectorField field) throws IOException {
    double[] values = shape.stored(field);
    var bytes =
        ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
            .order(ByteOrder.nativeOrder());
    for (double value : values) {
      bytes.putFloat((float) value);
    }
    part.write(bytes.flip(), address(name, bytes.capacity()));
  }

  private void writeNumbers(String name, double... values) throws IOException {
    var bytes =
        ByteBuffer.allocate(Math.multiplyExact(values.length, Double.BYTES))
            .order(ByteOrder.nativeOrder());
    bytes.asDoubleBuffer().put(values);
    part.write(bytes, address(name, bytes.capacity()));
  }

  private long address(String name, int bytesPerFrame) {
    return Objects.requireNonNull(addresses.get(name)) + (long) written * bytesPerFrame;
  }
}
