/// Mesoscopic equations of vector spins, PHYSICS §6: mobility tensor, precession, learned models.
@NullMarked
package onsagerflow.meso.vector;

import org.jspecify.annotations.NullMarked;
