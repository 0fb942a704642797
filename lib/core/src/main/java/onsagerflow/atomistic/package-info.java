/// Atomistic spin dynamics: classical Heisenberg spins on square and cubic lattices, their
/// couplings, their heat bath, and materials in SI units.
@org.jspecify.annotations.NullMarked
package onsagerflow.atomistic;
