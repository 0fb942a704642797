package onsagerflow.micro.kac;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The saved form of a row of fields.
final class SavedRow {

  private SavedRow() {}

  /// Writes one row of numbers.
  ///
  /// @param y its place in an array of rows of the lattice
  static void write(DataOutputStream out, float[] values, int y, int nx) throws IOException {
    var bytes = ByteBuffer.allocate(nx * Float.BYTES);
    bytes.asFloatBuffer().put(values, y * nx, nx);
    out.write(bytes.array());
  }

  static void read(DataInputStream in, float[] values, int y, int nx) throws IOException {
    var bytes = new byte[nx * Float.BYTES];
    in.readFully(bytes);
    ByteBuffer.wrap(bytes).asFloatBuffer().get(values, y * nx, nx);
  }
}
