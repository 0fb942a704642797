/// Rare flips between two states, of spins and of equations by one code: brute force, forward-flux
/// sampling, committors, and the exactly solved chain and diffusion that judge them.
@NullMarked
package onsagerflow.rare;

import org.jspecify.annotations.NullMarked;
