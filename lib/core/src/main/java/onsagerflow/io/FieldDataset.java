package onsagerflow.io;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.dataset.CompactDataset;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.function.IntFunction;

/// A dataset `[frame, y, x]` of float32 or float64, read one frame at a time.
final class FieldDataset {

  private final Path file;
  private final String name;
  private final int cells;
  private final int elementBytes;
  private final ByteOrder order;
  private final IntFunction<ByteBuffer> planes;

  /// @param dataset of three axes, checked by the caller
  FieldDataset(Path file, String name, Dataset dataset, HdfBackingStorage storage) {
    this.file = file;
    this.name = name;
    this.elementBytes = dataset.getDataType().getSize();
    if (!(dataset.getDataType() instanceof FloatingPoint type)
        || (elementBytes != Float.BYTES && elementBytes != Double.BYTES)) {
      throw new InvalidFileException(
          file,
          name,
          "holds "
              + dataset.getDataType().getClass().getSimpleName()
              + " of "
              + elementBytes
              + " bytes, not float32 or float64");
    }
    this.order = type.getByteOrder();
    int[] shape = dataset.getDimensions();
    this.cells = Math.multiplyExact(shape[1], shape[2]);
    int planeBytes = Math.multiplyExact(cells, elementBytes);
    this.planes =
        switch (dataset) {
          case ChunkedDataset chunked -> new ChunkedPlanes(chunked)::plane;
          case ContiguousDataset contiguous -> {
            if (contiguous.isEmpty()) {
              throw new InvalidFileException(file, name, "was never written");
            }
            long address = contiguous.getDataAddress();
            yield frame ->
                storage.readBufferFromAddress(address + (long) frame * planeBytes, planeBytes);
          }
          case CompactDataset compact -> {
            var all = compact.getDataBuffer();
            yield frame -> all.slice(frame * planeBytes, planeBytes);
          }
          default ->
              throw new InvalidFileException(
                  file, name, "is stored as " + dataset.getDataLayout() + ", which is not read");
        };
  }

  /// The values of one frame, row by row, in a new array.
  ///
  /// @throws InvalidFileException if its bytes are absent or damaged
  double[] read(int frame) {
    return InvalidFileException.reading(
        file, name + ", frame " + frame, () -> decode(planes.apply(frame).order(order)));
  }

  private double[] decode(ByteBuffer bytes) {
    var values = new double[cells];
    if (elementBytes == Double.BYTES) {
      bytes.asDoubleBuffer().get(values);
    } else {
      var floats = bytes.asFloatBuffer();
      for (int cell = 0; cell < cells; cell++) {
        values[cell] = floats.get(cell);
      }
    }
    return values;
  }
}
