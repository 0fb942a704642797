/// What an equation says of the increments of blocks over a lag, how likely it makes them, and the
/// derivatives of that by all unknowns.
@NullMarked
package onsagerflow.estimate.likelihood;

import org.jspecify.annotations.NullMarked;
