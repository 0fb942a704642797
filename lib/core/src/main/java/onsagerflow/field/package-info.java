/// Values on a periodic lattice: grids, fields, kernels, convolution, trajectories.
@NullMarked
package onsagerflow.field;

import org.jspecify.annotations.NullMarked;
