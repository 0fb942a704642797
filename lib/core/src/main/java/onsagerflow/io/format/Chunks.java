package onsagerflow.io.format;

import io.jhdf.Constants;
import io.jhdf.ObjectHeader;
import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.ChunkOffset;
import io.jhdf.dataset.chunked.ChunkedDatasetV3;
import io.jhdf.dataset.chunked.ChunkedDatasetV4;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessageV4;
import io.jhdf.object.message.FilterPipelineMessage;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import io.jhdf.storage.HdfBackingStorage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import onsagerflow.io.filter.ChunkFilter;

/// The chunks of a dataset, with their filters undone.
final class Chunks {

  /// Room for what filters add to a chunk: checksums, and the ends of compressed streams.
  private static final int SLACK = 1024;

  private final String name;
  private final HdfBackingStorage storage;
  private final int[] shape;
  private final int[] edges;
  private final int bytes;
  private final boolean edgesMayBeUnfiltered;
  private final List<FilterInfo> filters;
  private final List<ChunkFilter> undoing;
  private final Map<ChunkOffset, Chunk> index;

  /// @throws UnreadableException if a filter is not undone here
  Chunks(ChunkedDataset dataset, ObjectHeader header, HdfBackingStorage storage) {
    this.name = dataset.getName();
    this.storage = storage;
    this.shape = dataset.getDimensions();
    this.edges = dataset.getChunkDimensions();
    long size = dataset.getDataType().getSize();
    for (int edge : edges) {
      if (edge < 1) {
        throw new HdfException("chunks of shape " + Arrays.toString(edges));
      }
      size = Math.multiplyExact(size, edge);
    }
    this.bytes = Math.toIntExact(size);
    boolean isNew = header.hasMessageOfType(ChunkedDataLayoutMessageV4.class);
    this.edgesMayBeUnfiltered = isNew;
    this.filters =
        header.getMessagesOfType(FilterPipelineMessage.class).stream()
            .flatMap(pipeline -> pipeline.getFilters().stream())
            .toList();
    this.undoing = filters.stream().map(this::undoing).toList();
    this.index =
        isNew
            ? new IndexV4(storage, dataset, header).getChunkLookup()
            : new IndexV3(storage, dataset, header).getChunkLookup();
  }

  private ChunkFilter undoing(FilterInfo filter) {
    return ChunkFilter.of(filter)
        .orElseThrow(
            () ->
                UnreadableException.copyIt(
                    name,
                    "was compressed by the filter %s (number %s), which is not undone here"
                        .formatted(ChunkFilter.describe(filter), filter.getId())));
  }

  /// The edges of a chunk, in elements.
  int[] edges() {
    return edges.clone();
  }

  /// Refuses a dataset of which a part was never written.
  ///
  /// @throws UnreadableException if chunks are missing
  void requireAll() {
    long all = 1;
    for (int axis = 0; axis < edges.length; axis++) {
      all = Math.multiplyExact(all, Math.ceilDiv(shape[axis], edges[axis]));
    }
    if (index.size() < all) {
      throw new UnreadableException(
          "was written in part only, %s of %s chunks".formatted(index.size(), all));
    }
  }

  /// The bytes of a chunk, row by row.
  ///
  /// @param offset of its first element
  /// @throws UnreadableException if it was never written
  /// @throws HdfException if it is damaged
  byte[] decoded(int... offset) {
    var chunk = index.get(new ChunkOffset(Arrays.stream(offset).asLongStream().toArray()));
    if (chunk == null || chunk.getAddress() == Constants.UNDEFINED_ADDRESS) {
      throw new UnreadableException(
          "was never written (no chunk at " + Arrays.toString(offset) + ")");
    }
    requireFiltered(chunk, offset);
    byte[] decoded = stored(chunk);
    for (int i = filters.size() - 1; i >= 0; i--) {
      if (!chunk.getFilterMask().get(i)) {
        decoded = undoing.get(i).decode(decoded, filters.get(i).getData(), bytes + SLACK);
      }
    }
    if (decoded.length != bytes) {
      throw new HdfException("a chunk of " + decoded.length + " bytes where " + bytes + " belong");
    }
    return decoded;
  }

  /// A chunk that reaches over the edge may have been left out of all filters, by a flag that jhdf
  /// does not keep; it has its full size then, which one that was compressed has not.
  private void requireFiltered(Chunk chunk, int[] offset) {
    if (!edgesMayBeUnfiltered || filters.isEmpty() || chunk.getSize() != bytes) {
      return;
    }
    for (int axis = 0; axis < offset.length; axis++) {
      if (offset[axis] + (long) edges[axis] > shape[axis]) {
        throw UnreadableException.copyIt(
            name,
            "may lack the filters of the other chunks in the one at " + Arrays.toString(offset));
      }
    }
  }

  private byte[] stored(Chunk chunk) {
    requireInFile(storage, chunk.getAddress(), chunk.getSize());
    var read = new byte[chunk.getSize()];
    storage.readBufferFromAddress(chunk.getAddress(), read.length).get(read);
    return read;
  }

  /// Refuses bytes that are not in the file.
  static void requireInFile(HdfBackingStorage storage, long address, long bytes) {
    long end = storage.size() - storage.getUserBlockSize();
    if (address < 0 || bytes < 0 || bytes > end || address > end - bytes) {
      throw new HdfException(
          bytes + " bytes at " + address + " of a file of " + storage.size() + " bytes");
    }
  }

  private static final class IndexV3 extends ChunkedDatasetV3 {
    IndexV3(HdfBackingStorage storage, Dataset dataset, ObjectHeader header) {
      super(storage, header.getAddress(), dataset.getName(), dataset.getParent(), header);
    }

    @Override
    protected Map<ChunkOffset, Chunk> getChunkLookup() {
      return super.getChunkLookup();
    }
  }

  private static final class IndexV4 extends ChunkedDatasetV4 {
    IndexV4(HdfBackingStorage storage, Dataset dataset, ObjectHeader header) {
      super(storage, header.getAddress(), dataset.getName(), dataset.getParent(), header);
    }

    @Override
    protected Map<ChunkOffset, Chunk> getChunkLookup() {
      return super.getChunkLookup();
    }
  }
}
