/// Fields and trajectories of vectors, and the scalars one looks at of them.
@NullMarked
package onsagerflow.field.vector;

import org.jspecify.annotations.NullMarked;
