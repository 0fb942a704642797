package onsagerflow.io;

import io.jhdf.WritableHdfFile;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Optional;
import onsagerflow.field.ExternalField;
import onsagerflow.field.vector.VectorField;
import onsagerflow.io.format.FrameShape;
import onsagerflow.io.format.Hdf5Room;

/// How a trajectory file holds the external field; for vectors each of these has a last axis of
/// their components.
enum FieldLayout {
  /// A root attribute: one number, or as many as m has components.
  ATTRIBUTE,
  /// A dataset `[(z,) y, x]`, constant in time.
  PATTERN,
  /// A dataset `[frame]`.
  NUMBERS,
  /// A dataset `[frame, (z,) y, x]`.
  PLANES;

  static FieldLayout of(ExternalField field) {
    if (field.isConstant()) {
      return field.isUniform() ? ATTRIBUTE : PATTERN;
    }
    return field.isUniform() ? NUMBERS : PLANES;
  }

  /// Makes the attribute or dataset `field`; what is there of every frame is yet zero.
  ///
  /// @param shape of a field in space
  /// @param field that of all runs, where it does not depend on the frame
  void put(WritableHdfFile hdf, FrameShape shape, Optional<ExternalField> field, int frames) {
    boolean vector = shape.axis() > 0;
    switch (this) {
      case ATTRIBUTE -> {
        double[] h = uniform(shape, field.orElseThrow(), 0);
        hdf.putAttribute("field", vector ? h : (Object) h[0]);
      }
      case PATTERN ->
          hdf.putDataset(
              "field", nested(shape.stored(on(shape, field.orElseThrow(), 0)), shape.axes()));
      case NUMBERS ->
          Hdf5Room.put(
              hdf,
              "field",
              double.class,
              vector ? new int[] {frames, shape.axis()} : new int[] {frames});
      case PLANES -> Hdf5Room.put(hdf, "field", double.class, shape.axes(frames));
    }
  }

  /// The components of a field that is the same everywhere.
  static double[] uniform(FrameShape shape, ExternalField field, double time) {
    int n = shape.components();
    var h = new double[n];
    Arrays.setAll(h, c -> field.component(c, n).at(time));
    return h;
  }

  /// A field on the blocks.
  static VectorField on(FrameShape shape, ExternalField field, double time) {
    int n = shape.components();
    var h = new VectorField(shape.grid(), n);
    int cells = shape.grid().size();
    for (int c = 0; c < n; c++) {
      double[] component = field.component(c, n).at(time, shape.grid()).values();
      System.arraycopy(component, 0, h.values(), c * cells, cells);
    }
    return h;
  }

  private static Object nested(double[] values, int... axes) {
    int inner = values.length / axes[0];
    if (axes.length == 1) {
      return values;
    }
    int[] rest = Arrays.copyOfRange(axes, 1, axes.length);
    var rows = new Object[axes[0]];
    Arrays.setAll(rows, i -> nested(Arrays.copyOfRange(values, i * inner, (i + 1) * inner), rest));
    var typed = (Object[]) Array.newInstance(rows[0].getClass(), rows.length);
    System.arraycopy(rows, 0, typed, 0, rows.length);
    return typed;
  }
}
