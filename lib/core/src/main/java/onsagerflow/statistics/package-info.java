/// Statistics of any trajectory, of spins or of equations, each with its standard error.
@NullMarked
package onsagerflow.statistics;

import org.jspecify.annotations.NullMarked;
