/// Spin simulators: Kac–Ising systems with heat-bath dynamics, a fast one and an exact one.
@NullMarked
package onsagerflow.micro;

import org.jspecify.annotations.NullMarked;
