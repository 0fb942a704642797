/// From spins to fields: block averages and their recording along a schedule.
@NullMarked
package onsagerflow.coarsen;

import org.jspecify.annotations.NullMarked;
