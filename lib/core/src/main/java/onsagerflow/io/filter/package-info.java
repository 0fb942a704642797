/// The filters by which HDF5 packs chunks, undone.
@NullMarked
package onsagerflow.io.filter;

import org.jspecify.annotations.NullMarked;
