package onsagerflow.llg;

/// One term of the energy E of unit vectors s on a grid, and the field that it exerts.
///
/// Energies are per moment, so that the field is `H_i = −∂E/∂s_i`: of spins of moment 1 in units of
/// the interaction, of others in the unit of the field. Vectors are three arrays, one for each
/// component: loops over cells then go through all arrays at one index, as vector instructions
/// need.
///
/// An instance may hold work space and serves one system. Between two calls of [#prepare] the field
/// may be asked for by several threads, for cells that are not the same.
public interface EnergyTerm {

  /// Sets vectors and time for the calls of [#addField] to come, and does what needs all vectors at
  /// once.
  ///
  /// @throws IllegalArgumentException if the term is not known at that time
  default void prepare(double[][] s, double time) {}

  /// Adds the field H of cells `from` to `to`, the last not included.
  ///
  /// @param s the vectors that were prepared; those of all cells may be read
  /// @param h receives the field, in the places of its cells
  void addField(double[][] s, double[][] h, int from, int to);

  /// The part of this term in the energy of all vectors.
  double energy(double[][] s, double time);

  /// A bound of |H| over all unit vectors, at the times known so far: how fast they may turn.
  double strongestField();

  /// All that makes it this term and no other.
  String identity();
}
