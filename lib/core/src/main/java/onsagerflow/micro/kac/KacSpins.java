package onsagerflow.micro.kac;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import onsagerflow.micro.site.FieldRows;

/// How a Kac–Ising system keeps its spins, and where it knows their field.
public sealed interface KacSpins permits SiteFieldSpins, SplineFieldSpins {

  /// Extrapolating over more than this many former leaps amplifies the noise of the last field.
  double LONGEST_EXTRAPOLATION = 2;

  /// Copies a row of spins, ±1; several threads may do so.
  void read(int y, byte[] row);

  /// Replaces a row of spins.
  void write(int y, byte[] row);

  /// Forgets the past, after all spins have been replaced.
  void restart();

  /// The local field as the spins are now, in the external field of a time.
  FieldRows fieldRows(double time);

  /// One leap of τ from a time on.
  ///
  /// @param key of the random numbers of this leap
  void leap(double tau, double time, long key);

  /// Writes the former field where there is one; the present one follows from the spins.
  void writeHistory(DataOutputStream out) throws IOException;

  void readHistory(DataInputStream in) throws IOException;

  /// What decides the random numbers and the field besides kernel and leap, as text.
  String method();
}
