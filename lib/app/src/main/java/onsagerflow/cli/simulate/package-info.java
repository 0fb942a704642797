/// The commands `onsagerflow simulate kac`, `ising` and `heisenberg`, and the options of spins.
@NullMarked
package onsagerflow.cli.simulate;

import org.jspecify.annotations.NullMarked;
