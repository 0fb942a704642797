/// Mesoscopic equations: the paper's stochastic PDE (5) with its three functions, and those it is
/// compared with, eqs. (3) and (4), the latter with or without noise, and Kramers–Moyal's.
@NullMarked
package onsagerflow.meso;

import org.jspecify.annotations.NullMarked;
