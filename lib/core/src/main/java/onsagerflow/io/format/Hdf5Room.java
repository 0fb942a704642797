package onsagerflow.io.format;

import io.jhdf.ObjectHeader.ObjectHeaderV2;
import io.jhdf.WritableDatasetImpl;
import io.jhdf.WritableHdfFile;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import io.jhdf.object.message.DataSpace;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import io.jhdf.object.message.FillValueMessage;
import io.jhdf.object.message.Message;
import io.jhdf.storage.HdfFileChannel;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// A dataset of zeros, as room for numbers that are yet to come.
///
/// jhdf 0.13.0 writes an array row by row, which takes a write of 12 bytes for each vector; here
/// the zeros are written some MiB at a time, into the layout that jhdf gives them.
public final class Hdf5Room extends WritableDatasetImpl {

  private static final int PIECE = 4 << 20;

  /// Of all arrays of an axis one stands in every place: in memory there is but one row.
  private Hdf5Room(WritableHdfFile hdf, String name, Class<?> type, int[] shape) {
    super(nested(type, shape), name, hdf);
  }

  /// Makes a dataset in the root group.
  ///
  /// @param type `float.class` or `double.class`
  /// @param shape the lengths of its axes
  public static void put(WritableHdfFile hdf, String name, Class<?> type, int... shape) {
    hdf.putDataset(name, new Hdf5Room(hdf, name, type, shape));
  }

  private static Object nested(Class<?> type, int[] shape) {
    Object zeros = Array.newInstance(type, shape[shape.length - 1]);
    for (int axis = shape.length - 2; axis >= 0; axis--) {
      var outer = (Object[]) Array.newInstance(zeros.getClass(), shape[axis]);
      Arrays.fill(outer, zeros);
      zeros = outer;
    }
    return zeros;
  }

  @Override
  public long write(HdfFileChannel channel, long position) {
    long bytes =
        Arrays.stream(getDimensionsAsLong()).reduce(getDataType().getSize(), (a, b) -> a * b);
    long data = position + header(position, 0, bytes).toBuffer().limit();
    channel.write(header(position, data, bytes).toBuffer(), position);
    channel.position(data);
    var zeros = ByteBuffer.allocate((int) Math.min(PIECE, bytes));
    for (long left = bytes; left > 0; left -= zeros.limit()) {
      zeros.clear().limit((int) Math.min(zeros.capacity(), left));
      while (zeros.hasRemaining()) {
        channel.write(zeros);
      }
    }
    return data + bytes;
  }

  private ObjectHeaderV2 header(long position, long data, long bytes) {
    return new ObjectHeaderV2(
        position,
        List.<Message>of(
            DataTypeMessage.create(getDataType()),
            DataSpaceMessage.create(DataSpace.fromObject(getData())),
            FillValueMessage.NO_FILL,
            ContiguousDataLayoutMessage.create(data, bytes)));
  }
}
