package onsagerflow.io;

import java.nio.file.Path;
import java.util.Optional;
import onsagerflow.field.Frame;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.io.format.InvalidFileException;

/// A trajectory in an HDF5 file of schema `onsagerflow-trajectory/1`, read frame by frame.
///
/// | where | what |
/// |---|---|
/// | root attributes | `schema`, `block` (B), `dimension` (2 or 3); `temperature` and `field` here or as datasets; optional `model`, `seed`, `periodic` (one number an axis, 1 or 0, as in (z,) y, x; all 1), `length_unit` (lattice spacings), `time_unit` (sweeps); in SI units `m`, `s`, `cell` (three edges, metres) and `saturation` (A/m) |
/// | `m` | numbers `[frame, (z,) y, x]` |
/// | `t` | times `[frame]`, increasing within a run |
/// | `trajectory` | optional run numbers `[frame]`, 0 where absent; frames of a run need not be adjacent |
/// | `drift`, `noise` | optional generator channels, shape of `m` |
/// | `temperature`, `field` | one number as root attribute, or a dataset `[frame]`, or a root attribute with one number per distinct run, in ascending order of the run numbers |
/// | `field` | or a dataset `[(z,) y, x]` on the blocks, constant in time; or `[frame, (z,) y, x]`; between the frames of a run a field is linear in time |
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
/// them at once by [#validate]. Other filters, links to other files and virtual datasets are
/// refused by name, and so are vectors, which [VectorTrajectoryFile] reads.
public final class TrajectoryFile implements Trajectory, AutoCloseable {

  private final FrameFile frames;

  /// Opens a file and checks everything but the field values.
  ///
  /// @throws InvalidFileException if it is absent, no HDF5 file, truncated, not of this schema, or
  ///   holds vectors
  public static TrajectoryFile open(Path file) {
    var frames = FrameFile.open(file);
    if (frames.holdsVectors()) {
      frames.close();
      throw new InvalidFileException(
          file,
          "m",
          "holds vectors of %s components in each block, while one number is wanted here: name one"
                  .formatted(frames.components())
              + " of theirs (in statistics --component x, y, z or norm)");
    }
    return new TrajectoryFile(frames);
  }

  private TrajectoryFile(FrameFile frames) {
    this.frames = frames;
  }

  @Override
  public Origin origin() {
    return frames.origin();
  }

  @Override
  public int size() {
    return frames.size();
  }

  @Override
  public double time(int frame) {
    return frames.time(frame);
  }

  @Override
  public int run(int frame) {
    return frames.run(frame);
  }

  @Override
  public Frame.Conditions conditions(int frame) {
    return frames.conditions(frame);
  }

  @Override
  public boolean hasGenerator() {
    return frames.hasGenerator();
  }

  /// Reads one frame and checks its values.
  ///
  /// @throws InvalidFileException on NaN, |m| > 1 + 1e−6, negative noise, or bytes that are absent
  /// @throws IllegalStateException if the file was closed
  @Override
  public Frame frame(int frame) {
    return Scalars.of(frames.frame(frame));
  }

  /// Reads the magnetisation of one frame and checks its values.
  ///
  /// @throws InvalidFileException on NaN, |m| > 1 + 1e−6, or bytes that are absent
  /// @throws IllegalStateException if the file was closed
  @Override
  public ScalarField m(int frame) {
    return Scalars.of(frames.m(frame));
  }

  /// Where it is read from.
  @Override
  public Optional<Path> file() {
    return frames.file();
  }

  /// Reads every frame once, so that a long calculation does not stop at a bad one.
  ///
  /// @throws InvalidFileException as [#frame]
  public void validate() {
    frames.validate();
  }

  @Override
  public void close() {
    frames.close();
  }

  /// The size of the file, bytes.
  public long bytes() {
    return frames.bytes();
  }

  /// The file, and [Trajectory#describe].
  @Override
  public String toString() {
    return frames.name() + ": " + describe();
  }
}
