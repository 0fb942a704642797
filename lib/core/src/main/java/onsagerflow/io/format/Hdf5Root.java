package onsagerflow.io.format;

import io.jhdf.HdfFile;
import io.jhdf.ObjectHeader;
import io.jhdf.api.Dataset;
import io.jhdf.dataset.DatasetLoader;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import io.jhdf.storage.HdfBackingStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/// Attributes and datasets of a root group, whatever HDF5 type another program chose for them.
public final class Hdf5Root {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  private final Path file;
  private final HdfFile hdf;
  private final Hdf5Attributes attributes;
  private final Hdf5Links links;

  Hdf5Root(Path file, HdfFile hdf) {
    this.file = file;
    this.hdf = hdf;
    this.attributes = new Hdf5Attributes(file, "", hdf);
    this.links = new Hdf5Links(hdf.getHdfBackingStorage(), hdf.getAddress());
  }

  /// Opens the root group of a file.
  ///
  /// @throws InvalidFileException if it is no HDF5 file, or truncated
  public static Hdf5Root open(Path file, FileChannel channel) {
    requireSignature(file, channel);
    var hdf = InvalidFileException.reading(file, "HDF5 root", () -> new HdfFile(channel));
    var storage = hdf.getHdfBackingStorage();
    long expected = storage.getSuperblock().getEndOfFileAddress();
    if (storage.size() < expected) {
      throw new InvalidFileException(
          file, "truncated: " + storage.size() + " bytes of " + expected);
    }
    return new Hdf5Root(file, hdf);
  }

  /// An HDF5 file begins with its signature, or has it after 512, 1024, 2048 … bytes of others.
  private static void requireSignature(Path file, FileChannel channel) {
    InvalidFileException.reading(
        file,
        "HDF5 signature",
        () -> {
          try {
            var bytes = ByteBuffer.allocate(SIGNATURE.length);
            for (long at = 0; at < channel.size(); at = at == 0 ? 512 : 2 * at) {
              if (channel.read(bytes.clear(), at) == SIGNATURE.length
                  && Arrays.equals(bytes.array(), SIGNATURE)) {
                return file;
              }
            }
            channel.read(bytes.clear(), 0);
            throw new InvalidFileException(file, anotherFormat(bytes.array()));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static String anotherFormat(byte[] start) {
    if (start[0] == NpyHeader.FIRST) {
      return "a numpy array, not an HDF5 file: NpyTrajectory and the command import read it";
    }
    if (start[0] == 'C' && start[1] == 'D' && start[2] == 'F') {
      return "a classic netCDF file, not HDF5: write it with format=\"NETCDF4\"";
    }
    return "not an HDF5 file";
  }

  HdfBackingStorage storage() {
    return hdf.getHdfBackingStorage();
  }

  /// The units of the numbers: SI where the file tells the edges of a cell.
  public UnitSystem units() {
    return hasAttribute("cell") ? UnitSystem.SI : UnitSystem.REDUCED;
  }

  public boolean hasAttribute(String name) {
    return attributes.has(name);
  }

  public String text(String name) {
    return attributes.text(name);
  }

  /// An integer; an unsigned one of 64 bits keeps its bits.
  public long integer(String name) {
    return attributes.integer(name);
  }

  /// One value, in words.
  public String value(String name) {
    return attributes.value(name);
  }

  /// One number or a row of them.
  public double[] numbers(String name) {
    return attributes.numbers(name);
  }

  public Optional<Dataset> dataset(String name) {
    return reading(
        name, () -> links.address(name).map(address -> dataset(name, address.longValue())));
  }

  private Dataset dataset(String name, long address) {
    var header = ObjectHeader.readObjectHeader(storage(), address);
    if (!header.hasMessageOfType(DataSpaceMessage.class)) {
      throw new UnreadableException("must be a dataset, is a group or a type");
    }
    if (header.getMessageOfType(DataTypeMessage.class).isMessageShared()) {
      throw UnreadableException.copyIt(name, "has a named (committed) type, which is not read");
    }
    return DatasetLoader.createDataset(storage(), header, name, hdf);
  }

  public Dataset requireDataset(String name) {
    return dataset(name)
        .orElseThrow(() -> new InvalidFileException(file, "dataset " + name, "missing"));
  }

  /// A dataset `[frame]` as a whole.
  public double[] column(String name, Dataset dataset, int frames) {
    long[] shape = dataset.getDimensionsAsLong();
    if (shape.length != 1 || shape[0] != frames) {
      throw new InvalidFileException(
          file, name, "has shape " + Arrays.toString(shape) + " for " + frames + " frames of m");
    }
    return whole(name, dataset);
  }

  /// A dataset as a whole, the last index running fastest.
  public double[] whole(String name, Dataset dataset) {
    return new FieldDataset(file, name, dataset, this).read(0);
  }

  private <T> T reading(String object, Supplier<T> read) {
    return InvalidFileException.reading(file, object, read);
  }
}
