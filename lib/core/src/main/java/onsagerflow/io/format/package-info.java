/// Files of other programs from the inside, frame by frame where they are large: HDF5, arrays of
/// numpy, text; and the one line that refuses a file.
@NullMarked
package onsagerflow.io.format;

import org.jspecify.annotations.NullMarked;
