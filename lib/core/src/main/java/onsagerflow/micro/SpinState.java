package onsagerflow.micro;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import onsagerflow.field.CounterRandom;

/// The saved form of a spin system, big-endian, written and read row by row:
///
///     format, system           texts, as by DataOutput#writeUTF
///     random numbers           two longs
///     time                     double, sweeps
///     spins                    a bit each, 1 = up, the lowest first; a row begins with a new byte
///     history                  what the kind of system adds
///     CRC32C of all that       long
record SpinState(SpinRows spins) {

  private static final String FORMAT = "onsagerflow-spins/1";

  void write(OutputStream out, CounterRandom random) throws IOException {
    var checked = new CheckedOutputStream(out, new CRC32C());
    var data = new DataOutputStream(checked);
    data.writeUTF(FORMAT);
    data.writeUTF(spins.identity());
    random.write(data);
    data.writeDouble(spins.time);
    var row = new byte[spins.grid.nx()];
    for (int y = 0; y < spins.grid.ny(); y++) {
      spins.readSpins(y, row);
      data.write(packed(row));
    }
    spins.writeHistory(data);
    data.writeLong(checked.getChecksum().getValue());
    data.flush();
  }

  CounterRandom read(InputStream in) throws IOException {
    var checked = new CheckedInputStream(in, new CRC32C());
    var data = new DataInputStream(checked);
    boolean begun = false;
    boolean done = false;
    try {
      require("format", FORMAT, data.readUTF());
      require("system", spins.identity(), data.readUTF());
      begun = true;
      var random = CounterRandom.read(data);
      spins.time = data.readDouble();
      var bits = new byte[Math.ceilDiv(spins.grid.nx(), Byte.SIZE)];
      var row = new byte[spins.grid.nx()];
      for (int y = 0; y < spins.grid.ny(); y++) {
        data.readFully(bits);
        unpack(bits, row);
        spins.writeSpins(y, row);
      }
      spins.readHistory(data);
      long found = checked.getChecksum().getValue();
      long expected = data.readLong();
      if (found != expected) {
        throw new IllegalArgumentException(
            "the saved spins are damaged: checksum %s, not %s"
                .formatted(Long.toHexString(found), Long.toHexString(expected)));
      }
      done = true;
      return random;
    } catch (EOFException | UTFDataFormatException e) {
      throw new IllegalArgumentException("the saved spins are damaged: they end too early", e);
    } finally {
      if (begun && !done) {
        spins.align();
      }
    }
  }

  private static void require(String what, String expected, String found) {
    if (!found.equals(expected)) {
      throw new IllegalArgumentException(
          "saved spins of another %s: '%s', not '%s'".formatted(what, found, expected));
    }
  }

  private static byte[] packed(byte[] row) {
    var bits = new byte[Math.ceilDiv(row.length, Byte.SIZE)];
    for (int x = 0; x < row.length; x++) {
      if (row[x] > 0) {
        bits[x / Byte.SIZE] |= (byte) (1 << x % Byte.SIZE);
      }
    }
    return bits;
  }

  private static void unpack(byte[] bits, byte[] row) {
    for (int x = 0; x < row.length; x++) {
      row[x] = (byte) ((bits[x / Byte.SIZE] >> x % Byte.SIZE & 1) == 1 ? 1 : -1);
    }
  }
}
