/// Trajectories in HDF5, arrays of numpy, and learned models in JSON, in the layouts that other
/// programs read too.
@NullMarked
package onsagerflow.io;

import org.jspecify.annotations.NullMarked;
