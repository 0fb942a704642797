package onsagerflow.estimate.data;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import onsagerflow.field.Grid;

/// Sums over observations that another process can make: the question is written to bytes, and so
/// are the sums that answer it.
///
/// @param <S> sums of a group
public interface Portable<S> {

  /// Empty sums.
  S zero();

  /// Makes a visitor for fields on a grid.
  ///
  /// @param observations all, or those of one group
  Pass.Visitor<S> visitor(Observations observations, Grid grid);

  /// Writes all that a visitor of some observations needs, the kind of the question first.
  ///
  /// @param from number of the first
  /// @param to number after the last
  void write(int from, int to, DataOutput out) throws IOException;

  void writeSums(S sums, DataOutput out) throws IOException;

  /// Reads what [#writeSums] has written.
  S readSums(DataInput in) throws IOException;
}
