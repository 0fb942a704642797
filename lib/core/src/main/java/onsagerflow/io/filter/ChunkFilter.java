package onsagerflow.io.filter;

import io.jhdf.exceptions.HdfFilterException;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The HDF5 filters that are undone, each known by its registered number.
///
/// Those of jhdf 0.13.0 are not used: they pass over the mask by which a chunk says that a filter
/// left it as it was, over the bytes of a checksum, and over the last block of bitshuffle.
public enum ChunkFilter {
  DEFLATE(1, 0) {
    @Override
    public byte[] decode(byte[] encoded, int[] parameters, int most) {
      return inflate(encoded, most);
    }
  },
  SHUFFLE(2, 1) {
    @Override
    public byte[] decode(byte[] encoded, int[] parameters, int most) {
      return unshuffle(encoded, parameters[0]);
    }
  },
  FLETCHER32(3, 0) {
    @Override
    public byte[] decode(byte[] encoded, int[] parameters, int most) {
      return Fletcher32.verified(encoded);
    }
  },
  LZF(32000, 3) {
    @Override
    public byte[] decode(byte[] encoded, int[] parameters, int most) {
      return LempelZiv.lzf(encoded, Math.min(parameters[2], most));
    }
  },
  LZ4(32004, 0) {
    @Override
    public byte[] decode(byte[] encoded, int[] parameters, int most) {
      return LempelZiv.lz4Blocks(encoded, most);
    }
  },
  BITSHUFFLE(32008, 3) {
    @Override
    public byte[] decode(byte[] encoded, int[] parameters, int most) {
      return Bitshuffle.of(parameters).decode(encoded, most);
    }
  };

  private static final Map<Integer, String> NOT_UNDONE =
      Map.of(
          4,
          "szip",
          5,
          "nbit",
          6,
          "scale-offset",
          307,
          "bzip2",
          32001,
          "blosc",
          32013,
          "zfp",
          32015,
          "zstd",
          32026,
          "blosc2");

  private final int id;
  private final int parameters;

  ChunkFilter(int id, int parameters) {
    this.id = id;
    this.parameters = parameters;
  }

  /// The filter that a dataset names; empty if it is not undone here.
  public static Optional<ChunkFilter> of(FilterInfo info) {
    return Arrays.stream(values())
        .filter(filter -> filter.id == info.getId() && filter.accepts(info.getData()))
        .findFirst();
  }

  /// The name of a filter, of those not undone too.
  public static String describe(FilterInfo info) {
    if (info.getId() == BITSHUFFLE.id) {
      return "bitshuffle with parameters " + Arrays.toString(info.getData());
    }
    return NOT_UNDONE.getOrDefault(info.getId(), info.getName());
  }

  private boolean accepts(int[] data) {
    return data.length >= parameters
        && switch (this) {
          case SHUFFLE -> data[0] > 0;
          case BITSHUFFLE -> Bitshuffle.of(data).isKnown();
          default -> true;
        };
  }

  /// Undoes the filter.
  ///
  /// @param parameters that the file gives it
  /// @param most bytes that may come out
  /// @throws HdfFilterException if the bytes are not what it writes
  public abstract byte[] decode(byte[] encoded, int[] parameters, int most);

  private static byte[] inflate(byte[] encoded, int most) {
    var inflater = new Inflater();
    try {
      inflater.setInput(encoded);
      var decoded = new byte[most];
      int length = inflater.inflate(decoded);
      if (!inflater.finished()) {
        throw new HdfFilterException("a chunk of gzip does not end where it should");
      }
      return Arrays.copyOf(decoded, length);
    } catch (DataFormatException e) {
      throw new HdfFilterException("a chunk is not of gzip: " + e.getMessage());
    } finally {
      inflater.end();
    }
  }

  private static byte[] unshuffle(byte[] encoded, int element) {
    int elements = encoded.length / element;
    var decoded = encoded.clone(); // bytes behind the last whole element are not shuffled
    for (int i = 0; i < element; i++) {
      for (int j = 0; j < elements; j++) {
        decoded[j * element + i] = encoded[i * elements + j];
      }
    }
    return decoded;
  }
}
