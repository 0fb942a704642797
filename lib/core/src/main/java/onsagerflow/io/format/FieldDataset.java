package onsagerflow.io.format;

import io.jhdf.AbstractNode;
import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.dataset.CompactDataset;
import io.jhdf.exceptions.HdfException;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// A dataset of numbers, read one frame at a time, or as a whole.
///
/// Attributes that change what the stored numbers mean are applied or refused, see [Packing].
public final class FieldDataset {

  private final Path file;
  private final String name;
  private final Optional<FrameShape> ofFrames;
  private final int[] shape;
  private final ElementType type;
  private final Packing packing;
  private final IntFunction<ByteBuffer> planes;

  /// A dataset `[frame, …]`.
  ///
  /// @param frame what follows the first axis, checked by the caller
  /// @throws InvalidFileException if its numbers cannot be read for sure
  public FieldDataset(Path file, String name, Dataset dataset, Hdf5Root root, FrameShape frame) {
    this(file, name, dataset, root, Optional.of(frame));
  }

  /// A dataset that is one frame, the whole of it.
  ///
  /// @throws InvalidFileException if its numbers cannot be read for sure
  FieldDataset(Path file, String name, Dataset dataset, Hdf5Root root) {
    this(file, name, dataset, root, Optional.empty());
  }

  private FieldDataset(
      Path file, String name, Dataset dataset, Hdf5Root root, Optional<FrameShape> ofFrames) {
    this.file = file;
    this.name = name;
    this.packing = new Packing(name, new Hdf5Attributes(file, name, dataset), root.units());
    this.ofFrames = ofFrames;
    this.shape = reading(name, () -> afterFrames(dataset.getDimensions()));
    this.type = reading(name, () -> ElementType.of(dataset.getDataType()));
    this.planes = reading(name, () -> planes(dataset, root.storage()));
  }

  /// The axes of a dataset, or edges of its chunks, after that of the frames, which one as a whole
  /// lacks.
  private int[] afterFrames(int[] axes) {
    if (ofFrames.isPresent()) {
      return axes;
    }
    var all = new int[axes.length + 1];
    all[0] = 1;
    System.arraycopy(axes, 0, all, 1, axes.length);
    return all;
  }

  /// Numbers of a frame.
  private int size() {
    int size = 1;
    for (int axis = 1; axis < shape.length; axis++) {
      size = Math.multiplyExact(size, shape[axis]);
    }
    return size;
  }

  private IntFunction<ByteBuffer> planes(Dataset dataset, HdfBackingStorage storage) {
    long planeBytes = Math.multiplyExact((long) size(), type.bytes());
    return switch (dataset) {
      case ChunkedDataset chunked -> {
        var chunks = new Chunks(chunked, ((AbstractNode) dataset).getHeader(), storage);
        if (ofFrames.isEmpty()) {
          chunks.requireAll();
        }
        int first = ofFrames.isEmpty() ? 1 : 0;
        yield new ChunkedPlanes(
                shape,
                afterFrames(chunks.edges()),
                type.bytes(),
                offset -> chunks.decoded(Arrays.copyOfRange(offset, first, offset.length)))
            ::plane;
      }
      case ContiguousDataset contiguous -> {
        if (contiguous.isEmpty()) {
          throw new UnreadableException("was never written");
        }
        long address = contiguous.getDataAddress();
        Chunks.requireInFile(storage, address, Math.multiplyExact(planeBytes, shape[0]));
        int plane = Math.toIntExact(planeBytes);
        yield frame -> storage.readBufferFromAddress(address + frame * planeBytes, plane);
      }
      case CompactDataset compact -> {
        var all = compact.getDataBuffer();
        int plane = Math.toIntExact(planeBytes);
        if (all.remaining() / shape[0] < plane) {
          throw new HdfException(all.remaining() + " bytes of " + shape[0] + " times " + plane);
        }
        yield frame -> all.slice(frame * plane, plane);
      }
      default ->
          throw new UnreadableException(
              "is stored as " + dataset.getDataLayout() + ", which is not read");
    };
  }

  /// The values of one frame, in the order of the file, in a new array.
  ///
  /// @throws InvalidFileException if its bytes are absent or damaged, or stand for no value
  public double[] read(int frame) {
    String object = ofFrames.isPresent() ? name + ", frame " + frame : name;
    return reading(
        object,
        () -> {
          var values = new double[size()];
          type.decode(planes.apply(frame), values);
          try {
            packing.unpack(values);
          } catch (Packing.MissingValueException e) {
            int element = e.element();
            String place = ofFrames.map(of -> " in " + of.place(element)).orElse(" at " + element);
            throw new InvalidFileException(file, object, e.getMessage() + place);
          }
          return values;
        });
  }

  private <T> T reading(String object, Supplier<T> read) {
    return InvalidFileException.reading(file, object, read);
  }
}
