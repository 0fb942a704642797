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
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// A dataset of numbers `[frame, y, x]`, read one frame at a time; one of `[y, x]` or `[frame]` has
/// one frame, the whole of it.
///
/// Attributes that change what the stored numbers mean are applied or refused, see [Packing].
public final class FieldDataset {

  private static final int AXES = 3;

  private final Path file;
  private final String name;
  private final boolean hasFrames;
  private final int[] shape;
  private final ElementType type;
  private final Packing packing;
  private final IntFunction<ByteBuffer> planes;

  /// @param dataset of one to three axes, checked by the caller
  /// @throws InvalidFileException if its numbers cannot be read for sure
  public FieldDataset(Path file, String name, Dataset dataset, HdfBackingStorage storage) {
    this.file = file;
    this.name = name;
    this.packing = new Packing(name, new Hdf5Attributes(file, name, dataset));
    this.hasFrames = dataset.getDimensionsAsLong().length == AXES;
    this.shape = reading(name, () -> threeAxes(dataset.getDimensions()));
    this.type = reading(name, () -> ElementType.of(dataset.getDataType()));
    this.planes = reading(name, () -> planes(dataset, storage));
  }

  private static int[] threeAxes(int[] shape) {
    var all = new int[AXES];
    Arrays.fill(all, 1);
    System.arraycopy(shape, 0, all, AXES - shape.length, shape.length);
    return all;
  }

  private IntFunction<ByteBuffer> planes(Dataset dataset, HdfBackingStorage storage) {
    long planeBytes = Math.multiplyExact((long) shape[1] * shape[2], type.bytes());
    return switch (dataset) {
      case ChunkedDataset chunked -> {
        var chunks = new Chunks(chunked, ((AbstractNode) dataset).getHeader(), storage);
        if (!hasFrames) {
          chunks.requireAll();
        }
        int axes = chunks.edges().length;
        yield new ChunkedPlanes(
                shape,
                threeAxes(chunks.edges()),
                type.bytes(),
                offset -> chunks.decoded(Arrays.copyOfRange(offset, AXES - axes, AXES)))
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

  /// The values of one frame, row by row, in a new array.
  ///
  /// @throws InvalidFileException if its bytes are absent or damaged, or stand for no value
  public double[] read(int frame) {
    String object = hasFrames ? name + ", frame " + frame : name;
    return reading(
        object,
        () -> {
          var values = new double[shape[1] * shape[2]];
          type.decode(planes.apply(frame), values);
          try {
            packing.unpack(values);
          } catch (Packing.MissingValueException e) {
            throw new InvalidFileException(file, object, e.getMessage() + place(e.element()));
          }
          return values;
        });
  }

  private String place(int element) {
    return hasFrames
        ? " in cell (y " + element / shape[2] + ", x " + element % shape[2] + ")"
        : " at " + element;
  }

  private <T> T reading(String object, Supplier<T> read) {
    return InvalidFileException.reading(file, object, read);
  }
}
