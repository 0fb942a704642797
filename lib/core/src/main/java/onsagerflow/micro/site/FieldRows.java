package onsagerflow.micro.site;

/// The local field, row by row, to be read by several threads.
public interface FieldRows {
  void read(int y, float[] row);
}
