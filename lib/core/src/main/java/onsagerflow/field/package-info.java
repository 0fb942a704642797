/// Numbers and vectors on a lattice, periodic or open: grids, fields, kernels, convolution,
/// trajectories.
@NullMarked
package onsagerflow.field;

import org.jspecify.annotations.NullMarked;
