/// How Kac–Ising spins are kept and leap, their field known at every site or at the nodes of
/// splines.
@NullMarked
package onsagerflow.micro.kac;

import org.jspecify.annotations.NullMarked;
