/// Spin simulators with heat-bath dynamics: Kac–Ising systems, a fast one and an exact one, and the
/// nearest-neighbour Ising model.
@NullMarked
package onsagerflow.micro;

import org.jspecify.annotations.NullMarked;
